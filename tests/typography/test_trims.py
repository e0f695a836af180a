"""Adjustment of adjacent marks: every class beside every class, in every language."""

from __future__ import annotations

import math
from itertools import product

import pytest

from docforge import annotate
from docforge.typography.rules import rules_for

# CSS Text 4, #fullwidth-collapsing, written out: row = left mark, column = right mark. "s" takes the start of the right
# one, "e" the end of the left one. O opening, C closing, M middle, o and c narrow (proportional) brackets.
COLLAPSING = {
    #     O    C    M    o    c
    "O": ("s", "-", "-", "-", "-"),
    "C": ("s", "e", "e", "-", "e"),
    "M": ("s", "-", "-", "-", "-"),
    "o": ("s", "-", "-", "-", "-"),
    "c": ("-", "-", "-", "-", "-"),
}
COLUMNS = "OCMoc"

# What each mark is in each language and direction; "X" takes no part.
KINDS = {
    ("zh-Hans", False): {
        "O": "（「『《〈【〔［｛〖“‘",
        "C": "）」』》〉】〕］｝〗”’、。，．：；",
        "M": "・·\u3000",
        "o": "([",
        "c": ")]",
    },
    ("zh-Hans", True): {"O": "（「『《“‘", "C": "）」』》”’、。，．", "M": "・·\u3000", "X": "：；！？"},
    ("zh-Hant", False): {"O": "（「『《“‘", "C": "）」』》”’", "M": "、。，．：；・·‧\u3000", "X": "！？"},
    ("zh-Hant", True): {"O": "（「『《", "C": "）」』》", "M": "、。，．・\u3000", "X": "：；！？"},
    ("ja", False): {
        "O": "（「『《【",
        "C": "）」』》】、。，．",
        "M": "・：；\u3000",
        "o": "“‘(",
        "c": "”’)",
        "X": "！？",
    },
    ("ja", True): {"O": "（「『《【", "C": "）」』》】、。", "M": "・：\u3000", "o": "“", "c": "”", "X": "；！？"},
    ("ko", False): {"O": "（「『《", "C": "）」』》、。", "M": "：；\u3000", "o": "“‘", "c": "”’", "X": "！？"},
}


@pytest.mark.parametrize(("lang", "vertical"), KINDS)
def test_every_mark_beside_every_mark_follows_the_collapsing_table(lang: str, vertical: bool) -> None:
    kinds = KINDS[lang, vertical]
    marks = [(char, kind) for kind, chars in kinds.items() for char in chars]
    for (left, left_kind), (right, right_kind) in product(marks, marks):
        if "X" in (left_kind, right_kind):
            wanted = "-"
        else:
            wanted = COLLAPSING[left_kind][COLUMNS.index(right_kind)]
        expected = {"s": ((2, "start"),), "e": ((1, "end"),), "-": ()}[wanted]
        assert annotate(f"国{left}{right}国", lang=lang, vertical=vertical).trims == expected, left + right


@pytest.mark.parametrize("lang", ["zh-Hans", "zh-Hant", "ja", "ko"])
def test_a_mark_beside_a_letter_keeps_its_width(lang: str) -> None:
    for mark in "（）「」“”、。，：；！？・—…～":
        assert annotate(f"国{mark}国a{mark}1", lang=lang).trims == ()


@pytest.mark.parametrize("lang", ["zh-Hans", "zh-TW", "ja", "ko", "en"])
def test_no_two_marks_lose_more_than_one_blank_between_them(lang: str) -> None:
    marks = "（）「」『』“”‘’、。，．：；！？・·\u3000([)]"
    for left, right in product(marks, marks):
        pair = rules_for(lang).pair(left, right)
        assert not (pair.trim_end and pair.trim_start), left + right


def test_a_row_of_exclamation_marks_takes_one_em_for_two_and_two_for_three() -> None:
    """GB/T 15834 5.1.2. Each trimmed mark is half an em, so 2 → 1 em and 3 → 2 em."""
    assert annotate("啊！！", lang="zh-Hans").trims == ((1, "end"), (2, "end"))
    assert annotate("啊！？！啊", lang="zh-Hans").trims == ((1, "end"), (2, "end"))
    assert annotate("啊！啊？", lang="zh-Hans").trims == ()
    assert annotate("啊！！", lang="zh-Hans", vertical=True).trims == ()
    assert annotate("啊！！", lang="zh-Hant").trims == ()


def test_a_closing_quote_after_an_exclamation_mark_takes_its_blank_in_simplified_chinese() -> None:
    assert annotate("“好！”", lang="zh-Hans").trims == ((2, "end"),)
    assert annotate("「好！」", lang="ja").trims == ()


