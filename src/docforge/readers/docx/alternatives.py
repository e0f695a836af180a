"""One thing said in several ways (``mc:AlternateContent``, ECMA-376 Part 3, 9.3): the way that can be read."""

from __future__ import annotations

from typing import Any

from docforge.wordml.names import DRAWING_MAIN, MC, VML, M, R, W

ALTERNATE = MC + "AlternateContent"
_WORDS = (W + "t", M + "t", W + "delText", W + "instrText")


def chosen(alternatives: Any, seen: set[Any]) -> list[Any]:
    """What is read: the first choice with words or a picture, else what stands in for it, else the first choice.

    The texts of the other ways are ``seen``: they say the same again.
    """
    ways = [*alternatives.iterfind(MC + "Choice"), *alternatives.iterfind(MC + "Fallback")]
    if not ways:
        return []
    found = next((way for way in ways if _says(way)), ways[0])
    seen.update(text for way in ways if way is not found for text in way.iter(*_WORDS))
    return list(found)


def _says(way: Any) -> bool:
    """Whether a way has something that is read."""
    if any(found.text for found in way.iter(*_WORDS)):
        return True
    blips = (blip.get(R + "embed") or blip.get(R + "link") for blip in way.iter(DRAWING_MAIN + "blip"))
    return any(blips) or any(data.get(R + "id") for data in way.iter(VML + "imagedata"))
