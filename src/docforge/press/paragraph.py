"""A flow as the composer wants it: advances, blanks that marks can give, runs of language and size, break rules.

Forced breaks part a flow into segments, each a ``Paragraph`` of the composer. Lengths are Pango units.
"""

from __future__ import annotations

import re
from typing import Any

from weasyprint.text.ffi import ffi
from weasyprint.text.line_break import get_log_attrs

from docforge.press.compose import Paragraph, Run, Settings
from docforge.press.flow import TEXT, Flow, Node, is_upright
from docforge.press.glyphs import MARKS, TOLERANCE, gives
from docforge.press.hyphens import divisions, hyphen, soft_hyphens
from docforge.press.setting import Setting
from docforge.press.shape import UNITS

_MARK = re.compile(f"[{re.escape(MARKS)}]")
COMBINED = "TCYK"
"""The feature of rotated faces that sets a short number upright; a text box that has it is one such number."""
IDEOGRAPH = "一"
_CAN_BREAK = bytes(value & 1 for value in range(256))
"""The first bit of a PangoLogAttr is is_line_break."""
_ATTRIBUTE_SIZE = 4


class Segment:
    """What stands between two forced breaks: positions ``start`` to ``end``, composed when first asked for."""

    __slots__ = ("_divided", "_paragraph", "_paragraphs", "end", "start")

    def __init__(self, start: int, end: int, paragraphs: Composition) -> None:
        self.start, self.end, self._paragraphs = start, end, paragraphs
        self._paragraph: Paragraph | None = None
        self._divided: Paragraph | None = None

    @property
    def paragraph(self) -> Paragraph:
        """The composer's paragraph; its offsets count from ``start``."""
        if self._paragraph is None:
            self._paragraph = self._paragraphs.paragraph(self.start, self.end)
        return self._paragraph

    @property
    def divided(self) -> Paragraph:
        """The same with words parted where their language divides them."""
        if self._divided is None:
            divided = self._paragraphs.divide()
            if any(self.start < at < self.end for at in divided):
                self._divided = self._paragraphs.paragraph(self.start, self.end, divided)
            else:
                self._divided = self.paragraph
        return self._divided


