"""The edits of one document brought into the Markdown of another: only what changed is touched."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from msgspec.structs import replace

from docforge.build.changes.front import place_of
from docforge.build.changes.joints import joint
from docforge.build.changes.pairing import Pair, pair
from docforge.build.changes.passages import Passage, passages
from docforge.build.changes.proof import Offer, Proof, Reread, applied
from docforge.build.changes.report import Change, changes_of, taken
from docforge.build.changes.retarget import retargeted
from docforge.build.changes.signs import signs
from docforge.build.changes.source import MarkdownSource, is_whole
from docforge.build.changes.wording import Edit, HandWork, Render, Wording
from docforge.model import nodes as n
from docforge.model.source import SourceText
from docforge.model.walk import find, rewrite

_OPENING = re.compile(r"^([ \t>]*:{3,}[ \t]*[A-Za-z-]+)[ \t]*\r?\n(?:[ \t>]*\r?\n)*\Z", re.MULTILINE)
"""The line that opens a box without a title, before what the box holds."""
_FIXED = frozenset({"cell", "caption", "title", "term", "definition", "verse"})
"""Where a paragraph cannot be added or removed without what is around it."""


class Patch(NamedTuple):
    """The new Markdown; the changes that are in it, and those that have to be made by hand."""

    text: str
    done: tuple[Change, ...]
    left: tuple[Change, ...]


def patch(old: n.Document, source: SourceText, new: n.Document, render: Render, reread: Reread) -> Patch:
    """Bring the changes from ``old`` (read from ``source``) to ``new`` into the source.

    The result is read again: what does not say there what ``new`` says is not done, and ``left`` is what differs.
    """
    before, after = passages(old), passages(new)
    pairs = pair(before, after)
    found = changes_of(pairs)
    if not found:
        return Patch(source.text, (), ())
    here = [passage for passage in before if _is_here(passage)]
    markdown = MarkdownSource(source, here)
    work = _Work(markdown, pairs, render, _shift(old, markdown), _notes(old, new, pairs))
    offers = list(work.offers(found))
    proof = Proof(source.text, after, reread)
    accepted = _without_losses(proof, proof.accepted(offers, len(found) - sum(len(offer.changes) for offer in offers)))
    done = {id(change) for offer in accepted for change in offer.changes}
    text = proof.text(accepted)
    return Patch(
        retargeted(text, old, reread(text)),
        tuple(change for change in found if id(change) in done),
        proof.remaining(accepted),
    )


def _without_losses(proof: Proof, accepted: list[Offer]) -> list[Offer]:
    """The offers but for those that take away words which somebody has to put elsewhere by hand."""
    wanted = [change.after for change in proof.remaining(accepted) if change.kind in ("added", "changed")]
    return [
        offer
        for offer in accepted
        if not any(words in text for change in offer.changes for words in taken(change) for text in wanted)
    ]


def _shift(old: n.Document, markdown: MarkdownSource) -> int:
    """How much deeper headings stand in the source than in the model: by one below a title that is a heading there."""
    at = old.title[0].at if old.title else None
    is_heading = at is not None and not at.source and markdown.source.line(at.line).lstrip().startswith("#")
    return int(is_heading)


def _notes(old: n.Document, new: n.Document, pairs: Sequence[Pair]) -> dict[str, str]:
    """The old names of the new document's notes, where their paragraphs are paired."""
    ours, theirs = list(old.notes), list(new.notes)
    names: dict[str, str] = {}
    for found in pairs:
        if found.old is not None and found.new is not None and found.old.note and found.new.note:
            names.setdefault(theirs[found.new.note - 1], ours[found.old.note - 1])
    return names


def _is_here(passage: Passage | None) -> bool:
    """Whether a passage has a place in the source itself, not in a file that it includes."""
    return passage is not None and passage.at is not None and passage.at.source == 0


