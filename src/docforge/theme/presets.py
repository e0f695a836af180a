"""Presets (``styles/presets/*.toml``): what a handout is for, as keys and factors laid over any theme.

A preset has a name, a line that describes it, the presets it contradicts, keys of a theme (``[theme]``) and factors
(``[scale]``). Presets never change text or numbers.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import msgspec

from docforge import resources
from docforge.theme.greys import grey_settings
from docforge.theme.load import Layer, lay_settings, lay_table
from docforge.theme.scale import Scale, scaled

FOLDER = "styles/presets"


class Preset(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """One preset. ``theme`` is laid over the theme first, then it is scaled."""

    name: str
    description: str
    against: tuple[str, ...] = ()
    theme: dict[str, Any] = {}
    scale: Scale = Scale()


@cache
def presets() -> Mapping[str, Preset]:
    """Every preset by its name, in the order of names."""
    files = sorted(resources.path(FOLDER).glob("*.toml"))
    found = (msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), Preset) for file in files)
    return {preset.name: preset for preset in found}


def contradiction(names: Sequence[str]) -> tuple[str, str] | None:
    """The first two of known presets that cannot both hold."""
    table = presets()
    for place, name in enumerate(names):
        for other in names[:place]:
            if other in table[name].against or name in table[other].against:
                return other, name
    return None


def lay_preset(preset: Preset, below: Mapping[str, Any]) -> Layer:
    """A preset over a theme's table."""
    layer = lay_table(preset.theme, below)
    settings: dict[str, float | str] = {**scaled(layer.theme, preset.scale)} if layer.theme else {}
    if layer.theme and layer.theme.grayscale:
        settings |= grey_settings(layer.theme)
    return lay_settings(settings, layer.table) if settings else layer
