"""Edits of a Word file as a colleague makes them: words, paragraphs, formatting, tracked changes.

Places are numbers that wrap around, so that any numbers are an edit of any file.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from copy import deepcopy
from typing import Any, NamedTuple

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BODY = "word/document.xml"
PLAIN = ("BodyText", "Normal", "ListNumber", "ListNumber2", "ListContinue", "ListContinue2", "ListBullet", "Quote",
         "Heading1", "Heading2")  # fmt: skip
"""Styles of paragraphs that are added and taken away one by one."""
_LEFT_ALONE = ("RunName", "Subtitle", "AdmonitionTitle", "Caption")
MARKS = ("b", "i", "u", "strike")
KINDS = ("words", "words", "bold", "plain", "delete", "insert", "split", "merge", "track")


class Edit(NamedTuple):
    """What is done, to which paragraph, from which character on, how many, and the new words."""

    kind: str
    paragraph: int
    start: int
    length: int
    text: str


def edited(data: bytes, edits: Sequence[Edit]) -> bytes:
    """A Word file after some edits. Those that a paragraph cannot have are left out."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    root = etree.fromstring(parts[_BODY])
    for edit in edits:
        _apply(root.find(W + "body"), edit)
    parts[_BODY] = etree.tostring(root)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def _style(paragraph: Any) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else str(found.get(W + "val"))


def _rows(body: Any) -> list[Any]:
    """The paragraphs of text, those of tables included; what docforge adds is left alone."""
    return [
        found
        for found in body.iter(W + "p")
        if next(found.iterancestors(W + "sdt", W + "txbxContent"), None) is None
        and _style(found) not in _LEFT_ALONE
        and not _style(found).startswith("TOC")
        and found.find(f".//{W}drawing") is None
        and _texts(found)
    ]


def _texts(paragraph: Any) -> list[Any]:
    return [text for run in paragraph.iterchildren(W + "r") for text in run.iterchildren(W + "t") if text.text]


def _apply(body: Any, edit: Edit) -> None:
    rows = _rows(body)
    paragraph = rows[edit.paragraph % len(rows)]
    texts = _texts(paragraph)
    text = texts[edit.start % len(texts)]
    start = edit.start % len(text.text)
    end = min(start + edit.length, len(text.text))
    if edit.kind == "words":
        _say(text, text.text[:start] + edit.text + text.text[end:])
    elif edit.kind == "bold":
        _mark(text, start, max(end, start + 1), MARKS[edit.length % len(MARKS)])
    elif edit.kind == "plain" and (look := text.getparent().find(W + "rPr")) is not None:
        text.getparent().remove(look)
    elif edit.kind == "track":
        _track(text, edit.text or "加")
    elif paragraph.getparent() is body and _style(paragraph) in PLAIN:
        _of_paragraph(edit, paragraph, text, start)


def _of_paragraph(edit: Edit, paragraph: Any, text: Any, start: int) -> None:
    following = paragraph.getnext()
    if edit.kind == "delete":
        if paragraph.find(f".//{W}footnoteReference") is None:  # Word takes the note away with its call
            paragraph.getparent().remove(paragraph)
    elif edit.kind == "insert":
        paragraph.addnext(_empty(paragraph))
        run = etree.SubElement(paragraph.getnext(), W + "r")
        _say(etree.SubElement(run, W + "t"), f"新的一段{edit.text}。")
    elif edit.kind == "split" and 1 < start < len(text.text) - 1:
        _split(paragraph, text, start)
    elif edit.kind == "merge" and _style(paragraph) == (None if following is None else _style(following)):
        paragraph.extend(child for child in list(following) if child.tag != W + "pPr")
        following.getparent().remove(following)


def _say(text: Any, words: str) -> None:
    text.text = words
    text.set(_SPACE, "preserve")


def _empty(element: Any) -> Any:
    """A paragraph or run that looks the same and says nothing."""
    copy = deepcopy(element)
    for child in list(copy):
        if child.tag not in (W + "pPr", W + "rPr"):
            copy.remove(child)
    return copy


def _mark(text: Any, start: int, end: int, name: str) -> None:
    run = text.getparent()
    if len(run.findall("*")) - (run.find(W + "rPr") is not None) > 1:
        return
    words = text.text
    for place, part in enumerate((words[:start], words[start:end], words[end:])):
        if not part:
            continue
        copy = deepcopy(run)
        _say(copy.find(W + "t"), part)
        if place == 1:
            look = copy.find(W + "rPr")
            if look is None:
                look = etree.Element(W + "rPr")
                copy.insert(0, look)
            if look.find(W + name) is None:
                etree.SubElement(look, W + name).set(W + "val", "single" if name == "u" else "1")
        run.addprevious(copy)
    run.getparent().remove(run)


def _track(text: Any, words: str) -> None:
    run = text.getparent()
    inserted = etree.Element(W + "ins")
    inserted.set(W + "id", "9000")
    inserted.set(W + "author", "李")
    inserted.append(_empty(run))
    _say(etree.SubElement(inserted[0], W + "t"), words)
    run.addnext(inserted)


def _split(paragraph: Any, text: Any, start: int) -> None:
    run = text.getparent()
    rest, second = _empty(run), _empty(paragraph)
    _say(etree.SubElement(rest, W + "t"), text.text[start:])
    rest.extend(list(text.itersiblings()))
    _say(text, text.text[:start])
    second.extend([rest, *run.itersiblings()])
    paragraph.addnext(second)
