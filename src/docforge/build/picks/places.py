"""Where in a final document the things are that people name: paragraphs, runs, sections."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from msgspec import Struct

from docforge.build.picks.asked import Asked, ends
from docforge.diagnostics import Diagnostic
from docforge.model import nodes as n
from docforge.model.slugs import page_slugs
from docforge.model.text import inline_text
from docforge.model.walk import WITH_ATTR, iterate
from docforge.passes.refs.targets import printed_label
from docforge.protocols import Result

Path = tuple[int, ...]
"""The way to a block: its place in the document's blocks, then in the blocks of that one, and so on."""

_SHOWN = 6
"""Names that a hint lists."""


class Stretch(Struct, frozen=True):
    """Blocks that follow each other, the way to the first of them, how people call them (``3–7``), and the run that
    these numbers are of (0 for none)."""

    blocks: n.Blocks
    path: Path
    name: str
    run: int = 0


class _Place(Struct, frozen=True):
    node: n.Item | n.Para | n.Heading
    path: Path

    @property
    def address(self) -> str:
        return "" if isinstance(self.node, n.Heading) else self.node.address

    @property
    def label(self) -> str:
        match self.node:
            case n.Item(label=label):
                return printed_label(label)
            case n.Para(number=number):
                return str(number)
            case _:
                return inline_text(self.node.content).strip()


