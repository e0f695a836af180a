"""Which typographic tradition a language tag asks for."""

from __future__ import annotations

from functools import cache
from typing import Literal

Language = Literal["zh-Hans", "zh-Hant", "ja", "ko", ""]
"""A tradition with a table of its own; "" is every other language, set by the Unicode rules."""

_TRADITIONAL = {"hant": "", "tw": "tw", "hk": "hk", "mo": "hk"}
"""Subtags that ask for traditional characters, and the custom they follow: Macau has that of Hong Kong."""


@cache
def language_of(tag: str) -> Language:
    """The tradition of a BCP 47 tag: zh-TW is zh-Hant, ja-JP is ja, en is "". Case does not matter.

    Chinese without a script or region is simplified, as the Unicode likely subtags have it (zh → zh-Hans-CN).
    """
    primary, *rest = _subtags(tag)
    if primary == "zh":
        traditional = "hans" not in rest and not _TRADITIONAL.keys().isdisjoint(rest)
        return "zh-Hant" if traditional else "zh-Hans"
    if primary == "ja":
        return "ja"
    return "ko" if primary == "ko" else ""


def region_of(tag: str) -> str:
    """The regional custom of traditional Chinese that a tag names: ``tw``, ``hk`` or "" for none."""
    return next((_TRADITIONAL[part] for part in _subtags(tag) if _TRADITIONAL.get(part)), "")


def _subtags(tag: str) -> list[str]:
    return tag.lower().replace("_", "-").split("-")
