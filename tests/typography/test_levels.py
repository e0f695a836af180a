"""Which characters may start or end a line, at every level of every language."""

from __future__ import annotations

import pytest

from docforge.typography import unicode_breaks
from docforge.typography.languages import language_of
from docforge.typography.profile import levels_of
from docforge.typography.rules import ALLOWED, ASK, LevelError, rules_for
from docforge.typography.tables import css

# The characters that each level adds to those that may not start a line (CLREQ #prohibition_rules_for_line_start_end;
# JLREQ 3.1.7 and Appendix C; KLREQ #line-head-rest), typed from the sources, not from the tables.
LINE_START = {
    "zh-Hans": {
        "none": "",
        "basic": "、。，．：；！？‼⁇⁈⁉）］｝〕〉》」』】〗”’～–·・‧／",
        "gb": "",
        "strict": "—…⋯⸺",
    },
    "zh-Hant": {
        "none": "",
        "basic": "、。，．：；！？）］｝〕〉》」』】〗”’～–·・‧／",
        "strict": "—…⋯⸺",
    },
    "ja": {
        "very-loose": "’”）〕］｝〉》」』】｠〙〗〟。．、，",
        "loose": "！？‼⁇⁈⁉ヽヾゝゞ〻：；",
        "strict": "‐〜゠–・％℃",
        "very-strict": "々ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ",
    },
    "ko": {
        "word": "）｝］〕》」』’”！？·：；。．、，‐—〜〃ー",
        "character": "",
    },
}
LINE_END = {
    "zh-Hans": {"none": "", "basic": "（［｛〔〈《「『【〖“‘", "gb": "／/", "strict": ""},
    "zh-Hant": {"none": "", "basic": "（［｛〔〈《「『【〖“‘", "strict": "／/"},
    "ja": {"very-loose": "‘“（〔［｛〈《「『【｟〘〖〝", "loose": "", "strict": "", "very-strict": ""},
    "ko": {"word": "（｛［〔《「『‘“", "character": ""},
}


def breaks_before(text: str, at: int, lang: str, level: str | None) -> bool:
    answer = rules_for(lang, level).scan(text)[at].breaks
    return answer == ALLOWED or (answer == ASK and unicode_breaks(text)[at])


def levels(table: dict[str, dict[str, str]]) -> list[tuple[str, str]]:
    return [(lang, level) for lang, rows in table.items() for level in rows]


@pytest.mark.parametrize(("lang", "level"), levels(LINE_START))
def test_a_level_keeps_its_characters_and_those_of_laxer_levels_from_the_line_start(lang: str, level: str) -> None:
    names = list(LINE_START[lang])
    letter = "가" if lang == "ko" else "文"
    for name, chars in LINE_START[lang].items():
        forbidden = names.index(name) <= names.index(level)
        for char in chars:
            assert breaks_before(f"{letter}{char}{letter}", 1, lang, level) is not forbidden, char


@pytest.mark.parametrize(("lang", "level"), levels(LINE_END))
def test_a_level_keeps_its_characters_and_those_of_laxer_levels_from_the_line_end(lang: str, level: str) -> None:
    names = list(LINE_END[lang])
    letter = "가" if lang == "ko" else "文"
    for name, chars in LINE_END[lang].items():
        forbidden = names.index(name) <= names.index(level)
        for char in chars:
            assert breaks_before(f"{letter}{char}{letter}", 2, lang, level) is not forbidden, char


@pytest.mark.parametrize("lang", ["zh-Hans", "zh-Hant", "ja", "ko"])
def test_a_space_before_a_mark_opens_no_way_for_it_to_the_line_start(lang: str) -> None:
    assert not breaks_before("文 。文", 2, lang, None)
    assert not breaks_before("文（ 文", 3, lang, None)


def test_chinese_and_japanese_lines_break_before_an_opening_and_after_a_closing_quote() -> None:
    """UAX #14 forbids both: its quotation marks have no sides (w3c/clreq#245)."""
    for lang in ("zh-Hans", "zh-Hant", "ja"):
        assert breaks_before("说“好”吗", 1, lang, None)
        assert breaks_before("说“好”吗", 4, lang, None)
        assert not breaks_before("说“好”吗", 2, lang, None)
        assert not breaks_before("说“好”吗", 3, lang, None)


def test_western_words_inside_chinese_keep_their_apostrophes() -> None:
    assert not any(breaks_before("用don’t吧", at, "zh-Hans", None) for at in range(2, 6))


def test_addresses_break_after_a_solidus_although_chinese_forbids_it_beside_ideographs() -> None:
    assert breaks_before("https://example.org/path", 20, "zh-Hans", "gb")
    assert not breaks_before("和/或", 2, "zh-Hans", "gb")
    assert breaks_before("和/或", 2, "zh-Hans", "basic")


def test_dashes_go_in_pairs_and_a_longer_row_is_parted_between_them() -> None:
    def places(lang: str, level: str) -> list[int]:
        return [at for at in range(1, 6) if breaks_before("甲————乙", at, lang, level)]

    assert places("zh-Hans", "gb") == [1, 3, 5]
    assert places("zh-Hans", "strict") == [5]
    assert places("ja", "strict") == [1, 3, 5]
    assert places("ko", "word") == [5]


