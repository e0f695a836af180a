"""What a reader can jump to: headings, and runs of numbered paragraphs where a document has no headings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct, field

from docforge.model import nodes as n
from docforge.model.divisions import contents_title
from docforge.model.ids import portable_address, portable_id
from docforge.model.text import inline_text
from docforge.model.walk import find


class Point(Struct):
    """An entry of the table of contents; ``order`` counts all entries from 1 in reading order, ``level`` is how deep
    its heading lies, from 1."""

    text: str
    href: str
    order: int = 0
    level: int = 1
    inner: list[Point] = field(default_factory=list)


def points(document: n.Document, href: Callable[[str], str], start: str, name: str, deepest: int = 0) -> list[Point]:
    """The table of contents. ``start`` is the first page, ``name`` what it is called; never empty.

    ``deepest``: entries below that level stand at it, after the one they belong to; 0 is no limit.
    """
    headings = [heading for heading in _headings(document.blocks) if heading.attr.id]
    if headings:
        found = _nested(headings, href, deepest)
        if headings[0] is not document.blocks[0] or document.title:
            found.insert(0, Point(name, start))
    else:
        found = [Point(name, start), *_runs(document, href)]
    for order, point in enumerate(_flat(found), 1):
        point.order = order
    return found


def depth(found: Iterable[Point]) -> int:
    """How many levels the entries have."""
    return max((1 + depth(point.inner) for point in found), default=0)


def printed(found: list[Point]) -> str:
    """All that the table of contents prints."""
    return "".join(point.text for point in _flat(found))


def _headings(blocks: n.Blocks) -> Iterator[n.Heading]:
    return (heading for heading in find(blocks, n.Heading) if inline_text(heading.content).strip())


def _nested(headings: list[n.Heading], href: Callable[[str], str], deepest: int) -> list[Point]:
    top: list[Point] = []
    open_levels: list[tuple[int, Point]] = []
    for heading in headings:
        point = Point(" ".join(inline_text(contents_title(heading)).split()), href(portable_id(heading.attr.id)))
        while open_levels and open_levels[-1][0] >= heading.level:
            open_levels.pop()
        point.level = len(open_levels) + 1
        above = open_levels[: deepest - 1 if deepest else None]
        (above[-1][1].inner if above else top).append(point)
        open_levels.append((heading.level, point))
    return top


def _runs(document: n.Document, href: Callable[[str], str]) -> list[Point]:
    """One entry for each run, where there is more than one: 一 1–7."""
    if len(document.runs) < 2:
        return []
    first: dict[int, n.Item] = {}
    for item in find(document.blocks, n.Item):
        if item.run and item.address:
            first.setdefault(item.run, item)
    return [
        Point(
            f"{run.name} {_bare(run.first)}–{_bare(run.last)}".strip(),
            href(portable_address(first[run.number].address)),
        )
        for run in document.runs
        if run.number in first
    ]


def _bare(label: str) -> str:
    return label.rstrip(".、．。")


def _flat(found: list[Point]) -> Iterator[Point]:
    for point in found:
        yield point
        yield from _flat(point.inner)
