"""Which pages stand on which side of a sheet, and how large."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from docforge.build.config import settings
from docforge.theme.sheets import pairs, sheet_of
from docforge.theme.spec import Page
from docforge.world import DiskWorld


def page(**changed: object) -> Page:
    theme = settings("handout", (), DiskWorld()).theme
    assert theme is not None
    return replace(theme.page, **changed)


def test_a_booklet_of_eight_pages_is_two_sheets() -> None:
    assert pairs(8, page(imposition="booklet")) == [(8, 1), (2, 7), (6, 3), (4, 5)]


def test_a_booklet_is_filled_up_with_blank_pages_at_its_end() -> None:
    assert pairs(5, page(imposition="booklet")) == [(0, 1), (2, 0), (0, 3), (4, 5)]


def test_a_booklet_bound_at_the_right_is_its_mirror_image() -> None:
    assert pairs(4, page(imposition="booklet", binding="right")) == [(1, 4), (3, 2)]
    assert pairs(4, page(imposition="booklet", writing="vertical")) == [(1, 4), (3, 2)]
    assert pairs(4, page(imposition="booklet", writing="vertical", binding="left")) == [(4, 1), (2, 3)]


def test_two_pages_stand_in_their_order() -> None:
    assert pairs(3, page(imposition="2-up")) == [(1, 2), (3, 0)]


@pytest.mark.parametrize("count", range(1, 30))
def test_folded_sheets_show_every_page_in_its_turn(count: int) -> None:
    sides = pairs(count, page(imposition="booklet"))
    sheets = list(zip(sides[0::2], sides[1::2], strict=True))
    # Down to the fold the right of each front and the left of its back are read, then the way back from the middle.
    there = [number for front, back in sheets for number in (front[1], back[0])]
    back_again = [number for front, back in reversed(sheets) for number in (back[1], front[0])]
    assert [number for number in (*there, *back_again) if number] == list(range(1, count + 1))


@pytest.mark.parametrize(
    ("width", "height", "sheet", "scale"),
    [
        (210, 297, (297, 210), 0.7071),
        (148, 210, (296, 210), 1),
        (105, 148, (210, 148), 1),
        (297, 210, (297, 210), 0.5),
        (215.9, 279.4, (279.4, 215.9), 0.6471),
    ],
)
def test_small_pages_keep_their_size_and_large_ones_their_paper(
    width: float, height: float, sheet: tuple[float, float], scale: float
) -> None:
    found = sheet_of(page(width=width, height=height))
    assert (found.width, found.height) == sheet
    assert found.scale == pytest.approx(scale, abs=0.001)
