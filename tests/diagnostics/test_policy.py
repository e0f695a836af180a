"""A project may give severities to codes, but hide nothing that was lost; what repeats is counted."""

from __future__ import annotations

import pytest

from docforge.diagnostics import Diagnostic, codes, exit_status, report
from docforge.diagnostics.policy import REPEATS, SHOWN, WEIGHTS, grouped, refusal, weighed

NOTE, WARNING, ERROR = report("DF402", "x"), report("DF220", "y"), report("DF511", "z")


def test_severities_are_replaced_and_what_is_off_is_left_out() -> None:
    weights = {"DF402": "error", "DF220": "off", "DF511": "warning"}
    assert [(item.code, item.severity) for item in weighed([NOTE, WARNING, ERROR], weights)] == [  # type: ignore[arg-type]
        ("DF402", "error"),
        ("DF511", "warning"),
    ]
    assert weighed([NOTE, ERROR], {}) == (NOTE, ERROR)


def test_no_error_can_be_switched_off_or_made_a_note() -> None:
    errors = [code for code, entry in codes().items() if entry.severity == "error"]
    assert len(errors) > 50
    assert all(refusal(code, weight) for code in errors for weight in ("off", "note"))


def test_errors_after_which_there_is_no_file_stay_errors() -> None:
    for code in ("DF101", "DF102", "DF160", "DF604", "DF802", "DF541", "DF902", "DF999"):
        assert "stays an error" in refusal(code, "warning")
    for code in ("DF301", "DF511", "DF140", "DF642"):
        assert not refusal(code, "warning")


def test_everything_can_be_made_worse() -> None:
    assert not any(refusal(code, "error") for code in codes())
    milder = [code for code, entry in codes().items() if entry.severity != "error"]
    assert not any(refusal(code, weight) for code in milder for weight in WEIGHTS)


@pytest.mark.parametrize(
    ("found", "fail_on", "status"),
    [
        ([NOTE], "error", 0),
        ([NOTE], "warning", 0),
        ([NOTE], "note", 3),
        ([WARNING, NOTE], "warning", 3),
        ([WARNING], "error", 0),
        ([ERROR, WARNING], "note", 1),
        ([], "note", 0),
    ],
)
def test_the_threshold_decides_on_the_exit_status(found: list[Diagnostic], fail_on: str, status: int) -> None:
    assert exit_status(found, fail_on=fail_on) == status  # type: ignore[arg-type]


def test_few_of_a_kind_are_all_shown() -> None:
    few = [report("DF402", str(number)) for number in range(REPEATS)]
    assert grouped([ERROR, *few]) == ([ERROR, *few], [])


def test_many_of_a_kind_are_shown_by_the_first_and_counted() -> None:
    many = [report("DF402", str(number), file=f"{number % 5}.md") for number in range(REPEATS + 1)]
    shown, left = grouped([*many[:6], ERROR, *many[6:]])
    assert shown == [*many[:SHOWN], ERROR]
    assert [(item.code, item.count, item.files) for item in left] == [("DF402", REPEATS + 1 - SHOWN, 5)]
