"""Documents that come ready made: brought within the limits whatever made them, and nothing of their text lost."""

from __future__ import annotations

from pathlib import Path

import pytest

import docforge
from docforge.build.bounds import MOST_COLUMNS, bounded
from docforge.build.guard import guarded
from docforge.limits import Limits
from docforge.model import nodes as n
from docforge.model.text import block_text, inline_text
from docforge.model.walk import find, iterate
from hostile.made import trees
from hostile.made.case import LAST, Case
from hostilekit import accept, expected, said

LIMITS = Limits()
CASES = {case.path.removeprefix("trees/"): case for case in trees.cases()}


def document(*blocks: n.Block) -> n.Document:
    return n.Document(blocks, sources=(n.Source("a.json", "0" * 64),))


def codes(made: docforge.Result) -> list[str]:
    return [found.code for found in made.diagnostics]


def test_what_is_within_the_limits_stays_the_same_object() -> None:
    whole = document(trees.quoted(10), trees.marked(10), trees.tables(1).bodies[0].rows[0].cells[0].blocks[0])
    made = bounded(whole, LIMITS)
    assert made.value == whole
    assert made.diagnostics == ()


@pytest.mark.parametrize("depth", [64, 65, 300])
def test_blocks_below_the_deepest_level_stay_without_the_block_around_them(depth: int) -> None:
    whole = document(trees.quoted(depth), trees.END)
    made = guarded(lambda: bounded(whole, LIMITS, "a.json"), "bounds")
    assert made.value is not None
    assert block_text(made.value.blocks) == f"底\n{LAST}"
    assert len(list(find(made.value, n.Quote))) == min(depth, 64)
    said = [(found.code, found.file) for found in made.diagnostics]
    assert said == ([("DF114", "a.json")] if depth > 64 else [])


def test_marks_below_the_deepest_level_leave_their_text() -> None:
    made = bounded(document(trees.marked(40)), LIMITS)
    assert block_text(made.value.blocks) == "底"
    assert len(list(find(made.value, n.Strong))) == LIMITS.inline_nesting
    assert "limit inline-nesting" in made.diagnostics[0].message


def test_tables_in_tables_leave_their_text_and_wild_spans_are_cut() -> None:
    made = bounded(document(trees.tables(20)), LIMITS)
    assert block_text(made.value.blocks) == "底"
    assert len(list(find(made.value, n.Table))) == LIMITS.table_nesting
    assert {(cell.rows, cell.columns) for cell in find(made.value, n.Cell)} == {(MOST_COLUMNS, MOST_COLUMNS)}


def test_a_numbered_paragraph_that_lies_too_deep_keeps_its_label() -> None:
    deep: n.Block = n.Item((n.Para((n.Text("正文"),)),), label="第七条")
    items = n.Ordered((n.ListItem((deep,), marker="9."),))
    for _ in range(64):
        deep = n.Quote((deep,))
    for _ in range(64):
        items = n.Quote((items,))  # type: ignore[assignment]
    made = bounded(document(deep, items), LIMITS)
    assert block_text(made.value.blocks) == "第七条\n正文\n9.\n第七条\n正文"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "JAVA\tSCRIPT:x", "data:text/html,x", "vbscript:x"])
def test_an_address_that_runs_leaves_its_text(url: str) -> None:
    made = bounded(document(trees.linked(url)), LIMITS)
    assert codes(made) == ["DF117"]
    assert [type(part) for part in made.value.blocks[0].content] == [n.Text, n.Text]  # type: ignore[union-attr]
    assert block_text(made.value.blocks) == "按我图示"


def test_characters_that_xml_cannot_hold_are_replaced_wherever_they_stand() -> None:
    wrong = n.Para((n.Text("甲\x0b"), n.Link((n.Code("乙\x00"),), "a\x01b", title="\ufffe")), attr=n.Attr(lang="z\x7f"))
    whole = n.Document((wrong,), title=(n.Text("\x08"),), meta={"a\x02": n.MetaString("\x03")})
    made = bounded(whole, LIMITS).value
    found = "".join(map(repr, iterate(made)))
    assert not any(sign in found for sign in ("\\x0", "\\x7f", "\\ufffe"))
    assert inline_text(made.blocks[0].content) == "甲\ufffd乙\ufffd"  # type: ignore[union-attr]
    assert list(made.meta) == ["a\ufffd"]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_no_tree_runs_anything_or_loses_its_text(case: Case, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    source = tmp_path / Path(case.path).name
    source.write_bytes(case.data)
    outputs = [tmp_path / f"a.{suffix}" for suffix in ("epub", "docx")]
    outcome = docforge.convert(source, outputs)
    assert not outcome.traces, outcome.traces
    assert "DF999" not in {found.code for found in outcome.diagnostics}
    if request.config.getoption("--accept"):
        accept({**expected(), case.path: said(outcome.diagnostics)}, ())
    assert said(outcome.diagnostics) == expected()[case.path]
    if case.keeps:
        verdict = docforge.verify(outputs)
        assert verdict.ok, verdict.diagnostics
        assert outcome.document is not None
        assert all(part in block_text(outcome.document.blocks) for part in case.keeps)
