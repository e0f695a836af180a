"""Runs of characters that stay together: dashes and ellipses, numbers with their signs, Latin words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docforge.typography.tables import classes


def _set(name: str) -> str:
    return "[" + re.escape(classes()[name].chars) + "]"


CLUSTER = re.compile(
    rf"(?P<dashes>([—―…‥⋯⸺])\2+)"
    rf"|(?P<number>{_set('prefixed-abbreviation')}?[0-9]+(?:[.,][0-9]+)*{_set('postfixed-abbreviation')}*)"
    r"|(?P<word>[A-Za-z\u00c0-\u024f][0-9A-Za-z\u00c0-\u024f]*)"
)
"""The longest cluster from a place on."""


def units(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The clusters of a match: dashes and dots go in pairs, since a longer row may break between pairs (GB/T 15834)."""
    start, end = match.span()
    if match["dashes"]:
        for at in range(start, end, 2):
            yield at, min(at + 2, end)
    elif end - start > 1:
        yield start, end
