"""Word's formulas say what MathML says; pandoc, which makes them by itself, is asked too."""

import io
import subprocess
import zipfile

import pypandoc
import pytest
from lxml import etree

from docforge.formulas.omml import omml_of
from docforge.formulas.tex import mathml_of
from docforge.verify.formulas import OMML, shown_markup, shown_omml

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FORMULAS = [
    r"\frac{s}{v}",
    r"\sum_{i=1}^{n} i^2=\frac{n(n+1)(2n+1)}{6}",
    r"\int_0^\infty e^{-x^2}\,dx=\frac{\sqrt\pi}{2}",
    r"\left(\frac12\right)^n",
    r"\sqrt[3]{x+1}",
    r"\begin{pmatrix}a&b\\c&d\end{pmatrix}",
    r"\begin{cases}x&x>0\\-x&x\le 0\end{cases}",
    r"\overline{AB}\perp\vec{v}",
    r"\underbrace{a+b}_{n}",
    r"\lim_{x\to 0}\frac{\sin x}{x}=1",
    r"v_{平}=\frac{2v_1v_2}{v_1+v_2}",
    r"\text{增长率}=\frac{\text{增长量}}{\text{基期量}}",
    r"\mathbb{R}\subset\mathcal{F}",
    r"\binom{n}{k}",
    r"{}^{14}_{6}C",
]


def tree(tex: str) -> etree._Element:
    names = f'xmlns:m="{OMML[1:-1]}" xmlns:w="{W}"'
    return etree.fromstring(f"<r {names}>{omml_of(mathml_of(tex))}</r>")


@pytest.mark.parametrize("tex", FORMULAS)
def test_a_formula_shows_the_same_characters_in_word(tex: str) -> None:
    assert shown_omml(tree(tex)) == shown_markup(mathml_of(tex))


def by_pandoc(tex: str) -> etree._Element:
    command = [pypandoc.get_pandoc_path(), "-f", "markdown", "-t", "docx", "-o", "-"]
    done = subprocess.run(command, input=f"${tex}$".encode(), capture_output=True, check=True)
    with zipfile.ZipFile(io.BytesIO(done.stdout)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


STRUCTURE = [OMML + name for name in ("f", "rad", "nary", "d", "m", "sSub", "sSup", "acc", "bar", "groupChr")]


OF_ONE_SHAPE = [
    r"\frac{s}{v}",
    r"\sum_{i=1}^{n} i^2=\frac{n(n+1)(2n+1)}{6}",
    r"\int_0^\infty e^{-x^2}\,dx=\frac{\sqrt\pi}{2}",
    r"\sqrt[3]{x+1}",
    r"\begin{pmatrix}a&b\\c&d\end{pmatrix}",
    r"v_{平}=\frac{2v_1v_2}{v_1+v_2}",
    r"\text{增长率}=\frac{\text{增长量}}{\text{基期量}}",
]
"""Formulas that can be written in one way only; elsewhere pandoc chooses other elements of the same look."""


@pytest.mark.parametrize("tex", OF_ONE_SHAPE)
def test_pandoc_makes_the_same_formula(tex: str) -> None:
    """Asked by itself, pandoc comes to the same elements and characters."""
    ours, theirs = tree(tex), by_pandoc(tex)
    assert shown_omml(theirs.find(f".//{OMML}oMath")) == shown_omml(ours)
    assert {part.tag for part in ours.iter(*STRUCTURE)} == {part.tag for part in theirs.iter(*STRUCTURE)}


def test_a_sum_takes_what_stands_before_the_next_relation() -> None:
    operand = tree(r"\sum_{i=1}^{n} i^2=x").find(f".//{OMML}nary/{OMML}e")
    assert operand is not None
    assert shown_omml(operand) == "i2"


def test_the_runs_ask_for_a_face_with_a_math_table() -> None:
    fonts = {run.get(f"{{{W}}}ascii") for run in tree("x+1").iter(f"{{{W}}}rFonts")}
    assert fonts == {"Cambria Math"}
