"""Readings over their words, measured on finished pages, and what is copied from there."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from besidekit import Box, Page, convert, pages
from judges.pdf import pdf_ua, qpdf_check

Set = Callable[..., Page]


def readings(page: Page) -> list[Box]:
    """The boxes of the readings, from left to right; nothing else is painted on the pages of these tests."""
    return [path.box for path in page.paths]


def test_each_character_has_its_own_reading(set_page: Set) -> None:
    page = set_page("の{東京|とう|きょう}の", "ja")
    found, chars = readings(page), page.find("東京")
    assert len(found) == 2
    for char, box in zip(chars, found, strict=True):
        assert box.bottom > char.ink.top
        assert box.height <= 0.5 * char.size
        assert box.top < char.cell.bottom + 1.75 * char.size
    assert found[0].x == pytest.approx(chars[0].cell.x, abs=0.05 * chars[0].size)
    assert found[0].right <= found[1].left


def test_one_reading_stands_over_the_whole_word(set_page: Set) -> None:
    page = set_page("国[今日]{ruby=きょう}国", "ja")
    (box,), word = readings(page), page.find("今日")
    assert box.x == pytest.approx((word[0].cell.left + word[1].cell.right) / 2, abs=0.05 * word[0].size)


@pytest.mark.parametrize(
    ("lang", "source", "base"),
    [
        ("zh-Hans", "[北京]{ruby=Běijīng}", "北京"),
        ("zh-Hant", "[臺]{ruby=ㄊㄞˊ}", "臺"),
        ("ko", "[韓國]{ruby=한국}", "韓國"),
    ],
)
def test_pinyin_zhuyin_and_hangul_stand_over_their_words(set_page: Set, lang: str, source: str, base: str) -> None:
    page = set_page(f"国{source}国", lang)
    (box,), word = readings(page), page.find(base)
    size = word[0].size
    assert box.bottom > max(char.ink.top for char in word)
    assert box.height < 0.6 * size
    assert box.x == pytest.approx((word[0].cell.left + word[-1].cell.right) / 2, abs=0.1 * size)


def test_a_long_reading_reaches_over_kana_but_not_over_ideographs(set_page: Set) -> None:
    over_kana = set_page("は{承|うけたまわ}る", "ja")
    (box,), (before, base, after) = readings(over_kana), over_kana.find("は承る")
    assert before.cell.right - 0.52 * base.size < box.left < before.cell.right
    assert after.cell.left < box.right < after.cell.left + 0.52 * base.size
    between = set_page("国{承|うけたまわ}国", "ja")
    (box,), (left, base, right) = readings(between), between.find("国承国")
    assert left.cell.right - 0.02 * base.size <= box.left < box.right <= right.cell.left + 0.02 * base.size
    assert base.cell.left - left.cell.right == pytest.approx(right.cell.left - base.cell.right, abs=0.02 * base.size)


def test_a_long_reading_spaces_its_base_one_to_two_to_one(set_page: Set) -> None:
    page = set_page("国[警視庁]{ruby=スコットランドヤードスコットランド}国", "ja")
    cells = [char.cell for char in page.find("国警視庁国")]
    gaps = [after.left - before.right for before, after in pairwise(cells)]
    assert gaps[1] == pytest.approx(gaps[2], abs=0.05)
    assert gaps[1] == pytest.approx(2 * gaps[0], abs=0.1)
    assert gaps[0] == pytest.approx(gaps[3], abs=0.1)
    assert gaps[0] > 1


def test_no_reading_goes_beyond_the_edge_of_the_line(set_page: Set) -> None:
    page = set_page("{承|うけたまわ}る。\n\n" + "行" * 38 + "{承|うけたまわ}{承|うけたまわ}", "ja")
    left, right = min(char.cell.left for char in page.chars), max(char.cell.right for char in page.chars)
    for box in readings(page):
        assert left - 12 < box.left
        assert box.right < right + 1


def test_a_line_may_end_between_the_bases_of_a_word_but_never_in_one(set_page: Set) -> None:
    sources = ["あ" * count + "{東京|とう|きょう}の[今日]{ruby=きょう}と" for count in range(1, 42)]
    page = set_page("\n\n".join(sources[:20]), "ja")
    more = set_page("\n\n".join(sources[20:]), "ja")
    parted = {"東京": 0, "今日": 0}
    for chars in (page.chars, more.chars):
        for one, two in pairwise(chars):
            word = one.char + two.char
            if word in parted and abs(one.cell.y - two.cell.y) > 5:
                parted[word] += 1
    assert parted["東京"] >= 1
    assert parted["今日"] == 0


@pytest.mark.parametrize(
    ("lang", "source", "copied"),
    [
        ("ja", "これは{東京|とう|きょう}の[今日]{ruby=きょう}と、*強調*。", "これは東京の今日と、強調。"),
        ("zh-Hans", "这是[北京]{ruby=Běijīng}的[装]{ruby=zhuāng}[双]{ruby=shuāng}，*着重*。", "这是北京的装双，着重。"),
        ("zh-Hant", "[臺]{ruby=ㄊㄞˊ}[北]{ruby=ㄅㄟˇ}，*強調*。", "臺北，強調。"),
    ],
)
def test_what_is_copied_is_the_text_alone(tmp_path: Path, lang: str, source: str, copied: str) -> None:
    data = convert(tmp_path, f"---\nlang: {lang}\ntitle: T\n---\n\n{source}\n")
    (page,) = pages(data)
    assert copied in page.text
    for command in (["mutool", "draw", "-q", "-F", "text", "a.pdf"], ["pdftotext", "a.pdf", "-"]):
        text = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout
        assert copied in text.replace(" ", ""), command


def test_judges_have_nothing_to_say_about_readings_and_marks(tmp_path: Path) -> None:
    source = (
        "# 一*重点*\n\n1. [北京]{ruby=Běijīng}*着重*[曹雪芹]{.name}[注の文]{.warichu}。[^a]\n\n"
        "> [東京]{ruby='とう|きょう' lang=ja .jukugo}\n\n| [漢]{ruby=かん} |\n|---|\n| *字* |\n\n"
        "[^a]: 注{漢字|かんじ}*重*。\n"
    )
    convert(tmp_path, f"---\nlang: zh-Hans\ntitle: 题\n---\n\n{source}")
    assert [*qpdf_check(tmp_path / "a.pdf"), *pdf_ua(tmp_path / "a.pdf")] == []


def test_the_same_page_comes_out_twice(tmp_path: Path) -> None:
    source = "---\nlang: ja\n---\n\n{東京|とう|きょう}*強調*\n"
    assert convert(tmp_path, source) == convert(tmp_path, source)


def test_a_reading_in_a_note_is_drawn(set_page: Set) -> None:
    page = set_page("本文。[^a]\n\n[^a]: 注の{漢字|かんじ}。", "ja")
    (box,), word = readings(page), page.find("漢字")
    assert box.bottom > max(char.ink.top for char in word)


def test_a_variation_stays_with_its_character(set_page: Set) -> None:
    page = set_page("国[葛\U000e0100城]{ruby=かつらぎかつらぎ}国", "ja")
    assert "葛\U000e0100" in page.text
    assert "".join(page.text.split()) == "国葛\U000e0100城国"


@pytest.mark.parametrize("source", ["[" + "長い" * 9 + "]{ruby=ながい}", "[שלום]{ruby=シャローム}"])
def test_what_cannot_stand_over_its_word_follows_it_in_brackets(set_page: Set, source: str) -> None:
    page = set_page(f"国{source}国", "ja")
    assert "）" in page.text
    assert not readings(page)


def test_a_link_is_one_annotation_whatever_is_marked_in_it(tmp_path: Path) -> None:
    source = "[前{漢字|かんじ}と**太字の{字|じ}**と*強調*](https://example.org/)。"
    convert(tmp_path, f"---\nlang: ja\ntitle: 題\n---\n\n{source}\n")
    assert [*qpdf_check(tmp_path / "a.pdf"), *pdf_ua(tmp_path / "a.pdf")] == []
