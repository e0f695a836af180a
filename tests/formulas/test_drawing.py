"""Outlines of formulas: sizes in em, the baseline, the faces."""

import re

import pytest

from docforge.formulas.drawing import draw
from docforge.formulas.mathml import FormulaError
from docforge.formulas.tex import mathml_of
from docforge.theme.fonts import FontStore


def test_a_letter_stands_on_the_line() -> None:
    drawing = draw(mathml_of("x"))
    assert drawing.depth == pytest.approx(0, abs=0.02)
    assert 0.4 < drawing.width < 0.7


def test_a_fraction_reaches_below_the_line_and_is_larger_in_display() -> None:
    inline, display = draw(mathml_of(r"\frac12")), draw(mathml_of(r"\frac12", display=True), display=True)
    assert 0.2 < inline.depth < inline.height
    assert display.height > inline.height


def test_a_line_over_letters_covers_them() -> None:
    drawing = draw(mathml_of(r"\overline{ABCD}"))
    points = re.findall(rb"[ML] (-?[0-9.]+) (-?[0-9.]+)", drawing.svg)
    line = [float(x) for x, y in points if float(y) < -800]  # above the letters, whose capitals are 0.65 em high
    assert min(line) < 100
    assert max(line) > 1000 * draw(mathml_of("ABCD")).width - 100


def test_han_comes_from_the_further_face() -> None:
    assert draw(mathml_of("v_{平}")).missing == "平"
    face = FontStore.open().face("serif-sc-regular").path
    assert draw(mathml_of("v_{平}"), face=face).missing == ""


def test_a_fraction_without_a_denominator_is_refused() -> None:
    with pytest.raises(FormulaError):
        draw("<math><mfrac><mn>1</mn></mfrac></math>")


def test_the_same_formula_gives_the_same_bytes() -> None:
    formula = mathml_of(r"\sum_{i=1}^{n} i^2")
    draw.cache_clear()
    first = draw(formula).svg
    draw.cache_clear()
    assert draw(formula).svg == first
