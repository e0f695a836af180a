"""Typed blanks, compatibility characters and stray joiners in running text; line ends between CJK characters.

Works on a flat run of events before it is folded, so that a rule sees the characters on both sides of a mark. Every
change is an edit with the place and the characters of the source. Code, formulas and addresses are never touched.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from typing import Literal

from msgspec import Struct

from docforge.patterns import lazy_pattern
from docforge.readers.characters import AMBIGUOUS, BLANK, HAN, INDENT, WIDE_BLANK, blank_width, joins_lines
from docforge.readers.findings import Findings
from docforge.readers.run import Close, Event, Leaf, Line, Open, Piece

Mode = Literal["keep", "tidy", "strip"]
Role = Literal["body", "heading", "cell"]

_SOFT, _HARD, _NODE = "\n", "\u2028", "\ufffc"
_MARKS = (_SOFT, _HARD, _NODE)
_ENDS = f"[{_SOFT}{_HARD}{_NODE}]"
_AMBIGUOUS_RUN = 8
"""How many quotes and dashes in a row are looked past."""

_KANGXI = "\u2f00-\u2fd5"
_COMPATIBILITY = "\uf900-\ufaff\U0002f800-\U0002fa1f"
_JOINERS = "\u200b\u200c\ufeff"

_ANYTHING = re.compile(f"[{BLANK}{_KANGXI}{_COMPATIBILITY}{_JOINERS}]")
_TELLING = re.compile(f"[{BLANK}{_KANGXI}{_COMPATIBILITY}{_JOINERS}{_SOFT}=]")
"""What a run must hold for anything here to concern it."""

_INDENT = re.compile(f"(?:^|(?<=[{_SOFT}{_HARD}]))[ \t]*[{WIDE_BLANK}][{BLANK}]*")
_URL = re.compile(r"\b(?:https?|ftp)://[^\s<>\"]+")
_FOLD = re.compile(f"[{_KANGXI}{_COMPATIBILITY}]")
_JOINER = re.compile(f"[{_JOINERS}]+")

_DATE_UNIT = (
    "(?:年(?![级級轻輕])|月(?![亮饼餅球])|日(?![本语語文元常])|[号號](?![召称稱])|[时時](?![间間候代刻期])"
    "|分(?![支类類布析别別配为為成享子数數])|秒|世[纪紀])"
)
"""Units of dates and times; not where the character begins another word (4 日本人)."""

_DIGIT = "[0-9０-９]"
_GAP = "[ \u00a0]"
_DATE_BLANK = re.compile(
    f"(?<={_DIGIT}){_GAP}+(?={_DATE_UNIT})"
    f"|(?:(?<={_DIGIT}[年月日号號时時分])|(?<={_DIGIT}{_GAP}[年月日号號时時分])){_GAP}+(?={_DIGIT}+{_GAP}*{_DATE_UNIT})"
)
_HAN_BLANK = re.compile(f"(?<=[{HAN}])[{BLANK}]+(?=[{HAN}])")
_NUMERAL = "[0-9０-９一二三四五六七八九十百零〇壹贰叁肆伍陆柒捌玖拾]{1,6}"
_LABEL = lazy_pattern(
    f"[（(〔【\\[]{_NUMERAL}[）)〕】\\]]|{_NUMERAL}[、．.)）]|第{_NUMERAL}[编章节篇部讲课条款项編節講課條項]"
    "|[\u2460-\u24ff\u3220-\u32b0\u2776-\u2793]|[A-Za-zア-ン가-하甲乙丙丁戊己庚辛壬癸][、．.)）]|제[0-9]{1,4}[장절조]"
)
"""What a typed label may look like at the start of a line. Whether it is one, the numbering pass decides."""

_SERIES = "[图圖図表附题題问問例注註案]|附[件录錄則表]|例[题題]|[问問][题題]|别表|別表"
_UNIT = "[编章节篇部讲课条款项目编号集卷回幕编編節講課條項號話巻単]|单元|單元|単元"
_SEPARATED = lazy_pattern(
    f"(?:{_LABEL.pattern})|(?:{_SERIES})?{_NUMERAL}|第{_NUMERAL}(?:{_UNIT})(?:[之のノ]{_NUMERAL}){{0,3}}"
)
_LONGEST_LABEL = 16
"""A label (第十條之一, 問一, 附件二) and, counted in characters, the most it can have; the blank after one parts it
from its text."""

_FLAT_FORMULA = re.compile(r"=\s*\d*(?:[A-Za-z]\d+){3,}")


class Change(Struct, frozen=True):
    """A stretch of the flat text and what takes its place."""

    start: int
    end: int
    after: str
    rule: str


def is_settled(text: str) -> bool:
    """Whether the characters of a run hold nothing that anything here concerns, blanks at its ends among it."""
    return not _TELLING.search(text)


def settle(events: list[Event], findings: Findings, mode: Mode, role: Role = "body") -> list[Event]:
    """The run with its edits made and the line ends decided. Edits and reports go to ``findings``."""
    if is_settled("".join([_characters(event) for event in events])):
        return events
    flat = _Flat(events, findings)
    if _ANYTHING.search(flat.text):
        changes = _changes(flat, mode, role)
        if changes:
            flat = _Flat(_edited(flat, changes), findings)
    formula = _FLAT_FORMULA.search(flat.text)
    if formula:
        problem = f"“{formula[0]}” looks like a formula that lost its fractions; kept as typed"
        flat.report("DF406", problem, formula.start())
    return _joined_lines(flat) if _SOFT in flat.text else flat.events


class _Flat:
    """The characters of a run, marks left out, and where each event begins in them."""

    def __init__(self, events: list[Event], findings: Findings) -> None:
        self.events = events
        self.findings = findings
        self.starts: list[int] = []
        parts: list[str] = []
        length = 0
        for event in events:
            self.starts.append(length)
            part = _characters(event)
            parts.append(part)
            length += len(part)
        self.text = "".join(parts)
        spans = [match.span() for match in _URL.finditer(self.text)]
        for start, event in zip(self.starts, events, strict=True):
            if isinstance(event, Piece) and event.fixed:
                spans.append((start, start + len(event.text)))
        spans += self._settle_marks()
        self._untouchable = _merged(spans)

    def _settle_marks(self) -> list[tuple[int, int]]:
        """Find out which events lie within a mark. The marks that hold only blanks, as places to fill in, are given."""
        self.within: list[bool] = []
        blanks: list[tuple[int, int]] = []
        opened: list[tuple[str, int]] = []
        keys: Counter[str] = Counter()
        filled = -1
        for number, event in enumerate(self.events):
            if isinstance(event, Close) and keys[event.key]:
                key, first = "", 0
                while key != event.key:
                    key, first = opened.pop()
                    keys[key] -= 1
                if filled < first and not self._is_bare(first):
                    blanks.append((self.starts[first], self.starts[number]))
            elif isinstance(event, Open):
                opened.append((event.key, number))
                keys[event.key] += 1
            elif isinstance(event, Leaf) or (isinstance(event, Piece) and event.text.strip(BLANK)):
                filled = number
            self.within.append(any(not self._is_bare(first) for _, first in opened))
        return [(start, end) for start, end in blanks if start < end]

    def _is_bare(self, number: int) -> bool:
        """Whether the mark that opens with an event says nothing of its content."""
        event = self.events[number]
        return isinstance(event, Open) and event.bare

    def event_at(self, index: int) -> int:
        """The number of the event that holds a character; marks hold none, so they never answer."""
        return bisect_right(self.starts, index) - 1

    def touchable(self, start: int, end: int) -> bool:
        """Whether a stretch lies outside every address and every mark that holds only blanks (``<u>　　</u>``)."""
        number = bisect_left(self._untouchable, (end, 0)) - 1
        return number < 0 or self._untouchable[number][1] <= start

    def plain_end(self, index: int) -> int:
        """Where the text that holds a character ends, or a mark begins; the index itself when it is within a mark."""
        number = self.event_at(index)
        end = index
        while number < len(self.events) and not self.within[number]:
            event = self.events[number]
            if isinstance(event, Piece):
                end = self.starts[number] + len(event.text)
            elif not isinstance(event, Open | Close):
                break
            number += 1
        return end

    def marked(self, start: int, end: int) -> bool:
        """Whether a mark begins or ends at one of the ends of a stretch, or in it."""
        first, last = self.event_at(start - 1) + 1, self.event_at(end)
        return any(isinstance(event, Open | Close) for event in self.events[first:last])

    def report(self, code: str, message: str, index: int, *, length: int = 1, hint: str = "") -> None:
        """Report something at the place in the source of a character."""
        number = self.event_at(index)
        event = self.events[number]
        at = None
        if isinstance(event, Piece):
            within = index - self.starts[number] if event.verbatim else 0
            at = self.findings.source.position(event.offset + within)
        elif isinstance(event, Line):
            at = self.findings.source.position(event.offset)
        self.findings.add(code, message, at, length=length, hint=hint)


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that overlap made one."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def _characters(event: Event) -> str:
    match event:
        case Piece(text=text):
            return text
        case Line(hard=hard):
            return _HARD if hard else _SOFT
        case Leaf() | Open(key="note") | Close(key="note"):
            return _NODE
        case _:
            return ""


def _changes(flat: _Flat, mode: Mode, role: Role) -> list[Change]:
    """All changes to a run, ascending and apart from each other, with what is to be reported said."""
    changes: list[Change] = []
    if mode != "keep":
        changes += _indents(flat)
        changes += (Change(*match.span(), "", "date") for match in _DATE_BLANK.finditer(flat.text))
        changes += _between_han(flat, mode, role)
    changes += _folded(flat)
    changes += _unjoined(flat)
    changes.sort(key=lambda change: (change.start, change.end))
    apart: list[Change] = []
    for change in changes:
        if flat.touchable(change.start, change.end) and (not apart or apart[-1].end <= change.start):
            apart.append(change)
    return apart


def _indents(flat: _Flat) -> list[Change]:
    """Blanks typed to indent a first line. Inside a paragraph they mean that its author began a new line there.

    They stand right in the paragraph, not in a mark, and are no wider than ``INDENT``: ``1. 　　　　是谁？`` and
    ``1. <u>　　</u>是谁？`` begin with a place to fill in, which stays.
    """
    changes = []
    for match in _INDENT.finditer(flat.text):
        start, end = match.start(), min(match.end(), flat.plain_end(match.start()))
        blanks = flat.text[start:end]
        if not blanks:
            continue
        width = blank_width(blanks)
        if width > INDENT:
            problem = f"a blank of {width:g} em, wider than an indent, begins this line: kept, as a place to fill in"
            flat.report("DF407", problem, start, length=end - start)
        else:
            changes.append(Change(start, end, "", "indent"))
        wide = "\u3000" in blanks or len(blanks) > 1
        if start > 0 and flat.text[start - 1] == _SOFT and wide and end < len(flat.text):
            number = flat.event_at(start - 1)
            line = flat.events[number]
            if isinstance(line, Line):
                flat.events[number] = Line(line.offset, hard=True)
                flat.report("DF405", "this line begins with a typed indent: the line end before it is kept", start)
    return changes


def _between_han(flat: _Flat, mode: Mode, role: Role) -> list[Change]:
    """Blanks between Han and Han: reported; removed only in body text under ``strip``, as they may part two names.

    The blank after a label (第一条　为了, 一　总则) parts it from its text and is neither, nor is one to fill in.
    The blanks that make ``请看 **重点** 内容`` legible while it is typed are kept without a word.
    """
    changes = []
    for match in _HAN_BLANK.finditer(flat.text):
        start, end = match.span()
        near = max(start - _LONGEST_LABEL - 1, 0)
        line = max(near - 1, flat.text.rfind(_SOFT, near, start), flat.text.rfind(_HARD, near, start)) + 1
        if (line == 0 or flat.text[line - 1] in _MARKS) and _SEPARATED.fullmatch(flat.text, line, start):
            continue
        if not flat.touchable(start, end):
            continue
        strippable = role == "body" and blank_width(match[0]) <= INDENT
        removed = strippable and mode == "strip"
        if not removed and flat.marked(start, end):
            continue
        left = re.split(_ENDS, flat.text[max(start - 4, 0) : start])[-1]
        right = re.split(_ENDS, flat.text[end : end + 4])[0]
        flat.report(
            "DF401",
            f"blank between Han characters {'removed' if removed else 'kept'}: “{left}{match[0]}{right}”",
            start,
            length=end - start,
            hint="--spacing strip removes such blanks" if strippable and not removed else "",
        )
        if removed:
            changes.append(Change(start, end, "", "han-han"))
    return changes


def _folded(flat: _Flat) -> list[Change]:
    """Kangxi radicals and compatibility ideographs become the unified ideographs they stand for.

    Character by character: NFKC over a whole text would turn ① into 1 and ㎡ into m2.
    """
    changes = []
    for match in _FOLD.finditer(flat.text):
        char, start = match[0], match.start()
        unified = unicodedata.normalize("NFKC" if "\u2f00" <= char <= "\u2fd5" else "NFC", char)
        if unified != char and flat.touchable(start, start + 1):
            changes.append(Change(start, start + 1, unified, "compatibility"))
            flat.report(
                "DF403",
                f"compatibility character {char} (U+{ord(char):04X}) read as {unified} (U+{ord(unified):04X})",
                start,
            )
    return changes


def _unjoined(flat: _Flat) -> list[Change]:
    """Zero-width characters go, except between letters of scripts that use them."""
    changes = []
    for match in _JOINER.finditer(flat.text):
        start, end = match.span()
        within = start > 0 and end < len(flat.text)
        if within and _uses_joiners(flat.text[start - 1]) and _uses_joiners(flat.text[end]):
            continue
        if flat.touchable(start, end):
            changes.append(Change(start, end, "", "joiner"))
            names = " ".join(f"U+{ord(char):04X}" for char in match[0])
            flat.report("DF404", f"invisible {names} removed", start)
    return changes


def summarise(findings: Findings) -> None:
    """One note for each kind of typed blank that was removed."""
    for rule, what in (("indent", "typed indents"), ("date", "blanks inside dates")):
        edits = [edit for edit in findings.edits if edit.rule == rule]
        if edits:
            first = min(edits, key=lambda edit: (edit.at.line, edit.at.column))
            findings.add("DF402", f"{what} removed: {len(edits)}", first.at)


def _uses_joiners(char: str) -> bool:
    """Whether a letter belongs to Arabic, an Indic or a South-East Asian script."""
    return "\u0600" <= char <= "\u10ff" or "\u1780" <= char <= "\u18af" or "\u1900" <= char <= "\u1cff"


def _edited(flat: _Flat, changes: list[Change]) -> list[Event]:
    """The run with the changes made; the pieces that remain keep their true offsets."""
    out: list[Event] = []
    first = 0
    for number, event in enumerate(flat.events):
        if not isinstance(event, Piece):
            out.append(event)
            continue
        begin, end = flat.starts[number], flat.starts[number] + len(event.text)
        while first < len(changes) and changes[first].end <= begin:
            first += 1
        last = first
        while last < len(changes) and changes[last].start < end:
            last += 1
        own = changes[first:last]
        if own and event.verbatim:
            out.extend(_cut(event, begin, own, flat.findings))
        elif own and own[0].start <= begin and end <= own[0].end:
            # What was written as an entity (&emsp;) goes as a whole.
            raw = flat.findings.source.text[event.offset : event.offset + event.raw]
            flat.findings.edit(own[0].rule, event.offset, raw, own[0].after)
            if own[0].after:
                out.append(Piece(own[0].after, event.offset, event.raw))
        else:
            out.append(event)
    return out


def _cut(piece: Piece, begin: int, changes: list[Change], findings: Findings) -> list[Piece]:
    """What the changes leave of a verbatim piece; of a change that reaches past its ends, the part inside is made."""
    parts: list[Piece] = []
    done = 0
    for change in changes:
        start, end = max(change.start - begin, 0), min(change.end - begin, len(piece.text))
        if start > done:
            parts.append(Piece(piece.text[done:start], piece.offset + done, start - done))
        findings.edit(change.rule, piece.offset + start, piece.text[start:end], change.after)
        if change.after:
            parts.append(Piece(change.after, piece.offset + start, end - start))
        done = end
    if done < len(piece.text):
        parts.append(Piece(piece.text[done:], piece.offset + done, len(piece.text) - done))
    return parts


def _joined_lines(flat: _Flat) -> list[Event]:
    """Soft line ends removed between characters that are set without blanks (CSS Text 3, 4.1.3), kept elsewhere.

    At the ends of a run and beside a hard line end they mean nothing and go. Before what may be a typed label, （2）
    or 二、, a line end stays, so that the numbering pass can still part the lines; printed it is nothing all the same.
    """
    out: list[Event] = []
    for number, event in enumerate(flat.events):
        if isinstance(event, Line) and not event.hard:
            index = flat.starts[number]
            beside = (flat.text[index - 1 : index], flat.text[index + 1 : index + 2])
            if _HARD in beside or "" in beside:
                continue
            labelled = _LABEL.match(flat.text, index + 1)
            if not labelled and _joins(flat.text, index, -1) and _joins(flat.text, index, 1):
                continue
        out.append(event)
    return out


def _joins(text: str, index: int, step: int) -> bool:
    """Whether the character beside a line end needs no blank; curly quotes and dashes go by the letter next to them."""
    index += step
    for _ in range(_AMBIGUOUS_RUN):
        if not (0 <= index < len(text) and text[index] in AMBIGUOUS):
            break
        index += step
    return 0 <= index < len(text) and text[index] not in _MARKS and joins_lines(text[index])
