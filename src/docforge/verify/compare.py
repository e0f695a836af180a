"""Compare facts with what was read from a file, and say precisely what differs."""

from __future__ import annotations

from itertools import zip_longest

from docforge.diagnostics import Diagnostic, report
from docforge.model.ids import portable_address
from docforge.verify.align import Pair, align
from docforge.verify.facts import Facts, Note, Paragraph
from docforge.verify.locators import on_pages
from docforge.verify.match import DrawnMatch, begin_key, excerpt, first_difference, key, settle_lines, without_label
from docforge.verify.reading import MARKS, Found, Reading, by_number
from docforge.verify.targets import same_target

ADDED = frozenset(("contents", "furniture"))
"""Kinds of paragraph that a format may have or leave out when it is not known what is added."""

_LANGUAGES = {
    "zh-cn": "zh-hans",
    "zh-sg": "zh-hans",
    "zh-tw": "zh-hant",
    "zh-hk": "zh-hant",
    "zh-mo": "zh-hant",
}
"""Language tags with a region, as Word has them, and the script that they mean."""


class Comparison:
    """What came of comparing one file: ``diagnostics``, and how many paragraphs agree in every respect."""

    def __init__(self, facts: Facts, reading: Reading, file: str, other: str = "the document") -> None:
        self.facts = on_pages(facts, reading.pages) if reading.pages else facts
        self.reading = reading
        self.file = file
        self.other = other
        self.drawn = reading.format == "pdf"
        self._inner = by_number(reading.notes)
        """Texts of drawn notes by number."""
        self._met: dict[int, int] = {}
        """How many of the drawn notes of a number were met."""
        self.diagnostics: list[Diagnostic] = []
        self.matching = 0
        self._plain_headings = frozenset(" ".join(text.split()) for text in facts.outline)
        self._lenient = not facts.furniture
        self._level_offsets: dict[str, int] = {}
        """By how much headings are shifted: on each page of a site, else in the whole file."""
        self._in_brackets: set[int] = set()
        """Which readings of the paragraph at hand, drawn, stand in brackets in its text."""
        self._run()

    def _say(self, code: str, message: str) -> None:
        self.diagnostics.append(report(code, message, file=self.file))

    def _run(self) -> None:
        self._declared()
        alignment = align(self.facts.paragraphs, self.reading.found, drawn=self.drawn)
        for pair in alignment.pairs:
            before = len(self.diagnostics)
            self._pair(pair)
            if len(self.diagnostics) == before:
                self.matching += 1
        for paragraph in alignment.missing:
            if not (self._lenient and paragraph.kind in ADDED):
                self._say("DF803", f"{_name(paragraph)} is missing: {_begin(paragraph.text)}")
        for found in alignment.added:
            if not self._may_add(found.paragraph):
                text = found.paragraph.number + found.paragraph.text
                self._say("DF804", f"{found.where}: a paragraph that {self.other} does not have: {_begin(text)}")
        self._anchors()
        self._outline()

    def _may_add(self, paragraph: Paragraph) -> bool:
        """Whether a format may have a paragraph that is not in the facts."""
        if not paragraph.text and not paragraph.number and not self._told(paragraph):
            return True
        if paragraph.kind not in ADDED:
            return False
        return self._lenient or paragraph.text in self.facts.furniture

    def _told(self, paragraph: Paragraph) -> tuple[str, ...]:
        """The alternative texts but for the mere word for a picture, which a PDF has where a picture tells nothing."""
        return tuple(text for text in paragraph.images if text not in self.facts.furniture)

    def _declared(self) -> None:
        if self.facts.title.strip() and self.reading.title.split() != self.facts.title.split():
            self._say("DF812", f"the file's title is {self.reading.title!r}, {self.other} has {self.facts.title!r}")
        if not _speaks(self.facts.lang, self.reading.lang, self.reading.latin_lang):
            self._say("DF809", f"the file's language is {self.reading.lang}, {self.other} has {self.facts.lang}")

    # ------------------------------------------------------------ one paragraph

    def _pair(self, pair: Pair) -> None:
        expected, found = pair.expected, pair.found
        if pair.moved:
            self._say("DF805", f"{_name(expected)} stands at another place ({found.where}): {_begin(expected.text)}")
        text = self._label(expected, found)
        equal = self._text(expected, found, text)
        self._heading(expected, found)
        self._names(expected, found)
        self._notes(expected, found, equal)
        self._links(expected, found)
        self._beside(expected, found, equal)
        speaks = _speaks(expected.lang, found.paragraph.lang, found.latin_lang)
        if expected.text and expected.kind not in ADDED and not speaks:
            self._say("DF809", f"{_name(expected)} is {found.paragraph.lang}, in {self.other} {expected.lang}")

    def _label(self, expected: Paragraph, found: Found) -> str:
        """Check the label; return the text without it, where the format does not tell them apart."""
        text, label = found.paragraph.text, found.paragraph.number
        wanted = expected.number + expected.series
        if expected.kind == "entry":
            label = label[:1].translate(MARKS) + label[1:]
        if label == wanted and found.paragraph.run == expected.run:
            return text
        if expected.run and label == f"{expected.run} {wanted}":
            return text
        if not label:
            before = expected.run + wanted
            if begin_key(text).startswith(key(before)):
                return without_label(text, before)
            label, text = _typed_label(settle_lines(text), expected)
        self._say(
            "DF801",
            f"{_name(expected)} is labelled {found.paragraph.run + label!r}, in {self.other} {expected.run + wanted!r}",
        )
        return text

    def _text(self, expected: Paragraph, found: Found, text: str) -> bool:
        if self.drawn:
            match = DrawnMatch(expected, text)
            self._in_brackets = match.in_brackets
            place, theirs = match.difference, match.actual
            if place is None:
                self._drawn_notes(expected, match.called)
        else:
            place, theirs = first_difference(expected.text, text), text
            if expected.kind == "contents" and " ".join(text.split()) in self._plain_headings:
                place = None  # without quotation marks and pictures
        if place is not None:
            self._say(
                "DF802",
                f"{_name(expected)} differs at character {place.expected + 1} ({found.where}): "
                f"{excerpt(theirs, place.actual)}, in {self.other} {excerpt(expected.text, place.expected)}",
            )
        return place is None

    def _heading(self, expected: Paragraph, found: Found) -> None:
        """A heading stays one. How many levels a format shifts headings is its own affair, if it shifts all alike;
        each page of a site begins with the first level."""
        if expected.kind != "heading":
            if found.paragraph.kind == "heading" and expected.kind != "title":
                self._say("DF814", f"{_name(expected)} became a heading of level {found.paragraph.level}")
            return
        if found.paragraph.kind != "heading":
            self._say("DF814", f"{_name(expected)} is no longer a heading")
            return
        offset = found.paragraph.level - expected.level
        wanted = self._level_offsets.setdefault(found.where if self.reading.format == "site" else "", offset)
        if offset != wanted and found.paragraph.level != 6:
            self._say("DF814", f"{_name(expected)} has level {found.paragraph.level}, {expected.level} was expected")

    def _names(self, expected: Paragraph, found: Found) -> None:
        for what, name in (("id", expected.id), ("address", portable_address(expected.address))):
            if not name or name in found.names:
                continue
            if name in self.reading.names:
                self._say("DF806", f"{_name(expected)}: the {what} {name} leads to another place")
            else:
                self._say("DF806", f"{_name(expected)}: the {what} {name} is missing")

    def _notes(self, expected: Paragraph, found: Found, equal: bool) -> None:
        """Notes of a format that tells their calls from the text. Places mean something where texts are ``equal``."""
        if self.drawn:
            return
        actual = found.paragraph.notes
        if len(actual) != len(expected.notes):
            self._say("DF807", f"{_name(expected)} calls {len(actual)} notes, in {self.other} {len(expected.notes)}")
            return
        for ours, theirs in zip(expected.notes, actual, strict=True):
            if ours.number != theirs.number or (equal and ours.at != theirs.at):
                self._say(
                    "DF807",
                    f"{_name(expected)} calls note {theirs.number} after character {theirs.at}, "
                    f"in {self.other} note {ours.number} after character {ours.at}",
                )
            self._note(expected, ours, theirs.text)

    def _drawn_notes(self, expected: Paragraph, called: list[int]) -> None:
        for note in expected.notes:
            if note.number not in called:
                self._say("DF807", f"{_name(expected)} does not call note {note.number} after character {note.at}")
            elif note.number not in self._inner:
                self._say("DF807", f"{_name(expected)}: note {note.number} is missing")
            else:
                self._note(expected, note, self._drawn_note(note))

    def _drawn_note(self, note: Note) -> str:
        """The text that is drawn for a note. Where numbers begin anew, those of one number follow in order."""
        texts, met = self._inner[note.number], self._met.get(note.number, 0)
        if self._agrees(note, texts[min(met, len(texts) - 1)]):
            self._met[note.number] = met + 1
            return texts[min(met, len(texts) - 1)]
        # One that was called before is called again.
        return next((text for text in texts[:met] if self._agrees(note, text)), texts[min(met, len(texts) - 1)])

    def _agrees(self, note: Note, text: str) -> bool:
        return DrawnMatch(Paragraph("text", note.text), text, self._inner).difference is None

    def _note(self, expected: Paragraph, note: Note, text: str) -> None:
        if self.drawn:
            match = DrawnMatch(Paragraph("text", note.text), text, self._inner)
            place, text = match.difference, match.actual
        else:
            place = first_difference(note.text, text)
        if place is not None:
            self._say(
                "DF807",
                f"{_name(expected)}, note {note.number} differs at character {place.expected + 1}: "
                f"{excerpt(text, place.actual)}, in {self.other} {excerpt(note.text, place.expected)}",
            )

    def _links(self, expected: Paragraph, found: Found) -> None:
        ours, theirs = _distinct(expected.links), _distinct(found.paragraph.links)
        same = len(ours) == len(theirs) and all(map(same_target, ours, theirs))
        if not same and expected.kind not in ADDED:
            self._say(
                "DF808",
                f"{_name(expected)} links to {', '.join(theirs) or 'nothing'}, "
                f"in {self.other} to {', '.join(ours) or 'nothing'}",
            )

    def _beside(self, expected: Paragraph, found: Found, equal: bool) -> None:
        ours, theirs = (_rubies(item, equal, self.drawn) for item in (expected, found.paragraph))
        ours = [ruby for index, ruby in enumerate(ours) if index not in self._in_brackets]
        if ours != theirs and expected.kind not in ADDED:
            self._say(
                "DF810",
                f"{_name(expected)} has the readings {_readings(found.paragraph)}, "
                f"in {self.other} {_readings(expected)}",
            )
        images = _in_words(expected.images)
        if images not in (_in_words(found.paragraph.images), _in_words(self._told(found.paragraph))):
            self._say(
                "DF811",
                f"{_name(expected)} has pictures {list(found.paragraph.images)}, "
                f"in {self.other} {list(expected.images)}",
            )

    # ------------------------------------------------------------ the whole file

    def _outline(self) -> None:
        """The navigation lists the headings in order, and may have the title before. Without headings it is free."""
        headings = [text for text in self.facts.outline if key(text)]
        listed = [text for _, text in self.reading.outline or () if key(text)]
        if self.reading.outline is None or not headings:
            return
        longer = max(headings, listed, key=len)
        if abs(len(listed) - len(headings)) == 1 and key(self.facts.title) in ("", key(longer[0])):
            del longer[0]  # the title, or what stands for one
        for ours, theirs in zip_longest(headings, listed):
            if ours is None or theirs is None or key(ours) != key(theirs):
                have = "nothing" if theirs is None else _begin(theirs)
                want = "nothing" if ours is None else _begin(ours)
                self._say("DF813", f"the outline lists {have}, in {self.other} {want} is there")
                break

    def _anchors(self) -> None:
        """Anchors of other things than paragraphs (spans, tables, divisions)."""
        done = {paragraph.id for paragraph in self.facts.paragraphs}
        done |= {portable_address(paragraph.address) for paragraph in self.facts.paragraphs}
        for name in self.facts.anchors:
            if name not in done and name not in self.reading.names:
                self._say("DF806", f"the id {name} is missing")


