"""The table of a language made ready for one level: sets of classes instead of rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from msgspec import Struct, field

from docforge.typography.languages import Language
from docforge.typography.tables import (
    Combine,
    LineEnd,
    Prohibition,
    Region,
    SqueezeStep,
    Table,
    TrimKind,
    Words,
    table,
)

Side = Literal["start", "end", "both"]


class Squeeze(NamedTuple):
    """How a blank gives way when a line is squeezed: smaller ``order`` first, all of one order evenly.

    ``side``: where the character has its blank. ``least``, in em: of a mark, the blank that stays; of a word space or
    a gap, its width.
    """

    order: int
    side: Side
    least: float


_BLANK_SIDE: dict[TrimKind, Side] = {"opening": "start", "closing": "end", "dividing": "end", "middle": "both"}


class Profile(Struct, frozen=True):
    """What holds for one language at one level in one direction; all sets are of class names.

    ``relaxed``: what stricter levels keep from the line start, and this one does not. ``squeezes``: by class, and for
    ``word-space`` and ``gap``. ``stretches``: for these two, the width in em that they may reach. ``fixed_after``:
    nothing stretches after these; ``fixed_before``: before these.
    """

    no_start: frozenset[str] = frozenset()
    relaxed: frozenset[str] = frozenset()
    no_end: frozenset[str] = frozenset()
    unbroken: frozenset[str] = frozenset()
    words: Words | None = None
    trims: dict[str, TrimKind] = field(default_factory=dict)
    line_end: LineEnd = "none"
    hanging: frozenset[str] = frozenset()
    squeezes: dict[str, Squeeze] = field(default_factory=dict)
    stretches: dict[str, float] = field(default_factory=dict)
    fixed_after: frozenset[str] = frozenset()
    fixed_before: frozenset[str] = frozenset()
    gap: bool = False
    combine: Combine | None = None


def levels_of(language: Language) -> tuple[str, ...]:
    """The language's own levels, from the laxest to the strictest, then those named by region."""
    return (*table(language).levels, *table(language).regions) if language else ()


def plain_profile(language: Language) -> Profile:
    """For levels that only break lines: what stays together and what does not stretch, and nothing else."""
    if not language:
        return Profile()
    rows = table(language)
    return Profile(
        unbroken=frozenset(_from_level(rows, rows.unbroken, rows.default_level)),
        fixed_after=_fixed(rows, "after"),
        fixed_before=_fixed(rows, "before"),
        combine=rows.combine,
    )


def profile(language: Language, level: str, vertical: bool) -> Profile:
    """The profile of a language at one of its own levels."""
    rows = table(language)
    region = rows.regions.get(level)
    own_level = region.level if region else level
    trims: dict[str, TrimKind] = {
        name: row.kind for row in rows.trim if _applies(row.writing, vertical) for name in row.classes
    }
    no_start = frozenset(_from_level(rows, rows.no_line_start, own_level))
    return Profile(
        no_start=no_start,
        relaxed=frozenset(name for row in rows.no_line_start for name in row.classes) - no_start,
        no_end=frozenset(_from_level(rows, rows.no_line_end, own_level)),
        unbroken=frozenset(_from_level(rows, rows.unbroken, own_level)),
        words=rows.words if rows.words and own_level in rows.words.levels else None,
        trims=trims,
        line_end=region.line_end if region else rows.line_end.trim,
        hanging=frozenset(name for row in rows.hang if _applies(row.writing, vertical) for name in row.classes),
        squeezes=_squeezes(rows.squeeze, trims, region),
        stretches={step.what: step.most for step in rows.stretch},
        fixed_after=_fixed(rows, "after"),
        fixed_before=_fixed(rows, "before"),
        gap=rows.autospace.gap,
        combine=rows.combine,
    )


def _applies(writing: str, vertical: bool) -> bool:
    return writing in ("both", "vertical" if vertical else "horizontal")


def _from_level(rows: Table, prohibitions: Iterable[Prohibition], level: str) -> Iterable[str]:
    strictness = rows.levels.index(level)
    for row in prohibitions:
        if not row.level or rows.levels.index(row.level) <= strictness:
            yield from row.classes


def _squeezes(steps: tuple[SqueezeStep, ...], trims: dict[str, TrimKind], region: Region | None) -> dict[str, Squeeze]:
    """By class; a class without a blank in this direction is left out, and all marks where a region keeps them full."""
    found: dict[str, Squeeze] = {}
    for step in steps:
        if step.what != "marks":
            found[step.what] = Squeeze(step.order, "both", step.least)
        elif region is None or region.squeeze:
            for name in step.classes:
                side = _BLANK_SIDE.get(trims[name]) if name in trims else None
                if side:
                    found[name] = Squeeze(step.order, side, step.least)
    return found


def _fixed(rows: Table, side: str) -> frozenset[str]:
    return frozenset(name for row in rows.no_stretch if row.side in (side, "both") for name in row.classes)
