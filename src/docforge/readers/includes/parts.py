"""Parts of an included file: line ranges, mdBook's anchors, VitePress's regions and headings, MkDocs's sections.

Each function gives the lines wanted as (number from 0, line), or None when the file has no such part.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from urllib.parse import unquote

from docforge.model.slugs import page_slugs
from docforge.patterns import lazy_pattern

Lines = list[tuple[int, str]]

_ANCHOR = re.compile(r"ANCHOR:\s*(?P<name>[\w-]+)")
_ANCHOR_END = re.compile(r"ANCHOR_END:\s*(?P<name>[\w-]+)")
_COMMENT = r"\s*(?://|/\*+|<!--|--|::|REM|\(\*|;|%)?\s*"
_REGION = lazy_pattern(_COMMENT + r"#?\s*(?:pragma\s+)?[rR]egion\b\s*(?P<name>[\w*-]+)")
_REGION_END = lazy_pattern(_COMMENT + r"#?\s*(?:pragma\s+)?[eE]nd ?[rR]egion\b\s*(?P<name>[\w*-]*)")
_FENCE = re.compile(r" {0,3}(?P<mark>`{3,}|~{3,})(?P<info>.*)")
_ATX = re.compile(r" {0,3}(?P<level>#{1,6})(?:[ \t]+(?P<text>.*?))?(?:[ \t]+#+)?[ \t]*")
_UNDERLINE = re.compile(r" {0,3}(?:(?P<first>=+)|-+)[ \t]*")
_OWN_ID = re.compile(r"[ \t]*\{[^{}]*#(?P<id>[^\s{}]+)[^{}]*\}$")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_HIDDEN = re.compile(r"\s*#(?: |$)")


def numbered(text: str) -> Lines:
    """All lines of a text with their numbers from 0; the end of the last line begins no further one."""
    return list(enumerate(text.removesuffix("\n").split("\n")))


def lines_between(lines: Lines, first: int, last: int | None) -> Lines:
    """Lines ``first`` to ``last`` of the file, counted from 1 and both included."""
    return [(number, line) for number, line in lines if first <= number + 1 and (last is None or number < last)]


def anchored(lines: Lines, name: str) -> Lines | None:
    """The lines between ``ANCHOR: name`` and ``ANCHOR_END: name``, without the lines of other anchors (mdBook)."""
    return _between(lines, name, _ANCHOR, _ANCHOR_END, needs_name=True)


def region(lines: Lines, name: str) -> Lines | None:
    """The lines of ``#region name`` in any language's comments (VitePress)."""
    return _between(lines, name, _REGION, _REGION_END, needs_name=False)


def headed(lines: Lines, anchor: str) -> Lines | None:
    """What stands below the heading with an anchor, up to the next of its level or a higher one (VitePress).

    The anchor is the heading's own (``{#id}``) or what a site makes of its words; the heading is not among the lines.
    """
    found = list(_headings(lines))
    meant = unquote(anchor)
    own = next((place for place, one in enumerate(found) if one.id and one.id == meant), None)
    if own is None:
        slugs = page_slugs([one.text for one in found])
        own = next((place for slug, place in slugs if slug == unicodedata.normalize("NFC", meant)), None)
    if own is None:
        return None
    stop = next((one.first for one in found[own + 1 :] if one.level <= found[own].level), len(lines))
    return lines[found[own].last + 1 : stop]


class _Heading(NamedTuple):
    """A heading in lines ``first`` to ``last``, counted from 0."""

    first: int
    last: int
    level: int
    text: str
    id: str


def _headings(lines: Lines) -> Iterator[_Heading]:
    """The headings of a page, those in front matter and in code left aside."""
    start = 0
    if lines and lines[0][1].rstrip() == "---":
        start = next((place + 1 for place, (_, line) in enumerate(lines[1:], 1) if line.rstrip() == "---"), 0)
    fence = ""
    for place in range(start, len(lines)):
        line = lines[place][1]
        mark = _FENCE.fullmatch(line)
        if mark and (not fence or (mark["mark"].startswith(fence) and not mark["info"].strip())):
            fence = "" if fence else mark["mark"]
        atx = None if fence or mark else _ATX.fullmatch(line)
        below = _UNDERLINE.fullmatch(lines[place + 1][1]) if place + 1 < len(lines) else None
        if atx:
            yield _heading(place, place, len(atx["level"]), atx["text"] or "")
        elif below and not fence and not mark and line.strip() and not line.startswith(("    ", "\t", ">", "- ")):
            yield _heading(place, place + 1, 1 if below["first"] else 2, line.strip())


