"""Compare two texts exactly, but for what a format cannot hold.

A PDF holds drawn lines. Where a line ends (``LINE_END``) the document may have nothing, blanks or a hard break; blanks
next to a line end are not drawn (in code they are), nor are tabs. An empty piece of text (``DRAWN_BLANK``) stands for
blanks or a place where a line may end. Characters without a picture (zero-width joiners, soft hyphens, variation
selectors) may be absent, letters may be composed with their marks, and a no-break space looks like a space. Readings
that a PDF sets as 漢字（かんじ） are taken out where the document has them. Everything else is compared character by
character, in every format.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache

import msgspec

from docforge.verify.facts import Paragraph
from docforge.verify.reading import CALL_END, CALL_START, DRAWN_BLANK, LINE_END, MARKS

_SKIPPED = re.compile(
    r"[\s\ufdd0\ufdd1\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]+"
)
_LINES = re.compile(r"[ \t]*(?:\n[ \t]*)*\n")
_DRAWN_LINES = re.compile(rf"(?:[ \t{DRAWN_BLANK}]*{LINE_END})*")
"""Lines of blanks; there may be none."""
_BLANKS = re.compile(rf"[ \t\u3000{LINE_END}{DRAWN_BLANK}]*")
_AROUND_LINE_END = re.compile(rf"[^\S{LINE_END}{DRAWN_BLANK}]*[{LINE_END}{DRAWN_BLANK}]*{LINE_END}[\s{DRAWN_BLANK}]*")


class Mismatch(msgspec.Struct, frozen=True):
    """The first difference: where it is in the expected and in the actual text (code points)."""

    expected: int
    actual: int


def key(text: str) -> str:
    """A text without blanks and invisible characters: equal keys mean the same paragraph, not an equal one."""
    return _SKIPPED.sub("", text)


def begin_key(text: str) -> str:
    """The key of a whole paragraph, label included: a bullet or box at its beginning is the one of the facts."""
    bare = key(text)
    return bare[:1].translate(MARKS) + bare[1:]


def settle_lines(text: str) -> str:
    """One ``LINE_END`` at each line end, without the blanks around it; none at either end of the text."""
    if LINE_END not in text:
        return text
    return _AROUND_LINE_END.sub(LINE_END, text).strip(LINE_END)


def without_label(text: str, label: str) -> str:
    """A text without the label at its beginning and what parts them."""
    place = 0
    for character in label:
        if key(character):
            while not key(text[place]):
                place += 1
            place += 1
    if not label:
        return text
    bare = text[place:].lstrip(f"\t {LINE_END}{DRAWN_BLANK}")
    # An empty piece after the label may be a blank to fill in, with which the text begins.
    return DRAWN_BLANK + bare if DRAWN_BLANK in text[place : len(text) - len(bare)] else bare


def first_difference(expected: str, actual: str) -> Mismatch | None:
    """Where two texts differ first, None if nowhere."""
    if expected == actual:
        return None
    end = min(len(expected), len(actual))
    place = next((index for index in range(end) if expected[index] != actual[index]), end)
    return Mismatch(place, place)


class DrawnMatch:
    """An expected paragraph against a text read from drawn lines (a PDF).

    ``difference`` is the first one, ``called`` the numbers of the expected notes whose calls were met at their places.
    ``in_brackets`` are the indices of the readings that stand in the text.
    ``inner`` are the texts of notes as drawn, by number (several where numbers begin anew): in a note, the call of
    another stands for its text in brackets.
    """

    def __init__(self, expected: Paragraph, actual: str, inner: Mapping[int, Sequence[str]] | None = None) -> None:
        self.expected = expected.text
        self.verbatim = expected.kind == "code"
        # A line may end right before a call.
        actual = actual.replace(CALL_START + LINE_END, LINE_END + CALL_START)
        self.actual = actual.strip(LINE_END) if self.verbatim else settle_lines(actual)
        self.readings = expected.ruby
        self.notes = expected.notes
        self.inner = inner or {}
        self.next_reading = 0
        self.in_brackets: set[int] = set()
        self.called: list[int] = []
        self._looked_at = 0
        """Where blanks end in the drawn text that are known to be the expected ones."""
        self.i = 0
        self.j = 0
        self.difference: Mismatch | None = None
        while self.i < len(self.expected) or self.j < len(self.actual):
            if not self._step():
                self.difference = Mismatch(self.i, self.j)
                break

    def _step(self) -> bool:
        here = self.expected[self.i : self.i + 1]
        there = self.actual[self.j : self.j + 1]
        if there == CALL_START:
            self._call()
            return True
        if there == CALL_END:
            self.j += 1
            return True
        if there == "（" and self._reading():
            return True
        if here and there and here != there and self._composed():
            return True
        if here and (here == there or _same_picture(here, there)):
            self.i += 1
            self.j += 1
            return True
        if there == "\u00ad" and self.actual[self.j + 1 : self.j + 2] in ("", LINE_END):
            self.j += 1  # the hyphen of a word that goes on in the next line
            return True
        if there == LINE_END:
            self.j += 1
            if self.verbatim:
                self._line()
            else:
                self._blanks()
            return True
        if there == DRAWN_BLANK:
            self.j += 1
            if self.verbatim and here.isspace() and self.actual[self.j : self.j + 1].isspace():
                return True  # a place where a line may end, among blanks that are drawn
            while self._blanks() and self.actual[self.j : self.j + 1].isspace():
                self.j += 1  # a box of blanks beside a blank that is drawn
            return True
        if here == LINE_END:
            # The expected text was drawn too: what blanks it has here is not known.
            self.i += 1
            while self.actual[self.j : self.j + 1].isspace():
                self.j += 1
            return True
        if here and (_invisible(here) or here == "\t" or (not there and not self.expected[self.i :].strip())):
            self.i += 1
            return True
        return False

    def _composed(self) -> bool:
        """Take a letter with its marks, or a Hangul syllable, that one side holds composed (canonically equal)."""
        ours, theirs = _cluster(self.expected, self.i), _cluster(self.actual, self.j)
        if len(ours) + len(theirs) < 3 or unicodedata.normalize("NFC", ours) != unicodedata.normalize("NFC", theirs):
            return False
        self.i += len(ours)
        self.j += len(theirs)
        return True

    def _call(self) -> None:
        """Take the call of a note that is expected here; other digits are text."""
        end = self.actual.find(CALL_END, self.j)
        digits = self.actual[self.j + 1 : end]
        if digits.isdecimal() and int(digits) in self.inner and self.expected.startswith(" [", self.i):
            texts = [settle_lines(text) for text in self.inner[int(digits)]]
            rest = key(self.expected[self.i :])
            text = next((text for text in texts if rest.startswith(key(f" [{text}"))), texts[0])
            self.actual = f"{self.actual[: self.j]} [{text}]{self.actual[end + 1 :]}"
            return
        self.j += 1
        for note in self.notes:
            if str(note.number) == digits and self._reached(note.at):
                self.called.append(note.number)
                self.j = end + 1
                break

    def _reached(self, place: int) -> bool:
        """Whether a place is here, but for blanks that a line end took."""
        low, high = sorted((place, self.i))
        return not self.expected[low:high].strip()

    def _line(self) -> None:
        """End a line of verbatim text: with the document's line if it ends here, empty lines too, else by wrapping."""
        ended = _LINES.match(self.expected, self.i)
        if ended:
            self.i = ended.end()
            self.j = _DRAWN_LINES.match(self.actual, self.j).end()  # type: ignore[union-attr]
        elif not self.actual[self.j : self.j + 1].isspace():
            self._blanks()
        elif self.j >= self._looked_at:
            # Blanks that fill a line may be missing at its end: as many as are drawn below it must be left.
            drawn = _BLANKS.match(self.actual, self.j)
            wanted = _BLANKS.match(self.expected, self.i)
            assert drawn
            assert wanted
            self._looked_at = drawn.end()
            marks = drawn[0].count(LINE_END) + drawn[0].count(DRAWN_BLANK)
            self.i += max(0, len(wanted[0]) - (len(drawn[0]) - marks))

    def _blanks(self) -> int:
        start = self.i
        while self.i < len(self.expected) and self.expected[self.i].isspace():
            self.i += 1
        return self.i - start

    def _touching_end(self) -> int:
        """Where the bases end that begin with the next reading's and touch each other."""
        end = self.readings[self.next_reading][0]
        for start, base, _ in self.readings[self.next_reading :]:
            if start != end:
                break
            end += len(base)
        return end

    def _reading(self) -> bool:
        """Take （reading） after the base, or after neighbouring bases together; others stand over their bases."""
        while self.next_reading < len(self.readings) and self._touching_end() < self.i:
            self.next_reading += 1
        readings = ""
        end = None
        for bases, (start, base, reading) in enumerate(self.readings[self.next_reading :], 1):
            if end is not None and start != end:
                break
            end = start + len(base)
            readings += reading
            if end == self.i:
                taken = _drawn_prefix(self.actual, self.j, f"（{readings}）")
                if taken:
                    self.j = taken
                    self.in_brackets.update(range(self.next_reading, self.next_reading + bases))
                    self.next_reading += bases
                    return True
            elif end > self.i:
                break
        return False