def test_no_level_of_css_trims_or_parts_anything() -> None:
    rules = rules_for("zh-Hans", "css-normal")
    pairs = rules.scan("他说：“好。”用PDF！！（完）")
    assert not any(pair.trim_start or pair.trim_end or pair.gap for pair in pairs)
    assert rules.squeeze("，") is None
    assert rules.line_end("。") == "none"
    assert not rules.hangs("。")
    assert not rules.line_start("（")


@pytest.mark.parametrize(
    ("lang", "mark", "line_end"),
    [
        ("zh-Hans", "。", "force"),
        ("zh-Hans", "：", "force"),
        ("zh-Hans", "！", "force"),
        ("zh-Hans", "—", "none"),
        ("zh-Hans", "中", "none"),
        ("zh-Hant", "。", "none"),
        ("zh-Hant", "」", "allow"),
        ("zh-TW", "」", "none"),
        ("zh-HK", "」", "allow"),
        ("ja", "。", "allow"),
        ("ja", "」", "allow"),
        ("ja", "”", "none"),
        ("ja", "！", "none"),
        ("ko", "」", "allow"),
        ("en", "」", "none"),
    ],
)
def test_what_a_line_end_does_to_a_mark(lang: str, mark: str, line_end: str) -> None:
    assert rules_for(lang).line_end(mark) == line_end


def test_opening_marks_lose_their_blank_at_a_line_start() -> None:
    assert rules_for("zh-Hans").line_start("“")
    assert rules_for("ja").line_start("「")
    assert not rules_for("ja").line_start("“")
    assert not rules_for("zh-Hans").line_start("」")


def test_marks_hang_by_language_and_never_beside_another_mark() -> None:
    ja = rules_for("ja")
    assert all(ja.hangs(mark) for mark in "、。，．")
    assert not any(ja.hangs(mark) for mark in "」！・：ー中")
    assert ja.hangs("。", "す", "次")
    assert not ja.hangs("。", "」", "次")
    assert not ja.hangs("。", "す", "」")
    assert not rules_for("zh-Hant").hangs("，")
    assert rules_for("zh-Hant", vertical=True).hangs("，")
    assert rules_for("zh-Hans").hangs("，")
    assert not rules_for("ko").hangs("。")


def test_lines_are_squeezed_in_the_order_of_the_requirements() -> None:
    """CLREQ #procedures_for_inter-character_spacing_reduction; JLREQ 3.8.3."""
    zh = rules_for("zh-Hans")
    space, gap = zh.space_squeeze, zh.gap_squeeze
    assert space is not None
    assert gap is not None
    order = [space, *(zh.squeeze(mark) for mark in "·（，"), gap, zh.squeeze("。")]
    assert [step.order for step in order if step] == [2, 3, 4, 5, 6, 7]
    assert (space.least, gap.least) == (0.25, 0.125)
    assert zh.squeeze("（") == (4, "start", 0.0)
    assert zh.squeeze("，") == (5, "end", 0.0)
    assert rules_for("zh-Hant").squeeze("，") == (5, "both", 0.0)
    ja = rules_for("ja")
    assert ja.squeeze("。") is None  # a full stop inside a line keeps its blank
    assert ja.squeeze("・") == (3, "both", 0.0)
    assert rules_for("zh-Hans", vertical=True).squeeze("；") is None


def test_word_spaces_and_gaps_are_stretched_to_half_an_em_and_korean_word_spaces_without_limit() -> None:
    """CLREQ #procedures_for_inter-character_space_expansion; JLREQ 3.8.4."""
    for lang in ("zh-Hans", "zh-Hant", "ja"):
        assert (rules_for(lang).space_most, rules_for(lang).gap_most) == (0.5, 0.5)
    assert rules_for("ko").space_most == math.inf
    assert rules_for("en").space_most == math.inf


def test_marks_keep_their_width_in_taiwan_and_change_it_in_hong_kong() -> None:
    assert rules_for("zh-TW").level == "tw"
    assert rules_for("zh-TW").squeeze("」") is None
    assert rules_for("zh-Hant-HK").squeeze("」") == (4, "end", 0.0)
    assert rules_for("zh-TW").pair("」", "「").trim_start  # neighbours are adjusted in any style


@pytest.mark.parametrize("lang", ["zh-Hans", "zh-Hant", "ja", "ko"])
def test_marks_that_were_drawn_together_are_not_stretched_apart(lang: str) -> None:
    text = "文」「文。（文"
    found = annotate(text, lang=lang)
    assert found.trims == ((2, "start"), (5, "start"))
    assert {2, 5}.isdisjoint(found.stretch)
