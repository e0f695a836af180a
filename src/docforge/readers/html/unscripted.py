"""What a page holds for readers without scripts, in ``<noscript>``, and what of it says nothing on paper."""

from __future__ import annotations

from docforge.readers.elements.tree import Branch

_PLEA_LENGTH = 200
"""Characters beyond which what ``<noscript>`` holds is text of the page, whatever it speaks of."""
_NOTHING = frozenset({"0", "1"})


def is_plea(element: Branch, words: frozenset[str]) -> bool:
    """Whether an element is ``<noscript>`` and only asks for scripts to be turned on: short, with one of the words."""
    if element.name != "noscript":
        return False
    text = element.text().strip().casefold()
    return len(text) <= _PLEA_LENGTH and any(word in text for word in words)


def is_unseen(element: Branch) -> bool:
    """Whether an element is a picture or page of no size, which only counts readers."""
    sizes = {element.attributes.get("width", ""), element.attributes.get("height", "")}
    return element.name in ("img", "iframe") and sizes <= _NOTHING


def repeated(content: Branch) -> frozenset[Branch]:
    """The pictures that stand twice in a page, because a script loads them later and ``<noscript>`` beside has them.

    Of the two that one is read which has an address: in a page as it was sent the other, in a saved one the first.
    """
    found: set[Branch] = set()
    for parent in content.iterate():
        children = parent.children
        for place, child in enumerate(children):
            own = _picture(child) if child.name == "noscript" else None
            if own is None:
                continue
            for beside in (*children[max(place - 1, 0) : place], *children[place + 1 : place + 2]):
                later = _picture(beside) if beside.name != "noscript" else None
                if later is None or later in found:
                    continue
                address = _address(later)
                if not address or _file(address) == _file(_address(own)):
                    found.add(own if address else later)
                    break
    return frozenset(found)


def _picture(element: Branch) -> Branch | None:
    """The picture that is all of an element."""
    pictures = [part for part in element.iterate() if part.name == "img"]
    return pictures[0] if len(pictures) == 1 and not element.text().strip() else None


def _address(picture: Branch) -> str:
    address = picture.attributes.get("data-src") or picture.attributes.get("src", "")
    return "" if address.startswith("data:") else address


def _file(address: str) -> str:
    return address.partition("#")[0].partition("?")[0].rpartition("/")[2]
