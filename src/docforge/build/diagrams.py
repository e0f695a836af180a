"""Diagrams as code: a fence of Mermaid, PlantUML, Graphviz or D2 is drawn by the picture that lies beside its source.

The picture of the second diagram of ``notes.md`` is ``notes-2.svg``; one with an id, ``{#flow}``, is ``flow.svg``.
Where neither is there, the drawing that ``docforge draw`` made of exactly this text. ``{caption="…"}`` is its caption.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from urllib.parse import quote

from msgspec.structs import replace

from docforge.build.join import source_name
from docforge.diagnostics import Diagnostic, report
from docforge.model import nodes as n
from docforge.model.walk import find, rewrite
from docforge.protocols import Result
from docforge.world import World

LANGUAGES = frozenset(("mermaid", "plantuml", "puml", "dot", "graphviz", "d2"))
"""Languages of code blocks that describe a drawing."""

DRAWINGS = "drawn-diagrams"
"""The folder, beside a document, of what ``docforge draw`` made."""

_SAME = {"puml": "plantuml", "graphviz": "dot"}
_CAPTION = "caption"
_FILE_NAME = re.compile(r"[\w-][\w.-]*")


def drawn(document: n.Document, path: str, world: World) -> Result[n.Document]:
    """A document as read from ``path`` with a figure for each diagram that has its picture.

    The diagram's own source is the picture's alternative text. Those without a picture stay code: one DF520 for all.
    """
    codes = [code for code in find((document.blocks, document.notes), n.CodeBlock) if _is_diagram(code)]
    if not codes:
        return Result(document)
    pictures = {id(code): _picture(code, number, path, world) for number, code in enumerate(codes, 1)}
    bare = [code for code in codes if not pictures[id(code)]]

    def settle(code: n.CodeBlock) -> n.Block:
        url = pictures.get(id(code), "")
        return _figure(code, url) if url else _captioned(code)

    found: tuple[Diagnostic, ...] = ()
    if bare:
        wanted = _names(bare[0], codes.index(bare[0]) + 1, path)[0]
        count = "a diagram is" if len(bare) == 1 else f"{len(bare)} diagrams are"
        hint = f"put its drawing beside the source as {wanted}, or let docforge draw make it"
        file = source_name(document, bare[0].at.source) if bare[0].at else path  # the fence may have been included
        found = (report("DF520", f"{count} printed as code", at=bare[0].at, file=file, hint=hint),)
    return Result(rewrite(document, {n.CodeBlock: settle}), found)


def undrawn(document: n.Document) -> Iterator[n.CodeBlock]:
    """The diagrams of a document as read that have no picture."""
    return (code for code in find((document.blocks, document.notes), n.CodeBlock) if _is_diagram(code))


def language_of(code: n.CodeBlock) -> str:
    """The language of a diagram, by one name of it."""
    return one_name(code.attr.classes[0].lower())


def one_name(language: str) -> str:
    """The name under which a language is known here, for one that has two."""
    return _SAME.get(language, language)


def drawing_path(code: n.CodeBlock, path: str) -> str:
    """Where the drawing of a diagram in the document at ``path`` is kept, by the digest of language and text."""
    digest = hashlib.sha256(f"{language_of(code)}\n{code.text}".encode()).hexdigest()
    return os.path.join(os.path.dirname(path), DRAWINGS, f"{digest[:16]}.svg")


def _is_diagram(code: n.CodeBlock) -> bool:
    return bool(code.attr.classes) and code.attr.classes[0].lower() in LANGUAGES


def _names(code: n.CodeBlock, number: int, path: str) -> tuple[str, ...]:
    """File names that the picture of a diagram may have, the first that is asked for first."""
    own = (f"{code.attr.id}.svg",) if _FILE_NAME.fullmatch(code.attr.id) else ()
    return (*own, f"{os.path.splitext(os.path.basename(path))[0]}-{number}.svg")


def _picture(code: n.CodeBlock, number: int, path: str, world: World) -> str:
    """The URL of a diagram's picture, "" when there is none."""
    folder = os.path.dirname(path)
    drawing = os.path.relpath(drawing_path(code, path), folder or os.curdir)
    names = (name for name in (*_names(code, number, path), drawing) if world.exists(os.path.join(folder, name)))
    return quote(next(names, ""), errors="surrogateescape")


def _figure(code: n.CodeBlock, url: str) -> n.Figure:
    alternative = (n.Text(" ".join(code.text.split()), at=code.at),)
    image = n.Image(alternative, url, at=code.at)
    attr = replace(_without_caption(code.attr), classes=code.attr.classes[1:])
    return n.Figure((n.Para((image,), at=code.at),), caption=_caption(code), attr=attr, at=code.at)


def _captioned(code: n.CodeBlock) -> n.Block:
    """A diagram that stays code, under its caption if it has one."""
    caption = _caption(code)
    if not caption.blocks:
        return code
    bare = replace(code, attr=n.Attr(classes=code.attr.classes))
    attr = replace(_without_caption(code.attr), classes=())
    return n.Figure((bare,), caption=caption, attr=attr, at=code.at)


def _caption(code: n.CodeBlock) -> n.Caption:
    words = dict(code.attr.pairs).get(_CAPTION, "").strip()
    return n.Caption((n.Para((n.Text(words, at=code.at),), tight=True, at=code.at),)) if words else n.Caption()


def _without_caption(attr: n.Attr) -> n.Attr:
    return replace(attr, pairs=tuple(pair for pair in attr.pairs if pair[0] != _CAPTION))
