"""Readings and the base texts they belong to, from the notations that spell them."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from docforge.patterns import lazy_pattern

_CLUSTER = lazy_pattern(
    ".[\u0300-\u036f\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef]*",
    re.DOTALL,
)
"""A base character with its combining marks and variation selectors (葛󠄀 is one, in two code points)."""

Pairs = tuple[tuple[str, str], ...]


class Reading(NamedTuple):
    """What ``Ruby`` holds."""

    pairs: Pairs
    kind: Literal["mono", "group", "jukugo"]


def reading(base: str, readings: list[str], *, jukugo: bool = False) -> Reading | None:
    """One reading for the whole base, or one for each of its characters; None for any other number of readings.

    With a reading for each character, ``jukugo`` says that they may share their room, as in a compound word
    (JLREQ 3.3.1). An empty reading leaves its character bare.
    """
    characters = _CLUSTER.findall(base)
    if len(characters) == len(readings):
        pairs = tuple(zip(characters, readings, strict=True))
        return Reading(pairs, "jukugo" if jukugo and len(pairs) > 1 else "mono")
    if len(readings) == 1 and base:
        return Reading(((base, readings[0]),), "group")
    return None
