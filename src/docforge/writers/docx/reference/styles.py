"""The styles of a template: found by name, in whatever language their identifiers are, and what they come to.

Word writes the names of its own styles in English whatever its language (ECMA-376 Part 1, 17.7.4.9), while Chinese
Word calls the style heading 1 ``1`` and Normal ``a``. So a style is looked for by its name, and Normal is the style
that is the default of paragraphs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import msgspec
from msgspec.structs import replace

from docforge.theme.word import TWIPS_PER_POINT, WordStyle
from docforge.writers.docx.reference.tree import W, after_last, attribute_of, elements, length, tree

_DEFAULT_SIZE = 20
"""Half-points of text that nothing gives a size (ECMA-376 Part 1, 17.3.2.38)."""


_BEFORE_PARAGRAPH = (
    "name", "aliases", "basedOn", "next", "link", "autoRedefine", "hidden", "uiPriority", "semiHidden",
    "unhideWhenUsed", "qFormat", "locked", "personal", "personalCompose", "personalReply", "rsid",
)  # fmt: skip
_BEFORE_LIST = ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
"""What stands before ``w:pPr`` in a style, and before ``w:numPr`` in that (17.7.4.17, 17.3.1.26)."""


class Effective(msgspec.Struct, frozen=True):
    """What a paragraph style comes to, with all it is based on. Lengths in twips, ``size`` in half-points.

    ``line``: exact distance of lines, None where lines grow. ``list``: the list and level that the style brings, and
    ``indented`` whether the indent is the style's own, which goes before that of the list. ``outline``: level of a
    heading, from 0.
    """

    left: int = 0
    right: int = 0
    hanging: int = 0
    first_line: int = 0
    first_line_chars: int = 0
    before: int = 0
    after: int = 0
    line: int | None = None
    size: int = _DEFAULT_SIZE
    list: tuple[str, int] | None = None
    indented: bool = False
    outline: int | None = None

    @property
    def indent(self) -> str:
        """``w:ind`` that says the same of a paragraph."""
        first = f'w:hanging="{self.hanging}"' if self.hanging else f'w:firstLine="{self.first_line}"'
        chars = f' w:firstLineChars="{self.first_line_chars}"' if self.first_line_chars else ""
        return f'<w:ind w:left="{self.left}" w:right="{self.right}"{chars} {first}/>'


class TemplateStyles:
    """The styles part of a template. ``root`` may be added to."""

    def __init__(self, data: bytes) -> None:
        self.root = tree(data)
        self._by_id: dict[str, Any] = {}
        self._names: dict[tuple[str, str], str] = {}
        self._defaults: dict[str, str] = {}
        for style in list(self.root.iterchildren(f"{W}style")):
            if not attribute_of(style, "styleId"):
                self.root.remove(style)  # nothing can name it
                continue
            identifier, kind = attribute_of(style, "styleId"), attribute_of(style, "type") or "paragraph"
            self._by_id.setdefault(identifier, style)
            for name in self._names_of(style):
                self._names.setdefault((kind, name.casefold()), identifier)
            if attribute_of(style, "default") in ("1", "true", "on"):
                self._defaults.setdefault(kind, identifier)

    @staticmethod
    def _names_of(style: Any) -> list[str]:
        """A style's name, then the others that its users gave it."""
        aliases = attribute_of(style.find(f"{W}aliases")).split(",")
        return [attribute_of(style.find(f"{W}name")), *(alias.strip() for alias in aliases if alias.strip())]

    def __contains__(self, identifier: str) -> bool:
        return identifier in self._by_id

    def names(self, kind: str) -> list[str]:
        """The names of all styles of a kind."""
        styles = (each for each in self._by_id.values() if (attribute_of(each, "type") or "paragraph") == kind)
        return [attribute_of(each.find(f"{W}name")) for each in styles]

    def find(self, kind: str, name: str) -> str:
        """The identifier of a style by its name, whatever its case, "" if there is none."""
        return self._names.get((kind, name.casefold()), "")

    def default(self, kind: str) -> str:
        """The identifier of the style that holds where none is named, "" if the template has none."""
        return self._defaults.get(kind, "")

    def speak(self, language: str) -> None:
        """Make ``w:lang`` that of all text. What language a text has is not for a template to say."""
        for said in list(self.root.iter(f"{W}lang")):
            said.getparent().remove(said)
        place = self.root
        for name in ("docDefaults", "rPrDefault", "rPr"):
            inner = place.find(f"{W}{name}")
            if inner is None:
                (inner,) = elements(f"<w:{name}/>")
                place.insert(0, inner)
            place = inner
        place.extend(elements(language))

    def number(self, lists: Mapping[str, str], no_list: Callable[[], str]) -> None:
        """Make paragraph styles belong to lists (``w:numPr`` by identifier). Those based on them stay as they were, by
        the list that ``no_list`` gives."""
        for identifier, list_property in lists.items():
            self._number(self._by_id[identifier], list_property)
        for identifier, style in self._by_id.items():
            inherits = attribute_of(style.find(f"{W}basedOn")) in lists and style.find(f"{W}pPr/{W}numPr") is None
            if inherits and identifier not in lists:
                self._number(style, no_list())

    @staticmethod
    def _number(style: Any, list_property: str) -> None:
        paragraph = style.find(f"{W}pPr")
        if paragraph is None:
            (paragraph,) = elements("<w:pPr/>")
            after_last(style, _BEFORE_PARAGRAPH, (paragraph,))
        for none in paragraph.findall(f"{W}numPr"):
            paragraph.remove(none)
        after_last(paragraph, _BEFORE_LIST, elements(list_property))

    def add(self, xml: str) -> None:
        """Add styles, and leave out mention of styles that are nowhere, which a careless program may have left."""
        self.root.extend(elements(xml))
        known = {attribute_of(style, "styleId") for style in self.root.iterchildren(f"{W}style")}
        for style in self.root.iterchildren(f"{W}style"):
            for name in ("basedOn", "next", "link"):
                mentioned = style.find(f"{W}{name}")
                if mentioned is not None and attribute_of(mentioned) not in known:
                    style.remove(mentioned)

    def _chain(self, identifier: str) -> list[Any]:
        """A style and those it is based on, nearest first."""
        out: list[Any] = []
        while identifier in self._by_id and self._by_id[identifier] not in out:
            out.append(self._by_id[identifier])
            identifier = attribute_of(out[-1].find(f"{W}basedOn"))
        return out

    def effective(self, identifier: str) -> Effective:
        """What a paragraph style comes to; an unknown one is what the file sets for all text."""
        chain = self._chain(identifier)
        defaults = self.root.find(f"{W}docDefaults")
        groups = (
            []
            if defaults is None
            else [(defaults.find(f"{W}pPrDefault/{W}pPr"), defaults.find(f"{W}rPrDefault/{W}rPr"))]
        )
        groups += [(style.find(f"{W}pPr"), style.find(f"{W}rPr")) for style in reversed(chain)]
        indent: dict[str, int] = {}
        spacing: dict[str, str] = {}
        size, numbered, indented = _DEFAULT_SIZE, None, False
        level, outline = 0, None
        for paragraph, run in groups:
            if run is not None and (found := length(attribute_of(run.find(f"{W}sz")))):
                size = found
            if paragraph is None:
                continue
            if (found := length(attribute_of(paragraph.find(f"{W}outlineLvl")))) is not None:
                outline = found
            list_property = paragraph.find(f"{W}numPr")
            if list_property is not None:
                level = length(attribute_of(list_property.find(f"{W}ilvl"))) or level
                number = list_property.find(f"{W}numId")
                if number is not None:
                    numbered, indented = attribute_of(number), False
            own = paragraph.find(f"{W}ind")
            if own is not None:
                indented = True
                _lay_indent(indent, own)
            own = paragraph.find(f"{W}spacing")
            if own is not None:
                spacing |= {name[len(W) :]: value for name, value in own.attrib.items() if name.startswith(W)}
        em = size * TWIPS_PER_POINT / 2

        def distance(chars: str, twips: str) -> int:
            return round(indent[chars] * em / 100) if indent.get(chars) else indent.get(twips, 0)

        exact = spacing.get("lineRule") == "exact"
        return Effective(
            left=distance("leftChars", "left"),
            right=distance("rightChars", "right"),
            hanging=distance("hangingChars", "hanging"),
            first_line=distance("firstLineChars", "firstLine"),
            first_line_chars=indent.get("firstLineChars", 0),
            before=length(spacing.get("before", "")) or 0,
            after=length(spacing.get("after", "")) or 0,
            line=length(spacing.get("line", "")) if exact else None,
            size=size,
            list=(numbered, level) if numbered not in (None, "", "0") else None,
            indented=indented,
            outline=outline,
        )

    @property
    def measured_in_characters(self) -> frozenset[str]:
        """Which indents any style measures in characters (``left``, ``firstLine``): these go before lengths, those of
        a paragraph's own included."""
        return frozenset(
            _side(name).removesuffix("Chars")
            for indent in self.root.iter(f"{W}ind")
            for name, value in indent.attrib.items()
            if name.endswith("Chars") and value not in ("", "0")
        )


_OPPOSITES = {
    "hanging": "firstLine",
    "firstLine": "hanging",
    "hangingChars": "firstLineChars",
    "firstLineChars": "hangingChars",
}


def _side(name: str) -> str:
    """The name of an attribute of ``w:ind``, "" for others. ``start`` is another name of ``left``."""
    return name[len(W) :].replace("start", "left").replace("end", "right") if name.startswith(W) else ""


def _lay_indent(indent: dict[str, int], own: Any) -> None:
    """Lay the indent of a style over that of the styles below it (17.3.1.12)."""
    for name, value in own.attrib.items():
        key = _side(name)
        measured = length(str(value))
        if key and measured is not None:
            indent[key] = measured
            if key in _OPPOSITES:
                indent.pop(_OPPOSITES[key], None)


def fitted(style: WordStyle, own: Effective) -> WordStyle:
    """A style of the theme with the measures that a style of the template has. One that stands at the edge in the
    theme does here too: how far its text is from there is its own business."""
    return replace(
        style,
        size=own.size,
        line=own.line,
        before=own.before,
        after=own.after,
        left=own.left if style.left else 0,
        right=own.right,
        hanging=own.hanging,
        first_line=own.first_line,
        first_line_chars=own.first_line_chars,
    )
