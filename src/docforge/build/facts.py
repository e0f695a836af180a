"""The facts beside the outputs: what ``docforge verify`` compares the files with."""

from __future__ import annotations

import os
from collections.abc import Iterable

from docforge.model.nodes import Document
from docforge.theme.spec import Theme

VERIFIED = ("pdf", "epub", "docx")
"""Formats that ``verify`` reads back; only they need facts."""

SUFFIX = ".facts.json"


def facts_path(path: str) -> str:
    """Where the facts of an output are: ``dist/h.pdf`` → ``dist/h.facts.json``."""
    return os.path.splitext(path)[0] + SUFFIX


def facts_files(document: Document, theme: Theme, artifacts: Iterable[tuple[str, str]]) -> list[tuple[str, bytes]]:
    """Path and bytes of each facts file for artifacts (path, format): one for every different stem."""
    paths = dict.fromkeys(facts_path(path) for path, name in artifacts if name in VERIFIED and path != "-")
    if not paths:
        return []
    from docforge.verify.facts import encode
    from docforge.verify.model_facts import model_facts

    strings = {key: theme.string(document.lang, key) for key in theme.strings["en"]}
    name = os.path.basename(document.sources[0].name) if document.sources else ""
    data = encode(model_facts(document, strings, name))
    return [(path, data) for path in paths]
