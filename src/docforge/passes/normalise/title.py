"""The title: the heading of level 1, else the front matter's, else the first heading, else the file's name."""

from __future__ import annotations

from pathlib import PurePath

from msgspec.structs import replace

from docforge.model import nodes as n
from docforge.model.meta import plain
from docforge.model.text import inline_text
from docforge.passes.findings import Findings
from docforge.passes.labels import heading_label

UNTITLED = {"zh": "无题", "zh-Hant": "無題", "ja": "無題", "ko": "제목 없음", "en": "Untitled"}


def settle(document: n.Document, findings: Findings) -> n.Document:
    """Fill ``title`` and ``title_attr``.

    The heading that is the title leaves the blocks, unless it heads one of several sections of its rank, or stands
    below other text: then it only lends its words.
    """
    if document.title:
        return document
    own = [block for block in document.blocks if isinstance(block, n.Heading)]
    given = document.meta.get("title")
    top = [heading for heading in own if heading.level == 1]
    if top and inline_text(top[0].content).strip() and not _is_a_chapter(top, given is not None):
        return _take(document, top[0], given, findings)
    if given is not None and plain(given).strip():
        content = given.content if isinstance(given, n.MetaInlines) else (n.Text(plain(given).strip()),)
        return replace(document, title=content)
    if own and not heading_label(inline_text(own[0].content)) and inline_text(own[0].content).strip():
        rank = own[0].level
        alone = sum(heading.level <= rank for heading in own) == 1 and document.blocks[0] is own[0]
        return _take(document, own[0], None, findings) if alone else replace(document, title=_words(own[0]))
    return _from_file(document, findings)


def name_the_nameless(document: n.Document, findings: Findings) -> n.Document:
    """A title in the document's language for a text from a pipe that has none: no format may go without."""
    if document.title:
        return document
    lang = document.lang
    word = UNTITLED.get(lang) or UNTITLED.get(lang.split("-")[0]) or UNTITLED["en"]
    findings.add("DF202", f'no heading, no title in the front matter, no file name: called "{word}"')
    return replace(document, title=(n.Text(word),))


def _is_a_chapter(top: list[n.Heading], titled: bool) -> bool:
    """Whether the first of several level 1 headings is one of its kind and not the title of all."""
    return len(top) > 1 and (titled or bool(heading_label(inline_text(top[0].content))))


def _take(document: n.Document, heading: n.Heading, given: n.MetaValue | None, findings: Findings) -> n.Document:
    text = inline_text(heading.content)
    if given is not None and plain(given).strip() not in ("", text.strip()):
        findings.add(
            "DF203", f'the heading "{text}" is the title, not the front matter\'s "{plain(given)}"', heading.at
        )
    blocks = tuple(block for block in document.blocks if block is not heading)
    return replace(document, title=heading.content, title_attr=heading.attr, blocks=blocks)


def _words(heading: n.Heading) -> n.Inlines:
    """The words of a heading that stays where it is: without its notes, links and anchors."""
    text = inline_text(heading.content).strip()
    return (n.Text(text),)


def _from_file(document: n.Document, findings: Findings) -> n.Document:
    name = document.sources[0].name if document.sources else ""
    stem = PurePath(name.replace("\\", "/")).name.split(".", 1)[0] if name not in ("", "-", "<stdin>") else ""
    if not stem:
        return document
    findings.add("DF202", f'no heading and no title in the front matter: called "{stem}" after the file')
    return replace(document, title=(n.Text(stem),))
