"""Word's sets of characters that may not begin or end a line."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from docforge.theme.lines import LEVELS
from docforge.writers.docx.kinsoku import Kinsoku, kinsoku
from docxkit import handout, para, write


def sets(lang: str, level: str) -> Kinsoku:
    found = kinsoku(lang, level)
    assert found is not None
    return found


def test_a_connector_begins_a_line_at_no_level_of_chinese_and_an_ellipsis_only_below_strict() -> None:
    assert set("，。、；：？！）》」』】”’％·～－") <= set(sets("zh-Hans", "basic").before)
    assert "…" not in sets("zh-Hans", "gb").before
    assert "…" in sets("zh-Hans", "strict").before


def test_a_solidus_ends_no_line_by_the_national_standard() -> None:
    assert "／" not in sets("zh-Hans", "basic").after
    assert "／" in sets("zh-Hans", "gb").after


def test_small_kana_begin_no_line_only_in_very_strict_japanese() -> None:
    assert not set("っゃーァ") & set(sets("ja", "strict").before)
    assert set("っゃーァヶ々") <= set(sets("ja", "very-strict").before)


def test_korean_brackets_are_bound_whether_lines_break_in_words_or_between() -> None:
    assert sets("ko", "word") == sets("ko", "character")
    assert "(" not in sets("ko", "word").before


@pytest.mark.parametrize(("lang", "level"), [(lang, level) for lang, levels in LEVELS.items() for level in levels])
def test_word_keeps_a_set_whole(lang: str, level: str) -> None:
    found = kinsoku(lang, level)
    if level == "none":
        assert found is None
        return
    assert found is not None
    assert len(found.before) <= 100
    assert len(found.after) <= 50
    assert not set(found.before) & set(found.after) - set("／/")


def test_a_level_that_forbids_nothing_turns_the_rule_off() -> None:
    lines = {**handout().lines, "zh-Hant": replace(handout().lines["zh-Hant"], strictness="none")}
    written = write(para("甲"), lang="zh-Hant", theme=replace(handout(), lines=lines))
    assert written.find("//w:pPrDefault//w:kinsoku/@w:val", "styles") == ["0"]
    assert written.find("//w:noLineBreaksBefore", "settings") == []
