"""The order of an index: by pinyin, stroke, kana or hangul, and the group that an entry stands in.

- ``pinyin``: syllable by syllable, letters before tone, Latin words among them. Readings are those of words, so that
  重庆 is chóngqìng: pypinyin's phrase table knows characters of several sounds.
- ``stroke``: by number of strokes, then in CLDR's order (``tables/strokes.txt``); Latin before Han.
- ``kana``: あいうえお order of the reading; voicing, small kana and the long mark count only between readings that are
  equal without them (JIS X 4061).
- ``hangul``: syllables as Unicode orders them, which is the order of South Korean dictionaries.

Digits and signs stand first, under ``#``.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any, Literal, TypeAlias, cast

from docforge.typography.numbers import format_number
from docforge.typography.scripts import is_han

Sorting: TypeAlias = Literal["pinyin", "stroke", "kana", "hangul"]
Units: TypeAlias = tuple[tuple[int, str, int, str], ...]
Key: TypeAlias = tuple[Units, str]

_BY_LANG: dict[str, Sorting] = {"zh-Hans": "pinyin", "zh-Hant": "stroke", "ja": "kana", "ko": "hangul"}
_SIGNS = "#"
_ROWS = "あかさたなはまやらわ"
_SMALL = str.maketrans("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ")
_VOWELS = {
    "あ": "あかさたなはまやらわ", "い": "いきしちにひみりゐ", "う": "うくすつぬふむゆる", "え": "えけせてねへめれゑ",
    "お": "おこそとのほもよろを",
}  # fmt: skip
_LEADS = "가가나다다라마바바사사아자자차카타파하"
"""The group of each of the nineteen initial consonants; a doubled one stands with the single."""

_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+")


def sorting_of(lang: str) -> Sorting:
    """How an index in a language is sorted."""
    return _BY_LANG.get(lang) or _BY_LANG.get(lang.split("-")[0], "pinyin")


def has_reading(text: str, sorting: Sorting) -> bool:
    """Whether a text can be sorted as it stands: Han characters tell no kana and no hangul."""
    return sorting in ("pinyin", "stroke") or not any(map(is_han, text))


def sort_key(text: str, sorting: Sorting) -> Key:
    """What texts (or their readings) are compared by."""
    text = unicodedata.normalize("NFC", text)
    if sorting == "pinyin":
        return _pinyin(text), text
    return tuple(_unit(char, sorting) for char in _kana(text) if not char.isspace()), _hiragana(text) + text


def group_of(text: str, sorting: Sorting, lang: str) -> str:
    """The heading that a text (or its reading) stands under: A, 三画, あ, 가, # for digits and signs."""
    key, _ = sort_key(text, sorting)
    if not key or key[0][0] == 0:
        return _SIGNS
    rank, first, number, _ = key[0]
    if rank == 1:
        return first[:1].upper()
    if sorting == "stroke":
        return format_number(number, "chinese", lang) + ("畫" if lang == "zh-Hant" else "画")
    if sorting == "kana":
        return next((row for row in reversed(_ROWS) if row <= first), first)
    lead = (ord(first) - 0xAC00) // 588 if "가" <= first <= "힣" else -1
    return _LEADS[lead] if lead >= 0 else first


def _pinyin(text: str) -> Units:
    from pypinyin import Style, lazy_pinyin

    units: list[tuple[int, str, int, str]] = []
    for run in re.findall(r"[A-Za-z\u00c0-\u024f]+|[^A-Za-z\u00c0-\u024f\s]", text):
        if _WORD.fullmatch(run):
            units.append((1, _plain(run), 0, run))
        elif is_han(run):
            units.append((2, run, 0, run))
        else:
            units.append((0, run, 0, run))
    han = "".join(unit[1] for unit in units if unit[0] == 2)
    readings = iter(lazy_pinyin(han, style=Style.TONE3, neutral_tone_with_five=True, errors=cast(Any, list)))
    out: list[tuple[int, str, int, str]] = []
    for rank, value, _, char in units:
        if rank != 2:
            out.append((rank, value, 0, char))
            continue
        reading = next(readings, char)
        tone = int(reading[-1]) if reading[-1:].isdigit() else 0
        letters = reading.rstrip("12345")
        out.append((1, letters if letters.isascii() else "zzz" + char, tone, char))
    return tuple(out)


def _plain(text: str) -> str:
    """Letters without marks, in lower case; ü as v, as pinyin is typed."""
    text = text.lower().translate(str.maketrans("üǖǘǚǜ", "vvvvv"))
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))


def _unit(char: str, sorting: Sorting) -> tuple[int, str, int, str]:
    if _WORD.fullmatch(char):
        return (1, _plain(char), 0, char)
    if sorting == "stroke" and is_han(char):
        count, place = strokes().get(char, (99, ord(char)))
        return (2, "", count, f"{place:06}")
    if not char.isalnum():
        return (0, char, 0, char)
    if char.isdigit():
        return (0, char, 1, char)
    base = unicodedata.normalize("NFD", char)[0] if sorting == "kana" else char
    return (3 if is_han(char) else 2, base, 0, "")


def _hiragana(text: str) -> str:
    return "".join(chr(ord(char) - 0x60) if "ァ" <= char <= "ヶ" else char for char in text)


def _kana(text: str) -> str:
    """Katakana as hiragana, small kana as large, the long mark as the vowel before it."""
    out = ""
    for char in _hiragana(text):
        if char == "ー" and out:
            base = unicodedata.normalize("NFD", out[-1])[0]
            char = next((vowel for vowel, row in _VOWELS.items() if base in row), "")
        out += char.translate(_SMALL)
    return out


@cache
def strokes() -> dict[str, tuple[int, int]]:
    """For each Han character how many strokes it has, and its place among all."""
    table: dict[str, tuple[int, int]] = {}
    text = files("docforge.typography").joinpath("tables", "strokes.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith("#"):
            count, _, characters = line.partition("\t")
            for char in characters:
                table[char] = (int(count), len(table))
    return table
