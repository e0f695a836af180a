"""The plug-in as its users see it: files in, files and diagnostics out."""

from __future__ import annotations

from pathlib import Path

from docforge_cards.theme import CARDS

import docforge

CARDS_TEXT = "# 生字\n山 :: shān\nTODO :: more\nno card\n水 :: shuǐ\n"


def test_cards_become_numbered_paragraphs_and_a_table(tmp_path: Path) -> None:
    source, table = tmp_path / "a.cards", tmp_path / "a.tsv"
    source.write_text(CARDS_TEXT, encoding="utf-8")
    docforge.convert(source, [table])
    assert table.read_text(encoding="utf-8") == "1.\t山\tshān\n2.\tTODO\tmore\n1.\t水\tshuǐ\n"


def test_what_is_no_card_and_what_is_to_be_done_is_told_with_its_line(tmp_path: Path) -> None:
    source = tmp_path / "a.cards"
    source.write_text(CARDS_TEXT, encoding="utf-8")
    result = docforge.convert(source, [tmp_path / "a.tsv"])
    told = [(item.code, item.line, item.message) for item in result.diagnostics if item.line]
    assert told == [("DF911", 3, "still to be written"), ("DF911", 4, "this line is no card")]


def test_the_theme_is_found_by_its_name_and_has_small_pages(tmp_path: Path) -> None:
    source, page = tmp_path / "a.cards", tmp_path / "a.html.json"
    source.write_text("山 :: shān\n", encoding="utf-8")
    result = docforge.convert(source, [page], theme="cards")
    assert CARDS.is_file()
    assert page.exists()
    assert [item for item in result.diagnostics if item.severity == "error"] == []
