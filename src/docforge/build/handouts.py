"""Presets that a run asks for, laid over its theme, with what is wrong with them or keeps them back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from docforge.build import registry
from docforge.diagnostics import Diagnostic, report
from docforge.theme.greys import grey_settings
from docforge.theme.load import Layer
from docforge.theme.presets import contradiction, lay_preset, presets
from docforge.theme.scale import held_back

OPTION = "--preset"
"""Stands for a file in diagnostics about presets."""


def with_presets(layer: Layer, names: Sequence[str]) -> tuple[Layer, list[Diagnostic]]:
    """A theme with presets over it, in the order they are named; its own layer where there is an error."""
    asked = list(dict.fromkeys(names))
    wrong = list(_wrong(asked))
    if wrong:
        return layer, wrong
    found: list[Diagnostic] = []
    for name in asked:
        preset, below = presets()[name], layer
        layer = lay_preset(preset, below.table)
        found.extend(_impossible(name, layer))
        if layer.theme is None or below.theme is None:
            break
        if layer.theme.grayscale and not below.theme.grayscale and (greys := grey_settings(below.theme)):
            told = ", ".join(f"{key.removeprefix('roles.')} {colour}" for key, colour in greys.items())
            found.append(report("DF654", f"{name} makes colours greys that can be read: {told}", file=OPTION))
        kept = held_back(below.theme, preset.scale)
        if kept:
            message = f"{name} is held back by what the theme {below.theme.name} allows: {', '.join(kept)}"
            found.append(report("DF619", message, file=OPTION))
    return layer, found


def _wrong(names: Sequence[str]) -> Iterable[Diagnostic]:
    """Names of no preset, and presets that contradict each other."""
    unknown = [name for name in names if name not in presets()]
    for name in unknown:
        yield report("DF617", f'no preset "{name}"', file=OPTION, hint=registry.near(name, presets()))
    pair = None if unknown else contradiction(names)
    if pair:
        yield report("DF618", f"{pair[0]} and {pair[1]} contradict each other", file=OPTION, hint="choose one of them")


def _impossible(name: str, layer: Layer) -> Iterable[Diagnostic]:
    """A theme that no page can be set with once the preset is laid over it."""
    for problem in layer.fatal:
        yield report("DF618", f"{name}: {problem.message}", file=OPTION, hint="choose a larger paper or fewer presets")
