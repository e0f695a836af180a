"""Labels at the head of headings, as people type them: 第一章 总则, 1.1 背景, 一、概况."""

from __future__ import annotations

import re

from msgspec import Struct
from msgspec.structs import replace

from docforge.model import nodes as n
from docforge.model.text import inline_text
from docforge.patterns import lazy_pattern
from docforge.typography.numbers import parse_number
from docforge.writers.docx.formats import NativeLabel, native_label

_DIGITS, _HAN = "[0-9]{1,3}", "[一二三四五六七八九十百]+"
_UNITS, _WORDS = "编編篇部章节節讲講课課回条條", "Chapter|Section|Part|CHAPTER|SECTION|PART"
_BLANK = "[ \t\u00a0\u2000-\u200a\u3000]"

_PATTERNS = tuple(
    (lazy_pattern(shape), weak)
    for shape, weak in (
        (rf"(?P<before>第)(?P<number>{_DIGITS}|{_HAN})(?P<after>[{_UNITS}])(?={_BLANK}|[^，。、的第至和])", False),
        (rf"(?P<before>제)(?P<number>{_DIGITS})(?P<after>[편장절관조])(?={_BLANK})", False),
        (rf"(?P<before>)(?P<number>{_HAN})(?P<after>、)", False),
        (rf"(?P<before>[（(])(?P<number>{_DIGITS}|{_HAN})(?P<after>[）)]、?)", False),
        (rf"(?P<before>)(?P<above>(?:{_DIGITS}\.)+)(?P<number>{_DIGITS})(?P<after>[.．、]?)(?![0-9.A-Za-z％%])", False),
        (rf"(?P<before>)(?P<number>{_DIGITS})(?P<after>[.．、)）])(?![0-9])", False),
        (rf"(?P<before>(?:{_WORDS}) )(?P<number>{_DIGITS}|[IVXLC]+)(?P<after>[.:]?)(?={_BLANK})", False),
        (r"(?P<before>)(?P<number>[甲乙丙丁戊己庚辛壬癸ア-ン])(?P<after>[、.．])(?=.)", False),
        (rf"(?P<before>)(?P<number>[IVXLC]+|[A-Za-z]|[가-하])(?P<after>[.)])(?={_BLANK})", True),
        (r"(?P<before>)(?P<number>[①-⑳])(?P<after>)", False),
        (rf"(?P<before>)(?P<number>{_DIGITS})(?P<after>)(?={_BLANK})", True),
    )
)  # fmt: skip
"""Shapes of labels, the number and what stands around it; ``weak``: the text may as well begin with a number of its own
(3 月的活动), so one heading alone proves nothing."""

_STYLES = (
    "decimal", "chinese", "circled", "stem", "katakana", "hangul-syllable", "upper-roman", "lower-roman",
    "upper-alpha", "lower-alpha",
)  # fmt: skip
"""Number styles in which a heading's number is read, the likeliest first."""


class HeadingKind(Struct, frozen=True):
    """What the labels of one series share. ``depth`` counts their numbers (1.1 has two); ``suffix`` is Word's."""

    format: str
    before: str
    after: str
    depth: int
    suffix: str
    weak: bool


class HeadingLabel(Struct, frozen=True):
    """A label that Word could print: verbatim, its numbers from the outermost, and how many characters it takes.

    A blank of another width than U+0020 is no part of it: it stays at the head of the heading's words.
    """

    text: str
    kind: HeadingKind
    value: tuple[int, ...]
    end: int


def heading_label(content: n.Inlines) -> HeadingLabel | None:
    """The label that a heading begins with; None for a heading without one, or with nothing after it."""
    text = _first_text(content)
    for pattern, weak in _PATTERNS:
        found = pattern.match(text)
        label = _label(found, text, weak) if found else None
        if label is not None:
            return label if inline_text(without(content, label.end)).strip() else None
    return None


def _label(found: re.Match[str], text: str, weak: bool) -> HeadingLabel | None:
    native = _native(found["before"], found["number"], found["after"])
    if native is None:
        return None
    above = found.groupdict().get("above") or ""
    outer = tuple(int(number) for number in above.split(".") if number)
    rest = text[found.end() :]
    blank = rest[:1] == " " and not rest[1:2].isspace()
    kind = HeadingKind(
        native.format, native.before, native.after, len(outer) + 1, "space" if blank else "nothing", weak
    )
    return HeadingLabel(found[0], kind, (*outer, native.value), found.end() + blank)


def _native(before: str, number: str, after: str) -> NativeLabel | None:
    """How Word counts a label with one number, in the first style that gives the number back as it is typed."""
    for style in _STYLES:
        value = parse_number(number, style)
        found = native_label(f"{style}:{before}{{}}{after}", (value,), before + number + after) if value else None
        if found is not None:
            return found
    return None


def _first_text(content: n.Inlines) -> str:
    """The text that a row begins with, through bold."""
    first = content[0] if content else None
    if isinstance(first, n.Strong):
        return _first_text(first.content)
    return first.text if isinstance(first, n.Text) else ""


def without(content: n.Inlines, count: int) -> n.Inlines:
    """A row without its first characters, which ``heading_label`` found to be a label."""
    first, rest = content[0], content[1:]
    if isinstance(first, n.Strong):
        inner = without(first.content, count)
        return (replace(first, content=inner), *rest) if inner else rest
    assert isinstance(first, n.Text)
    return (replace(first, text=first.text[count:]), *rest) if len(first.text) > count else rest