def test_dots_part_at_the_loose_levels_of_japanese_only() -> None:
    assert breaks_before("あ……い", 2, "ja", "loose")
    assert not breaks_before("あ……い", 2, "ja", "strict")


def test_a_number_keeps_its_signs() -> None:
    for text in ("约¥1,250元", "约99.5%吧", "约20℃吧"):
        inside = range(2, len(text) - 1)
        assert not any(breaks_before(text, at, "zh-Hans", "none") for at in inside)
    assert breaks_before("约20％の", 3, "ja", "loose")


def test_korean_breaks_between_words_or_between_syllables() -> None:
    text = "한국어(Korean)는 “값”이다"
    assert [at for at in range(1, len(text)) if breaks_before(text, at, "ko", "word")] == [12 + 1]
    assert {1, 2, 3, 11, 13}.issubset(at for at in range(1, len(text)) if breaks_before(text, at, "ko", "character"))


def test_an_unknown_level_names_those_there_are() -> None:
    with pytest.raises(LevelError, match="very-loose, loose, strict, very-strict, css-loose, css-normal, css-strict"):
        rules_for("ja", "gb")
    with pytest.raises(ValueError, match="css-loose"):
        rules_for("fr", "strict")


@pytest.mark.parametrize(
    ("tag", "language", "level"),
    [
        ("zh", "zh-Hans", "gb"),
        ("zh-CN", "zh-Hans", "gb"),
        ("zh-SG", "zh-Hans", "gb"),
        ("ZH-hant", "zh-Hant", "basic"),
        ("zh_TW", "zh-Hant", "tw"),
        ("zh-Hant-MO", "zh-Hant", "hk"),
        ("zh-Hans-HK", "zh-Hans", "gb"),
        ("ja-JP", "ja", "strict"),
        ("ko-KR", "ko", "word"),
        ("en", "", ""),
        ("xx-unknown", "", ""),
        ("", "", ""),
    ],
)
def test_a_tag_finds_its_language_and_its_level(tag: str, language: str, level: str) -> None:
    assert language_of(tag) == language
    assert rules_for(tag).level == level


def test_rules_are_made_once() -> None:
    assert rules_for("zh-CN") is rules_for("zh-Hans")
    assert rules_for("zh-CN", "gb") is rules_for("zh")


# CSS Text 3, 5.3: what each level adds to the characters that may start a line (or, after a prefix, end it).
CSS_ADDED = {
    "css-strict": {"all": "", "zh-ja": ""},
    "css-normal": {"all": "ぁァゎヮゕヵっッーㇰㇿｧｯｰ", "zh-ja": "〜゠"},
    "css-loose": {"all": "‐–々〻ゝゞヽヾ‥…⋯", "zh-ja": "・：；･‼⁇⁈⁉！？％℃°′￠"},
}
PREFIXES = "±€№﹩＄￡￥￦"


@pytest.mark.parametrize("lang", ["zh-Hans", "zh-Hant", "ja", "ko", "de"])
@pytest.mark.parametrize("level", CSS_ADDED)
def test_every_class_of_css_text_3_breaks_at_its_levels_and_no_other(lang: str, level: str) -> None:
    names = list(CSS_ADDED)
    east = lang in ("zh-Hans", "zh-Hant", "ja")
    for name, chars in CSS_ADDED.items():
        reached = names.index(name) <= names.index(level)
        for char in chars["all"] + chars["zh-ja"]:
            wanted = reached and (east or char in chars["all"])
            text = f"文文{char}字"
            assert breaks_before(text, 2, lang, level) is wanted, char
    for char in PREFIXES:
        assert breaks_before(f"文{char}字", 2, lang, level) is (east and level == "css-loose"), char


@pytest.mark.parametrize("level", CSS_ADDED)
def test_no_level_of_css_lets_brackets_stops_and_letters_go(level: str) -> None:
    for text, at in (
        ("文。字", 1),
        ("文」字", 1),
        ("「文字", 1),
        ("文、字", 1),
        ("「っか", 1),
        ("文・」か", 2),
        ("ab", 1),
        ("a‐b", 1),
    ):
        assert not breaks_before(text, at, "ja", level), text


def test_inseparable_characters_part_between_themselves_at_css_loose() -> None:
    for lang in ("ja", "zh-Hans", "de"):
        assert breaks_before("文……字", 2, lang, "css-loose")
        assert not breaks_before("文……字", 2, lang, "css-normal")


def test_the_levels_of_css_know_no_pairs_of_dashes_beyond_unicode() -> None:
    text = "文——字，“好”"
    pairs = rules_for("zh-Hans", "css-strict").scan(text)
    assert {pair.breaks for pair in pairs[1:]} == {ASK}


def test_every_language_has_the_levels_of_css() -> None:
    for lang in ("zh-Hans", "zh-Hant", "ja", "ko", "en"):
        for level in css().levels:
            assert rules_for(lang, level).plain
    assert levels_of("zh-Hant") == ("none", "basic", "strict", "tw", "hk")


def test_the_vertical_kana_repeat_mark_is_one_sign() -> None:
    text = "いよ〳〵あ"
    assert [at for at in range(1, 5) if breaks_before(text, at, "ja", None)] == [1, 2, 4]