class Composition:
    """A flow with the widths of its objects and the spaces of its inline boxes settled.

    ``before`` and ``after``: margins, borders and padding of inline boxes at positions; ``things``: widths of objects
    by position; ``anywhere``: a piece wider than the line is parted between any characters.
    """

    def __init__(
        self,
        flow: Flow,
        setting: Setting,
        before: dict[int, float],
        after: dict[int, float],
        things: dict[int, float],
        anywhere: bool,
    ) -> None:
        self.text, self.unbreakable = flow.text, flow.unbreakable
        style = flow.root.box.style
        self.lang = style["lang"] or ""
        self.settings: Settings = setting.settings(self.lang, anywhere)
        self.advances = _advances(flow, before, after, things)
        self._start_room: dict[int, float] = {}
        self._end_room: dict[int, float] = {}
        self._rigid: set[int] = set()
        self._whole: set[int] = set(flow.unbreakable)
        self._hyphens: dict[int, float] = {}
        self._divided: dict[int, float] | None = None
        self._shapes = setting.shapes
        self._texts: list[tuple[int, str, Any]] = []
        self._text_for_rules = flow.text
        self._runs = self._read(flow, setting)
        self._spread = self._after_label(flow) if setting.opener(self.lang) == "trim" else {}
        self._oracle = _unicode_breaks(flow.text, self.lang)
        self.segments = self._segments()

    def segment(self, at: int) -> Segment:
        """The segment in which a line that starts at a position stands."""
        return next(segment for segment in self.segments if segment.end >= at)

    def opens(self) -> bool:
        """Whether the text begins with a mark that has blank at its start."""
        return 0 in self._start_room

    def divide(self) -> dict[int, float]:
        """Boundaries inside words, and the widths of their hyphens."""
        if self._divided is None:
            self._divided = {}
            for start, text, style in self._texts:
                for at in divisions(text, style):
                    self._divided[start + at] = self._hyphen(style)
        return self._divided

    def _hyphen(self, style: Any) -> float:
        return float(sum(hyphen(style, self._shapes).advances))

    def paragraph(self, start: int, end: int, divided: dict[int, float] | None = None) -> Paragraph:
        """The composer's paragraph of a range of positions."""
        hyphens = {**self._hyphens, **divided} if divided else self._hyphens
        if start == 0 and end == len(self.text):
            return Paragraph(
                self._text_for_rules,
                self._runs,
                self.advances,
                start_room=self._start_room,
                end_room=self._end_room,
                oracle=self._oracle,
                unbreakable=self._whole,
                rigid=self._rigid,
                hyphens=hyphens,
                spread=self._spread,
                settings=self.settings,
            )
        runs = [
            run._replace(start=max(run.start, start) - start, end=min(run.end, end) - start)
            for run in self._runs
            if run.start < end and run.end > start
        ]
        return Paragraph(
            self._text_for_rules[start:end],
            runs,
            self.advances[start:end],
            start_room=_moved(self._start_room, start, end),
            end_room=_moved(self._end_room, start, end),
            oracle=self._oracle[start : end + 1],
            unbreakable={at - start for at in self._whole if start <= at < end},
            rigid={at - start for at in self._rigid if start <= at < end},
            hyphens=_moved(hyphens, start, end),
            spread=_moved(self._spread, start, end),
            settings=self.settings,
        )

    def _read(self, flow: Flow, setting: Setting) -> list[Run]:
        runs: list[Run] = []
        for leaf in flow.leaves:
            style = leaf.box.style
            rules = setting.rules(style["lang"] or "")
            em = style["font_size"] * UNITS
            adjustable, wraps = True, True
            if leaf.kind == TEXT:
                space = style["white_space"]
                # Preserved spaces mean that columns count, as in code.
                adjustable, wraps = space not in ("pre", "pre-wrap"), space not in ("pre", "nowrap")
                self._text(leaf, style, em)
                if COMBINED in dict(_features(style)):
                    self._combine(leaf)
            last = runs[-1] if runs else None
            # Runs that are not to be wrapped stay apart: a line may end between two of them.
            if last is not None and wraps and last[2:] == (rules, em, adjustable, wraps):
                runs[-1] = last._replace(end=leaf.end)
            else:
                runs.append(Run(leaf.start, leaf.end, rules, em, adjustable, wraps))
        return runs

    def _text(self, leaf: Node, style: Any, em: float) -> None:
        shape, start = leaf.shape, leaf.start
        assert shape is not None
        if shape.joined:
            self._rigid.update(start + at for at in shape.joined)
        text = leaf.box.text
        if is_upright(leaf.box):
            self._rigid.update(range(start + 1, leaf.end))
            return
        marks = _MARK.finditer(text)
        first = next(marks, None)
        if first is not None:
            known = gives(style)
            for match in (first, *marks):
                give = known.get(match.group())
                at = match.start()
                if give is None or abs(shape.advances[at] / em - give.advance) > TOLERANCE:
                    continue
                if give.start:
                    self._start_room[start + at] = give.start * em
                if give.end:
                    self._end_room[start + at] = give.end * em
        self._texts.append((start, text, style))
        for at in soft_hyphens(text, style):
            self._hyphens[start + at] = self._hyphen(style)

    def _combine(self, leaf: Node) -> None:
        """Characters that stand upright in one em of a vertical line are one ideograph to the rules (JLREQ 3.2.5)."""
        text = self._text_for_rules
        self._text_for_rules = text[: leaf.start] + IDEOGRAPH * (leaf.end - leaf.start) + text[leaf.end :]
        inside = range(leaf.start + 1, leaf.end)
        self._rigid.update(inside)
        self._whole.update(inside)

    def _after_label(self, flow: Flow) -> dict[int, float]:
        """The blank that an opening mark loses behind a label: text that hangs from it begins as a line does."""
        if len(self.text) < 2 or flow.leaves[0].kind == TEXT or not self._lines_start(flow.leaves[1]):
            return {}
        # What is gone cannot be squeezed out again.
        return {1: -self._start_room.pop(1)} if 1 in self._start_room else {}

    def _lines_start(self, leaf: Node) -> bool:
        run = next(run for run in self._runs if run.end > leaf.start)
        return run.adjustable and run.rules.line_start(self.text[leaf.start])

    def _segments(self) -> list[Segment]:
        text, out, start = self.text, [], 0
        while True:
            end = text.find("\n", start)
            if end < 0:
                break
            out.append(Segment(start, end, self))
            start = end + 1
        out.append(Segment(start, len(text), self))
        return out


def _features(style: Any) -> tuple[tuple[str, int], ...]:
    """``font-feature-settings`` of a style."""
    settings = style["font_feature_settings"]
    return () if settings == "normal" else tuple(settings)


def _moved(table: dict[int, float], start: int, end: int) -> dict[int, float]:
    return {at - start: value for at, value in table.items() if start <= at < end}


def _unicode_breaks(text: str, lang: str) -> bytes:
    """Whether Unicode's rules break before each character, as Pango knows them; one byte a boundary."""
    attributes = bytes(ffi.buffer(get_log_attrs(text, lang)))
    return attributes[::_ATTRIBUTE_SIZE].translate(_CAN_BREAK)


def _advances(flow: Flow, before: dict[int, float], after: dict[int, float], things: dict[int, float]) -> list[float]:
    advances: list[float] = []
    for leaf in flow.leaves:
        if leaf.shape is not None:
            advances.extend(leaf.shape.advances)
        else:
            advances.append(things[leaf.start] * UNITS)
    for at, space in before.items():
        advances[at] += space * UNITS
    for at, space in after.items():
        advances[at - 1] += space * UNITS
    return advances


def composed(
    flow: Flow,
    setting: Setting,
    before: dict[int, float],
    after: dict[int, float],
    things: dict[int, float],
    anywhere: bool,
) -> Composition:
    """The composition of a flow, from those of the document."""
    key = (
        flow.root.box.style["lang"],
        anywhere,
        tuple(before.items()),
        tuple(after.items()),
        tuple(things.items()),
        tuple(flow.unbreakable),
        *((id(leaf.shape), leaf.box.style["lang"], leaf.box.style["white_space"]) for leaf in flow.leaves),
    )
    found: Composition | None = setting.compositions.get(key)
    if found is None:
        found = setting.compositions[key] = Composition(flow, setting, before, after, things, anywhere)
    return found
