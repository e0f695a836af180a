"""A paragraph of more marks than the limit keeps its text, whatever stands in it, and the marks before the limit."""

from __future__ import annotations

import pytest

from docforge.limits import Limits
from docforge.model import nodes as n
from docforge.model.text import block_text
from docforge.model.walk import iterate
from docforge.passes.findings import SHOWN
from docforge.passes.normalise import PASS
from docforge.protocols import PassOptions, Result


def text(words: str) -> n.Inlines:
    return (n.Text(words),)


EVERY: n.Inlines = (
    n.Text("始"),
    n.Strong((n.Text("甲"), n.Emph(text("乙")))),
    n.Link(text("丙"), "https://example.org"),
    n.Code("丁"),
    n.Math("戊"),
    n.Ruby((("己", "き"),)),
    n.Image(text("庚"), "a.png"),
    n.Span(text("辛")),
    n.NoteRef("注"),
    n.Text("终"),
)
MARKS = 9


def normalised(row: n.Inlines, most: int) -> Result[n.Document]:
    document = n.Document((n.Quote((n.Para(row),)),), notes={"注": (n.Para(text("注文")),)})
    return PASS.run(document, PassOptions(limits=Limits(inline_nodes=most)))


def marks(document: n.Document) -> int:
    quote = document.blocks[0]
    assert isinstance(quote, n.Quote)
    return sum(not isinstance(node, (n.Text, n.Break)) for node in iterate(quote.blocks[0])) - 1


@pytest.mark.parametrize("most", range(1, MARKS + 2))
def test_no_character_is_lost_however_few_marks_there_may_be(most: int) -> None:
    made = normalised(EVERY, most)
    said = block_text(made.value.blocks)
    assert [sign for sign in "始甲乙丙丁戊己庚辛终" if sign not in said] == []
    assert marks(made.value) <= most
    assert [item.code for item in made.diagnostics if item.code == "DF113"] == (["DF113"] if most < MARKS else [])
    if most < MARKS:
        assert "limit inline-nodes" in made.diagnostics[0].message
        assert "[^注]" in said


def test_marks_before_the_limit_stay() -> None:
    made = normalised((n.Strong(text("甲")), n.Text("、"), n.Strong(text("乙"))), 1)
    assert made.value.blocks[0] == n.Quote((n.Para((n.Strong(text("甲")), n.Text("、乙"))),))


def test_of_what_a_pass_finds_again_and_again_the_rest_is_counted() -> None:
    notes = {str(number): (n.Para((n.NoteRef(str(number)),)),) for number in range(SHOWN + 44)}
    made = PASS.run(n.Document((), notes=notes), PassOptions())
    said = [item.message for item in made.diagnostics if item.code == "DF239"]
    assert len(said) == SHOWN + 1
    assert said[-1] == "44 more of the same kind"
