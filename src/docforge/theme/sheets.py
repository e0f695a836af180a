"""Sheets with two pages on a side: which pages stand on them, how large, and where. Numbers only, no PDF."""

from __future__ import annotations

from typing import NamedTuple

from docforge.theme.spec import Page

BLANK = 0
"""Stands for a place without a page."""
_A4 = (297.0, 210.0)


class Sheet(NamedTuple):
    """Width and height of a sheet in millimetres, and the size of its pages compared with what they were."""

    width: float
    height: float
    scale: float


def sheet_of(page: Page) -> Sheet:
    """Two pages of A5 and smaller keep their size; larger ones are made smaller, onto their own paper turned."""
    if 2 * page.width <= _A4[0] and page.height <= _A4[1]:
        return Sheet(2 * page.width, page.height, 1.0)
    width, height = max(page.width, page.height), min(page.width, page.height)
    return Sheet(width, height, min(width / 2 / page.width, height / page.height))


def pairs(count: int, page: Page) -> list[tuple[int, int]]:
    """The page numbers (from 1) at the left and right of each side of a sheet.

    A booklet is one fold of all sheets: the last page beside the first, its pages filled up to a multiple of four. One
    that is bound at the right is read from right to left.
    """
    if page.imposition == "booklet":
        whole = -(-count // 4) * 4
        order = [(whole - side, 1 + side) if side % 2 == 0 else (1 + side, whole - side) for side in range(whole // 2)]
    else:
        order = [(first, first + 1) for first in range(1, count + 1, 2)]
    if is_bound_right(page):
        order = [(right, left) for left, right in order]
    return [(left if left <= count else BLANK, right if right <= count else BLANK) for left, right in order]


def is_bound_right(page: Page) -> bool:
    """Whether sheets are bound at the right: where the theme says so, or lines are vertical."""
    return page.binding == "right" or (page.binding == "auto" and page.writing == "vertical")