def compare(facts: Facts, reading: Reading, file: str, other: str = "the document") -> tuple[Diagnostic, ...]:
    """Everything in which a file differs from facts; empty if it says the same. ``other`` names the facts' owner."""
    return tuple(Comparison(facts, reading, file, other).diagnostics)


def language(tag: str) -> str:
    """A language tag reduced to what decides on type: zh-CN and zh-Hans are one, ja-JP and ja, en-US and en."""
    tag = tag.lower().replace("_", "-")
    if tag in _LANGUAGES:
        return _LANGUAGES[tag]
    parts = tag.split("-")
    if parts[0] == "zh" and len(parts) > 1 and parts[1] in ("hans", "hant"):
        return f"zh-{parts[1]}"
    return parts[0]


def _speaks(expected: str, *tags: str) -> bool:
    """Whether one of a file's language tags is the expected one; also if either side names none."""
    named = {language(tag) for tag in tags if tag}
    return not expected or not named or language(expected) in named


def _typed_label(text: str, expected: Paragraph) -> tuple[str, str]:
    """Split a text whose label differs from the expected one: what stands before the expected text, or its length."""
    place = text.find(expected.text[:12]) if expected.text else -1
    if place < 0:
        place = min(len(expected.number), len(text))
    return text[:place].strip(), text[place:]


