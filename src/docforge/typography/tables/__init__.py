"""The rules of each language as data: ``classes.toml``, and one table per language, each entry with its source."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import msgspec

from docforge.typography.languages import Language

TrimKind = Literal["opening", "closing", "middle", "narrow-opening", "narrow-closing", "dividing"]
Writing = Literal["both", "horizontal", "vertical"]


class _Sourced(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    source: str


class CharacterClass(_Sourced, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The characters of one class."""

    chars: str


class Prohibition(_Sourced, frozen=True, forbid_unknown_fields=True, kw_only=True, rename={"level": "from"}):
    """Classes that may not stand at one edge of a line, from a level on."""

    level: str
    classes: tuple[str, ...]


class Trim(_Sourced, frozen=True, forbid_unknown_fields=True, kw_only=True, rename={"kind": "as"}):
    """How classes take part in the adjustment of adjacent marks (CSS Text 4, fullwidth punctuation collapsing)."""

    kind: TrimKind
    classes: tuple[str, ...]
    writing: Writing = "both"


class LineEndTrim(_Sourced, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Whether a closing mark at the end of a line loses its blank: always, where the line needs it, or never."""

    trim: Literal["force", "allow", "none"]


class Classes(_Sourced, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Classes that share a property."""

    classes: tuple[str, ...]


class NoStretch(Classes, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Classes before or after which a line is not stretched."""

    where: Literal["before", "after", "both"]


class Autospace(_Sourced, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Whether ideographs and kana are parted from Latin letters and digits by a gap."""

    gap: bool


class Emphasis(_Sourced, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What takes no emphasis mark."""

    skip: str


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Everything that is particular to one language. ``levels`` go from the laxest to the strictest."""

    levels: tuple[str, ...]
    default_level: str
    no_line_start: tuple[Prohibition, ...]
    no_line_end: tuple[Prohibition, ...]
    trim: tuple[Trim, ...]
    line_end: LineEndTrim
    no_stretch: tuple[NoStretch, ...]
    autospace: Autospace
    emphasis: Emphasis
    hang: tuple[Classes, ...] = ()


@cache
def classes() -> dict[str, CharacterClass]:
    """Every character class by name."""
    return msgspec.convert(_read("classes"), dict[str, CharacterClass])


@cache
def table(language: Language) -> Table:
    """The table of a language that has one (not "")."""
    return msgspec.convert(_read(language), Table)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))
