"""Every threat has a test of what the libraries do bare, and one that docforge holds; and the tests are there."""

from __future__ import annotations

import ast
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

TESTS = Path(__file__).parent.parent
THREATS: dict[str, dict[str, Any]] = tomllib.loads((TESTS / "hostile" / "threats.toml").read_text(encoding="utf-8"))
NUMBER = 31
"""Rows of the table."""


@cache
def found_in(file: str) -> frozenset[str]:
    """The names of the tests in a file."""
    tree = ast.parse((TESTS / file).read_text(encoding="utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef))


def test_the_table_is_whole() -> None:
    assert list(THREATS) == [str(number) for number in range(1, NUMBER + 1)]
    assert all(list(row) == ["threat", "bare", "holds"] and row["bare"] and row["holds"] for row in THREATS.values())


def test_every_test_that_a_threat_names_is_there() -> None:
    named = [(number, name) for number, row in THREATS.items() for name in (*row["bare"], *row["holds"])]
    assert [pair for pair in named if pair[1].partition("::")[2] not in found_in(pair[1].partition("::")[0])] == []


def test_every_bare_library_stands_beside_a_threat() -> None:
    named = {name for row in THREATS.values() for name in row["bare"]}
    bare = {
        f"{file}::{name}"
        for path in sorted((TESTS / "hostile" / "bare").glob("test_*.py"))
        for file in (path.relative_to(TESTS).as_posix(),)
        for name in found_in(file)
        if name.startswith("test_")
    }
    assert named == bare
