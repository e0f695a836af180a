"""What a book says of itself: who made it under its title, and a colophon (版权页, 奥付, 판권) at its end.

Both are made of the metadata. A book has a title page when somebody is named as its maker, and a colophon when there is
a publisher, an edition, an ISBN or a line of rights, unless it was told otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from docforge.model import meta
from docforge.model import nodes as n
from docforge.model.divisions import COLOPHON, TITLE_PAGE, is_book
from docforge.model.ids import own_id
from docforge.model.text import inline_text
from docforge.passes.findings import Findings
from docforge.passes.moved import moved
from docforge.protocols import Pass, PassOptions, Result

MARK = ("df", "imprint")
"""The attribute by which this pass knows its own blocks."""

_MAKERS = ("author", "authors", "editor", "translator", "illustrator")
_IMPRINT = ("publisher", "edition", "isbn", "rights")
"""Any of these makes a colophon."""

_WORDS: Mapping[str, Mapping[str, str]] = {
    "zh-Hans": {
        "colophon": "版权页", "title": "书名", "author": "著者", "editor": "编者", "translator": "译者",
        "illustrator": "绘者", "publisher": "出版", "edition": "版次", "date": "日期", "isbn": "ISBN", "rights": "版权",
        "by-author": "著", "by-editor": "编", "by-translator": "译", "by-illustrator": "绘",
    },
    "zh-Hant": {
        "colophon": "版權頁", "title": "書名", "author": "著者", "editor": "編者", "translator": "譯者",
        "illustrator": "繪者", "publisher": "出版", "edition": "版次", "date": "日期", "isbn": "ISBN", "rights": "版權",
        "by-author": "著", "by-editor": "編", "by-translator": "譯", "by-illustrator": "繪",
    },
    "ja": {
        "colophon": "奥付", "title": "書名", "author": "著者", "editor": "編者", "translator": "訳者",
        "illustrator": "絵", "publisher": "発行", "edition": "版", "date": "発行日", "isbn": "ISBN", "rights": "著作権",
        "by-author": "著", "by-editor": "編", "by-translator": "訳", "by-illustrator": "絵",
    },
    "ko": {
        "colophon": "판권", "title": "제목", "author": "지은이", "editor": "엮은이", "translator": "옮긴이",
        "illustrator": "그린이", "publisher": "펴낸곳", "edition": "판", "date": "펴낸날", "isbn": "ISBN",
        "rights": "저작권", "by-author": "지음", "by-editor": "엮음", "by-translator": "옮김", "by-illustrator": "그림",
    },
    "en": {
        "colophon": "Colophon", "title": "Title", "author": "Author", "editor": "Editor", "translator": "Translator",
        "illustrator": "Illustrator", "publisher": "Publisher", "edition": "Edition", "date": "Date", "isbn": "ISBN",
        "rights": "Rights", "by-author": "", "by-editor": "(editor)", "by-translator": "(translator)",
        "by-illustrator": "(illustrator)",
    },
}  # fmt: skip


class Imprint:
    """The pass. A document that has its imprint, or is no book, is left as it is."""

    name = "imprint"
    after: tuple[str, ...] = ("index",)

    def run(self, document: n.Document, options: PassOptions) -> Result[n.Document]:
        """See the module."""
        findings = Findings(document.sources)
        if not is_book(document) or any(_is_ours(block) for block in document.blocks):
            return findings.result(document)
        front = _title_page(document) if options.title_page is not False else ()
        wanted = options.colophon
        if wanted is None:
            wanted = any(meta.text(document, key).strip() for key in _IMPRINT)
        back = _colophon(document) if wanted else ()
        if not front and not back:
            return findings.result(document)
        return findings.result(moved(replace(document, blocks=(*front, *document.blocks, *back))))


def _is_ours(block: n.Block) -> bool:
    return isinstance(block, n.Div) and MARK in block.attr.pairs


def _title_page(document: n.Document) -> n.Blocks:
    """The makers of the book under its title, then the publisher; nothing where nobody is named."""
    words = _words(document.lang)
    lines: list[str] = []
    for role, names in _makers(document):
        after = words[f"by-{role}"]
        lines.append(_list(names, document.lang) + (f"{_gap(document.lang)}{after}" if after else ""))
    if not lines:
        return ()
    lines += [text for text in meta.texts(document, "publisher")[:1] if text]
    paras = tuple(n.Para((n.Text(line),), attr=n.Attr(classes=("byline",))) for line in lines)
    return (n.Div(paras, attr=n.Attr(classes=(TITLE_PAGE,), pairs=(MARK,))),)


def _colophon(document: n.Document) -> n.Blocks:
    words = _words(document.lang)
    attr = n.Attr(own_id("colophon"), ("back", COLOPHON))
    heading = n.Heading(1, (n.Text(words["colophon"]),), attr=attr)
    lines = (n.Para((n.Text(line),), tight=True) for line in _lines(document, words))
    return (heading, n.Div(tuple(lines), attr=n.Attr(classes=(COLOPHON,), pairs=(MARK,))))


def _lines(document: n.Document, words: Mapping[str, str]) -> Iterator[str]:
    """What a colophon says, a line each: 书名　城乡读本."""
    between = "\u3000" if document.lang[:2] in ("zh", "ja") else ": "
    title = inline_text(document.title).strip()
    if title:
        yield f"{words['title']}{between}{title}"
    for role, names in _makers(document):
        yield f"{words[role]}{between}{_list(names, document.lang)}"
    for key in ("publisher", "edition", "date", "isbn", "rights"):
        value = "; ".join(text for text in meta.texts(document, key) if text)
        if value:
            yield f"{words[key]}{between}{value}"


def _makers(document: n.Document) -> Iterator[tuple[str, list[str]]]:
    """Each role of ``_MAKERS`` with its names, in this order."""
    for key in _MAKERS:
        names = [entry["name"] for entry in meta.entries(document, key) if entry.get("name")]
        if names:
            yield key.removesuffix("s"), names


def _list(names: list[str], lang: str) -> str:
    return ("、" if lang[:2] in ("zh", "ja") else ", ").join(names)


def _gap(lang: str) -> str:
    return "\u3000" if lang[:2] in ("zh", "ja") else " "


def _words(lang: str) -> Mapping[str, str]:
    return _WORDS.get(lang) or _WORDS.get({"zh": "zh-Hans"}.get(lang[:2], lang[:2])) or _WORDS["en"]


PASS: Pass = Imprint()