def _heading(first: int, last: int, level: int, text: str) -> _Heading:
    own = _OWN_ID.search(text)
    words = _LINK.sub(r"\1", _OWN_ID.sub("", text))
    return _Heading(first, last, level, re.sub(r"[*`]", "", words), own["id"] if own else "")


def section(lines: Lines, name: str) -> Lines | None:
    """The lines between ``--8<-- [start:name]`` and ``--8<-- [end:name]`` (MkDocs)."""
    start = re.compile(r".*-+8<-+\s+\[\s*start\s*:\s*(?P<name>[\w-]+)\s*\]")
    end = re.compile(r".*-+8<-+\s+\[\s*end\s*:\s*(?P<name>[\w-]+)\s*\]")
    return _between(lines, name, start, end, needs_name=True)


def _between(
    lines: Lines, name: str, start: re.Pattern[str], end: re.Pattern[str], *, needs_name: bool
) -> Lines | None:
    out: Lines = []
    inside = found = False
    for number, line in lines:
        closing = end.search(line) if needs_name else end.match(line)
        opening = None if closing else (start.search(line) if needs_name else start.match(line))
        if opening and opening["name"] == name:
            inside = found = True
        elif closing and (closing["name"] == name or (not needs_name and not closing["name"])):
            inside = False
        elif inside and not opening and not closing:
            out.append((number, line))
    return out if found else None


def without_hidden(lines: Lines) -> Lines:
    """Lines of Rust without those that rustdoc hides (``# `` before them), as mdBook prints them."""
    return [(number, line) for number, line in lines if not _HIDDEN.match(line)]


def by_mdbook(lines: Lines, words: Sequence[str]) -> Lines | None:
    """``2:10``, ``2``, ``:10``, ``2:`` or the name of an anchor; all lines without any."""
    if not words or words == [""]:
        return lines
    first = words[0].strip()
    if first and not first.isdecimal():
        return anchored(lines, first)
    last = words[1].strip() if len(words) > 1 else first
    if last and not last.isdecimal():
        return None
    return lines_between(lines, int(first or 1), int(last) if last else None)


def by_mkdocs(lines: Lines, words: Sequence[str]) -> Lines | None:
    """``1:3``, ``1:3,7:9`` or the name of a section; all lines without any."""
    if not words or words == [""]:
        return lines
    if not re.fullmatch(r"[\d,:-]*", ":".join(words)):
        return section(lines, words[0].strip())
    out: Lines = []
    for one in ":".join(words).split(","):
        first, _, last = one.partition(":")
        low, high = first or "1", last if ":" in one else first
        if not low.isdecimal() or (high and not high.isdecimal()):
            return None
        out += lines_between(lines, int(low), int(high) if high else None)
    return out


def by_vuepress(lines: Lines, span: str) -> Lines | None:
    """``3-10``, ``3-``, ``1,4-6``; all lines without any."""
    if not span:
        return lines
    out: Lines = []
    for one in span.split(","):
        first, dash, last = one.partition("-")
        if not (first or "1").isdecimal() or not (last or "1").isdecimal():
            return None
        end = int(last) if last else (None if dash else int(first or 1))
        out += lines_between(lines, int(first or 1), end)
    return out


def by_vitepress(lines: Lines, name: str, span: str) -> Lines | None:
    """``#region`` or the anchor of a heading, and ``{3,10}``, ``{3,}``, ``{,10}`` within it."""
    chosen = region(lines, name) if name else lines
    if chosen is None:
        chosen = headed(lines, name)
    if chosen is None or not span:
        return chosen
    first, comma, last = span.partition(",")
    if not (first.strip() or "1").isdecimal() or not (last.strip() or "1").isdecimal():
        return None
    end = int(last) if last.strip() else (None if comma else int(first))
    return chosen[int(first or 1) - 1 : end]
