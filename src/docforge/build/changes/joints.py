"""Paragraphs that were parted or joined: the source is, at the same place, and nothing else of it is touched."""

from __future__ import annotations

from docforge.build.changes.pairing import Pair
from docforge.build.changes.passages import Passage
from docforge.build.changes.signs import Sign, signs
from docforge.build.changes.source import MarkdownSource
from docforge.build.changes.wording import Edit


def joint(source: MarkdownSource, first: Pair, second: Pair) -> list[Edit]:
    """The edit that parts one paragraph in two, or joins two, where two neighbouring pairs show that; else none."""
    if first.moved or second.moved:
        return []
    if first.new is not None and second.new is not None and (first.old is None) != (second.old is None):
        old = first.old or second.old
        return _parted(source, old, first.new, second.new) if old is not None else []
    if first.old is not None and second.old is not None and (first.new is None) != (second.new is None):
        new = first.new or second.new
        return _joined(source, first.old, second.old, new) if new is not None else []
    return []


def _parted(source: MarkdownSource, old: Passage, head: Passage, rest: Passage) -> list[Edit]:
    if not _is_plain(old) or not _is_plain(head) or not _is_plain(rest):
        return []
    found = _line(source, old)
    text = "".join(sign.text for sign in found if sign.text[0] != "\0")
    if not head.text or not rest.text or not text.startswith(head.text) or not text.endswith(rest.text):
        return []
    if text[len(head.text) : len(text) - len(rest.text)].strip() or len(head.text) + len(rest.text) > len(text):
        return []
    last = _place_of(found, len(head.text)) - 1
    first = _place_of(found, len(text) - len(rest.text))
    start, end = _end_of(found, last), _start_of(found, first)
    lead = _lead(source, old, rest)
    return [] if start < 0 or end < start or lead is None else [Edit(start, end, f"\n\n{lead}")]


def _joined(source: MarkdownSource, one: Passage, two: Passage, new: Passage) -> list[Edit]:
    if not _is_plain(one) or not _is_plain(two) or not _is_plain(new):
        return []
    between = new.text[len(one.text) : len(new.text) - len(two.text)]
    if new.text != one.text + between + two.text or between.strip():
        return []
    start, end = _end_of(_line(source, one), -1), _start_of(_line(source, two), 0)
    if start < 0 or end < start:
        return []
    gap = source.text[start:end].strip(" \t\r\n>")
    marker = two.item.marker if two.item is not None else two.bullet
    return [Edit(start, end, between)] if gap in ("", marker, two.label, f"{marker} {two.label}") else []


def _is_plain(passage: Passage) -> bool:
    """Whether a passage is a paragraph with a place of its own."""
    return passage.content is not None and not passage.level and not {"cell", "caption"}.intersection(passage.within)


def _line(source: MarkdownSource, passage: Passage) -> list[Sign]:
    is_here = passage.at is not None and passage.at.source == 0
    return signs(passage.content or (), source.source) if is_here else []


def _place_of(found: list[Sign], length: int) -> int:
    """The place of the sign after so many characters; calls of notes stay with what is before them."""
    place = count = 0
    while place < len(found) and (count < length or found[place].text[0] == "\0"):
        count += found[place].text[0] != "\0"
        place += 1
    return place


def _end_of(found: list[Sign], place: int) -> int:
    """Where a sign ends in the source with the marks that end with it; -1 where a mark goes on."""
    if not found:
        return -1
    place %= len(found)
    sign = found[place]
    if not sign.around:
        return sign.end
    return sign.around[0].end if sign.around[0].last == place else -1


def _start_of(found: list[Sign], place: int) -> int:
    if place >= len(found):
        return -1
    sign = found[place]
    if not sign.around:
        return sign.start
    return sign.around[0].start if sign.around[0].first == place else -1


def _lead(source: MarkdownSource, old: Passage, rest: Passage) -> str | None:
    """What the second part begins with: it is a further paragraph of the item, the next item, or one like the first."""
    if rest.item is not None:
        return f"{source.indent(old)}{rest.label} " if rest.label and old.item is not None else None
    if rest.bullet:
        return f"{source.indent(old)}- " if rest.bullet == "-" and old.bullet == "-" else None
    inside = (*old.within, "item") if old.item is not None else old.within
    if rest.within == inside:
        return source.indent_within(old)
    return source.indent(old) if rest.within == old.within else None
