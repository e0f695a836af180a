"""Where the Unicode line-breaking algorithm (UAX #14) allows a break: the oracle where no Pango is at hand."""

from __future__ import annotations

from functools import cache, lru_cache

from docforge.patterns import lazy_pattern

_SAFE = lazy_pattern("(?<=[A-Za-z] )(?=[A-Za-z])|(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])")
"""Places that always allow a break (LB18, LB31) and that no rule looks across, so that a text may be cut there."""


def unicode_breaks(text: str) -> list[bool]:
    """Whether a line may break before each character, and at the end: ``len(text) + 1`` answers.

    The first is False, the last True (LB2, LB3). Unicode 16, without tailoring: class CJ is NS, as in CSS ``strict``.
    """
    if not text:
        return [True]
    answers: list[bool] = []
    for piece in _SAFE.split(text):
        found = _piece(piece)
        answers += (bool(answers), *found[1:])
    return [*answers, True]


@lru_cache(maxsize=8192)
def _piece(text: str) -> tuple[bool, ...]:
    from uniseg.linebreak import line_break_breakables  # costs 40 ms, and most conversions never ask

    return tuple(bool(answer) for answer in line_break_breakables(text))


@cache
def line_break_class(char: str) -> str:
    """The Unicode property Line_Break of a character: ``ID``, ``CL``, ``AL`` …"""
    from uniseg.linebreak import line_break

    return str(line_break(char).name)
