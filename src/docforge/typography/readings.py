"""Readings of ideographs: pinyin and zhuyin by phrases (pypinyin), furigana by words (SudachiPy, an extra).

How common an ideograph is, is told by the levels of the national sets: the first is what schools teach and papers use.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple

from docforge.typography.scripts import is_han, is_kana

_KATAKANA = {point: point - 0x60 for point in range(0x30A1, 0x30F7)}
_RUNS = re.compile("([々〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd]+)")


class Piece(NamedTuple):
    """A part of a text: with its readings, one for each character or one for all, or with none."""

    text: str
    readings: tuple[str, ...] = ()


def chinese(text: str, *, zhuyin: bool) -> Iterator[Piece]:
    """A Chinese text in pieces, each run of ideographs with a reading for each."""
    from pypinyin import Style, pinyin

    style = Style.BOPOMOFO if zhuyin else Style.TONE
    for run in _RUNS.split(text):
        if not run:
            continue
        if not is_han(run[0]):
            yield Piece(run)
            continue
        # What has no reading comes back as it is, character by character.
        found = tuple(syllable[0] for syllable in pinyin(run, style=style, errors=_as_they_are))
        known = tuple("" if said == char else said for said, char in zip(found, run, strict=True))
        yield Piece(run, known)


def _as_they_are(text: str) -> Any:
    return list(text)


def japanese(text: str) -> Iterator[Piece]:
    """A Japanese text in pieces, its ideographs with their reading within their word. Raises ImportError."""
    for word in _analyser().tokenize(text):
        surface, said = word.surface(), word.reading_form().translate(_KATAKANA)
        yield from _placed(surface, said) if any(map(is_han, surface)) and said else (Piece(surface),)


@cache
def _analyser() -> Any:
    from sudachipy import Dictionary, SplitMode

    return Dictionary(dict="small").tokenizer(mode=SplitMode.C)


def _placed(word: str, reading: str) -> Iterator[Piece]:
    """A word with its reading above its ideographs only: 食べ物 is 食（た）べ物（もの）."""
    parts = [part for part in _RUNS.split(word) if part]
    pattern = "".join("(.+?)" if is_han(part[0]) else re.escape(part.translate(_KATAKANA)) for part in parts)
    found = re.fullmatch(pattern, reading)
    if found is None:
        yield Piece(word, (reading,))
        return
    said = iter(found.groups())
    for part in parts:
        yield Piece(part, (next(said),)) if is_han(part[0]) else Piece(part)


@lru_cache(maxsize=8192)
def level(char: str, lang: str) -> int:
    """1 or 2 for the level of an ideograph in the set of its language, 3 for one that is not in it."""
    codec, second, end = ("euc_jp", 0xD0, 0xF5) if lang == "ja" else ("gb2312", 0xD8, 0xF8)
    if lang == "zh-Hant":
        codec, second, end = "big5", 0xC9, 0xFA
    try:
        data = char.encode(codec)
    except UnicodeEncodeError:
        return 3
    return 3 if len(data) != 2 or data[0] >= end else 2 if data[0] >= second else 1


def is_syllable(text: str, kind: str) -> bool:
    """Whether a text can be a reading: Latin letters with tones, bopomofo, kana."""
    if kind == "furigana":
        return bool(text) and all(is_kana(char) or char == "ー" for char in text)
    if kind == "zhuyin":
        return bool(text) and all("\u3105" <= char <= "\u312f" or char in "ˊˇˋ˙ˉ" for char in text)
    return bool(text) and all(char.isalpha() and ord(char) < 0x2000 for char in text.replace("\u0300", ""))
