"""The characters a cut is made of: national standards, derived from Python's codecs, and shared symbols.

* ``gb2312``: GB 2312-80, 6,763 hanzi. ``big5``: Big5, 13,053 hanzi. ``jisx0208``: JIS X 0208:1997, 6,355 kanji.
* ``ksx1001``: KS X 1001:2004, 4,888 hanja, with all 11,172 modern syllables in place of its 2,350.
* ``symbols``: Latin, Greek, Cyrillic, punctuation, arrows, mathematics, numbers in circles and brackets, box drawing,
  full-width and vertical forms, kana, bopomofo, as far as the face has them.
* ``latin``: Latin, Greek and Cyrillic with their punctuation, without what they share with CJK text.
* ``emoji``: every character that may be part of an emoji (Unicode TR 51), and more.
* ``code``: what a fixed-pitch face is good for; Han, kana and their punctuation are left to the CJK face.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

_SYMBOL_BLOCKS = (
    (0x0020, 0x007E), (0x00A0, 0x10FF), (0x1D00, 0x2E7F), (0x2FF0, 0x312F), (0x31A0, 0x31BF), (0x31F0, 0x33FF),
    (0xFB00, 0xFB06), (0xFE10, 0xFE1F), (0xFE30, 0xFE6F), (0xFF01, 0xFFEF), (0x1F100, 0x1F2FF),
)  # fmt: skip
_LATIN_BLOCKS = (
    (0x0020, 0x007E), (0x00A0, 0x052F), (0x1E00, 0x1FFF), (0x2010, 0x2027), (0x2030, 0x205E), (0x2070, 0x209F),
    (0x20A0, 0x20CF), (0x2100, 0x214F), (0xFB00, 0xFB06),
)  # fmt: skip
_CODE_BLOCKS = (
    (0x0020, 0x007E), (0x00A0, 0x00A6), (0x00A9, 0x00AC), (0x00AE, 0x00B6), (0x00B8, 0x024F), (0x2190, 0x21FF),
    (0x2260, 0x2265), (0x2423, 0x2423), (0x2500, 0x259F), (0x2713, 0x2713),
)  # fmt: skip
# Whole blocks where only some are emoji: what is not is never asked for.
_EMOJI_BLOCKS = (
    (0x0023, 0x0023), (0x002A, 0x002A), (0x0030, 0x0039), (0x00A9, 0x00A9), (0x00AE, 0x00AE), (0x203C, 0x203C),
    (0x2049, 0x2049), (0x20E3, 0x20E3), (0x2122, 0x2122), (0x2139, 0x2139), (0x2194, 0x21AA), (0x231A, 0x23FF),
    (0x24C2, 0x24C2), (0x25AA, 0x27BF), (0x2934, 0x2935), (0x2B05, 0x2B55), (0x3030, 0x303D), (0x3297, 0x3299),
    (0x1F000, 0x1FAFF),
)  # fmt: skip
# Ideographs of JIS level 1 and 2, and so on, sit in rows 1-94 of a 94 x 94 plane, shifted to 0xA1-0xFE.
_PLANE = range(0xA1, 0xFF)
_BIG5_TRAIL = (*range(0x40, 0x7F), *range(0xA1, 0xFF))


def _blocks(ranges: Iterable[tuple[int, int]]) -> frozenset[int]:
    return frozenset(point for first, last in ranges for point in range(first, last + 1))


def _decoded(codec: str, trail: Iterable[int] = _PLANE) -> frozenset[int]:
    """Every character of a two-byte character set."""
    found: set[int] = set()
    for high in _PLANE:
        for low in trail:
            try:
                text = bytes((high, low)).decode(codec)
            except UnicodeDecodeError:
                continue  # a cell the standard leaves empty
            found.update(map(ord, text))
    return frozenset(found)


_CHARSETS: dict[str, Callable[[], frozenset[int]]] = {
    "symbols": lambda: _blocks(_SYMBOL_BLOCKS),
    "latin": lambda: _blocks(_LATIN_BLOCKS),
    "code": lambda: _blocks(_CODE_BLOCKS),
    "emoji": lambda: _blocks(_EMOJI_BLOCKS),
    "gb2312": lambda: _decoded("gb2312"),
    "big5": lambda: _decoded("big5", _BIG5_TRAIL),
    "jisx0208": lambda: _decoded("euc_jp"),
    "ksx1001": lambda: _decoded("euc_kr") | _blocks([(0xAC00, 0xD7A3)]),
}

NAMES = tuple(_CHARSETS)
"""Names a lock may use."""


@cache
def charset(name: str) -> frozenset[int]:
    """Code points of a set of ``NAMES``. Raises KeyError for another name."""
    return _CHARSETS[name]()
