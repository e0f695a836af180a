"""The styles in which East Asian and Latin documents number things, as data.

A style is one of five kinds: ``Positional`` (a digit for a digit), ``Multiplicative`` (digits and units, 二十三),
``Sequence`` (a finite row of signs), ``Alphabetic`` (a … z, aa …) and ``Roman``. Names follow CSS Counter Styles where
it has one; Word's ``w:numFmt`` has a counterpart for each (ECMA-376 17.18.59).
"""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct


class Positional(Struct, frozen=True):
    """``digits`` are the signs of 0–9; a number of fewer than ``width`` digits is filled with zeros. No upper end."""

    digits: str
    width: int = 1


class Multiplicative(Struct, frozen=True):
    """Digits of 1–9 before units of 10, 100, 1000, grouped by 10⁴.

    ``zero`` stands once for a row of empty places inside a number ("" leaves them out). ``one_before`` names the units
    that a digit one is written before; ``one_ten_first`` says whether 10–19 at the head of a number keep theirs
    (一十二 against 十二). ``readings`` are further signs that are understood, and never written.
    """

    digits: str
    units: str
    group: str
    zero: str
    nought: str
    one_before: str
    one_ten_first: bool = False
    readings: tuple[tuple[str, int], ...] = ()


class Sequence(Struct, frozen=True):
    """The sign of each number from ``first`` on."""

    signs: tuple[str, ...]
    first: int = 1


class Alphabetic(Struct, frozen=True):
    """Letters as digits without a zero: a … z, aa, ab …"""

    letters: str


class Roman(Struct, frozen=True):
    """Roman numerals from 1 to 3999."""

    upper: bool


Style: TypeAlias = Positional | Multiplicative | Sequence | Alphabetic | Roman


def _row(*spans: tuple[int, int]) -> tuple[str, ...]:
    """Characters of inclusive spans of code points, in order."""
    return tuple(chr(point) for first, last in spans for point in range(first, last + 1))


_AIUEO = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス"
_CHINESE_READINGS = (("零", 0), ("〇", 0), ("两", 2), ("兩", 2))

STYLES: dict[str, Style] = {
    "decimal": Positional("0123456789"),
    "decimal-fullwidth": Positional("０１２３４５６７８９"),
    "ideograph-digit": Positional("〇一二三四五六七八九"),
    "korean-digital": Positional("영일이삼사오육칠팔구"),
    # GB/T 15835-2011 (numerals in publications): 一百零一, 一百一十一; 十二 without 一 at the head.
    "chinese": Multiplicative("一二三四五六七八九", "十百千", "万", "零", "〇", "十百千", readings=_CHINESE_READINGS),
    "chinese-formal": Multiplicative("壹贰叁肆伍陆柒捌玖", "拾佰仟", "万", "零", "零", "拾佰仟", one_ten_first=True),
    # JIS and everyday practice: 百十一, 千一; 一万 keeps its 一.
    "japanese": Multiplicative("一二三四五六七八九", "十百千", "万", "", "〇", "", readings=(("零", 0),)),
    "korean": Multiplicative("일이삼사오육칠팔구", "십백천", "만", "", "영", ""),
    # Unicode "Enclosed Alphanumerics" and "Enclosed CJK Letters and Months".
    "circled": Sequence(_row((0x24EA, 0x24EA), (0x2460, 0x2473), (0x3251, 0x325F), (0x32B1, 0x32BF)), first=0),
    "negative-circled": Sequence(_row((0x2776, 0x277F), (0x24EB, 0x24F4))),
    "parenthesised": Sequence(_row((0x2474, 0x2487))),
    "full-stop": Sequence(_row((0x2488, 0x249B))),
    "parenthesised-ideograph": Sequence(_row((0x3220, 0x3229))),
    "circled-ideograph": Sequence(_row((0x3280, 0x3289))),
    "stem": Sequence(tuple("甲乙丙丁戊己庚辛壬癸")),
    "branch": Sequence(tuple("子丑寅卯辰巳午未申酉戌亥")),
    "hangul-syllable": Sequence(tuple("가나다라마바사아자차카타파하")),
    "hangul-letter": Sequence(tuple("ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ")),
    "katakana": Sequence(
        tuple("アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン")
    ),
    "iroha": Sequence(
        tuple("イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセス")
    ),
    "lower-alpha": Alphabetic("abcdefghijklmnopqrstuvwxyz"),
    "upper-alpha": Alphabetic("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    "lower-roman": Roman(upper=False),
    "upper-roman": Roman(upper=True),
}

BY_LANGUAGE: dict[tuple[str, str], Style] = {
    ("chinese", "zh-Hant"): Multiplicative(
        "一二三四五六七八九", "十百千", "萬", "零", "〇", "十百千", readings=_CHINESE_READINGS
    ),
    ("chinese-formal", "zh-Hant"): Multiplicative(
        "壹貳參肆伍陸柒捌玖", "拾佰仟", "萬", "零", "零", "拾佰仟", one_ten_first=True
    ),
    ("japanese", "zh-Hant"): Multiplicative("一二三四五六七八九", "十百千", "萬", "", "〇", "", readings=(("零", 0),)),
}
"""Styles whose signs differ in one language; the rest are the same in all."""
