"""Characters that Aozora Bunko describes because JIS X 0208 lacks them: ※［＃「口＋世」、U+546D、…］."""

from __future__ import annotations

import re

_UNICODE = re.compile(r"U\+([0-9A-Fa-f]{4,6})")
_JIS = re.compile(r"(?:^|[、第準水0-9])([12])-([0-9]{1,2})-([0-9]{1,2})(?:[、］]|$)")


def described(note: str) -> str | None:
    """The character that a description names by its code point or its place in JIS X 0213 (面-区-点), else None.

    ``note`` is the inside of the brackets: ``「てへん＋劣」、第3水準1-84-77``.
    """
    point = _UNICODE.search(note)
    if point:
        value = int(point[1], 16)
        return chr(value) if 0x20 <= value <= 0x10FFFF and not 0xD800 <= value <= 0xDFFF else None
    place = _JIS.search(note)
    return _of_jis(int(place[1]), int(place[2]), int(place[3])) if place else None


def _of_jis(plane: int, row: int, cell: int) -> str | None:
    """A character of JIS X 0213:2004 through EUC: plane 2 takes a shift byte."""
    if not (1 <= row <= 94 and 1 <= cell <= 94):
        return None
    code = bytes((0xA0 + row, 0xA0 + cell))
    try:
        return (code if plane == 1 else b"\x8f" + code).decode("euc_jis_2004")
    except UnicodeDecodeError:
        return None