class _Work:
    def __init__(
        self, source: MarkdownSource, pairs: Sequence[Pair], render: Render, shift: int, notes: Mapping[str, str]
    ) -> None:
        self._source = source
        self._pairs = pairs
        self._render = render
        self._shift = shift
        self._notes = notes
        self._order = {id(found): place for place, found in enumerate(pairs)}

    def offers(self, changes: Sequence[Change]) -> Iterator[Offer]:
        """What can be made in the source; paragraphs that were parted or joined first."""
        taken: set[int] = set()
        by_pair: dict[int, list[Change]] = {}
        for change in changes:
            by_pair.setdefault(id(change.pair), []).append(change)
        standing = [found for found in self._pairs if not found.moved]
        for place, found in enumerate(standing[:-1]):
            both = (found, standing[place + 1])
            edits = joint(self._source, *both)
            labelled = found.old is None  # the second part gets its label where the first is parted from it
            members = [
                change for one in both for change in by_pair.get(id(one), ()) if labelled or change.kind != "renumbered"
            ]
            if edits and taken.isdisjoint(map(id, members)):
                taken |= set(map(id, members))
                yield Offer(tuple(members), tuple(edits))
        for change in changes:
            if id(change) in taken:
                continue
            try:
                yield Offer((change,), tuple(self._made(change)))
            except HandWork:
                continue

    def _made(self, change: Change) -> list[Edit]:
        match change.kind:
            case "changed":
                return self._change(change.pair)
            case "formatted":
                return self._wording(change.pair).marks()
            case "renumbered":
                return self._renumber(change.pair)
            case "removed":
                return self._remove(change.pair.old)
            case "added":
                return self._insert(change.pair)
            case "moved":
                return [*self._remove(change.pair.old), *self._insert(change.pair)]

    # ------------------------------------------------------------ within a passage

    def _wording(self, found: Pair) -> Wording:
        old, new = found.old, found.new
        if old is None or new is None or not _is_here(old) or old.content is None or new.content is None:
            raise HandWork
        text = self._source.source
        return Wording(signs(old.content, text), signs(new.content, None, self._notes), text.text, self._render)

    def _change(self, found: Pair) -> list[Edit]:
        old, new = found.old, found.new
        if found.moved:
            return []  # it is written whole where it stands now
        if old is not None and new is not None and "front" in old.within and "front" in new.within:
            place = place_of(self._source.text, old.text)
            if place == -1:
                raise HandWork
            return [Edit(place, place + len(old.text), new.text)]
        if old is None or new is None or not _is_here(old):
            raise HandWork
        if old.content is None and new.content is None:
            return self._code(old, new)
        level = self._level(old, new) if old.level != new.level else []
        return [*level, *self._wording(found).words()]

    def _code(self, old: Passage, new: Passage) -> list[Edit]:
        """Code stands in the source as it reads."""
        start, end = self._source.start(old), self._source.end(old)
        place = self._source.text.find(old.text, start, end) if old.text else -1
        if place == -1 or "```" in new.text or "~~~" in new.text:
            raise HandWork
        codes = SequenceMatcher(None, old.text, new.text, autojunk=False).get_opcodes()
        return [Edit(place + i1, place + i2, new.text[j1:j2]) for tag, i1, i2, j1, j2 in codes if tag != "equal"]

    def _level(self, old: Passage, new: Passage) -> list[Edit]:
        start = self._source.start(old)
        signs_ = re.compile(r"[ \t]*(#+)").match(self._source.text, start)
        if signs_ is None or not old.level or not new.level:
            raise HandWork
        return [Edit(signs_.start(1), signs_.end(1), "#" * min(new.level + self._shift, 6))]

    # ------------------------------------------------------------ labels

    def _renumber(self, found: Pair) -> list[Edit]:
        old, new = found.old, found.new
        if found.moved:
            return []
        if old is None or new is None:
            raise HandWork
        item = old.item
        if item is None or item.at is None or item.at.source or not old.label or not new.label:
            raise HandWork
        start = self._source.offset(item.at)
        first = old.at
        end = self._source.offset(first) if first is not None else start + len(old.label) + 8
        place = self._source.text.find(old.label, start, max(end, start + len(old.label)))
        if place == -1:
            raise HandWork
        edits = [Edit(place, place + len(old.label), new.label)]
        marker = item.marker
        if marker and self._source.text.startswith(marker, start) and place != start:
            edits += self._remark(start, marker, new)
        return edits

    def _remark(self, start: int, marker: str, new: Passage) -> list[Edit]:
        """The list marker before a typed label says the same number."""
        number = re.match(r"[0-9]+", marker)
        value = new.item.value[-1] if new.item is not None and new.item.value else None
        return [Edit(start, start + number.end(), str(value))] if number and value is not None else []

    # ------------------------------------------------------------ whole passages

    def _remove(self, old: Passage | None) -> list[Edit]:
        if old is not None and _is_here(old) and old.in_table and old.content:
            line = signs(old.content, self._source.source)
            return Wording(line, [], self._source.text, self._render).words()  # the cell stays
        if old is None or not _is_here(old) or _FIXED.intersection(old.within):
            raise HandWork
        text = self._source.text
        start, end = self._source.start(old), self._source.end(old)
        if not is_whole(text[start:end]):
            raise HandWork
        parted = start == 0 or text.endswith(("\n\n", "\r\n\r\n"), 0, start)
        blank = re.compile(r"[ \t>]*\r?\n").match(text, end)
        if parted and blank:
            end = blank.end()  # one empty line of the two around it
        elif parted and end == len(text) and start:
            start -= 2 if text.endswith("\r\n", 0, start) else 1
        return [Edit(start, end, "")]

    def _insert(self, found: Pair) -> list[Edit]:
        new = found.new
        if new is not None and new.within[-1:] == ("title",) and found.old is None:
            return self._entitle(found)
        if new is None or _FIXED.intersection(new.within) or new.content is None:
            raise HandWork
        before = self._before(found)
        if before is None:
            following = self._after(found)
            place = self._source.start(following)
            return [Edit(place, place, self._block(found, self._source.indent(following)) + "\n\n")]
        place, indent = self._room(new, before)
        text = self._source.text
        glue = "" if not place or text.endswith("\n", 0, place) else "\n"
        return [Edit(place, place, f"{glue}\n{self._block(found, indent)}\n")]

    def _entitle(self, found: Pair) -> list[Edit]:
        """A title for a box that had none."""
        text = self._source.text
        opening = _OPENING.search(text, 0, self._source.start(self._after(found)))
        if opening is None or found.new is None or found.new.content is None:
            raise HandWork
        title = self._render(n.Para(found.new.content))
        return [Edit(opening.end(1), opening.end(1), f" {title}")]

    def _room(self, new: Passage, before: Passage) -> tuple[int, str]:
        """Where a block comes in after a passage, and what its lines begin with."""
        within = before.within
        place = self._source.end(before)
        if before.in_table and not new.in_table:
            if not self._source.text.startswith("|", self._source.start(before) + len(self._source.indent(before))):
                raise HandWork  # where an element ends is not known
            return self._source.end_of_table(before), self._source.indent(before)
        inside = (*within, "item") if before.item is not None else within
        if new.within == inside and new.item is None and not new.bullet and (before.item or before.bullet):
            return place, self._source.indent_within(before)
        if new.within == within:
            continues = within[:1] == ("note",) and new.content is not None
            return place, self._source.indent_within(before) if continues else self._source.indent(before)
        if new.within == (*within, "quote"):
            return place, self._source.indent(before) + "> "
        if new.within == (*within, "entry") and new.bullet:
            return place, self._source.indent(before)
        if new.within == within[: len(new.within)]:
            for kind in reversed(within[len(new.within) :]):
                place = self._source.end_of_box(place) if kind == "box" else place
            return place, self._indent_of(new, before)
        raise HandWork

    def _indent_of(self, new: Passage, before: Passage) -> str:
        """What lines begin with that lie in less than the passage before: as with the nearest that lies as deep."""
        place = self._order[id(next(found for found in self._pairs if found.old is before))]
        for found in reversed(self._pairs[:place]):
            old = found.old
            if old is not None and _is_here(old) and old.within == new.within:
                return self._source.indent(old)
        return ""

    def _block(self, found: Pair, indent: str) -> str:
        """The lines of a passage that comes in: those of the source where it moved, else made."""
        assert found.new is not None
        lines = self._moved(found) if found.old is not None else self._render(self._made_block(found.new))
        return "\n".join(indent + line if line else line for line in lines.split("\n"))

    def _moved(self, found: Pair) -> str:
        old, new = found.old, found.new
        assert old is not None
        assert new is not None
        start, end = self._source.start(old), self._source.end(old)
        edits = self._change(replace(found, moved=False)) if old.text != new.text else []
        if old.label != new.label:
            edits += self._renumber(replace(found, moved=False))
        text = applied(self._source.text[:end], edits)[start:].rstrip()
        indent = self._source.indent(old)
        return "\n".join(line.removeprefix(indent) for line in text.split("\n"))

    def _made_block(self, new: Passage) -> n.Block:
        """A passage as a block of its own, its notes under their old names."""
        assert new.content is not None
        para = n.Para(new.content)
        if any(call.to not in self._notes for call in find(para, n.NoteRef)):
            raise HandWork
        para = rewrite(para, {n.NoteRef: lambda call: replace_note(call, self._notes)})
        if new.level:
            return n.Heading(level=min(new.level + self._shift, 6), content=para.content)
        if new.bullet == "-":
            return n.Bullets(items=(n.ListItem(blocks=(para,), marker="-"),))
        if new.item is None:
            return para
        item = new.item
        return n.Item(blocks=(para,), label=item.label, value=item.value, scheme=item.scheme, kind=item.kind)

    def _before(self, found: Pair) -> Passage | None:
        """The nearest passage before an added one that stands in the source and stays there."""
        for earlier in reversed(self._pairs[: self._order[id(found)]]):
            if earlier.old is not None and earlier.new is not None and not earlier.moved and _is_here(earlier.old):
                return None if earlier.old.within == ("title",) and not self._shift else earlier.old
        return None

    def _after(self, found: Pair) -> Passage:
        """The first passage after an added one that stands in the source and stays there."""
        for later in self._pairs[self._order[id(found)] :]:
            if later.old is not None and later.new is not None and not later.moved and _is_here(later.old):
                return later.old
        raise HandWork


def replace_note(call: n.NoteRef, names: Mapping[str, str]) -> n.NoteRef:
    """The call of a note under another name."""
    return n.NoteRef(to=names[call.to], at=call.at)
