"""To which script a character belongs, where East Asian text needs to know."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

_Spans = tuple[tuple[int, int], ...]

HAN: _Spans = (
    (0x2E80, 0x2FDF),  # radicals
    (0x3005, 0x3005),  # 々
    (0x3007, 0x3007),  # 〇
    (0x3021, 0x3029),
    (0x3038, 0x303B),
    (0x3400, 0x4DBF),  # extension A
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),  # compatibility ideographs
    (0x20000, 0x2FFFD),  # extensions B to F and I, and what is kept free for more (UAX #11, 4.1)
    (0x30000, 0x3FFFD),  # extensions G, H and J
)
"""Ideographs (Unicode property Script=Han), inclusive spans of code points."""

KANA: _Spans = (
    (0x3031, 0x3035),
    (0x3041, 0x3096),
    (0x3099, 0x309F),
    (0x30A1, 0x30FA),  # without ・ and ゠
    (0x30FC, 0x30FF),
    (0x31F0, 0x31FF),
    (0xFF66, 0xFF9F),
    (0x1AFF0, 0x1B16F),
)
"""Hiragana and katakana, with the sound marks and ー."""

HANGUL: _Spans = ((0x1100, 0x11FF), (0x3131, 0x318E), (0xA960, 0xA97F), (0xAC00, 0xD7FF), (0xFFA0, 0xFFDC))
"""Hangul syllables and letters."""


def is_han(char: str) -> bool:
    """Whether a character is an ideograph."""
    return _within(ord(char), HAN)


def is_kana(char: str) -> bool:
    """Whether a character is hiragana or katakana."""
    return _within(ord(char), KANA)


def is_hangul(char: str) -> bool:
    """Whether a character is a Korean syllable or letter."""
    return _within(ord(char), HANGUL)


def is_cjk(char: str) -> bool:
    """Whether a character is a letter of Chinese, Japanese or Korean."""
    return char >= "\u1100" and (is_han(char) or is_kana(char) or is_hangul(char))


@lru_cache(maxsize=8192)
def is_simplified_only(char: str) -> bool:
    """Whether GB 2312 has an ideograph that Big5 lacks: 们; a witness for Simplified Chinese."""
    return is_han(char) and _encodes(char, "gb2312") and not _encodes(char, "big5")


@lru_cache(maxsize=8192)
def is_traditional_only(char: str) -> bool:
    """Whether Big5 has an ideograph that GB 2312 lacks: 們, 國; a witness for Traditional Chinese."""
    return is_han(char) and _encodes(char, "big5") and not _encodes(char, "gb2312")


def _encodes(char: str, codec: str) -> bool:
    try:
        char.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


def _within(point: int, spans: _Spans) -> bool:
    place = bisect_right(spans, (point, 0x110000)) - 1
    return place >= 0 and point <= spans[place][1]
