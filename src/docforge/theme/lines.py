"""Levels of line breaking by language, and the line setting of a language with its own level filled in."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from docforge.theme.spec import Line, Theme

CSS_LEVELS = ("css-loose", "css-normal", "css-strict")
"""Levels of CSS Text 3 5.3, which every language has."""

LEVELS: Mapping[str, tuple[str, ...]] = {
    "zh-Hans": ("gb", "none", "basic", "strict"),
    "zh-Hant": ("basic", "none", "strict", "tw", "hk"),
    "ja": ("strict", "very-loose", "loose", "very-strict"),
    "ko": ("word", "character"),
}
"""The levels that ``docforge.typography`` has for each language, its own first. Rooms beside each other share no code,
so the names stand here again; a test holds the two together."""


NARROW = 18
"""Characters in a line of the body below which it is not justified."""
MILLIMETRES_A_POINT = 25.4 / 72


def levels_of(lang: str) -> tuple[str, ...]:
    """Every level of a language of the theme's tables."""
    return (*LEVELS.get(lang, ()), *CSS_LEVELS)


def line_setting(theme: Theme, lang: str) -> Line:
    """The setting of a language of the theme's tables (zh-Hans, ja, en), with its own level where it names none.

    Narrow columns are ragged: a word or formula that does not fit would tear holes into the line before it.
    """
    line = theme.lines.get(lang) or Line()
    if _has_narrow_columns(theme):
        line = replace(line, justify=False)
    own = LEVELS.get(lang, ("",))[0]
    return line if line.strictness else replace(line, strictness=own)


def _has_narrow_columns(theme: Theme) -> bool:
    page = theme.page
    characters = page.column_width / MILLIMETRES_A_POINT / theme.base_size
    return page.columns > 1 and page.writing == "horizontal" and characters < NARROW
