"""What the cases of lines mean for the rules: where breaks are allowed, before any line is set."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import docforge
from docforge.typography import unicode_breaks
from docforge.typography.rules import ALLOWED, ASK, rules_for

Case = dict[str, Any]

CASES: list[Case] = json.loads((Path(__file__).parents[1] / "conformance" / "cases.json").read_text(encoding="utf-8"))


def of(*rules: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", [pytest.param(c, id=c["id"]) for c in CASES if c["rule"] in rules])


@pytest.mark.parametrize(
    "case", [pytest.param(case, id=case["id"]) for case in CASES if "marked_indices" in case["expect"]]
)
def test_emphasis_marks_stand_at_the_characters_of_the_case(case: Case) -> None:
    assert list(docforge.annotate(case["text"], lang=case["lang"]).marks) == case["expect"]["marked_indices"]


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
