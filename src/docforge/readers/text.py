"""The reader of plain text: paragraphs, or Markdown where the text plainly is Markdown."""

from __future__ import annotations

import re
from collections.abc import Set
from itertools import islice

from msgspec import Struct

from docforge.diagnostics import Diagnostic, report
from docforge.model import nodes as n
from docforge.model.source import SourceText
from docforge.patterns import lazy_pattern
from docforge.protocols import ReadOptions, Result
from docforge.readers.characters import BLANK, is_wide
from docforge.readers.decode import decode
from docforge.readers.findings import Findings
from docforge.readers.fold import fold
from docforge.readers.gate import checked
from docforge.readers.notations import wanted
from docforge.readers.run import Event, Line, Piece
from docforge.readers.spacing import summarise
from docforge.world import World

_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+\S", re.MULTILINE)
_MARKER = re.compile(r"^ {0,3}(?:[0-9]{1,9}[.)]|[-*+])[ \t]+\S", re.MULTILINE)
_INDENTED = lazy_pattern(f"[{BLANK}]*[\u2002\u2003\u3000]")

_FULL_LINE = 0.75
"""A line this long beside the longest of its block may have been broken by a program; a shorter one ended itself."""
_SHORTEST_WRAP = 30
"""Columns below which programs do not wrap."""


class TextReader:
    """Plain text. Typed labels (一、 （1） 第一条) stay in it, for the numbering pass."""

    bounded = True
    name = "text"
    suffixes = (".txt",)

    def read(self, data: bytes, name: str, options: ReadOptions, world: World) -> Result[n.Document]:
        """The document in ``data``; with headings or list markers it is read as Markdown, and a note says so.

        Not where the user named this format (``--from text``).
        """
        decoded = decode(data, name, options)
        if decoded.source is None:
            return Result(n.Document(blocks=(), lang=options.lang), decoded.diagnostics)
        sign = None if options.named else markdown_sign(decoded.source)
        if sign is None:
            return read_plain(decoded.source, options, decoded.diagnostics)
        # Imported here: this loads markdown-it-py.
        from docforge.readers.markdown.reading import read_text

        note = report("DF128", "read as Markdown, because of this line", at=sign, file=name)
        return read_text(decoded.source, options, (*decoded.diagnostics, note))


def markdown_sign(source: SourceText) -> n.Position | None:
    """Where a text shows that it is Markdown: its first heading, or the first of two list items; else None."""
    heading = _HEADING.search(source.text)
    if heading:
        return source.position(heading.start())
    items = [found.start() for found in islice(_MARKER.finditer(source.text), 2)]
    return source.position(items[0]) if len(items) > 1 else None


def read_plain(source: SourceText, options: ReadOptions, earlier: tuple[Diagnostic, ...] = ()) -> Result[n.Document]:
    """Paragraphs of plain text. Nothing in it is markup but the notations that are switched on."""
    findings = Findings(source)
    checked(source.text, findings)
    text = checked(source.text, Findings(source))
    notations = wanted(options.notations, {}, findings)
    blocks = tuple(_paragraph(lines, findings, options, notations) for lines in paragraphs(text))
    document = n.Document(
        blocks=tuple(block for block in blocks if block.content),
        lang=options.lang,
        edits=findings.ordered_edits(),
        sources=(n.Source(source.name, source.sha256, source.encoding),),
    )
    summarise(findings)
    return Result(document, (*earlier, *findings.finish()))


class _Row(Struct, frozen=True):
    """A line of text and the offset where it begins."""

    text: str
    offset: int


def paragraphs(text: str) -> list[list[_Row]]:
    """The lines of each paragraph. Blank lines part paragraphs; so does every line end that no program made."""
    out: list[list[_Row]] = []
    block: list[_Row] = []
    offset = 0
    for line in text.split("\n"):
        if line.strip(f" \t{BLANK}"):
            block.append(_Row(line, offset))
        elif block:
            out += _parted(block)
            block = []
        offset += len(line) + 1
    return out + (_parted(block) if block else [])


def _parted(block: list[_Row]) -> list[list[_Row]]:
    """Lines between blank lines: one paragraph when they were wrapped, else one each."""
    if any(_INDENTED.match(row.text) for row in block[1:]):
        return _by_indent(block)
    widths = [_width(row.text) for row in block]
    longest = max(widths)
    wrapped = longest >= _SHORTEST_WRAP and all(width >= longest * _FULL_LINE for width in widths[:-1])
    return [block] if wrapped and len(block) > 1 else [[row] for row in block]


def _by_indent(block: list[_Row]) -> list[list[_Row]]:
    """Each indented line begins a paragraph; lines that are not continue it when it was wrapped, else stand alone."""
    groups: list[list[_Row]] = []
    for row in block:
        if _INDENTED.match(row.text) or not groups:
            groups.append([row])
        else:
            groups[-1].append(row)
    return [part for group in groups for part in ([group] if len(group) == 1 else _parted_bare(group))]


def _parted_bare(group: list[_Row]) -> list[list[_Row]]:
    widths = [_width(row.text) for row in group]
    if max(widths) >= _SHORTEST_WRAP and all(width >= max(widths) * _FULL_LINE for width in widths[:-1]):
        return [group]
    return [[row] for row in group]


def _width(text: str) -> int:
    """Columns of a line, wide characters counted twice."""
    return sum(2 if is_wide(char) else 1 for char in text.rstrip())


def _paragraph(rows: list[_Row], findings: Findings, options: ReadOptions, notations: Set[str]) -> n.Para:
    events: list[Event] = []
    for number, row in enumerate(rows):
        if number:
            events.append(Line(row.offset - 1))
        bare = row.text.strip(" \t")
        offset = row.offset + len(row.text) - len(row.text.lstrip(" \t"))
        events.append(Piece(bare, offset, len(bare)))
    content = fold(events, findings, options, notations)
    return n.Para(content=content, at=content[0].at if content else None)


READER = TextReader()
