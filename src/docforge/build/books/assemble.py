"""Chapters become one document, each a division of it."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Sequence
from urllib.parse import quote, unquote

from msgspec import Struct
from msgspec.structs import replace

from docforge.build.books.anchors import Names, Register
from docforge.build.books.chapter import BookSettings, Chapter, stem
from docforge.build.books.links import ChapterLinks
from docforge.build.books.moving import Move
from docforge.build.books.pages import Pages
from docforge.build.join import is_local, source_folder
from docforge.diagnostics import Diagnostic, report
from docforge.model import nodes as n
from docforge.model.divisions import CONTENTS_TITLE, MISSING
from docforge.model.text import inline_text
from docforge.model.walk import Rule, find, rewrite
from docforge.protocols import Result

_DEEPEST = 6
_LISTED = 2
"""Levels of headings in the table of contents: parts and chapters, or chapters and sections."""


class _Part(Struct, frozen=True):
    """What a chapter gives to the book."""

    blocks: n.Blocks
    notes: dict[str, n.Blocks]
    edits: tuple[n.Edit, ...] = ()


def assemble(chapters: Sequence[Chapter], settings: BookSettings) -> Result[n.Document]:
    """One document of chapters that were settled alone; the passes have still to run over it.

    Each becomes a stretch of blocks under a heading of its role and depth (``model.divisions``). A chapter that could
    not be read has a heading and a visible placeholder. Links between files become ``#id``; addresses of numbered
    paragraphs, which nobody has counted yet, ``#path#s2p7``. What two files call by one name is told and kept apart.
    """
    found: list[Diagnostic] = []
    register = Register()
    titles = [_title(chapter) for chapter in chapters]
    names = [register.survey(chapter, inline_text(title)) for chapter, title in zip(chapters, titles, strict=True)]
    found.extend(register.found)
    lang = settings.lang or _main_language(chapters)
    sources = tuple(source for chapter in chapters if chapter.document for source in chapter.document.sources)
    pages = Pages(
        (*(chapter.path for chapter in chapters if chapter.path), *settings.others),
        site_url=settings.site_url,
        aliases=settings.aliases,
        locate=settings.locate,
    )
    by_path = {chapter.path: own for chapter, own in zip(chapters, names, strict=True) if chapter.path}
    folder = posixpath.dirname(sources[0].name) if sources else ""
    parts: list[_Part] = []
    offset, taken = 0, set[str]()
    plain = [_without_contents(chapter, found) for chapter in chapters]
    for number, (chapter, title, own) in enumerate(zip(plain, titles, names, strict=True), 1):
        heading = _heading(chapter, title, own, offset, found)
        if chapter.document is None:
            parts.append(_Part((heading, *_placeholder(chapter, found)), {}))
            continue
        links = ChapterLinks(chapter, own, by_path, pages, settings, offset, sources)
        part = _moved(chapter, heading, own, links, (number, offset, taken), (folder, lang))
        found.extend(links.found)
        taken.update(part.notes)
        parts.append(part)
        offset += len(chapter.document.sources)
    blocks = tuple(block for part in parts for block in part.blocks)
    name = settings.title or (inline_text(titles[0]) if titles else "")
    book = n.Document(
        blocks=(*_contents(blocks), *(n.Contents(what=what) for what in settings.lists), *blocks),
        title=(n.Text(name),) if name else (),
        lang=lang,
        notes={name: blocks for part in parts for name, blocks in part.notes.items()},
        meta=dict(settings.meta),
        aliases={path: own.home for path, own in by_path.items()},
        edits=tuple(edit for part in parts for edit in part.edits),
        sources=sources,
    )
    return Result(book, tuple(found))


def _contents(blocks: n.Blocks) -> n.Blocks:
    """The table of contents that a book of several divisions begins with."""
    headings = sum(isinstance(block, n.Heading) for block in blocks)
    return (n.Contents(_LISTED),) if headings > 1 else ()


def _without_contents(chapter: Chapter, found: list[Diagnostic]) -> Chapter:
    """A chapter without a table of contents of its own, which would be one of the whole book here."""
    document = chapter.document
    places = [one.at for one in find(document, n.Contents) if one.what == "headings"]
    if document is None or not places:
        return chapter
    message = "the table of contents of this page is left out; that of the book lists its headings"
    file = document.sources[places[0].source if places[0] else 0].name if document.sources else chapter.path
    found.append(report("DF233", message, at=places[0], file=file))
    rules: dict[type, Rule] = {n.Contents: lambda one: None if one.what == "headings" else one}
    return replace(chapter, document=rewrite(document, rules))


def _title(chapter: Chapter) -> n.Inlines:
    """What is printed over a chapter: its own title, else the navigation's, else the file's name."""
    if chapter.document is not None and chapter.document.title:
        return chapter.document.title
    return (n.Text(chapter.title or posixpath.basename(stem(chapter.path)) or "…"),)


def _heading(chapter: Chapter, title: n.Inlines, own: Names, offset: int, found: list[Diagnostic]) -> n.Heading:
    document = chapter.document
    attr = document.title_attr if document else n.NO_ATTR
    pairs = attr.pairs
    text = " ".join(inline_text(title).split())
    if chapter.title and " ".join(chapter.title.split()) != text:
        pairs = (*pairs, (CONTENTS_TITLE, chapter.title))
        message = f'the navigation calls it "{chapter.title}", its heading is "{text}"'
        found.append(_said("DF232", message, chapter))
    first = next((node.at for node in title if node.at), None)
    at = n.Position(first.line, first.column, first.source + offset) if first else None
    attr = replace(attr, id=own.home, classes=(chapter.role, *attr.classes), pairs=pairs)
    return n.Heading(level=min(max(chapter.depth, 1), _DEEPEST), content=title, attr=attr, at=at)


def _placeholder(chapter: Chapter, found: list[Diagnostic]) -> n.Blocks:
    """What stands in a chapter that could not be read; nothing for a part without a page."""
    if not chapter.path:
        return ()
    found.append(_said("DF230", f"{chapter.path} could not be read; a placeholder stands for it", chapter))
    line = n.Para((n.Text(f"[{chapter.path}]"),))
    return (n.Div(blocks=(line,), attr=n.Attr(classes=(MISSING,))),)


def _said(code: str, message: str, chapter: Chapter) -> Diagnostic:
    """A diagnostic at the place where the navigation names the chapter, else at the chapter."""
    if chapter.place is not None:
        file, line, column = chapter.place
        return report(code, message, file=file, at=n.Position(line, column))
    sources = chapter.document.sources if chapter.document else ()
    return report(code, message, file=sources[0].name if sources else chapter.path)


def _moved(
    chapter: Chapter,
    heading: n.Heading,
    own: Names,
    links: ChapterLinks,
    place: tuple[int, int, set[str]],
    book: tuple[str, str],
) -> _Part:
    """A chapter's blocks and notes in the book. ``place``: its number, first source and the notes' names that are
    taken; ``book``: the folder that pictures are named from, and the language."""
    document = chapter.document
    assert document is not None
    number, offset, taken = place
    folder, lang = book
    here = source_folder(document, 0)
    notes = {name: f"{number}:{name}" if name in taken else name for name in document.notes}
    move = Move(
        offset=offset,
        below=heading.level,
        names=own.ids,
        headings=own.headings,
        notes=notes,
        picture=lambda url: picture_from(url, here, folder) if here != folder and is_local(url) else url,
        link=links.settle,
        address=links.address,
    )
    foreign = document.lang if document.lang not in ("", lang) else ""
    content = move.moved(heading.content)
    title = replace(heading, content=content)
    blocks: n.Blocks = (title, *move.moved(document.blocks))
    kept = {notes[name]: move.moved(row) for name, row in document.notes.items()}
    if foreign:
        blocks = tuple(in_language(block, foreign) for block in blocks)
        kept = {name: tuple(in_language(block, foreign) for block in row) for name, row in kept.items()}
    edits = tuple(replace(edit, at=move.moved(edit.at)) for edit in document.edits)
    return _Part(blocks, kept, edits)


def in_language(block: n.Block, lang: str) -> n.Block:
    """A block marked with its language, unless it says one itself."""
    if isinstance(block, (n.Lines, n.Terms)):
        return n.Div(blocks=(block,), attr=n.Attr(lang=lang), at=block.at)
    if isinstance(block, (n.RawBlock, n.Rule, n.Contents)) or block.attr.lang:
        return block
    return replace(block, attr=replace(block.attr, lang=lang))


def _main_language(chapters: Sequence[Chapter]) -> str:
    """The language of most blocks; of equals the first."""
    counts: Counter[str] = Counter()
    for chapter in chapters:
        if chapter.document is not None and chapter.document.lang:
            counts[chapter.document.lang] += len(chapter.document.blocks) + 1
    return counts.most_common(1)[0][0] if counts else ""


def picture_from(url: str, there: str, here: str) -> str:
    """A picture's path that was relative to ``there``, made relative to ``here``."""
    path = posixpath.relpath(posixpath.join("/", there, unquote(url)), posixpath.join("/", here))
    return quote(path, safe="/!$&'()*+,;=@~:")
