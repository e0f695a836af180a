"""Parts of an included file: line ranges, mdBook's anchors, VitePress's regions, MkDocs's sections.

Each function gives the lines wanted as (number from 0, line), or None when the file has no such part.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

Lines = list[tuple[int, str]]

_ANCHOR = re.compile(r"ANCHOR:\s*(?P<name>[\w-]+)")
_ANCHOR_END = re.compile(r"ANCHOR_END:\s*(?P<name>[\w-]+)")
_COMMENT = r"\s*(?://|/\*+|<!--|--|::|REM|\(\*|;|%)?\s*"
_REGION = re.compile(_COMMENT + r"#?\s*(?:pragma\s+)?[rR]egion\b\s*(?P<name>[\w*-]+)")
_REGION_END = re.compile(_COMMENT + r"#?\s*(?:pragma\s+)?[eE]nd ?[rR]egion\b\s*(?P<name>[\w*-]*)")
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


def by_vitepress(lines: Lines, name: str, span: str) -> Lines | None:
    """``#region`` and ``{3,10}``, ``{3,}``, ``{,10}`` within it."""
    chosen = region(lines, name) if name else lines
    if chosen is None or not span:
        return chosen
    first, comma, last = span.partition(",")
    if not (first.strip() or "1").isdecimal() or not (last.strip() or "1").isdecimal():
        return None
    end = int(last) if last.strip() else (None if comma else int(first))
    return chosen[int(first or 1) - 1 : end]
