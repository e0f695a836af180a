"""Formulas are settled once, for all formats."""

from docforge.model import nodes as n
from docforge.passes.formulas import PASS
from docforge.protocols import PassOptions


def settled(*content: n.Inline) -> tuple[n.Inlines, list[str]]:
    result = PASS.run(n.Document((n.Para(content),)), PassOptions())
    block = result.value.blocks[0]
    assert isinstance(block, n.Para)
    return block.content, [item.code for item in result.diagnostics]


def test_tex_gets_its_mathml() -> None:
    (formula,), codes = settled(n.Math("\\frac12"))
    assert isinstance(formula, n.Math)
    assert "<mfrac><mn>1</mn><mn>2</mn></mfrac>" in formula.mathml
    assert codes == []


def test_tex_that_cannot_be_read_is_told_and_kept() -> None:
    (formula,), codes = settled(n.Math("\\frac1}"))
    assert formula == n.Math("\\frac1}")
    assert codes == ["DF420"]


def test_mathml_of_a_page_is_cleaned() -> None:
    (formula,), _ = settled(n.Math("a", mathml='<math onclick="x"><mi>a</mi></math>'))
    assert isinstance(formula, n.Math)
    assert "onclick" not in formula.mathml


def test_no_blank_stands_beside_a_formula_on_a_line_of_its_own() -> None:
    content, _ = settled(n.Text("速度 "), n.Math("v", display=True), n.Break(), n.Text("是"))
    assert [type(node).__name__ for node in content] == ["Text", "Math", "Text"]
    assert content[0] == n.Text("速度")
    inline, _ = settled(n.Text("速度 "), n.Math("v"), n.Text(" 是"))
    assert inline[0] == n.Text("速度 ")


def test_running_it_again_changes_nothing() -> None:
    once = PASS.run(n.Document((n.Para((n.Text("甲 "), n.Math("x^2", display=True))),)), PassOptions()).value
    assert PASS.run(once, PassOptions()).value == once
