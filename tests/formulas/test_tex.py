"""TeX becomes MathML of a fixed list of elements, or an error with its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docforge.formulas.mathml import FormulaError, canonical, parsed, visible_text
from docforge.formulas.tex import mathml_of

NAMESPACE = 'xmlns="http://www.w3.org/1998/Math/MathML"'


def shown(tex: str) -> str:
    return visible_text(parsed(mathml_of(tex)))


def test_a_fraction_has_two_parts() -> None:
    assert mathml_of(r"\frac{s}{v}") == f"<math {NAMESPACE}><mfrac><mi>s</mi><mi>v</mi></mfrac></math>"


def test_han_in_a_formula_stays() -> None:
    assert shown(r"\frac{\text{增长量}}{\text{基期量}}\times 100\%") == "增长量基期量×100%"


def test_display_says_so() -> None:
    assert 'display="block"' in mathml_of("x", display=True)


@pytest.mark.parametrize(
    ("tex", "characters"),
    [
        (r"\sum_{i=1}^{n} i^2", "∑i=1ni2"),
        (r"\begin{pmatrix}a&b\\c&d\end{pmatrix}", "(abcd)"),
        (r"\begin{cases}x&x>0\\-x&x\le 0\end{cases}", "{xx>0−xx≤0"),
        (r"\begin{aligned}a&=b\\&=c\end{aligned}", "a=b=c"),
        (r"\overline{AB}\parallel\vec v", "AB¯∥v→"),
        (r"\mathbb{R}\to\mathcal{F}", "ℝ→ℱ"),
        (r"\sqrt[3]{x}", "x3"),
        ("a<b", "a<b"),
    ],
)
def test_every_character_of_a_formula_is_there(tex: str, characters: str) -> None:
    assert shown(tex) == characters


def test_an_unknown_command_is_named_with_its_place() -> None:
    with pytest.raises(FormulaError, match=r"\\ce") as raised:
        mathml_of(r"x+\ce{H2O}")
    assert raised.value.column == 3


def test_a_missing_brace_is_an_error() -> None:
    with pytest.raises(FormulaError):
        mathml_of(r"\frac{1")


def test_only_known_elements_and_attributes_are_kept() -> None:
    hostile = (
        '<math onclick="x()"><mi href="javascript:x()" style="color:red">a</mi><script>b</script>'
        '<semantics><mi>c</mi><annotation encoding="application/x-tex">d</annotation></semantics><u>e</u></math>'
    )
    assert canonical(hostile) == f"<math {NAMESPACE}><mi>a</mi><mi>c</mi><mtext>e</mtext></math>"


@pytest.mark.parametrize(
    "text",
    ['<!DOCTYPE math [<!ENTITY a "b">]><math><mi>&a;</mi></math>', "<svg/>", "<math><mi>", "<math>" + "<mrow>" * 500],
)
def test_what_is_no_harmless_mathml_is_refused(text: str) -> None:
    with pytest.raises(FormulaError):
        canonical(text)


@given(st.text(alphabet=r"\{}[]()^_&$%~ab12 frcsqteginda增." + "\n", max_size=40))
def test_tex_is_read_or_refused_and_never_anything_else(tex: str) -> None:
    try:
        mathml = mathml_of(tex)
    except FormulaError:
        return
    assert canonical(mathml) == mathml
