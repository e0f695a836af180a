"""SVG pictures that run, load, never end or grow: cleaned or refused in little work, with words for what was done."""

from __future__ import annotations

import re

import pytest

from docforge.limits import Limits
from docforge.vector.clean import Cleaned, SvgError, SvgTooLargeError, clean
from hostile.made import drawings
from work import calls

LOADS = re.compile(rb"script|foreignObject|onclick|127\.0\.0\.1|/etc/passwd|@import|<!|javascript|animate|svg\+xml")


@pytest.mark.parametrize("inner", drawings.DROPPED.values(), ids=drawings.DROPPED)
def test_what_runs_or_loads_is_left_out_and_told(inner: str) -> None:
    made = clean(drawings.svg(drawings.RECT + inner))
    assert not LOADS.search(made.data)
    assert b"<rect" in made.data
    assert made.left_out


@pytest.mark.parametrize("data", drawings.REFUSED.values(), ids=drawings.REFUSED)
def test_what_is_no_drawing_is_refused(data: bytes) -> None:
    with pytest.raises(SvgError):
        clean(data)


@pytest.mark.parametrize("data", drawings.TOO_LARGE.values(), ids=drawings.TOO_LARGE)
def test_what_would_be_drawn_for_ever_is_refused(data: bytes) -> None:
    with pytest.raises(SvgTooLargeError, match="limit drawing-elements of 50000"):
        clean(data)


def test_counting_ten_to_the_power_of_forty_rectangles_is_little_work() -> None:
    data = drawings.svg(drawings.uses(40))

    def refused() -> None:
        with pytest.raises(SvgTooLargeError, match=r"[0-9]{41} elements"):
            clean(data)

    refused()
    assert calls(refused) < 30_000


def test_a_picture_within_the_limit_keeps_its_references() -> None:
    made = clean(drawings.svg(drawings.uses(3)))
    assert made.data.count(b"<use") == 31
    assert not made.left_out
    with pytest.raises(SvgTooLargeError):
        clean(drawings.svg(drawings.uses(3)), Limits(drawing_elements=1000).drawing_elements)


@pytest.mark.parametrize("data", drawings.RINGS.values(), ids=drawings.RINGS)
def test_a_reference_to_what_it_stands_in_is_taken_out(data: bytes) -> None:
    made = clean(data)
    assert dict(made.left_out) == {"reference to what it stands in": 1}
    assert not clean(made.data).left_out


def test_a_rule_that_draws_a_pattern_within_itself_is_refused() -> None:
    rule = "<style>.a{fill:url(#p)}</style>"
    with pytest.raises(SvgTooLargeError, match="within itself"):
        clean(drawings.svg(f'{rule}<pattern id="p"><rect class="a"/></pattern><rect class="a"/>'))
    kept = clean(drawings.svg(f'{rule}<pattern id="p"><rect/></pattern><rect class="a"/>'))
    assert b"url(#p)" in kept.data


def test_what_rules_of_classes_draw_is_counted() -> None:
    layers = "".join(f'<pattern id="p{k}">' + f'<rect class="c{k - 1}"/>' * 10 + "</pattern>" for k in range(1, 9))
    rules = "".join(f".c{k}{{fill:url('#p{k}')}}" for k in range(9))
    with pytest.raises(SvgTooLargeError):
        clean(drawings.svg(f'<style>{rules}</style><pattern id="p0"><rect/></pattern>{layers}<rect class="c8"/>'))


def test_a_long_chain_of_references_is_refused_before_it_is_followed() -> None:
    chain = "".join(f'<g id="g{k}"><use href="#g{k + 1}"/></g>' for k in range(5_000))
    with pytest.raises(SvgTooLargeError, match="deeper than"):
        clean(drawings.svg(chain))


@pytest.mark.parametrize("name", ["filter", "transform", "wide-stroke", "no-numbers", "huge"])
def test_numbers_that_no_page_could_have_are_left_out(name: str) -> None:
    made = clean(drawings.OUT_OF_RANGE[name])
    assert all(what.endswith("= out of range") for what, _ in made.left_out)
    assert made.left_out
    assert not re.search(rb"e\+?[0-9]{2,}|nan|inf", made.data, re.IGNORECASE)


@pytest.mark.parametrize(
    "inner",
    [
        '<rect fill="#1e9999" x="1e6"/>',
        '<path d="M1e6-2e-9.5 0z"/>',
        '<text font-family="Inf">nan</text>',
        '<g id="inf"/>',
    ],
)
def test_usual_numbers_and_words_that_look_like_wild_ones_stay(inner: str) -> None:
    assert not clean(drawings.svg(inner)).left_out


def test_a_picture_of_pixels_inside_is_looked_at_as_any_other() -> None:
    def cleaned(usable: bool) -> Cleaned:
        return clean(drawings.OUT_OF_RANGE["image-bomb"], 100, lambda data: usable and data.startswith(b"\x89PNG"))

    assert b"<image" in cleaned(True).data
    assert dict(cleaned(False).left_out) == {"<image> of another file": 1}
