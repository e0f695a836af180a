"""Every case of ``cases.json`` asserted once, through public functions and finished files alone.

A case is a language, a text, a rule and what is expected, with the source of the rule. Rules that hold for a text are
asked of ``docforge.typeset_lines``, ``annotate`` and ``format_number`` here; those of a page or a file are asked in
``test_pages.py`` and ``test_files.py``, each marked with the case it asserts. The last test finds a case without one.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import docforge
from conformkit import CASES, Case, by_id

HERE = Path(__file__).parent
BY_TEXT = {
    "kinsoku-lines",
    "hang-lines",
    "keep-all-lines",
    "trim-adjacent",
    "autospace",
    "unbreakable",
    "no-stretch",
    "tate-chu-yoko",
    "numbering",
}
"""Rules that are asked of the functions; every case of them is a parameter of a test below."""


def of(*rules: str) -> pytest.MarkDecorator:
    assert set(rules) <= BY_TEXT
    return pytest.mark.parametrize(
        "case", [pytest.param(case, id=case["id"]) for case in CASES if case["rule"] in rules]
    )


@pytest.mark.parametrize("optimise", [False, True], ids=["line by line", "over the paragraph"])
@of("kinsoku-lines", "hang-lines", "keep-all-lines")
def test_lines_break_as_in_the_case(case: Case, optimise: bool) -> None:
    expect = case["expect"]
    lines = docforge.typeset_lines(
        case["text"],
        lang=case["lang"],
        width=expect["width_em"],
        level=expect.get("level"),
        hang=expect.get("hang", False),
        optimise=optimise,
    )
    assert lines == expect["lines"]


@of("trim-adjacent")
def test_adjacent_marks_lose_the_sides_that_the_case_names(case: Case) -> None:
    expect = case["expect"]
    found = docforge.annotate(case["text"], lang=case["lang"], vertical=expect["vertical"])
    assert [list(trim) for trim in found.trims] == expect["half"]


@of("autospace")
def test_gaps_stand_where_the_case_names_them(case: Case) -> None:
    assert list(docforge.annotate(case["text"], lang=case["lang"]).gaps) == case["expect"]["gaps"]


def test_a_gap_takes_no_room_at_the_end_of_a_line() -> None:
    case = by_id("a09")
    assert case["expect"]["line_edge_gap"] == 0
    text = case["text"]  # an ideograph of one em and a letter of half an em
    assert docforge.typeset_lines(text, lang=case["lang"], width=1) == list(text)


@of("unbreakable")
def test_clusters_are_those_of_the_case(case: Case) -> None:
    found = docforge.annotate(case["text"], lang=case["lang"]).clusters
    assert [list(span) for span in found] == case["expect"]["clusters"]


@of("no-stretch")
def test_lines_are_not_stretched_where_the_case_forbids_it(case: Case) -> None:
    found = docforge.annotate(case["text"], lang=case["lang"]).stretch
    assert [at for at in range(1, len(case["text"])) if at not in found] == case["expect"]["boundaries"]


@of("tate-chu-yoko")
def test_digits_stand_upright_in_vertical_lines_only(case: Case) -> None:
    text, lang, expect = case["text"], case["lang"], case["expect"]
    found = docforge.annotate(text, lang=lang, vertical=True)
    assert [list(span) for span in found.combine] == expect["combine"]
    assert docforge.annotate(text, lang=lang).combine == ()
    longer = re.sub(r"\d+", "1234", text)
    assert docforge.annotate(longer, lang=lang, vertical=True).combine == ()


@of("numbering")
def test_numbers_are_written_as_in_the_case(case: Case) -> None:
    expect = case["expect"]
    assert docforge.format_number(int(case["text"]), expect["style"], case["lang"]) == expect["out"]


def test_every_case_has_a_test() -> None:
    by_text = {case["id"] for case in CASES if case["rule"] in BY_TEXT}
    sources = [path.read_text(encoding="utf-8") for path in sorted(HERE.glob("test_*.py"))]
    marked = [
        name
        for source in sources
        for names in re.findall(r"^@cases\((.*)\)$", source, re.MULTILINE)
        for name in re.findall(r'"(\w+)"', names)
    ]
    ids = [case["id"] for case in CASES]
    assert len(ids) == len(set(ids)) == 120
    assert sorted({*by_text, *marked}) == sorted(ids)
    assert not by_text & set(marked)


def test_the_cases_are_those_of_the_collection_beside_the_checkout(shared: Path | None) -> None:
    if shared is not None:
        assert json.loads((shared / "cases/cjk-typography.json").read_text(encoding="utf-8")) == CASES
