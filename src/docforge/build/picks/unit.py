"""The document of a handout in a build: its pages settled one by one, then picked from."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from docforge.build.keys import key_of
from docforge.build.outcome import Work
from docforge.build.picks.compose import Part, compose
from docforge.build.picks.run import answered
from docforge.model.editions import Edition
from docforge.model.nodes import Document

if TYPE_CHECKING:
    from docforge.build.chapters import Keyed
    from docforge.build.plan import Page, Unit

Settle = Callable[["Page", Document, str, "Edition | None"], "tuple[Document | None, str]"]
"""Runs the passes over a page as read, with its key, for an edition; gives the final document and the key of that."""


def picked(unit: Unit, chapters: Sequence[Keyed], settle: Settle, work: Work) -> tuple[Document | None, str]:
    """The handout and its key; None where a page cannot be read or something that is asked for is not there."""
    edition = answered(unit.edition)
    finals: dict[str, tuple[Document, Document | None]] = {}
    keys: list[str] = []
    for page, (chapter, key) in zip(unit.pages, chapters, strict=True):
        if chapter.document is None:
            return None, ""
        final, passed = settle(page, chapter.document, key, edition)
        whole = settle(page, chapter.document, key, None)[0] if edition else None
        if final is None:
            return None, ""
        finals[page.file] = final, whole
        keys.append(passed)
    parts = []
    for one in unit.picks:
        file = posixpath.normpath(one.path)
        path = next(page.path for page in unit.pages if page.file == file)
        parts.append(Part(one, finals[file][0], path, finals[file][1]))
    composition = replace(unit.composition, edition=edition)
    done = compose(parts, composition)
    work.found.extend(done.diagnostics)
    return done.value, key_of("assemble", tuple(keys), [[one.text for one in unit.picks], composition])
