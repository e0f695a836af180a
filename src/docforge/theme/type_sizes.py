"""Sizes of type by their Chinese names: 小四 is 12 points (``styles/type-sizes.toml``)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache

from docforge import resources

_DIGITS = dict(zip("12345678", "一二三四五六七八", strict=True))
_WIDE = {0xFF10 + digit: str(digit) for digit in range(10)}


@cache
def type_sizes() -> Mapping[str, float]:
    """Points by name, from the largest to the smallest."""
    table = tomllib.loads(resources.text("styles/type-sizes.toml"))["sizes"]
    return {name: float(entry["points"]) for name, entry in table.items()}


def points(name: str) -> float | None:
    """The points of 小四, 小四号, 小4号, 三号, 3号, ３號; None for any other text."""
    plain = re.sub(r"\s", "", name).translate(_WIDE).replace("號", "号").removesuffix("号")
    plain = "".join(_DIGITS.get(char, char) for char in plain)
    sizes = type_sizes()
    return sizes.get(plain, sizes.get(f"{plain}号"))
