"""A whole PDF: pages, tree, named destinations, notes, outline."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from docforge.diagnostics import Diagnostic, report
from docforge.limits import Limits
from docforge.verify.facts import Paragraph
from docforge.verify.match import settle_lines
from docforge.verify.pdf.content import Budget, BudgetError, Fonts, Interpreter, Page
from docforge.verify.pdf.tree import NOTE_NAME, Chunk, TreeReader
from docforge.verify.reading import DRAWN_BLANK, LINE_END, Found, Reading

Place = tuple[int, float, float]
"""Page from 0, x and y in points from its lower left corner."""

REACH = 2.4
"""A destination belongs to a paragraph that begins at most this far below it, in em (of 12 points at least)."""
BESIDE = (2.2, 5.0)
"""How far below a destination, and how far beside it, in em, a first line surely is its own: the line after that begins
lower (a leading of 1.3 and more), a label hangs no farther."""
HANG = 3.2
"""Em by which a line begins before its name where a label hangs: a cell of the column before may begin farther off."""
_CONTENTS_LINE = re.compile(
    rf"(?P<text>.*?)[{LINE_END}{DRAWN_BLANK}\s]*[.·…‥．]{{2,}}[.·…‥．{LINE_END}{DRAWN_BLANK}\s]*(?P<page>[0-9]+)",
    re.DOTALL,
)
_BULLETS = "●•◦▪□■✓✔☐☑"
"""Marks before an entry of a list; in notes they are left out on all sides."""
NESTING = 200
"""Levels of outlines and name trees that are followed."""


class PdfError(ValueError):
    """The PDF cannot be read. ``code`` is the diagnostic's code."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@contextmanager
def opened(data: bytes) -> Iterator[Any]:
    """A PDF to be read. Whatever goes wrong while it is open is a ``PdfError``."""
    import pikepdf

    stream = io.BytesIO(data)
    try:
        with pikepdf.open(stream) as pdf:
            yield pdf
    except BudgetError as error:
        raise PdfError("DF821", str(error)) from error
    except pikepdf.PasswordError as error:
        raise PdfError("DF820", "the PDF is encrypted") from error
    except (pikepdf.PdfError, RecursionError) as error:
        # The library names what it reads: an address in memory, which tells nobody anything and differs every time.
        reason = str(error).removeprefix(f"stream {stream!r}: ")
        raise PdfError("DF820", f"not a PDF that can be read ({reason})") from error
    except (TypeError, ValueError, KeyError, AttributeError, IndexError) as error:
        if isinstance(error, PdfError):
            raise
        # pikepdf raises these when an object is not of the kind that the standard asks for.
        raise PdfError("DF820", f"the PDF is malformed ({error})") from error


def read_pdf(data: bytes, limits: Limits, file: str) -> Reading:
    """What a PDF says. Raises ``PdfError`` when it cannot be read."""
    with opened(data) as pdf:
        return _read(pdf, limits, file)


def _read(pdf: Any, limits: Limits, file: str) -> Reading:
    root = pdf.Root.get("/StructTreeRoot")
    if root is None:
        raise PdfError("DF824", "the PDF has no structure tree")
    budget = Budget(limits.archive_bytes)
    fonts = Fonts(budget)
    pages = [Interpreter(page.obj, fonts, budget).page for page in pdf.pages]
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    lang = str(pdf.Root.get("/Lang", ""))
    tree = TreeReader(pages, numbers)
    tree.read(root)
    places = destinations(pdf, numbers)
    printed = printed_pages(pdf, places)
    pairs = pairs_of(pdf)
    names = names_of(tree.chunks, places, pairs)
    body, notes = _part_notes(tree.chunks, names)
    found = tuple(
        _found(chunk, names.get(index, ()), opens, printed) for index, chunk, opens in _drop_repeated_heads(body, pairs)
    )
    return Reading(
        "pdf",
        _title(pdf),
        lang,
        found,
        frozenset(places),
        tuple(_outline(pdf)),
        notes,
        diagnostics=tuple(_loose(pages, tree.used, file)),
        pages=printed,
    )


def _found(chunk: Chunk, names: tuple[str, ...], opens: bool, printed: dict[str, int]) -> Found:
    kind, text = chunk.kind, chunk.text
    match = _CONTENTS_LINE.fullmatch(text) if chunk.links else None
    target = printed.get(chunk.links[0].removeprefix("#")) if chunk.links else None
    if match and target and int(match["page"]) == target:
        # A line of a table of contents; one that names a wrong page stays text, and differs.
        kind, text = "contents", match["text"]
    paragraph = Paragraph(
        kind,
        text,
        lang=chunk.lang,
        level=chunk.level,
        links=tuple(chunk.links),
        ruby=tuple(chunk.ruby),
        images=tuple(chunk.images),
    )
    return Found(paragraph, names, opens, f"page {chunk.page + 1}")


