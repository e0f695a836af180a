"""A theme on squared paper: the body's size is the width of a square, and every line stands on a row.

GB/T 9704-2012 5.2.3 asks for 22 lines of 28 characters in 156 × 225 mm. Type of 16 points would give 27.6 characters; a
square is 15.79 points, which is a 3号 of metal type (15.75 points) as well.
"""

from __future__ import annotations

import math

from msgspec.structs import replace

from docforge.theme.spec import Page, Role, Theme

_POINTS_A_MM = 72 / 25.4
OFF_GRID = frozenset({"note", "table", "code", "running-head", "folio"})
"""Roles that keep their own leading: they stand outside the text, or hold more than lines."""


def on_grid(theme: Theme) -> Theme:
    """The theme with its sizes in squares and its leading and spaces in whole rows; the same theme without a grid.

    Sizes and leading are rounded down to what CSS writes, so that the last square of a line and the last row of a page
    find room.
    """
    grid = theme.page.grid
    along, down = _text_area(theme.page)
    base = _down(along / grid.characters) if grid.characters else theme.base_size
    if not grid.lines:
        return replace(theme, base_size=base)
    row = down / grid.lines
    roles = {name: role if name in OFF_GRID else _in_rows(role, base, row) for name, role in theme.roles.items()}
    return replace(theme, base_size=base, roles=roles)


def _text_area(page: Page) -> tuple[float, float]:
    """The length of a line, and of a page across its lines, in points."""
    width = (page.width - page.inner - page.outer) * _POINTS_A_MM
    height = (page.height - page.top - page.bottom) * _POINTS_A_MM
    return (height, width) if page.writing == "vertical" else (width, height)


def _in_rows(role: Role, base: float, row: float) -> Role:
    size = base * role.size
    rows = max(1, round(role.leading * size / row))
    return replace(
        role,
        leading=_down(rows * row / size),
        before=_down(round(role.before * base / row) * row / base),
        after=_down(round(role.after * base / row) * row / base),
    )


def _down(value: float) -> float:
    return math.floor(value * 10000) / 10000
