"""Aozora Bunko's notation in a run of text: ruby ｜漢字《かんじ》, and notes ［＃「…」に傍点］.

It works on the flat run of events that every reader makes, so that it reads the same in plain text and in Markdown.
A note that is not understood stays in the text as it was typed, with a warning.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from docforge.model import nodes as n
from docforge.model.text import inline_text
from docforge.readers.characters import HAN, KANA
from docforge.readers.findings import Findings
from docforge.readers.notations.aozora_terms import Make, is_plain_line, maker
from docforge.readers.notations.gaiji import described
from docforge.readers.rubies import reading
from docforge.readers.run import Close, Event, Leaf, Open, Piece

_SIGN = re.compile(
    r"(?P<gaiji>※?)［＃(?P<note>(?:[^［］\n]|［＃[^［］\n]{1,100}］){1,300})］|《(?P<reading>[^《》\n]{1,100})》|｜"
)
_BEFORE = re.compile(r"「(?P<target>.{1,200}?)」[にはの](?P<term>[^「」]+)\Z")
_END = "終わり"
_REACH = 400
"""How many characters back a note may name; it usually names those right before it."""

_ALIKE = (
    re.compile(f"[{HAN}\ufe00-\ufe0f\U000e0100-\U000e01ef〆ヶ仝]"),
    re.compile("[A-Za-z0-9ａ-ｚＡ-Ｚ０-９À-ɏ.,'’&-]"),
    re.compile(f"(?![\u3041-\u309f])[{KANA}]"),
    re.compile("[\u3041-\u309f]"),
)
"""Kinds of characters. Without ｜ a reading belongs to the run of one kind before it: ideographs, as a rule."""


def read_aozora(events: list[Event], findings: Findings) -> list[Event]:
    """The run with readings, marks and described characters in place of their notation."""
    signs = any(isinstance(event, Piece) and event.verbatim and _SIGN.search(event.text) for event in events)
    return _Run(findings).read(events) if signs else events


class _Tail(NamedTuple):
    """The last characters of a run, and for each the number of its event and its index there."""

    text: str
    places: list[tuple[int, int]]


class _Run:
    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.out: list[Event] = []
        self._bar: int | None = None
        self._open: Counter[str] = Counter()
        self._wrapped = 0

    def read(self, events: list[Event]) -> list[Event]:
        for event in events:
            if isinstance(event, Piece) and event.verbatim and not event.fixed:
                self._piece(event)
            else:
                self.out.append(event)
        return self.out

    def _piece(self, piece: Piece) -> None:
        done = 0
        for found in _SIGN.finditer(piece.text):
            self._text(piece, done, found.start())
            done = found.end()
            sign = Piece(found[0], piece.offset + found.start(), len(found[0]))
            if found["reading"] is not None:
                self._reading(found["reading"], sign)
            elif found["note"] is None:
                self._bar = len(self.out)
                self.out.append(sign)
            else:
                self._note(found["note"], bool(found["gaiji"]), sign)
        self._text(piece, done, len(piece.text))

    def _text(self, piece: Piece, start: int, end: int) -> None:
        if start < end:
            self.out.append(Piece(piece.text[start:end], piece.offset + start, end - start))

    # ------------------------------------------------------------ readings

    def _reading(self, text: str, sign: Piece) -> None:
        start = self._bar if self._bar is not None else self._base_start()
        after = start + 1 if self._bar is not None and start is not None else start
        self._bar = None
        base = "" if after is None else "".join(_plain(event) for event in self.out[after:])
        ruby = reading(base, [text])
        if ruby is None or start is None or not all(isinstance(event, Piece) for event in self.out[start:]):
            self._kept(sign, f"the reading {sign.text} has no base before it")
            return
        first = self.out[after if after is not None else start]
        assert isinstance(first, Piece)
        del self.out[start:]
        at = self.findings.source.position(first.offset)
        self.out.append(Leaf(n.Ruby(pairs=ruby.pairs, kind=ruby.kind, at=at)))

    def _base_start(self) -> int | None:
        """Cut the run where the characters before the reading become another kind; the event that begins there."""
        kind = None
        number = len(self.out)
        while number and isinstance(event := self.out[number - 1], Piece):
            keep = len(event.text)
            while keep:
                kind = kind or next((alike for alike in _ALIKE if alike.match(event.text[keep - 1])), None)
                if kind is None or not kind.match(event.text[keep - 1]):
                    break
                keep -= 1
            if keep == len(event.text):
                break
            if keep:
                if not event.verbatim:
                    break
                self.out[number - 1 : number] = [
                    Piece(event.text[:keep], event.offset, keep),
                    Piece(event.text[keep:], event.offset + keep, len(event.text) - keep),
                ]
                return number
            number -= 1
        return number if number < len(self.out) else None

    # ------------------------------------------------------------ notes

    def _note(self, note: str, is_character: bool, sign: Piece) -> None:
        if is_character:
            char = described(note)
            if char is None:
                self._kept(sign, f"{sign.text} names no character by its code")
            else:
                self.out.append(Piece(char, sign.offset, sign.raw))
            return
        backward = _BEFORE.match(note)
        if backward:
            self._backward(backward["target"], backward["term"], sign)
        elif note.endswith(_END):
            self._end(note.removesuffix(_END), sign)
        elif make := maker(note):
            key = f"［＃{note}］"
            self._open[key] += 1
            self.out.append(Open(key, sign.offset, self._said(note, make)))
        else:
            self._kept(sign, f"the note {_short(sign.text)} is not understood; it stays in the text")

    def _end(self, term: str, sign: Piece) -> None:
        key = f"［＃{term}］"
        if not self._open[key]:
            self._kept(sign, f"{sign.text} ends nothing that was begun")
            return
        self._open[key] -= 1
        self.out.append(Close(key, sign.offset))

    def _backward(self, target: str, term: str, sign: Piece) -> None:
        make, self._bar = maker(term), None
        if make is None:
            self._kept(sign, f"the note {_short(sign.text)} is not understood; it stays in the text")
            return
        bare = _SIGN.sub(lambda found: (described(found["note"]) or "") if found["gaiji"] else "", target)
        span = self._find(bare)
        if span is None:
            self._kept(sign, f"“{target}” does not stand before the note {_short(sign.text)}")
            return
        first, last = self._whole(*span)
        if not _balanced(self.out[first:last]):
            self._kept(sign, f"“{target}” crosses another mark, so {_short(sign.text)} stays in the text")
            return
        self._wrapped += 1
        key = f"［＃{term}］{self._wrapped}"
        offset = next((event.offset for event in self.out[first:last] if isinstance(event, Piece)), sign.offset)
        self.out.insert(last, Close(key, sign.offset))
        self.out.insert(first, Open(key, offset, self._said(term, make)))

    def _find(self, target: str) -> tuple[int, int] | None:
        """The events that hold the nearest ``target`` before the end, cut out of their pieces."""
        tail = self._tail()
        start = tail.text.rfind(target) if target else -1
        if start < 0:
            return None
        first, last = tail.places[start], tail.places[start + len(target) - 1]
        end = self._cut(last[0], last[1] + 1)
        begin = self._cut(*first)
        if end is None or begin is None:
            return None
        shift = 1 if begin > first[0] and first[1] else 0
        return begin, end + shift

    def _whole(self, first: int, last: int) -> tuple[int, int]:
        """A stretch with the ends of the marks that begin in it, and the beginnings of those that end in it."""
        while last < len(self.out) and isinstance(self.out[last], Close) and not _balanced(self.out[first:last]):
            last += 1
        while first and isinstance(self.out[first - 1], Open) and not _balanced(self.out[first:last]):
            first -= 1
        return first, last

    def _tail(self) -> _Tail:
        parts: list[str] = []
        places: list[tuple[int, int]] = []
        number = len(self.out)
        while number and len(places) < _REACH:
            number -= 1
            text = _plain(self.out[number])
            parts.append(text)
            places = [(number, index) for index in range(len(text))] + places
        return _Tail("".join(reversed(parts)), places)

    def _cut(self, number: int, index: int) -> int | None:
        """Make an event begin at a character of another; its number, or None inside what cannot be cut."""
        event = self.out[number]
        if index == 0:
            return number
        if index == len(_plain(event)):
            return number + 1
        if not isinstance(event, Piece) or not event.verbatim:
            return None
        self.out[number : number + 1] = [
            Piece(event.text[:index], event.offset, index),
            Piece(event.text[index:], event.offset + index, len(event.text) - index),
        ]
        return number + 1

    def _said(self, term: str, make: Make) -> Make:
        """Say once for each kind that a line is drawn as a plain one."""

        def build(content: n.Inlines, at: n.Position) -> n.Inlines:
            if is_plain_line(term):
                self.findings.once(f"line {term}", "DF135", f"{term} is read as a plain underline", at)
            return make(content, at)

        return build

    def _kept(self, sign: Piece, problem: str) -> None:
        self.out.append(sign)
        at = self.findings.source.position(sign.offset)
        self.findings.add("DF133", problem, at, length=len(sign.text))


def _plain(event: Event) -> str:
    """The characters of an event that a note can name."""
    match event:
        case Piece(text=text):
            return text
        case Leaf(node=n.Ruby() as ruby):
            return inline_text((ruby,))
        case Open() | Close():
            return ""
        case _:
            return "\ufffc"


def _balanced(events: list[Event]) -> bool:
    """Whether every mark that opens among some events closes there, and the other way round."""
    opened: list[str] = []
    for event in events:
        if isinstance(event, Open):
            opened.append(event.key)
        elif isinstance(event, Close) and (not opened or opened.pop() != event.key):
            return False
    return not opened


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