def _name(paragraph: Paragraph) -> str:
    """How a person calls a paragraph: its address, else its label or kind and beginning."""
    if paragraph.address:
        return paragraph.address
    kind = "paragraph" if paragraph.kind == "text" else paragraph.kind
    if paragraph.number:
        return f"{kind} {paragraph.number}"
    return f"{kind} {_begin(paragraph.text, 12)}"


def _begin(text: str, length: int = 24) -> str:
    text = settle_lines(text).replace("\n", "⏎").replace("\u2028", "").replace("\u2029", " ")
    return f"“{text[:length]}{'…' if len(text) > length else ''}”"


def _distinct(links: tuple[str, ...]) -> tuple[str, ...]:
    """Links without direct repeats: a link over two lines or runs is one."""
    return tuple(link for index, link in enumerate(links) if index == 0 or link != links[index - 1])


def _in_words(texts: tuple[str, ...]) -> list[list[str]]:
    """Alternative texts, however their words are parted."""
    return [text.split() for text in texts]


def _rubies(paragraph: Paragraph, placed: bool, drawn: bool) -> list[tuple[int, str, str]]:
    """Readings to compare, with the places of their bases where these mean something.

    A PDF draws blanks in a base as distances.
    """
    if drawn:
        return [(0, "".join(base.split()), "".join(reading.split())) for _, base, reading in paragraph.ruby]
    return [(start if placed else 0, base, reading) for start, base, reading in paragraph.ruby]


def _readings(paragraph: Paragraph) -> str:
    return "、".join(f"{base}（{reading}）" for _, base, reading in paragraph.ruby) or "(none)"
