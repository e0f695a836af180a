"""The schema of themes accepts those that come with docforge and finds what the loader refuses."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from commandline import docforge
from docforge.resources import text
from docforge.theme.schema import theme_schema


def problems(theme: dict[str, Any]) -> list[str]:
    """Where the schema objects, as dotted keys."""
    found = Draft202012Validator(theme_schema()).iter_errors(theme)
    return sorted(".".join(map(str, item.absolute_path)) for item in found)


@pytest.mark.parametrize("name", ["handout", "book", "gov", "large-print"])
def test_the_themes_that_come_with_docforge_fit_the_schema(name: str) -> None:
    assert problems(tomllib.loads(text(f"styles/{name}.toml"))) == []


@pytest.mark.parametrize(
    ("theme", "places"),
    [
        ({"base": "handout"}, []),
        ({"name": "half"}, [""]),
        ({"base": "handout", "base-size": "小四"}, []),
        ({"base": "handout", "base-size": "九号"}, ["base-size"]),
        ({"base": "handout", "page": {"width": 20}}, ["page.width"]),
        ({"base": "handout", "page": {"size": "A5"}}, []),
        ({"base": "handout", "lines": {"ja": {"autospace": 0}}}, []),
        ({"base": "handout", "lines": {"ja": {"autospace": 0.05}}}, ["lines.ja.autospace"]),
        ({"base": "handout", "roles": {"body": {"leadin": 1}}}, ["roles.body"]),
        ({"base": "handout", "fonts": {"body": {"face": "FangSong"}}}, []),
        ({"base": "handout", "fonts": {"body": {"face": 3}}}, ["fonts.body.face"]),
    ],
)
def test_the_schema_finds_what_is_wrong(theme: dict[str, Any], places: list[str]) -> None:
    assert problems(theme) == places


def test_themes_are_listed_with_a_line_each(tmp_path: Path) -> None:
    lines = docforge(["themes"], tmp_path).text.splitlines()
    assert [line.split()[0] for line in lines] == ["book", "gov", "handout", "large-print"]
    assert all(len(line.split()) > 3 for line in lines)


@pytest.mark.parametrize(("option", "line"), [("--papers", "A5        148 × 210 mm"), ("--sizes", "小四  12 points")])
def test_names_that_a_theme_may_use_are_listed(option: str, line: str, tmp_path: Path) -> None:
    assert any(shown.startswith(line) for shown in docforge(["themes", option], tmp_path).text.splitlines())
