"""The measure of well-set lines: what a reader would mark as a fault, counted on a column set in em."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from docforge.press.compose import Line, Settings
from docforge.press.compose.plain import plain_paragraph, width_of
from docforge.typography.rules import rules_for

NO_START = frozenset("，。、．：；！？）》」』〉】〕〗］｝”’·・～‧!),.:;?]}%％‰℃°")
NO_END = frozenset("（《「『〈【〔〖［｛“‘([{")
CLOSING = frozenset("）》」』〉】〕〗］｝”’，。、．")
SOFT = frozenset("：；")
OPENING = NO_END - frozenset("([{")


@dataclass
class Faults:
    """Counted over all lines; ``worst`` is the widest stretch between two ideographs in em."""

    lines: int = 0
    forbidden: list[str] = field(default_factory=list)
    ragged: list[str] = field(default_factory=list)
    loose_pairs: list[str] = field(default_factory=list)
    sticking_out: list[str] = field(default_factory=list)
    worst: float = 0.0
    stretched: list[float] = field(default_factory=list)


def set_column(text: str, lang: str, width: float, settings: Settings) -> tuple[list[Line], list[float]]:
    """The lines of one paragraph, justified, and the advances of its characters."""
    rules = rules_for(lang)
    paragraph = plain_paragraph(text, rules, settings)
    lines, start = [], 0
    while True:
        line = paragraph.line(start, width, justify=True)
        lines.append(line)
        if line.resume is None:
            return lines, list(paragraph.advances)
        start = line.resume


def count(texts: Iterable[str], lang: str, width: float, settings: Settings) -> Faults:
    """The faults of a column."""
    faults = Faults()
    full, language = lang in ("zh-Hans", "zh-Hant"), rules_for(lang).language
    for text in texts:
        lines, advances = set_column(text, lang, width, settings)
        for line in lines:
            shown = text[line.start : line.end]
            xs = line.positions(advances)
            if line.start and shown[0] in NO_START and not (not full and shown[0] in "”’"):
                faults.forbidden.append(shown)
            if not line.last and shown[-1] in NO_END:
                faults.forbidden.append(shown)
            for k in range(len(shown) - 1):
                a, b = shown[k], shown[k + 1]
                step = xs[k + 1] - xs[k]
                adjacent = (a in CLOSING and (b in CLOSING or b in OPENING)) or (a in OPENING and b in OPENING)
                adjacent = adjacent or (a in SOFT and b in OPENING)
                wide = width_of(a, language) == width_of(b, language) == 1.0
                if adjacent and wide and lang != "zh-Hant" and step > 0.85:
                    faults.loose_pairs.append(shown[k : k + 2])
                if "一" <= a <= "鿿" and "一" <= b <= "鿿":
                    faults.worst = max(faults.worst, step - 1.0)
                    faults.stretched.append(step - 1.0)
            right = xs[-1] - line.hang
            if right - line.trim_end > width + 0.01:
                faults.sticking_out.append(shown)
            if line.last:
                continue
            faults.lines += 1
            if line.gaps and abs(right - line.trim_end - width) > 0.1:
                faults.ragged.append(shown)
    return faults
