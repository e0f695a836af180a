"""Words of web pages that mean something, read from ``names.toml``."""

from __future__ import annotations

import colorsys
import re
import tomllib
from functools import cache
from importlib.resources import files

import msgspec

_HEX = re.compile(r"#?([0-9a-f]{6}|[0-9a-f]{3})")
_RGB = re.compile(r"rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})[^)]*\)")
_DARK, _PALE = 0.2, 0.15
"""A value below the first is black to the eye, a saturation below the second grey."""


class Hue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A role of colours whose hue lies below a number of degrees."""

    below: int
    role: str


class Names(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of ``names.toml``."""

    variants: frozenset[str]
    groups: frozenset[str]
    panels: dict[str, str]
    texts: dict[str, str]
    hues: tuple[Hue, ...]
    colors: dict[str, str]


@cache
def names() -> Names:
    """The names that come with docforge."""
    text = files("docforge.readers.elements").joinpath("names.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), Names)


def color_role(value: str) -> str:
    """The role of a colour as CSS or ``<font color>`` writes it: ``red`` for ``#d00``; "" for black and the unknown."""
    word = value.strip().lower()
    if word in names().colors:
        return names().colors[word]
    digits, numbers = _HEX.fullmatch(word), _RGB.fullmatch(word)
    if digits:
        wide = digits[1] if len(digits[1]) == 6 else "".join(char * 2 for char in digits[1])
        channels = [int(wide[index : index + 2], 16) / 255 for index in (0, 2, 4)]
    elif numbers:
        channels = [min(int(number), 255) / 255 for number in numbers.groups()]
    else:
        return ""
    hue, saturation, brightness = colorsys.rgb_to_hsv(*channels)
    if brightness < _DARK or (saturation < _PALE and brightness > 0.95):
        return ""
    if saturation < _PALE:
        return "gray"
    return next((found.role for found in names().hues if hue * 360 < found.below), "red")
