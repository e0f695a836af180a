"""Feeds the article of a page into the code that knows elements, without what the site put around its words."""

from __future__ import annotations

import re
from collections import Counter

from msgspec.structs import replace

from docforge.model import nodes as n
from docforge.readers.elements import formulas
from docforge.readers.elements.blocks import HEADINGS, Elements
from docforge.readers.elements.context import Context
from docforge.readers.elements.frames import Frames
from docforge.readers.elements.names import names
from docforge.readers.elements.tags import MEDIA, Tag
from docforge.readers.elements.tree import VOID, Branch, Words
from docforge.readers.html.selectors import matches
from docforge.readers.html.sites import Site, is_furniture, rules
from docforge.readers.html.unscripted import is_unseen, repeated
from docforge.readers.run import Leaf

_SIGNS = re.compile("[\\s\u200b-\u200d\u2060\ufeff#¶§🔗]*")
"""What a permalink may show."""
_BLANKS = re.compile(r"(?<=[ \t])[ \t]+")
_LANGUAGE = re.compile(r"language-([\w+#-]+)")
_KEPT = frozenset({"id", "href", "src", "alt", "title", "start", "value", "type", "reversed", "colspan", "rowspan"})
_SHOWN = frozenset(
    {"lang", "xml:lang", "name", "width", "height", "align", "color", "scope", "open", "cite", "datetime"}
)


_QUOTED = 80
"""Characters of a plea for scripts that are told."""

_BOXES = frozenset({"custom-block", "admonition", "msg", "hint-container"})
"""Classes that say that an element is a box; its kind is another class."""


class Article:
    """One walk through the article. ``left_out`` counts the furniture by kind."""

    def __init__(self, context: Context, site: Site | None, targets: frozenset[str]) -> None:
        self.context = context
        self.site = site
        self.targets = targets
        self.frames = Frames(context)
        self.elements = Elements(context, self.frames)
        self.left_out: Counter[str] = Counter()
        self._repeated: frozenset[Branch] = frozenset()
        self._heading: list[tuple[Branch, list[str]]] = []
        self._code = 0
        self._language = ""

    def read(self, content: Branch) -> n.Blocks:
        """The blocks of the article."""
        self._repeated = repeated(content)
        self._inside(content)
        self.elements.finish()
        return self.frames.finish()

    def _inside(self, element: Branch) -> None:
        for node in element.nodes:
            if isinstance(node, Words):
                self._words(node)
            elif not self._furniture(node):
                self._element(node)

    def _words(self, words: Words) -> None:
        if not words.verbatim:
            self.elements.character(words.text, words.offset, words.raw)
        elif self._code:
            self.elements.text(words.text, lambda index: words.offset + index)
        else:
            done = 0
            for found in (*_BLANKS.finditer(words.text), None):
                end = found.start() if found else len(words.text)
                begin = words.offset + done
                self.elements.text(words.text[done:end], lambda index, begin=begin: begin + index)  # type: ignore[misc]
                done = found.end() if found else end

    def _furniture(self, node: Branch) -> bool:
        """Whether an element is left out, counted by its kind."""
        for kind, selectors in self.site.furniture.items() if self.site else ():
            if any(matches(node, selector) for selector in selectors) and not (
                node.name == "a" and not _SIGNS.fullmatch(node.text())
            ):
                self.left_out[kind] += 1
                return True
        if formulas.begins(node.name, node.classes):
            return False
        if node in self._repeated:
            self.left_out["repeated pictures"] += 1
            return True
        if is_unseen(node):
            self.left_out[f"<{node.name}> of one pixel"] += 1
            return True
        if is_furniture(node):
            words = " ".join(node.text().split())
            if words:
                self.left_out[f'<noscript> "{words[:_QUOTED]}"' if node.name == "noscript" else f"<{node.name}>"] += 1
            return True
        return False

    def _element(self, node: Branch) -> None:
        if formulas.begins(node.name, node.classes):
            math = formulas.formula(node, self.context.place(node.offset))
            if math:
                self.elements.events.append(Leaf(math))
                return
        if node.name == "a" and self._heading and "#" in node.attributes.get("href", ""):
            self._permalink(node)
            return
        if node.name == "noscript":
            self._inside(node)
            return
        tag = self._tag(node)
        if node.name in HEADINGS:
            self._heading.append((node, []))
        language = next((found[1] for name in node.classes if (found := _LANGUAGE.fullmatch(name))), "")
        outer, self._language = self._language, language or self._language
        self._code += node.name == "pre"
        self.elements.tag(tag, node.offset)
        if node.name not in MEDIA:
            self._inside(node)
        if node.name not in VOID:
            self.elements.tag(Tag(tag.name, True, tag.typed), node.offset)
        self._code -= node.name == "pre"
        self._language = outer
        if node.name in HEADINGS:
            self._named(self._heading.pop()[1])

    def _permalink(self, node: Branch) -> None:
        """A link to the heading it stands in: what it shows of the heading stays, the link goes."""
        anchor = node.attributes["href"].partition("#")[2]
        heading, anchors = self._heading[-1]
        if anchor and anchor != heading.attributes.get("id"):
            anchors.append(anchor)
        if _SIGNS.fullmatch(node.text()):
            self.left_out["permalinks"] += 1
        else:
            self._inside(node)

    def _named(self, anchors: list[str]) -> None:
        """Give the heading that just closed its further anchors."""
        blocks = self.frames.top.blocks
        if anchors and blocks and isinstance(blocks[-1], n.Heading):
            heading = blocks[-1]
            pairs = (*heading.attr.pairs, *(("alias", anchor) for anchor in anchors))
            blocks[-1] = replace(heading, attr=replace(heading.attr, pairs=pairs))

    def _tag(self, node: Branch) -> Tag:
        """The start tag as the code for elements reads it: without the classes and ids that only layout uses."""
        attributes = {key: value for key, value in node.attributes.items() if key in _KEPT or key in _SHOWN}
        name = node.name
        if "style" in node.attributes:
            self.left_out["style attributes"] += 1
        if name == "img" and node.attributes.get("data-src"):
            attributes["src"] = node.attributes["data-src"]
        identifier = attributes.get("id", "")
        if identifier and name not in HEADINGS and identifier not in self.targets:
            del attributes["id"]
        if name == "pre" and (language := _language(node) or self._language):
            attributes["class"] = f"language-{language}"
        if variant := next((word for word in node.classes if word in names().variants), ""):
            attributes["class"] = variant
        if name in ("div", "aside", "section") and (role := self._role(node)):
            return Tag("aside", False, name, {**attributes, "class": role})
        if isinstance(titles := rules().boxes["titles"], tuple) and any(matches(node, title) for title in titles):
            return Tag("summary", False, name, attributes)
        return Tag(name, False, name, attributes)

    def _role(self, node: Branch) -> str:
        boxes = rules().boxes
        roles = [boxes[name] for name in node.classes if name in boxes and name != "titles"]
        return (
            str(roles[-1])
            if roles and {"custom-block", "admonition", "msg", "hint-container"} & set(node.classes)
            else ""
        )


def _language(pre: Branch) -> str:
    """The language of a code block, from the element or from ``<code>`` in it."""
    for element in (pre, *pre.children):
        for name in element.classes:
            found = _LANGUAGE.fullmatch(name)
            if found:
                return found[1]
    return ""
