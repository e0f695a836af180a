"""Paragraphs that the end of a page cut in two, put together again."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from docforge.verify.facts import Paragraph
from docforge.verify.match import DrawnMatch, begin_key, key, without_label
from docforge.verify.reading import CALL_END, CALL_START, LINE_END, Found

_CALL = re.compile(f"{CALL_START}([0-9]*){CALL_END}")
_PLAIN = re.compile(f"[^{CALL_START}（]*")
"""What begins a drawn text and has neither calls of notes nor readings in brackets."""


def label_of(paragraph: Paragraph) -> str:
    """What a page prints before the text of a paragraph."""
    return paragraph.run + paragraph.number + paragraph.series


class DrawnKeys:
    """Keys of a document's paragraphs, and which of them a text read from a page has, with whatever is drawn in it."""

    def __init__(self, expected: Sequence[Paragraph]) -> None:
        self.expected = expected
        self.keys = [begin_key(label_of(paragraph) + paragraph.text) for paragraph in expected]
        self._order = sorted(range(len(expected)), key=lambda index: self.keys[index])
        self._sorted = [self.keys[index] for index in self._order]
        self._called = {str(note.number) for paragraph in expected for note in paragraph.notes}
        self._known = {known: known for known in self.keys}
        for paragraph, plain in zip(expected, self.keys, strict=True):
            if paragraph.ruby:
                self._known.setdefault(begin_key(label_of(paragraph) + _bracketed(paragraph)), plain)

    def of(self, found: Found) -> str:
        """The key of a paragraph of a page: that of the document's if it has the same text, else of what is drawn."""
        text = found.paragraph.run + found.paragraph.number + found.paragraph.text
        kept = begin_key(text)
        without = begin_key(_CALL.sub(lambda call: "" if call[1] in self._called else call[1], text))
        return self._known.get(kept) or self._known.get(without) or without

    def is_whole(self, found: Found) -> bool:
        """Whether the document has a paragraph of just this text."""
        return self.of(found) in self._known

    def begins(self, found: Found) -> bool:
        """Whether a paragraph of the document begins with what was found."""
        return any(_is_beginning(self.expected[index], found.paragraph.text) for index in self._like(found))

    def ends(self, found: Found) -> bool:
        """Whether a paragraph of the document ends with what was found."""
        end = self.of(found)
        return any(other.endswith(end) for other in self.keys)

    def _like(self, found: Found) -> Iterator[int]:
        """The paragraphs that begin like a text as far as nothing is drawn in it that is not text."""
        match = _PLAIN.match(found.paragraph.text)
        prefix = begin_key(match[0]) if match else ""
        for place in range(bisect_left(self._sorted, prefix), len(self._sorted)):
            if not self._sorted[place].startswith(prefix):
                break
            yield self._order[place]


def join_pages(keys: DrawnKeys, found: Sequence[Found]) -> tuple[Found, ...]:
    """Put what opens a page to the paragraph before it, where the document has the two in one."""
    out: list[Found] = []
    for item in found:
        if item.resumes and out and _belongs(keys, out[-1], item):
            out[-1] = _joined(out[-1], item)
        else:
            out.append(item)
    return tuple(out)


def _belongs(keys: DrawnKeys, before: Found, after: Found) -> bool:
    if not key(before.paragraph.text) or not key(after.paragraph.text):
        return False  # a picture alone on the page before is a paragraph of its own
    whole = keys.is_whole(before), keys.is_whole(after)
    if all(whole):
        return False
    if keys.begins(_joined(before, after)):
        return True
    # One of them differs from the document: the other one tells that they are parts.
    return not any(whole) and not after.names and (keys.begins(before) or keys.ends(after))


def _joined(first: Found, second: Found) -> Found:
    one, two = first.paragraph, second.paragraph
    paragraph = replace(
        one,
        text=one.text + LINE_END + two.text,
        notes=one.notes + two.notes,
        links=one.links + two.links,
        ruby=one.ruby + two.ruby,
        images=one.images + two.images,
    )
    return replace(first, paragraph=paragraph, names=first.names + second.names)


def _is_beginning(paragraph: Paragraph, text: str) -> bool:
    label = label_of(paragraph)
    if label:
        if not begin_key(text).startswith(begin_key(label)):
            return False
        text = without_label(text, label)
    match = DrawnMatch(paragraph, text)
    return match.difference is None or match.difference.actual >= len(match.actual)


def _bracketed(paragraph: Paragraph) -> str:
    """A text with its readings as a PDF may draw them in it: 漢字（かんじ）, one for bases that touch."""
    inserted: list[tuple[int, str]] = []
    pending = ""
    for index, (start, base, reading) in enumerate(paragraph.ruby):
        end = start + len(base)
        pending += reading
        if index + 1 == len(paragraph.ruby) or paragraph.ruby[index + 1][0] != end:
            inserted.append((end, f"（{pending}）"))
            pending = ""
    text = paragraph.text
    for place, addition in reversed(inserted):
        text = text[:place] + addition + text[place:]
    return text
