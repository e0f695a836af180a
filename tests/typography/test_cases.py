"""The cases of ``cases.json`` through the public functions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import docforge
from docforge.typography import unicode_breaks
from docforge.typography.rules import ALLOWED, ASK, rules_for

Case = dict[str, Any]

CASES: list[Case] = json.loads(Path(__file__).with_name("cases.json").read_text(encoding="utf-8"))


def of(*rules: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", [pytest.param(c, id=c["id"]) for c in CASES if c["rule"] in rules])


@of("trim-adjacent")
def test_adjacent_marks_lose_the_sides_that_the_case_names(case: Case) -> None:
    expect = case["expect"]
    found = docforge.annotate(case["text"], lang=case["lang"], vertical=expect["vertical"])
    assert [list(trim) for trim in found.trims] == expect["half"]


@of("autospace")
def test_gaps_stand_where_the_case_names_them(case: Case) -> None:
    assert list(docforge.annotate(case["text"], lang=case["lang"]).gaps) == case["expect"]["gaps"]


@of("unbreakable")
def test_clusters_are_those_of_the_case(case: Case) -> None:
    found = docforge.annotate(case["text"], lang=case["lang"]).clusters
    assert [list(span) for span in found] == case["expect"]["clusters"]


@of("no-stretch")
def test_lines_are_not_stretched_where_the_case_forbids_it(case: Case) -> None:
    found = docforge.annotate(case["text"], lang=case["lang"]).stretch
    assert [at for at in range(1, len(case["text"])) if at not in found] == case["expect"]["boundaries"]


@of("emphasis")
def test_emphasis_marks_stand_at_the_characters_of_the_case(case: Case) -> None:
    assert list(docforge.annotate(case["text"], lang=case["lang"]).marks) == case["expect"]["marked_indices"]


@of("tate-chu-yoko")
def test_digits_stand_upright_in_vertical_lines_only(case: Case) -> None:
    text, lang = case["text"], case["lang"]
    assert [list(span) for span in docforge.annotate(text, lang=lang, vertical=True).combine] == case["expect"][
        "combine"
    ]
    assert docforge.annotate(text, lang=lang).combine == ()


@of("numbering")
def test_numbers_are_written_as_in_the_case(case: Case) -> None:
    expect = case["expect"]
    assert docforge.format_number(int(case["text"]), expect["style"], case["lang"]) == expect["out"]


@of("kinsoku-lines", "keep-all-lines", "hang-lines")
def test_the_lines_of_a_case_end_where_breaks_are_allowed(case: Case) -> None:
    lines = case["expect"]["lines"]
    text = "".join(lines)
    allowed = break_places(text, case["lang"], case["expect"].get("level"))
    ends = {len("".join(lines[:count])) for count in range(1, len(lines))}
    assert ends <= allowed


@of("kinsoku-lines")
def test_a_longer_line_of_a_case_would_have_to_break_where_it_is_forbidden(case: Case) -> None:
    """Wherever a case ends a line before the measure is full, no break is allowed up to the measure."""
    text, width = case["text"], case["expect"]["width_em"]
    allowed = break_places(text, case["lang"], case["expect"].get("level"))
    start = 0
    for line in case["expect"]["lines"][:-1]:
        end = start + len(line)
        room = [at for at in range(end + 1, len(text)) if full_width_of(text[start:at]) <= width]
        assert not allowed.intersection(room)
        start = end


def break_places(text: str, lang: str, level: str | None) -> set[int]:
    oracle = unicode_breaks(text)
    pairs = rules_for(lang, level).scan(text)
    return {at for at, pair in enumerate(pairs) if pair.breaks == ALLOWED or (pair.breaks == ASK and oracle[at])}


def full_width_of(text: str) -> float:
    return sum(0.5 if char < "\u0100" and char != "·" else 1.0 for char in text)


def test_no_case_of_the_collection_beside_the_checkout_is_missing_here(shared: Path | None) -> None:
    if shared is None:
        return
    theirs = json.loads((shared / "cases/cjk-typography.json").read_text(encoding="utf-8"))
    rules = {case["rule"] for case in CASES} - {"emphasis"}
    ours = {case["id"]: case for case in CASES}
    assert [case["id"] for case in theirs if case["rule"] in rules and ours.get(case["id"]) != case] == []
