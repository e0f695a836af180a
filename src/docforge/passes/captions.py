"""Numbers of figures and tables: 图 1, 表 2-1, as real text at the head of the caption.

A figure or table is numbered when it has a caption, or an id that its author gave it. A label that its author typed
(图3　…) is kept as typed, and takes the number that it has.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from msgspec.structs import replace

from docforge.model import nodes as n
from docforge.model.captions import LABEL, label_of, typed_label
from docforge.model.divisions import Division, divisions, is_book
from docforge.model.text import block_text, inline_text
from docforge.model.walk import find, rewrite
from docforge.passes.labels import heading_label, match_label
from docforge.patterns import lazy_pattern
from docforge.protocols import Pass, PassOptions, Result
from docforge.typography.numbers import format_number

_WORDS = {
    "zh-Hans": ("图", "表"), "zh-Hant": ("圖", "表"), "ja": ("図", "表"), "ko": ("그림", "표"),
    "en": ("Figure", "Table"),
}  # fmt: skip
_AFTER = {"zh": "\u3000", "ja": "\u3000"}
_NUMBER = lazy_pattern(r"([0-9]+)[.．、\s]")


class Captions:
    """The pass. Ids are made before, so that they do not depend on numbers; references print what it settles."""

    name = "captions"
    after: tuple[str, ...] = ("ids",)

    def run(self, document: n.Document, options: PassOptions) -> Result[n.Document]:
        """See the module."""
        asked = options.captions or ("auto" if is_book(document) else "none")
        if asked == "none" or document.final:  # a caption may print a reference by now that had no words then
            return Result(document)
        parts = divisions(document)
        prefixes = _prefixes(parts, always=asked == "chapter") if asked != "book" else {}
        counts: dict[str, Counter[type]] = {}
        blocks: list[n.Block] = []
        for place, division in enumerate(parts):
            lang = (division.heading.attr.lang if division.heading else "") or document.lang
            prefix = prefixes.get(place, "")
            labelling = _Labelling(lang, prefix, counts.setdefault(prefix, Counter()))
            blocks.extend(rewrite(division.blocks(document), {n.Figure: labelling.figure, n.Table: labelling.table}))
        same = all(new is old for new, old in zip(blocks, document.blocks, strict=True))
        return Result(document if same else replace(document, blocks=tuple(blocks)))


class _Labelling:
    """Labels the captions of one division."""

    def __init__(self, lang: str, prefix: str, counts: Counter[type]) -> None:
        self._lang = lang
        self._prefix = prefix
        self._counts = counts

    def figure(self, node: n.Figure) -> n.Figure:
        """A figure with its label."""
        names = (node.attr.id, *(image.attr.id for image in find(node.blocks, n.Image)))
        authored = next((name for name in names if name and not name.startswith("~")), "")
        caption = self._caption(node.caption, authored, n.Figure)
        return node if caption is node.caption else replace(node, caption=caption)

    def table(self, node: n.Table) -> n.Table:
        """A table with its label."""
        caption = self._caption(node.caption, node.attr.id, n.Table)
        return node if caption is node.caption else replace(node, caption=caption)

    def _caption(self, caption: n.Caption, identifier: str, kind: type) -> n.Caption:
        authored = bool(identifier) and not identifier.startswith("~")
        if not authored and not block_text(caption.blocks).strip():
            return caption
        first = caption.blocks[0] if caption.blocks else None
        rest = caption.blocks[1:] if isinstance(first, n.Para) else caption.blocks
        para = first if isinstance(first, n.Para) else n.Para((), tight=True)
        if label_of(caption):
            self._counts[kind] += 1
            return caption
        typed = _typed(para.content)
        if typed is not None:
            self._counts[kind] += 1
            return replace(caption, blocks=(replace(para, content=typed), *rest))
        self._counts[kind] += 1
        number = f"{self._prefix}{self._counts[kind]}"
        known = _WORDS.get(self._lang) or _WORDS.get(self._lang.split("-")[0]) or _WORDS["en"]
        label = n.Span((n.Text(f"{known[kind is n.Table]} {number}"),), attr=n.Attr(classes=(LABEL,)))
        after = n.Text(_AFTER.get(self._lang.split("-")[0], ". "))
        content = (label, after, *para.content) if para.content else (label,)
        if len(content) > 2 and isinstance(content[2], n.Text):
            content = (label, n.Text(after.text + content[2].text, at=content[2].at), *content[3:])
        return replace(caption, blocks=(replace(para, content=content), *rest))


def _typed(content: n.Inlines) -> n.Inlines | None:
    """The caption with its typed label marked; None when it has none."""
    first = content[0] if content else None
    found = typed_label(first.text) if isinstance(first, n.Text) else None
    if not isinstance(first, n.Text) or found is None:
        return None
    label = n.Span((n.Text(found.text, at=first.at),), attr=n.Attr(classes=(LABEL,)))
    at = first.at and n.Position(first.at.line, first.at.column + len(found.text), first.at.source)
    rest = first.text[len(found.text) :]
    return (label, *((n.Text(rest, at=at),) if rest else ()), *content[1:])


def _prefixes(parts: tuple[Division, ...], *, always: bool) -> Mapping[int, str]:
    """The number of each chapter before a figure's own (``2-``), by place. Appendices have letters.

    Without ``always`` only where every chapter's heading begins with a number of its own.
    """
    chapters = [(place, part) for place, part in enumerate(parts) if part.role == "chapter"]
    typed = {place: _typed_number(part) for place, part in chapters}
    numbered = bool(typed) and 0 not in typed.values() and len(set(typed.values())) == len(typed)
    if not numbered and not always:
        return {}
    found = {place: f"{typed[place] if numbered else part.number}-" for place, part in chapters}
    for place, part in enumerate(parts):
        if part.role == "appendix":
            found[place] = f"{format_number(part.number, 'upper-alpha')}-"
    return found


def _typed_number(part: Division) -> int:
    """The number that a chapter's heading begins with: 第二章, or 2. or 2 and a blank; 0 for none."""
    text = inline_text(part.heading.content).strip() if part.heading else ""
    label = match_label(heading_label(text) + " x") if heading_label(text) else None
    if label is not None and len(label.value) == 1:
        return label.value[0]
    found = _NUMBER.match(text)
    return int(found[1]) if found else 0


PASS: Pass = Captions()
