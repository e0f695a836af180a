"""From BCP 47 tags to the theme's languages and to regional typefaces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docforge.theme.lines import line_setting
from docforge.theme.spec import Line, Theme

if TYPE_CHECKING:
    from docforge.theme.fonts import Region

_REGIONS: dict[str, Region] = {"zh-Hans": "sc", "zh-Hant": "tc", "ja": "jp", "ko": "kr"}
_ALIASES = {
    "zh": "zh-Hans",
    "zh-CN": "zh-Hans",
    "zh-SG": "zh-Hans",
    "zh-TW": "zh-Hant",
    "zh-HK": "zh-Hant",
    "zh-MO": "zh-Hant",
}


def line_language(lang: str) -> str:
    """The language of the theme's tables that a tag belongs to: zh-Hant-HK → zh-Hant, zh-TW → zh-Hant, en-GB → en."""
    parts = lang.split("-")
    for length in range(len(parts), 0, -1):
        tag = "-".join(parts[:length])
        if tag in _ALIASES:
            return _ALIASES[tag]
        if tag in _REGIONS:
            return tag
    return parts[0]


def region(lang: str, default: Region = "latin") -> Region:
    """The regional typeface of a language; ``default`` when the tag is empty."""
    return _REGIONS.get(line_language(lang), "latin") if lang else default


def is_east_asian(lang: str) -> bool:
    """Whether a language is Chinese, Japanese or Korean."""
    return line_language(lang) in _REGIONS


def line(theme: Theme, lang: str) -> Line:
    """How lines of a language are set, its own level filled in."""
    return line_setting(theme, line_language(lang))
