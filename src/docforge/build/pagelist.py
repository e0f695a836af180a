"""The pages of a PDF in the e-book of the same text (EPUB 3.3, 7.4.2.3: page-list), so that people can find a page that
somebody quotes from the printed one.

The PDF is read back, its paragraphs are those of the document again, and where a page begins an empty span is put into
the document: at the letter, for a page that begins within a paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from docforge.limits import Limits
from docforge.model import nodes as n
from docforge.model.divisions import PAGE_BREAK, PAGE_SOURCE
from docforge.model.text import inline_text
from docforge.passes.tree import map_inlines
from docforge.protocols import Result
from docforge.verify.align import align
from docforge.verify.facts import Paragraph
from docforge.verify.joins import DrawnKeys, join_pages, label_of
from docforge.verify.match import key
from docforge.verify.model_facts import facts_and_origins
from docforge.verify.pdf.reader import read_pdf
from docforge.verify.reading import LINE_END, Found

Place = tuple[int, int]
"""A paragraph of the facts, and how many of its letters (blanks not counted) stand before."""


def with_pages(document: n.Document, pdf: bytes, source: str, limits: Limits) -> Result[n.Document]:
    """The document with a mark where each page of a PDF begins; ``source`` says in words what the pages are of.

    Raises PdfError for a file that cannot be read. Pages that hold no text of the document are marked where the next
    one is.
    """
    facts, origins = facts_and_origins(document)
    found = read_pdf(pdf, limits, source).found
    starts = _starts(facts.paragraphs, found)
    marks: dict[int, list[tuple[int, int]]] = {}
    own = [index for index, content in sorted(origins.items()) if content is not document.title]
    for page, (index, letters) in _every_page(starts).items():
        # A title page or a table of contents is marked where the text itself begins.
        nearest = next((other for other in own if other >= index), None)
        if nearest is not None:
            content = origins[nearest]
            offset = _offset(inline_text(content), letters if nearest == index else 0)
            marks.setdefault(id(content), []).append((offset, page))
    if not marks:
        return Result(document)

    def mark(content: n.Inlines) -> n.Inlines:
        for offset, page in sorted(marks.get(id(content), ()), reverse=True):
            content = _marked(content, offset, page)
        return content

    blocks = map_inlines(document.blocks, mark)
    meta = {**document.meta, PAGE_SOURCE: n.MetaString(source)}
    return Result(replace(document, blocks=blocks, meta=meta))


def _starts(expected: Sequence[Paragraph], found: Sequence[Found]) -> dict[int, Place]:
    """Where the text of each page begins, as far as it is known."""
    paragraphs = tuple(expected)
    places = {id(paragraph): index for index, paragraph in enumerate(paragraphs)}
    joined = join_pages(DrawnKeys(paragraphs), found)
    pieces = dict(zip(map(id, joined), _pieces(joined, found), strict=True))
    # The alignment joins what was joined already to the same paragraphs.
    starts: dict[int, Place] = {}
    for pair in align(paragraphs, joined, drawn=True).pairs:
        index, letters = places[id(pair.expected)], -len(key(label_of(pair.expected)))
        for piece in pieces.get(id(pair.found), ()):
            page = int(piece.where.rpartition(" ")[2])
            starts.setdefault(page, (index, max(letters, 0)))
            letters += len(key(piece.paragraph.text))
    return starts


def _pieces(joined: Sequence[Found], found: Sequence[Found]) -> Iterator[list[Found]]:
    """For each joined paragraph what of it stands on each page."""
    rest = iter(found)
    for whole in joined:
        own = [next(rest)]
        text = own[0].paragraph.text
        while text != whole.paragraph.text:
            own.append(next(rest))
            text += LINE_END + own[-1].paragraph.text
        yield own


def _every_page(starts: Mapping[int, Place]) -> dict[int, Place]:
    """Every page up to the last one that is known."""
    out: dict[int, Place] = {}
    following: Place | None = None
    for page in range(max(starts, default=0), 0, -1):
        following = starts.get(page, following)
        assert following is not None
        out[page] = following
    return dict(sorted(out.items()))


def _offset(text: str, letters: int) -> int:
    """The place in a text after so many letters."""
    for place in range(len(text) + 1):
        if len(key(text[:place])) >= letters:
            return place
    return len(text)


def _marked(content: n.Inlines, offset: int, page: int) -> n.Inlines:
    """A row with the mark of a page ``offset`` characters in; within a run of marked words it stands before them."""
    mark = n.Span((), attr=n.Attr(f"page-{page}", (PAGE_BREAK,), pairs=(("page", str(page)),)))
    for place, node in enumerate(content):
        size = len(inline_text((node,)))
        if offset < size or (offset == 0 and place == 0):
            if isinstance(node, n.Text) and offset > 0:
                head, tail = n.Text(node.text[:offset], at=node.at), n.Text(node.text[offset:], at=node.at)
                return (*content[:place], head, mark, tail, *content[place + 1 :])
            return (*content[:place], mark, *content[place:])
        offset -= size
    return (*content, mark)