# ---------------------------------------------------------------- destinations


def pages_of_names(pdf: Any) -> dict[str, int]:
    """The page, from 1, that each named destination of an open PDF lies on."""
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    return printed_pages(pdf, destinations(pdf, numbers))


class Pair(NamedTuple):
    """A sheet with two pages beside each other as it is shown: their numbers, and where they part."""

    numbers: tuple[int, int]
    turned: bool
    middle: float

    def second(self, x: float, y: float) -> bool:
        """Whether a place is on the second of the two."""
        return (y if self.turned else x) >= self.middle


def pairs_of(pdf: Any) -> dict[int, Pair]:
    """The sheets that have two pages and say which, by their number from 0."""
    out = {}
    for place, sheet in enumerate(pdf.pages):
        numbers = sheet.obj.get("/DocforgePages")
        if numbers is not None:
            turned = int(sheet.obj.get("/Rotate", 0)) % 180 == 90
            left, bottom, right, top = (float(value) for value in sheet.mediabox)
            middle = (bottom + top) / 2 if turned else (left + right) / 2
            out[place] = Pair((int(numbers[0]), int(numbers[1])), turned, middle)
    return out


def printed_pages(pdf: Any, places: dict[str, Place]) -> dict[str, int]:
    """The number, from 1, of the page that each named place is on."""
    pairs = pairs_of(pdf)
    out = {}
    for name, (page, x, y) in places.items():
        pair = pairs.get(page)
        out[name] = pair.numbers[pair.second(x, y)] if pair else page + 1
    return out


def destinations(pdf: Any, numbers: dict[Any, int]) -> dict[str, Place]:
    """The named destinations of a file. ``numbers``: page objects → numbers from 0."""
    out: dict[str, Place] = {}
    old = pdf.Root.get("/Dests")
    for name, target in () if old is None else old.items():
        _destination(out, str(name).removeprefix("/"), target, numbers)
    names = pdf.Root.get("/Names")
    if names is not None and "/Dests" in names:
        for name, target in _name_tree(names["/Dests"], 0):
            _destination(out, name, target, numbers)
    return out


def _name_tree(node: Any, depth: int) -> list[tuple[str, Any]]:
    items = list(node.get("/Names", []))
    out = [(str(items[place]), items[place + 1]) for place in range(0, len(items) - 1, 2)]
    if depth < NESTING:
        for kid in node.get("/Kids", []):
            out.extend(_name_tree(kid, depth + 1))
    return out


def _destination(out: dict[str, Place], name: str, target: Any, numbers: dict[Any, int]) -> None:
    import pikepdf

    if isinstance(target, pikepdf.Dictionary):
        target = target["/D"]
    page = numbers.get(target[0].objgen)
    if page is None:
        return
    # A null coordinate keeps the viewer's; 0 stands for it, since no paragraph begins there.
    x, y = (float(value) if value is not None else 0.0 for value in (list(target)[2:4] or (0, 0)))
    out[name] = (page, x, y)


def names_of(chunks: list[Chunk], places: dict[str, Place], pairs: dict[int, Pair]) -> dict[int, tuple[str, ...]]:
    """Which names lead to the beginning of which chunk."""
    by_page: dict[int, list[tuple[int, Chunk]]] = {}
    for index, chunk in enumerate(chunks):
        by_page.setdefault(chunk.page, []).append((index, chunk))
    out: dict[int, tuple[str, ...]] = {}
    for name, (page, x, y) in places.items():
        pair = pairs.get(page)
        best: tuple[bool, bool, float, float, int] | None = None
        for index, chunk in by_page.get(page, ()):
            if chunk.first is None or (NOTE_NAME.fullmatch(name) and not chunk.note):
                continue
            if pair and pair.second(x, y) != pair.second(chunk.first.x, chunk.first.y):
                continue
            below = y - chunk.first.y
            # A picture in the line makes it as high as the picture.
            reach = REACH * max(chunk.first.size, 12.0) if not chunk.images else math.inf
            if -0.3 * chunk.first.size <= below <= reach:
                # Paragraphs side by side (cells, columns) begin at about one height: one that begins far before
                # the name counts, else the nearer one.
                aside = abs(x - chunk.first.x)
                elsewhere = not 0 <= below <= BESIDE[0] * chunk.first.size or aside > BESIDE[1] * chunk.first.size
                before = chunk.first.x < x - HANG * chunk.first.size
                candidate = (elsewhere, elsewhere or before, round(below, 1), aside, index)
                best = candidate if best is None or candidate < best else best
        if best is not None:
            out[best[4]] = (*out.get(best[4], ()), name)
    return out