def _cluster(text: str, place: int) -> str:
    """A character with the marks or Hangul vowels and finals that follow it."""
    end = place + 1
    while end < len(text) and (unicodedata.combining(text[end]) or "\u1160" <= text[end] <= "\u11ff"):
        end += 1
    return text[place:end]


def _drawn_prefix(text: str, place: int, prefix: str) -> int:
    """Where ``prefix`` ends in a drawn text that has it at ``place`` (line ends ignored); 0 if it has not."""
    for character in prefix:
        while text[place : place + 1] == LINE_END:
            place += 1
        if text[place : place + 1] != character:
            return 0
        place += 1
    return place


def _same_picture(here: str, there: str) -> bool:
    return here in " \u00a0" and there in " \u00a0" and bool(there)


@cache
def _invisible(character: str) -> bool:
    return unicodedata.category(character) == "Cf" or bool(_SKIPPED.fullmatch(character) and not character.isspace())


def excerpt(text: str, place: int, around: int = 8) -> str:
    """The surroundings of a place in a text, quoted, the character there in brackets."""
    text = text.replace(DRAWN_BLANK, " ")
    before = text[max(0, place - around) : place]
    here = text[place : place + 1]
    after = text[place + 1 : place + 1 + around]
    quoted = f"{before}[{here}]{after}".replace("\n", "⏎").replace(LINE_END, "⏎")
    return f"“{'…' if place > around else ''}{quoted}{'…' if place + 1 + around < len(text) else ''}”"