class Places:
    """An index of one final document, made once for all that is asked of it."""

    def __init__(self, document: n.Document) -> None:
        self.document = document
        self._places = list(_listed(document.blocks))
        self._headings = [place for place in self._places if isinstance(place.node, n.Heading)]
        self._numbered = [place for place in self._places if not isinstance(place.node, n.Heading)]
        texts = [inline_text(document.title), *(place.label for place in self._headings)]
        self._slugs: dict[str, int] = {}
        for slug, number in page_slugs(texts):
            self._slugs.setdefault(slug, number - 1)
        self._anchors = {
            id(self._headings[number].node): slug for slug, number in reversed(self._slugs.items()) if number >= 0
        }
        """What a site calls each heading: by its authored id, else by the first anchor that is made of its words."""
        for place in self._headings:
            if not place.node.attr.id.startswith("~"):
                self._anchors[id(place.node)] = place.node.attr.id

    # ------------------------------------------------------------ what is asked for

    def stretches(self, asked: Asked, whole: Places | None = None) -> Result[tuple[Stretch, ...]]:
        """What is asked for, in that order. What there is not is told, with what there is.

        ``whole`` is the document that this one is an edition of: what is only there is left out without a word.
        """
        if not asked.names:
            return Result((Stretch(self.document.blocks, (0,), ""),))
        found: list[Stretch] = []
        problems: list[Diagnostic] = []
        for name in asked.names:
            result = self._stretch(name, asked)
            if whole is not None and result.diagnostics:
                result = self._left(whole._stretch(name, asked))
            problems.extend(result.diagnostics)
            found.extend(result.value)
        return Result(tuple(found), tuple(problems))

    def _stretch(self, name: str, asked: Asked) -> Result[tuple[Stretch, ...]]:
        single = self._single(name)
        if single:
            return Result(single)
        met = self._named(name)
        if met:
            return self._one_of(name, [(place, place) for place in met], asked)
        readings = [(first, last) for first, last in ends(name) if self._named(first) and self._named(last)]
        if readings:
            return self._range(*readings[0], asked)
        missing = next((part for pair in ends(name)[:1] for part in pair if not self._named(part)), name)
        problem = asked.problem("DF661", f'{asked.path} has no "{missing}"', self._hint(missing))
        return Result((), (problem,))

    def _left(self, whole: Result[tuple[Stretch, ...]]) -> Result[tuple[Stretch, ...]]:
        """What of stretches of the whole document is in this edition, by addresses, which are the same in all."""
        here = {place.address: place for place in self._numbered if place.address}
        found = []
        for stretch in whole.value:
            addresses = (place.address for place in _listed(stretch.blocks))
            left = [here[address] for address in addresses if address in here]
            found += [self._between(left[0], left[-1])] if left else []
        return Result(tuple(found), whole.diagnostics)

    def _single(self, name: str) -> tuple[Stretch, ...]:
        """A whole run (``s2``) or the section of a heading, by its id or the anchor that a site gives it."""
        of_run = [
            place
            for place in self._numbered
            if isinstance(place.node, n.Item) and place.node.run and place.node.level == 1
            if f"s{place.node.run}" == name
        ]
        if of_run:
            return (self._between(of_run[0], of_run[-1]),)
        number = self._slugs.get(name.lower(), -1)
        own = (place for place in self._headings if place.node.attr.id == name)
        heading = next(own, self._headings[number] if number >= 0 else None)
        return (self._section(heading),) if heading else ()

    def _range(self, first: str, last: str, asked: Asked) -> Result[tuple[Stretch, ...]]:
        """From one paragraph to another, of the same run where several have such numbers."""
        pairs = [
            (one, other)
            for one in self._named(first)
            for other in self._named(last)
            if _run(one) == _run(other) and one.path[:-1] == other.path[:-1]
        ]
        pairs = pairs or [(one, other) for one in self._named(first) for other in self._named(last)]
        rising = [(one, other) for one, other in pairs if one.path <= other.path]
        if not rising:
            return Result((), (asked.problem("DF662", f"{last} stands before {first}", f"write {last}-{first}"),))
        return self._one_of(f"{first}-{last}", rising, asked)

    def _one_of(self, name: str, found: Sequence[tuple[_Place, _Place]], asked: Asked) -> Result[tuple[Stretch, ...]]:
        if len(found) > 1:
            near = (one.address + (f"-{other.address}" if other is not one else "") for one, other in found[:_SHOWN])
            message = f'"{name}" may be {len(found)} things in {asked.path}'
            return Result((), (asked.problem("DF664", message, "say " + " or ".join(near)),))
        return Result((self._between(*found[0]),))

    def _named(self, name: str) -> list[_Place]:
        """What a name means: an address or id, else a label as printed, else a number."""
        for meant in (
            [place for place in self._numbered if name in (place.address, place.node.attr.id) and name],
            [place for place in self._numbered if isinstance(place.node, n.Item) and place.node.label == name],
            [place for place in self._numbered if place.address and place.label == name],
            [place for place in self._numbered if place.address and _value(place) == name],
        ):
            if meant:
                return meant
        return []

    def _hint(self, name: str) -> str:
        runs: dict[int, list[_Place]] = {}
        for place in self._numbered:
            if isinstance(place.node, n.Item) and place.node.run and place.node.level == 1:
                runs.setdefault(place.node.run, []).append(place)
        there = [
            f"{places[0].label}-{places[-1].label}" + (f" (s{run})" if len(runs) > 1 else "")
            for run, places in list(runs.items())[:_SHOWN]
        ]
        slugs = [slug for slug, number in self._slugs.items() if number >= 0]
        near = difflib.get_close_matches(name, slugs, n=1)
        said = f"did you mean {near[0]}? " if near else ""
        return said + (f"there are {', '.join(there)}" if there else "it has no numbered paragraphs")

    # ------------------------------------------------------------ blocks

    def _between(self, first: _Place, last: _Place) -> Stretch:
        """The blocks from one to another. Where they stand at different depths, what they stand in is taken whole."""
        one, other = first.path, last.path
        depth = 0
        while depth < min(len(one), len(other)) - 1 and one[depth] == other[depth]:
            depth += 1
        if one == other:
            depth = len(one) - 1
        row = self._row(one[:depth])
        name = first.label if first is last else f"{first.label}–{last.label}"
        return Stretch(row[one[depth] : other[depth] + 1], one[: depth + 1], name, _run(first))

    def _section(self, heading: _Place) -> Stretch:
        """A heading with all before the next one of its level or above."""
        row, at = self._row(heading.path[:-1]), heading.path[-1]
        assert isinstance(heading.node, n.Heading)
        level = heading.node.level
        stop = at + 1
        while stop < len(row) and not _begins(row[stop], level):
            stop += 1
        return Stretch(row[at:stop], heading.path, heading.label)

    def _row(self, path: Path) -> n.Blocks:
        row = self.document.blocks
        for place in path:
            node = row[place]
            assert isinstance(node, (n.Item, n.Div, n.Quote))
            row = node.blocks
        return row

    # ------------------------------------------------------------ headings over what is picked

    def above(self, path: Path) -> tuple[n.Heading, ...]:
        """The headings that a block stands under, the outermost first."""
        found: list[n.Heading] = []
        for place in self._headings:
            if place.path >= path:
                break
            assert isinstance(place.node, n.Heading)
            level = place.node.level
            found = [*(one for one in found if one.level < level), place.node]
        return tuple(found)

    # ------------------------------------------------------------ anchors on the web

    def heading_id(self, anchor: str) -> str:
        """The id of the heading that a site calls so, "" for none."""
        number = self._slugs.get(unquote(anchor).lower(), -1)
        return self._headings[number].node.attr.id if number >= 0 else ""

    def anchor(self, identifier: str) -> str:
        """What a site calls a thing: by its authored id, else by the heading it stands under; "" above the first."""
        if not identifier.startswith("~"):
            return identifier
        last = ""
        for node in iterate(self.document.blocks, *WITH_ATTR):
            last = self._anchors.get(id(node), last)
            if getattr(node, "attr", n.NO_ATTR).id == identifier:
                return last
        return ""

    def section_anchor(self, stretch: Stretch) -> str:
        """What a site calls the section that a stretch begins in."""
        own = stretch.blocks[:1] if isinstance(stretch.blocks[0], n.Heading) else self.above(stretch.path)[-1:]
        return self._anchors.get(id(own[0]), "") if own else ""


def _listed(blocks: n.Blocks, above: Path = ()) -> Iterator[_Place]:
    for number, block in enumerate(blocks):
        path = (*above, number)
        if isinstance(block, n.Item) or (isinstance(block, n.Para) and block.number) or isinstance(block, n.Heading):
            yield _Place(block, path)
        if isinstance(block, (n.Item, n.Div, n.Quote)):
            yield from _listed(block.blocks, path)


def _begins(block: n.Block, level: int) -> bool:
    return isinstance(block, n.Heading) and block.level <= level


def _run(place: _Place) -> int:
    return place.node.run if isinstance(place.node, n.Item) else 0


def _value(place: _Place) -> str:
    """The number of a paragraph as people type it: 7, or 2.4 for the fourth part of the second."""
    if isinstance(place.node, n.Item) and place.node.level == 1:
        return ".".join(map(str, place.node.value))
    return place.address.partition("p")[2] or place.address.removeprefix("n")
