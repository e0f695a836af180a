"""Rooms and places of readings, and the shapes of marks, as numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docforge.model.marks import SHAPES, EmphasisMark
from docforge.press.beside.ruby import Pair, Room, Wish, condensed, places, room, shared_room, spread
from docforge.press.beside.shapes import line_path, mark_path, operators
from docforge.typography.emphasis import emphasis_mark

LENGTHS = st.floats(0.1, 6, allow_nan=False)


def test_a_short_reading_needs_no_room() -> None:
    assert room(Pair(2.0, 1.5, 2)) == Room()


def test_a_long_reading_takes_half_its_excess_at_each_side() -> None:
    assert room(Pair(1.0, 1.5)) == Room(0.25, 0.0, 0.25)


def test_what_reaches_over_kana_takes_no_room() -> None:
    assert room(Pair(1.0, 1.5, over_end=0.5)) == Room()
    assert room(Pair(1.0, 2.5, over_end=0.5)).before == pytest.approx(0.75, abs=0.01)


def test_a_word_is_spaced_one_to_two_to_one() -> None:
    assert room(Pair(3.0, 6.0, 3)) == Room(0.5, 1.0, 0.5)


@given(LENGTHS, LENGTHS, st.integers(1, 4), st.sampled_from((0.0, 0.5)), st.sampled_from((0.0, 0.5)))
def test_room_and_reach_together_are_enough(
    base: float, reading: float, characters: int, start: float, end: float
) -> None:
    space = room(Pair(base, reading, characters, start, end))
    whole = base + space.before + space.between * (characters - 1) + space.after + start + end
    assert whole >= reading - 1e-6


@given(LENGTHS, LENGTHS, LENGTHS, LENGTHS)
def test_a_word_that_shares_its_room_has_enough_for_all(a: float, b: float, c: float, d: float) -> None:
    rooms = shared_room([Pair(a, b), Pair(c, d)])
    assert a + c + sum(part.before + part.after for part in rooms) >= b + d - 1e-6


@given(st.lists(st.tuples(st.floats(0, 40), st.floats(0.1, 4)), min_size=1, max_size=8))
def test_no_reading_stands_over_another(wanted: list[tuple[float, float]]) -> None:
    wishes = [Wish(centre, width, -100, 100) for centre, width in sorted(wanted)]
    lefts = places(wishes, 0.0, 40.0)
    assert lefts[0] >= 0
    for one, wish, two in zip(lefts, wishes, lefts[1:], strict=False):
        assert two >= one + wish.width - 1e-6


def test_a_reading_stays_over_the_middle_where_it_can() -> None:
    assert places([Wish(5.0, 2.0, 0, 10)], 0.0, 10.0) == [4.0]
    assert places([Wish(0.5, 2.0, -5, 10)], 0.0, 10.0) == [0.0]
    assert places([Wish(9.5, 2.0, 0, 15)], 0.0, 10.0) == [8.0]
    assert places([Wish(5.0, 2.0, 4.5, 10)], 0.0, 10.0) == [4.5]


def test_kana_are_spaced_over_a_longer_word_and_letters_are_not() -> None:
    assert spread("にほん", 1.5, 4.5) == (0.5, 1.0)
    assert spread("rì", 0.5, 2.0) == (0.0, 0.0)


def test_a_reading_is_condensed_within_limits() -> None:
    assert condensed(Pair(1.0, 1.0), 1.0) == 1.0
    assert condensed(Pair(1.0, 1.5), 1.0) == pytest.approx(1.12 / 1.5)
    assert condensed(Pair(1.0, 3.0), 1.0) == pytest.approx(2 / 3)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("is_open", [False, True])
def test_every_mark_fits_into_half_an_em(shape: str, is_open: bool) -> None:
    steps, paint = mark_path(EmphasisMark(shape, is_open))  # type: ignore[arg-type]  # a name of SHAPES
    numbers = [value for _, values in steps for value in values]
    assert max(map(abs, numbers)) <= 0.25
    assert paint in ("f", "f*", "S")
    assert (paint == "S") == is_open


def test_a_turned_mark_is_turned_to_the_left() -> None:
    steps, _ = mark_path(EmphasisMark("triangle"))
    turned, _ = mark_path(EmphasisMark("triangle"), upright=True)
    x, y = steps[2][1]
    assert turned[2][1] == pytest.approx((-y, x))


def test_a_wavy_line_begins_and_ends_on_its_line() -> None:
    steps = line_path(3.0, "book")
    assert steps[0][1] == (0.0, 0.0)
    assert steps[-1][1][-2:] == pytest.approx((3.0, 0.0))


def test_operators_turn_y_downwards() -> None:
    assert operators([("m", (0.0, 1.0)), ("h", ())], 10, 20, 2) == "10 18 m h"


def test_marks_and_sides_by_language() -> None:
    assert emphasis_mark("zh-Hans").name == "dot under"
    assert emphasis_mark("ja").name == "dot over"
    assert emphasis_mark("ja", vertical=True).name == "sesame over"
    assert emphasis_mark("zh-Hant", vertical=True).name == "dot over"
    assert emphasis_mark("ko").name == "dot over"
    assert emphasis_mark("ja", "open-circle under").name == "open-circle under"
