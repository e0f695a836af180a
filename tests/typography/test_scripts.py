from __future__ import annotations

import unicodedata

import pytest

from docforge.typography import scripts


@pytest.mark.parametrize("char", "字々〇㐀豈𠮷⺀\U0002ebf0\U000323af\U000323b0\U00033479")
def test_ideographs_of_every_block_are_han(char: str) -> None:
    assert scripts.is_han(char)


def test_the_blocks_agree_with_unicode_names() -> None:
    for point in range(0x3000, 0x10000):
        char = chr(point)
        name = unicodedata.name(char, "")
        if name.startswith(("CJK UNIFIED IDEOGRAPH", "CJK COMPATIBILITY IDEOGRAPH")):
            assert scripts.is_han(char), name
        if name.startswith(("HIRAGANA LETTER", "KATAKANA LETTER", "HALFWIDTH KATAKANA LETTER")):
            assert scripts.is_kana(char), name
        if name.startswith(("HANGUL SYLLABLE", "HANGUL LETTER")):
            assert scripts.is_hangul(char), name


@pytest.mark.parametrize("char", "，。「①Ａ㈠a1・")
def test_punctuation_signs_and_latin_belong_to_no_east_asian_script(char: str) -> None:
    assert not scripts.is_cjk(char)


def test_characters_of_one_chinese_script_only_are_told() -> None:
    assert [char for char in "们國东中里" if scripts.is_simplified_only(char)] == ["们", "东"]
    assert [char for char in "们國东中里" if scripts.is_traditional_only(char)] == ["國"]
