"""docforge.toml: what it may say, and what is said about what it may not."""

from __future__ import annotations

from typing import get_args

from docforge.build.project.load import load, parse
from docforge.build.project.schema import Notation
from docforge.protocols import NOTATIONS
from docforge.world import MemoryWorld


def problems(text: str) -> list[tuple[int, int, str, str]]:
    result = parse(text)
    assert result.value is None
    return [(item.line, item.column, item.code, item.hint) for item in result.diagnostics]


def test_everything_that_is_wrong_is_told_at_once_and_where() -> None:
    text = 'titel = "x"\n[target.book]\neach = "documnt"\nformats = ["pdf",\n  1]\n[site]\nkind = "vitepres"\n'
    assert problems(text) == [
        (1, 1, "DF621", "did you mean title?"),
        (3, 8, "DF622", "did you mean document?"),
        (5, 3, "DF622", ""),
        (7, 8, "DF622", "did you mean vitepress?"),
    ]


def test_an_underscore_for_a_hyphen_is_known_for_what_it_is() -> None:
    assert problems('[folder."d/"]\nshow_run = "head"\n') == [(2, 1, "DF621", "did you mean show-run?")]


def test_a_key_that_is_like_no_other_is_answered_with_all_that_could_stand_there() -> None:
    [(line, column, code, hint)] = problems("[site]\nzzz = 1\n")
    assert (line, column, code) == (2, 1, "DF621")
    assert hint == "[site] has kind, source, url, exclude"


def test_a_value_where_a_table_must_stand_is_told() -> None:
    assert problems("target = 3\n")[0][:3] == (1, 10, "DF622")
    assert problems('[target]\nbook = "epub"\n')[0][:3] == (2, 8, "DF622")


def test_text_that_is_no_toml_is_told_at_its_place() -> None:
    assert problems('title = "x\n')[0][:3] == (1, 11, "DF620")


def test_a_missing_file_names_the_command_that_writes_one() -> None:
    [found] = load("docforge.toml", MemoryWorld()).diagnostics
    assert (found.code, found.hint) == ("DF620", "docforge init writes one")
    [found] = load("docforge.toml", MemoryWorld({"docforge.toml": b"\xff"})).diagnostics
    assert found.code == "DF620"


def test_a_byte_order_mark_is_no_part_of_the_first_key() -> None:
    result = load("docforge.toml", MemoryWorld({"docforge.toml": b'\xef\xbb\xbftitle = "x"\n'}))
    assert result.value is not None
    assert result.value.project.title == "x"


def test_the_notations_of_the_schema_are_those_of_the_readers() -> None:
    assert get_args(Notation) == NOTATIONS
