"""Which typographic tradition a language tag asks for."""

from __future__ import annotations

from functools import cache
from typing import Literal

Language = Literal["zh-Hans", "zh-Hant", "ja", "ko", ""]
"""A tradition with tables of its own; "" is every other language, set by the Unicode rules."""

_TRADITIONAL = frozenset({"hant", "tw", "hk", "mo"})


@cache
def language_of(tag: str) -> Language:
    """The tradition of a BCP 47 tag: zh-TW is zh-Hant, ja-JP is ja, en is "". Case does not matter.

    Chinese without a script or region is simplified, as the Unicode likely subtags have it (zh → zh-Hans-CN).
    """
    primary, *rest = tag.lower().replace("_", "-").split("-")
    if primary == "zh":
        traditional = "hans" not in rest and not _TRADITIONAL.isdisjoint(rest)
        return "zh-Hant" if traditional else "zh-Hans"
    if primary == "ja":
        return "ja"
    return "ko" if primary == "ko" else ""
