"""The facts beside the outputs: what ``docforge verify`` compares the files with."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from docforge.diagnostics import Diagnostic, report
from docforge.model.nodes import Document
from docforge.theme.css.vertical import is_vertical
from docforge.theme.spec import Theme
from docforge.world import World

if TYPE_CHECKING:
    from docforge.verify.facts import Facts

VERIFIED = ("pdf", "epub", "docx", "html", "site")
"""Formats that ``verify`` reads back; only they need facts."""

SUFFIX = ".facts.json"


def facts_path(path: str) -> str:
    """Where the facts of an output are: ``dist/h.pdf`` → ``dist/h.facts.json``."""
    return os.path.splitext(path)[0] + SUFFIX


def own_facts_path(path: str) -> str:
    """Where they are when files of one name say different things: ``dist/h.pdf`` → ``dist/h.pdf.facts.json``."""
    return path + SUFFIX


def facts_files(
    document: Document,
    theme: Theme,
    pictures: Collection[str],
    artifacts: Iterable[tuple[str, str]],
    where: Callable[[str], str] = facts_path,
    *,
    rooted: bool = False,
    picks: Sequence[str] = (),
) -> list[tuple[str, bytes]]:
    """Path and bytes of each facts file for artifacts (path, format): one for every path that ``where`` gives.

    ``pictures`` are the URLs of those that could be read; the others are printed as placeholders. ``rooted``: sources
    are named relative to a project, so that their paths may be told; else they are told without their folders.
    ``picks`` are what a handout was picked from, named from the current folder.
    """
    paths = _paths(artifacts, where)
    if not paths:
        return []
    from msgspec.structs import replace

    from docforge.verify.facts import encode, seal

    sources = [source.name if rooted else os.path.basename(source.name) for source in document.sources]
    facts = document_facts(document, theme, pictures, sources)
    if not picks:
        data = encode(facts)
        return [(path, data) for path in paths]
    return [(path, encode(seal(replace(facts, picks=tuple(_seen_from(path, picks)))))) for path in paths]


def _seen_from(path: str, picks: Sequence[str]) -> Iterable[str]:
    """What was picked, with paths relative to a file's folder."""
    for pick in picks:
        source, sign, names = pick.partition("#")
        yield os.path.relpath(source, os.path.dirname(path) or os.curdir).replace(os.sep, "/") + sign + names


def _paths(artifacts: Iterable[tuple[str, str]], where: Callable[[str], str] = facts_path) -> list[str]:
    return list(dict.fromkeys(where(path) for path, name in artifacts if name in VERIFIED and path != "-"))


def stale_facts(artifacts: Iterable[tuple[str, str]], world: World) -> list[Diagnostic]:
    """DF609 for every facts file of an earlier run that now stands beside files it may not fit."""
    return [
        report("DF609", "left from an earlier run; docforge verify will measure the new files by it", file=path)
        for path in _paths(artifacts)
        if world.exists(path)
    ]


def document_facts(document: Document, theme: Theme, pictures: Collection[str], sources: Sequence[str] = ()) -> Facts:
    """The facts of a final document as the theme prints it. The source is named without its folder; with names of its
    ``sources`` each paragraph tells where it is written."""
    from docforge.verify.model_facts import model_facts

    unused = () if theme.meta_line else ("words", "minutes")
    strings = {key: theme.string(document.lang, key) for key in theme.strings["en"] if key not in unused}
    name = os.path.basename(document.sources[0].name) if document.sources else ""
    vertical = is_vertical(theme, document.lang)
    return model_facts(document, strings, pictures=pictures, source=name, sources=sources, vertical=vertical)
