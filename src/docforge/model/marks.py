"""Emphasis marks by name: 着重号, 傍点, 圏点, 드러냄표.

A name is a shape, with ``open-`` or ``filled-`` before it, and optionally a side after a blank: ``dot``,
``filled-circle``, ``sesame over``. Without either, a circle is open, as Word draws it, and the others are filled.
Shapes and their two forms are those of CSS ``text-emphasis-style`` (CSS Text Decoration 3, 3.1). Which mark and side
stand when the name says none is the language's matter (``docforge.typography``), not the model's.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias, cast, get_args

Shape: TypeAlias = Literal["dot", "circle", "double-circle", "triangle", "sesame"]
Side: TypeAlias = Literal["", "over", "under"]

SHAPES: tuple[Shape, ...] = get_args(Shape)
SIDES: tuple[Side, ...] = get_args(Side)
OPEN, FILLED = "open-", "filled-"
OUTLINED: tuple[Shape, ...] = ("circle",)
"""Shapes that are open unless their name says otherwise (圏点; ECMA-376 Part 1, 17.18.24: ``circle`` is open)."""


class EmphasisMark(NamedTuple):
    """A mark: ``shape`` filled or outlined (``is_open``); ``side`` "" is the language's.

    ``over`` is above a horizontal line and right of a vertical one, ``under`` below and left.
    """

    shape: Shape
    is_open: bool = False
    side: Side = ""

    @property
    def name(self) -> str:
        """The mark as ``Emph.mark`` holds it; ``parse_mark`` gives the mark again."""
        form = OPEN if self.is_open else FILLED if self.shape in OUTLINED else ""
        return f"{form}{self.shape} {self.side}".rstrip()


def parse_mark(name: str) -> EmphasisMark | None:
    """The mark of a name, or None for a name that is none ("" as well: the theme's choice is no mark by name)."""
    form, _, side = name.strip().partition(" ")
    shape = form.removeprefix(OPEN) if form.startswith(OPEN) else form.removeprefix(FILLED)
    if shape not in SHAPES or side.strip() not in SIDES:
        return None
    is_open = form.startswith(OPEN) or form in OUTLINED
    return EmphasisMark(shape, is_open, cast(Side, side.strip()))
