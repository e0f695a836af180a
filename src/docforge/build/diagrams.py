"""Diagrams as code: a fence of Mermaid, PlantUML, Graphviz or D2 is drawn by the picture that lies beside its source.

The picture of the second diagram of ``notes.md`` is ``notes-2.svg``; one with an id, ``{#flow}``, is ``flow.svg``.
"""

from __future__ import annotations

import os
import re
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
        return _figure(code, url) if url else code

    found: tuple[Diagnostic, ...] = ()
    if bare:
        wanted = _names(bare[0], codes.index(bare[0]) + 1, path)[0]
        count = "a diagram is" if len(bare) == 1 else f"{len(bare)} diagrams are"
        hint = f"put its drawing beside the source as {wanted}"
        file = source_name(document, bare[0].at.source) if bare[0].at else path  # the fence may have been included
        found = (report("DF520", f"{count} printed as code", at=bare[0].at, file=file, hint=hint),)
    return Result(rewrite(document, {n.CodeBlock: settle}), found)


def _is_diagram(code: n.CodeBlock) -> bool:
    return bool(code.attr.classes) and code.attr.classes[0].lower() in LANGUAGES


def _names(code: n.CodeBlock, number: int, path: str) -> tuple[str, ...]:
    """File names that the picture of a diagram may have, the first that is asked for first."""
    own = (f"{code.attr.id}.svg",) if _FILE_NAME.fullmatch(code.attr.id) else ()
    return (*own, f"{os.path.splitext(os.path.basename(path))[0]}-{number}.svg")


def _picture(code: n.CodeBlock, number: int, path: str, world: World) -> str:
    """The URL of a diagram's picture, "" when there is none."""
    folder = os.path.dirname(path)
    names = (name for name in _names(code, number, path) if world.exists(os.path.join(folder, name)))
    return quote(next(names, ""), errors="surrogateescape")


def _figure(code: n.CodeBlock, url: str) -> n.Figure:
    alternative = (n.Text(" ".join(code.text.split()), at=code.at),)
    image = n.Image(alternative, url, at=code.at)
    attr = replace(code.attr, classes=code.attr.classes[1:])
    return n.Figure((n.Para((image,), at=code.at),), attr=attr, at=code.at)