# ---------------------------------------------------------------- notes and pages


def _part_notes(
    chunks: list[Chunk], names: dict[int, tuple[str, ...]]
) -> tuple[list[tuple[int, Chunk]], dict[str, str]]:
    """The chunks of the body, and the texts of notes by key.

    A note that no name leads to goes on with the note before it, on a new page or column; without one it is left in the
    body.
    """
    keys: dict[int, str] = {}
    for index, chunk in enumerate(chunks):
        for match in filter(None, map(NOTE_NAME.fullmatch, names.get(index, ()))):
            keys.setdefault(chunk.note, match[1])
    body: list[tuple[int, Chunk]] = []
    notes: dict[str, str] = {}
    before = ""
    for index, chunk in enumerate(chunks):
        resumes = bool(chunk.note and before and chunk.note not in keys)
        key = before if resumes else keys.get(chunk.note, "")
        if not key:
            body.append((index, chunk))
            continue
        text = chunk.text.lstrip(_BULLETS)
        joint = LINE_END if resumes else "\n"
        notes[key] = f"{notes[key]}{joint}{text}" if key in notes else text
        keys[chunk.note] = before = key
    return body, {key: _without_marker(text, key.rpartition("-")[2]) for key, text in notes.items()}


def _without_marker(text: str, number: str) -> str:
    return re.sub(rf"^\W*{number}[.．、)）\]]?[\s{DRAWN_BLANK}{LINE_END}]*", "", settle_lines(text))


def _drop_repeated_heads(body: list[tuple[int, Chunk]], pairs: dict[int, Pair]) -> list[tuple[int, Chunk, bool]]:
    """Mark what opens a page or a column after the first, and leave out the head rows of a table that a page begins
    with once more. What stands between two tables tells the head of the second from that of the first."""
    out: list[tuple[int, Chunk, bool]] = []
    head: list[str] = []
    last_head: list[str] = []
    page = -1
    place = 0
    while place < len(body):
        index, chunk = body[place]
        opens = page >= 0 and (chunk.page != page or _turns(body[place - 1][1], chunk, pairs))
        run = place
        while run < len(body) and body[run][1].head and body[run][1].page == chunk.page:
            run += 1
        head = [settle_lines(item.text) for _, item in body[place:run]]
        if head:
            if opens and head == last_head:
                place = run
                continue
            last_head = head
        elif not chunk.table:
            last_head = []
        page = chunk.page
        out.append((index, chunk, opens))
        place += 1
        while place < run:
            out.append((*body[place], False))
            place += 1
    return out


def _turns(before: Chunk, chunk: Chunk, pairs: dict[int, Pair]) -> bool:
    """Whether a chunk is on the other page of its sheet than the one before it, or begins a column: above the end of
    that one, and well to the right of its beginning."""
    if before.first is None or before.last is None or chunk.first is None:
        return False
    pair = pairs.get(chunk.page)
    if pair and pair.second(before.first.x, before.first.y) != pair.second(chunk.first.x, chunk.first.y):
        return True
    return chunk.first.y > before.last.y + chunk.first.size and chunk.first.x > before.first.x + 5 * chunk.first.size


def _loose(pages: list[Page], used: set[tuple[int, int]], file: str) -> list[Diagnostic]:
    """Text that is neither in the tree nor an artifact."""
    out: list[Diagnostic] = []
    for number, page in enumerate(pages):
        texts = ["".join(piece.text for piece in page.loose)] if page.loose else []
        for mcid, pieces in page.marked.items():
            if (number, mcid) not in used and pieces:
                texts.append("".join(piece.text for piece in pieces))
        out.extend(
            report("DF823", f"page {number + 1} draws text outside the structure: {text[:40]!r}", file=file)
            for text in texts
            if text.strip()
        )
    return out


# ---------------------------------------------------------------- what the file declares


def _title(pdf: Any) -> str:
    return str(pdf.docinfo.get("/Title", ""))


def _outline(pdf: Any) -> list[tuple[int, str]]:
    outlines = pdf.Root.get("/Outlines")
    return [] if outlines is None else _entries(outlines, 1, set())


def _entries(parent: Any, level: int, seen: set[Any]) -> list[tuple[int, str]]:
    out: list[tuple[int, str]] = []
    entry = parent.get("/First")
    while entry is not None and entry.objgen not in seen and level < NESTING:
        seen.add(entry.objgen)
        out.append((level, str(entry.get("/Title", ""))))
        out.extend(_entries(entry, level + 1, seen))
        entry = entry.get("/Next")
    return out
