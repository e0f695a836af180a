"""Where addresses of the web, long paths and blanks to fill in may be parted: Unicode's rules leave them in one piece.

The Chicago Manual of Style (17th edition, 14.18) parts an address at its signs and adds no hyphen. A line ends after a
sign, so that none begins a line, where East Asian rules forbid most of them; the two slashes of ``https://`` stay
with the scheme. A blank of underscores goes on in the next line, as one that is written by hand does.
"""

from __future__ import annotations

import re

_PIECE = re.compile(r"[!-~]{12,}")
"""What may be an address: a row of ASCII without blanks that is long enough to hurt a line."""
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://|www\.|(?:[^/]+/){2}|/[^/]+/")
_AFTER = re.compile(r"(?<=://)(?!/)|(?<=[^:/]/)(?!/)|(?<=[.\-?&=_#~])(?=[A-Za-z0-9%])")
_BLANK = re.compile(r"_{4,}")
_LEAST = 3
"""Characters that stay on each side."""


def blank_breaks(text: str) -> list[int]:
    """Boundaries in blanks of underscores where a line may end, two underscores at least on each side.

    >>> blank_breaks("出自______。")
    [4, 5, 6]
    """
    if "____" not in text:
        return []
    return [at for blank in _BLANK.finditer(text) for at in range(blank.start() + 2, blank.end() - 1)]


def address_breaks(text: str) -> list[int]:
    """Boundaries in addresses and long paths where a line may end; a boundary i stands before ``text[i]``.

    >>> address_breaks("https://example.org/notes?id=7")
    [8, 16, 20, 26]
    >>> address_breaks("either/or and/or 2/3")
    []
    """
    if "/" not in text and "www." not in text:
        return []
    found: list[int] = []
    for piece in _PIECE.finditer(text):
        start, end = piece.span()
        address = _ADDRESS.search(piece.group())
        if address is None:
            continue
        start += address.start()
        places = (match.start() for match in _AFTER.finditer(text, start, end))
        found += [at for at in places if start + _LEAST <= at <= end - _LEAST]
    return found
