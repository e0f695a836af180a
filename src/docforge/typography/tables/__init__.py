"""The rules of each language as data: one TOML file per language, and what they share; each entry with its source.

``classes.toml`` character classes, ``zh-Hans.toml`` … ``ko.toml`` languages, ``css.toml`` the levels of CSS Text 3,
``common.toml`` the rest. A file is read when it is first asked for, and once.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import msgspec

from docforge.typography.languages import Language

TrimKind = Literal["opening", "closing", "middle", "narrow-opening", "narrow-closing", "dividing"]
Writing = Literal["both", "horizontal", "vertical"]
LineEnd = Literal["force", "allow", "none"]
"""Whether a closing mark at the end of a line loses its blank: always, where the line needs it, or never."""


class _Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An entry of a table. ``source`` says who asks for it."""

    source: str


class CharacterClass(_Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The characters of one class. ``western``: it also occurs in Western text, which keeps to the Unicode rules."""

    chars: str
    western: bool = False


class Prohibition(_Entry, frozen=True, forbid_unknown_fields=True, kw_only=True, rename={"level": "from"}):
    """Classes that may not stand at one edge of a line, or whose rows are not parted, from a level on ("": always).

    A Western class is held to it only beside East Asian text.
    """

    classes: tuple[str, ...]
    level: str = ""


class Words(_Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Classes between which nothing breaks at these levels, nor between them and these brackets."""

    levels: tuple[str, ...]
    classes: tuple[str, ...]
    opening: tuple[str, ...]
    closing: tuple[str, ...]


class Trim(_Entry, frozen=True, forbid_unknown_fields=True, kw_only=True, rename={"kind": "as"}):
    """How classes take part in the adjustment of adjacent marks (CSS Text 4, fullwidth punctuation collapsing)."""

    kind: TrimKind
    classes: tuple[str, ...]
    writing: Writing = "both"


class LineEndTrim(_Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a line end does to a closing mark."""

    trim: LineEnd


class Hang(_Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Classes that may hang in the margin after a full line."""

    classes: tuple[str, ...]
    writing: Writing = "both"


class SqueezeStep(_Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What gives way in one step of squeezing a line: character classes, or a space that is not a character's own."""

    order: int
    least: float
    classes: tuple[str, ...] = ()
    what: Literal["marks", "word-space", "gap"] = "marks"


class StretchStep(_Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """To what width, in em, a space is stretched before the next step has its turn."""

    what: Literal["word-space", "gap"]
    most: float


class NoStretch(_Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Classes at whose side or sides a line is not stretched."""

    side: Literal["before", "after", "both"]
    classes: tuple[str, ...]


class Autospace(_Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Whether ideographs and kana are parted from Western letters and digits by a gap."""

    gap: bool


class Combine(_Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The longest run of digits, and of ``!`` and ``?``, that is set upright in one em of a vertical line."""

    digits: int
    marks: int


class Region(_Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A level named by region: the prohibitions of ``level``, with its own custom for the width of marks."""

    level: str
    squeeze: bool
    line_end: LineEnd


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Everything that is particular to one language. ``levels`` go from the laxest to the strictest."""

    levels: tuple[str, ...]
    default_level: str
    no_line_start: tuple[Prohibition, ...]
    no_line_end: tuple[Prohibition, ...]
    unbroken: tuple[Prohibition, ...]
    trim: tuple[Trim, ...]
    line_end: LineEndTrim
    squeeze: tuple[SqueezeStep, ...]
    stretch: tuple[StretchStep, ...]
    no_stretch: tuple[NoStretch, ...]
    autospace: Autospace
    combine: Combine
    hang: tuple[Hang, ...] = ()
    words: Words | None = None
    regions: dict[str, Region] = {}


class Allowance(_Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Breaks at one side of characters that a CSS level allows against UAX #14. No ``languages``: in all."""

    side: Literal["before", "after"]
    until: str
    name: str
    chars: str
    languages: tuple[Language, ...] = ()
    after: tuple[str, ...] = ()


class CssLevels(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The levels of the CSS property line-break, from the laxest to the strictest."""

    levels: tuple[str, ...]
    allow: tuple[Allowance, ...]


class Emphasis(_Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Punctuation that takes an emphasis mark all the same."""

    marked_punctuation: str


class Numbers(_Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Characters between digits that belong to the number."""

    separators: str


class WesternWords(_Entry, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Characters between letters that belong to the word."""

    joiners: str


class Common(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is the same in every language."""

    emphasis: Emphasis
    numbers: Numbers
    words: WesternWords


@cache
def classes() -> dict[str, CharacterClass]:
    """Every listed character class by name."""
    return msgspec.convert(_read("classes"), dict[str, CharacterClass])


@cache
def table(language: Language) -> Table:
    """The table of a language that has one (not "")."""
    return msgspec.convert(_read(language), Table)


@cache
def css() -> CssLevels:
    """The levels of CSS Text 3."""
    return msgspec.convert(_read("css"), CssLevels)


@cache
def common() -> Common:
    """What is the same in every language."""
    return msgspec.convert(_read("common"), Common)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))
