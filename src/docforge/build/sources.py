"""From paths to one document as read: load the bytes, choose the reader, read, join."""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from msgspec import Struct, field

from docforge.build import registry
from docforge.build.bounds import bounded
from docforge.build.diagrams import drawn
from docforge.build.guard import guarded
from docforge.build.join import join
from docforge.build.steps import read
from docforge.diagnostics import Diagnostic, report
from docforge.model.nodes import Document
from docforge.model.source import SourceText
from docforge.protocols import Reader, ReadOptions
from docforge.world import TooLargeError, World

STDIN = "-"
ARCHIVE = b"PK\x03\x04"
"""What ZIP archives begin with."""
STDIN_NAME = "<stdin>"
"""How standard input is called in diagnostics and in ``Document.sources``."""


class ReadResult(Struct, frozen=True):
    """What reading all sources gave. ``document`` is None when nothing could be read of one of them.

    ``texts`` maps a source's name to its text, for showing the line of a diagnostic. ``traces`` are those of faults.
    """

    document: Document | None
    diagnostics: tuple[Diagnostic, ...] = ()
    texts: Mapping[str, SourceText] = field(default_factory=dict)
    traces: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether there is a document, read without a fault."""
        return self.document is not None and not self.traces


def read_sources(
    paths: Sequence[str],
    format_name: str,
    options: ReadOptions,
    world: World,
    stdin: Callable[[], bytes],
) -> ReadResult:
    """Read every source (``-`` is standard input) and join them in order.

    ``format_name`` names the reader, "" chooses by suffix. Raises UsageError for an unknown format.
    """
    read = [read_one(path, format_name, options, world, stdin) for path in paths]
    found = [item for one in read for item in one.diagnostics]
    texts = {name: text for one in read for name, text in one.texts.items()}
    traces = tuple(trace for one in read for trace in one.traces)
    documents = [one.document for one in read if one.document is not None]
    if len(documents) < len(paths):
        return ReadResult(None, tuple(found), texts, traces)
    joined = join(documents)
    return ReadResult(joined.value, (*found, *joined.diagnostics), texts, traces)


def read_one(path: str, format_name: str, options: ReadOptions, world: World, stdin: Callable[[], bytes]) -> ReadResult:
    """Read one source. ``document`` is None when there is nothing of it to go on with."""
    name = STDIN_NAME if path == STDIN else path
    data, problem = _load(path, name, options, world, stdin)
    if data is None:
        return ReadResult(None, tuple(problem))
    reader, problem = _choose(path, name, format_name)
    step = read(reader, data, name, options, world)
    found = (*problem, *step.diagnostics)
    document = step.value
    texts = {name: _text(name, data, document)}
    if document is not None and _nothing_read(document, step.diagnostics):
        document = None
    if document is not None and not getattr(reader, "bounded", False):
        kept = guarded(partial(bounded, document, options.limits, name), "what checks documents", name)
        document, found = kept.value, (*found, *kept.diagnostics)
    if document is not None:
        figures = drawn(document, name, world)
        document, found = figures.value, (*found, *figures.diagnostics)
    return ReadResult(document, found, texts, (step.trace,) if step.trace else ())


def _load(
    path: str, name: str, options: ReadOptions, world: World, stdin: Callable[[], bytes]
) -> tuple[bytes | None, list[Diagnostic]]:
    """The bytes of a source within the limit, or why there are none."""
    limit = options.limits.source_bytes
    if path == STDIN:
        data = stdin()
        if len(data) > limit:
            return None, [report("DF130", f"over the limit source-bytes of {limit}", file=name)]
        return data, []
    try:
        return world.read(path, limit), []
    except TooLargeError as error:
        return None, [report("DF130", f"{error.strerror} (limit source-bytes)", file=name)]
    except OSError as error:
        hint = near_file(path, world) if isinstance(error, FileNotFoundError) else ""
        return None, [report("DF101", error.strerror or str(error), file=name, hint=hint)]


def near_file(path: str, world: World) -> str:
    """``did you mean X?`` for a file of a similar name in the same folder, else ""."""
    folder, name = os.path.split(path)
    close = difflib.get_close_matches(name, world.names(folder), n=1, cutoff=0.6)
    return f"did you mean {os.path.join(folder, close[0])}?" if close else ""


def _choose(path: str, name: str, format_name: str) -> tuple[Reader, list[Diagnostic]]:
    if format_name:
        return registry.reader(format_name), []
    if path == STDIN:
        return registry.reader("markdown"), []
    reader = registry.reader_for(path)
    if reader is not None:
        return reader, []
    return registry.reader("markdown"), [report("DF191", "read as Markdown", file=name)]


def _nothing_read(document: Document, diagnostics: Sequence[Diagnostic]) -> bool:
    """An error left nothing to convert. (An empty source is a warning: an empty document is what was asked for.)"""
    empty = not document.blocks and not document.title
    return empty and any(item.severity == "error" for item in diagnostics)


def _text(name: str, data: bytes, document: Document | None) -> SourceText:
    """The source's text for showing lines; what cannot be decoded is shown as U+FFFD and never converted."""
    encoding = document.sources[0].encoding if document is not None and document.sources else "utf-8"
    if data.startswith(ARCHIVE):
        return SourceText(name, "")  # a Word file has no lines
    try:
        return SourceText(name, data.decode(encoding, "replace").removeprefix("\ufeff"), encoding)
    except LookupError:
        return SourceText(name, data.decode("utf-8", "replace").removeprefix("\ufeff"))
