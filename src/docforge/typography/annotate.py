"""What the rules of a language find in a text, as offsets: the public window on ``docforge.typography``."""

from __future__ import annotations

from typing import Literal

import msgspec

from docforge.typography.clusters import Span
from docforge.typography.combine import combined
from docforge.typography.rules import FUSED, rules_for

TrimSide = tuple[int, Literal["start", "end"]]


class Annotations(msgspec.Struct, frozen=True):
    """Offsets into a text, in code points, each tuple in rising order. A boundary i stands before character i.

    ``trims``: characters that lose the blank of one side beside another mark; what a line edge takes is not among them.
    ``gaps``: boundaries between an ideograph or kana and a Western letter or digit. ``clusters``: spans that stay
    together on a line. ``stretch``: boundaries where a justified line may be stretched. ``marks``: characters that take
    an emphasis mark. ``combine``: spans that stand upright in one em of a vertical line.
    """

    trims: tuple[TrimSide, ...] = ()
    gaps: tuple[int, ...] = ()
    clusters: tuple[Span, ...] = ()
    stretch: tuple[int, ...] = ()
    marks: tuple[int, ...] = ()
    combine: tuple[Span, ...] = ()


def annotate(text: str, *, lang: str, vertical: bool = False) -> Annotations:
    """What the rules of ``lang`` (a BCP 47 tag) find in one paragraph of one language.

    >>> annotate("他说：“好。”", lang="zh-Hans").trims
    ((3, 'start'), (5, 'end'))

    A language without rules of its own has emphasis marks and word spaces only. Nothing here changes the text.
    """
    rules = rules_for(lang, vertical=vertical)
    pairs = rules.scan(text)
    upright = tuple(combined(text, lang)) if vertical else ()
    squares = {at for span in upright for at in span}  # an upright run stands as an ideograph does, without gaps
    starts: set[TrimSide] = {(at, "start") for at, pair in enumerate(pairs) if pair.trim_start}
    ends: set[TrimSide] = {(at - 1, "end") for at, pair in enumerate(pairs) if pair.trim_end}
    stacked: set[TrimSide] = {(at, "end") for at in rules.stacked(text)}
    return Annotations(
        trims=tuple(sorted(starts | ends | stacked)),
        gaps=tuple(at for at, pair in enumerate(pairs) if pair.gap and at not in squares),
        clusters=tuple(rules.clusters(text)),
        stretch=tuple(at for at, pair in enumerate(pairs) if pair.stretch),
        marks=tuple(at for at, char in enumerate(text) if rules.marks(char) and pairs[at] is not FUSED),
        combine=upright,
    )
