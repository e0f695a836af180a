"""The pass: elements as paragraphs in their places."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from docforge.model import nodes as n
from docforge.passes.elements.layout import beside, centred
from docforge.passes.elements.values import entries, is_true, width
from docforge.passes.findings import Findings
from docforge.protocols import Pass, PassOptions, Result
from docforge.theme.spec import Element

MARK = ("df", "elements")
"""The attribute by which this pass knows its own blocks."""
PLACES = ("before-title", "after-title", "closing", "foot")
ATTACHMENT = "attachment"
AT_END = "at-end"
"""Class of a run that stands at the end of its line."""


class Elements:
    """The pass. A document that has its elements, or a theme without any, is left as it is."""

    name = "elements"
    after: tuple[str, ...] = ("refs", "details", "crossrefs")

    def run(self, document: n.Document, options: PassOptions) -> Result[n.Document]:
        """See the module."""
        findings = Findings(document.sources)
        if not options.elements or any(_is_ours(block) for block in document.blocks):
            return findings.result(document)
        places = _places(document, options.elements)
        if not any(places.values()):
            return findings.result(document)
        return findings.result(replace(document, blocks=_placed(document.blocks, places)))


def _is_ours(block: n.Block) -> bool:
    return isinstance(block, n.Div) and MARK in block.attr.pairs


def _places(document: n.Document, elements: Mapping[str, Element]) -> dict[str, list[n.Para]]:
    """The paragraphs of each place, in the theme's order."""
    shown = {name: element for name, element in elements.items() if _is_wanted(document, element)}
    texts = {name: entries(document, element) for name, element in shown.items()}
    joined = {element.join: name for name, element in shown.items() if element.join and texts[name]}
    places: dict[str, list[n.Para]] = {place: [] for place in PLACES}
    for name, element in shown.items():
        if not texts[name] or (element.join in shown and texts[element.join]):
            continue
        other = joined.get(name)
        tail = (shown[other], texts[other][0]) if other else None
        here = places[element.place]
        for place, text in enumerate(texts[name]):
            attr = _attr(element, place, text, joined=other is not None)
            pairs = (*_end(element, text, shown, texts), *_above(element, len(here)))
            here.append(n.Para(content=_content(text, tail), attr=replace(attr, pairs=pairs)))
            tail = None
    return places


def _is_wanted(document: n.Document, element: Element) -> bool:
    return (not element.when or is_true(document, element.when)) and not (
        element.unless and is_true(document, element.unless)
    )


def _attr(element: Element, place: int, text: str, *, joined: bool) -> n.Attr:
    """The role of an element's paragraph: another one for later entries, long texts, and lines that are shared."""
    role = element.role
    if place and element.more_role:
        role = element.more_role
    elif joined and element.joined_role:
        role = element.joined_role
    elif element.long_role and element.long_from and width(text) >= element.long_from:
        role = element.long_role
    return n.Attr(classes=(role,))


def _end(
    element: Element, text: str, shown: Mapping[str, Element], texts: Mapping[str, tuple[str, ...]]
) -> Iterable[tuple[str, str]]:
    """The distance from the end of the line, of an element alone or of one of a pair."""
    below = element.over
    above = next((name for name, other in shown.items() if other.over and shown.get(other.over) is element), "")
    if below in shown and texts[below]:
        pair = beside if element.stagger else centred
        end = pair(width(text), width(texts[below][0]), shown[below].end, element.stagger)[0]
    elif above and texts[above]:
        pair = beside if shown[above].stagger else centred
        end = pair(width(texts[above][0]), width(text), element.end, shown[above].stagger)[1]
    else:
        end = element.end
    return (("indent-end", f"{end:g}"),) if end else ()


def _above(element: Element, taken: int) -> Iterable[tuple[str, str]]:
    empty = element.from_line - taken
    return (("lines-before", str(empty)),) if empty > 0 else ()


def _content(text: str, tail: tuple[Element, str] | None) -> n.Inlines:
    if tail is None:
        return (n.Text(text=text),)
    element, more = tail
    if element.at_end:
        # A blank for whoever copies or hears the line; at the left of what ends a line it moves nothing. It does not
        # break, or it would go with the line's end.
        return (n.Text(text=text), n.Span(content=(n.Text(text=f"\u00a0{more}"),), attr=n.Attr(classes=(AT_END,))))
    return (n.Text(text=text + more),)


def _placed(blocks: n.Blocks, places: Mapping[str, list[n.Para]]) -> n.Blocks:
    made = {
        place: (n.Div(blocks=tuple(found), attr=n.Attr(classes=(place,), pairs=(MARK,))),) if found else ()
        for place, found in places.items()
    }
    end = next((place for place, block in enumerate(blocks) if _is_attachment(block)), len(blocks))
    return (
        *made["before-title"],
        *made["after-title"],
        *blocks[:end],
        *made["closing"],
        *blocks[end:],
        *made["foot"],
    )


def _is_attachment(block: n.Block) -> bool:
    return isinstance(block, n.Div) and block.attr.classes[:1] == (ATTACHMENT,)


PASS: Pass = Elements()
