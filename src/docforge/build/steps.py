"""The steps between bytes and files, each a pure function of what it is given: ``convert`` and ``build`` share them.

Reading one source as a whole is ``sources.read_one``; pictures are ``assets.load_assets``; what a step's key is made of
is in ``keys``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar

from msgspec.structs import replace

from docforge.build.guard import Guarded, guarded
from docforge.build.plugins import keeping_promise
from docforge.build.registry import package_behind
from docforge.diagnostics import Diagnostic
from docforge.model.nodes import Document, MetaValue
from docforge.protocols import Pass, PassOptions, Reader, ReadOptions, Result, WriteContext, Writer
from docforge.world import World

T = TypeVar("T")


def lay(document: Document, below: Mapping[str, MetaValue], language: str) -> Document:
    """A document as read, with metadata and a language for what its own front matter leaves open."""
    if not below and (document.lang or not language):
        return document
    return replace(document, meta={**below, **document.meta}, lang=document.lang or language)


def run_passes(document: Document, options: PassOptions, passes: Sequence[Pass], name: str) -> Guarded[Document]:
    """The document after passes in order. A fault leaves no document: half settled is not settled."""
    found: list[Diagnostic] = []
    for step in passes:
        run, package = _watched("passes", step.name, partial(step.run, document, options), Document)
        done = guarded(run, f"the {step.name} pass", name, package)
        found.extend(done.diagnostics)
        if done.value is None:
            return Guarded(None, tuple(found), done.trace)
        document = done.value
    return Guarded(document, tuple(found))


def write(writer: Writer, document: Document, context: WriteContext, world: World) -> Guarded[bytes]:
    """The bytes of one format; none after a fault, or from a writer that says why in its diagnostics."""
    step = partial(writer.write, document, context, world)
    if writer.name == "docx" and context.docx_pages == "libreoffice":
        # Imported here: it loads what reads PDFs back.
        from docforge.build.word_pages import write_with_pages

        step = partial(write_with_pages, writer, document, context, world)
    watched, package = _watched("writers", writer.name, step, bytes)
    return guarded(watched, f"the {writer.name} writer", package=package)


def read(reader: Reader, data: bytes, name: str, options: ReadOptions, world: World) -> Guarded[Document]:
    """The document in ``data``, as one reader understands it."""
    step, package = _watched("readers", reader.name, partial(reader.read, data, name, options, world), Document)
    return guarded(step, f"the {reader.name} reader", name, package)


def _watched(
    group: str, name: str, step: Callable[[], Result[T]], kind: type[Any]
) -> tuple[Callable[[], Result[T]], str]:
    """A step, held to its promise where it is a plug-in's, and the package that it comes from ("" for docforge's)."""
    package = package_behind(group, name)
    return keeping_promise(step, kind) if package else step, package
