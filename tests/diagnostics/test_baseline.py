"""A baseline knows findings by what they say, not by where they stand."""

from __future__ import annotations

import pytest

from docforge.diagnostics import Diagnostic, report
from docforge.diagnostics.baseline import BaselineError, decode, encode, parted
from docforge.model.nodes import Position


def finding(message: str, line: int = 1, code: str = "DF511") -> Diagnostic:
    return report(code, message, at=Position(line, 1, 0), file="a.md")


def test_what_is_known_stays_known_on_another_line() -> None:
    known = decode(encode([finding("x"), finding("y")]))
    new, old, gone = parted([finding("x", 70), finding("z")], known)
    assert (new, old, gone) == ([finding("z")], [finding("x", 70)], 1)


def test_as_many_of_equal_findings_are_known_as_were_counted() -> None:
    known = decode(encode([finding("x", 1), finding("x", 2)]))
    new, old, gone = parted([finding("x", 1), finding("x", 2), finding("x", 3)], known)
    assert (new, len(old), gone) == ([finding("x", 3)], 2, 0)


def test_faults_of_the_machine_and_of_settings_are_never_known() -> None:
    assert decode(encode([finding("no fonts", code="DF541"), finding("no theme", code="DF604")])).total() == 0


def test_the_file_has_a_line_for_each_and_is_sorted() -> None:
    data = encode([finding("y"), finding("x"), finding("x")])
    assert data.decode() == '{"baseline": [1, 0], "known": [\n["DF511","a.md","x",2],\n["DF511","a.md","y",1]\n]}\n'
    assert decode(encode([])).total() == 0


NEWER, WRONG = b'{"baseline": [2, 0], "known": []}', b'{"baseline": [1, 0], "known": [1]}'


@pytest.mark.parametrize("data", [b"", b"{}", b"\xff", NEWER, WRONG])
def test_anything_else_is_no_baseline(data: bytes) -> None:
    with pytest.raises(BaselineError):
        decode(data)
