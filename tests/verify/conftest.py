"""The documents of ``constructs`` in all three formats, written once."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pytest

import constructs
from docforge.diagnostics import Diagnostic
from docforge.model.nodes import Document
from docforge.verify.facts import Facts
from docforge.verify.files import Verdict, verify_files
from docforge.verify.model_facts import model_facts
from docforge.world import DiskWorld, MemoryWorld


@dataclass(frozen=True)
class Handout:
    """A document, its facts, and its files by format."""

    document: Document
    facts: Facts
    files: Mapping[str, bytes]

    def verdict(self, *formats: str, against: bool = True, **changed: bytes) -> Verdict:
        """What verify says of some formats (all by default), files of which may be changed."""
        files = {f"h.{name}": changed.get(name, self.files[name]) for name in formats or self.files}
        return verify_files(list(files), self.facts if against else None, MemoryWorld(files))

    def errors(self, name: str, data: bytes) -> list[Diagnostic]:
        """What is wrong with one changed file."""
        return [item for item in self.verdict(name, **{name: data}).diagnostics if item.severity == "error"]


def handout(document: Document) -> Handout:
    """A document written in all formats."""
    context = constructs.context()
    strings = {key: context.theme.string(document.lang, key) for key in context.theme.strings["en"]}
    files = {}
    for name in ("pdf", "epub", "docx"):
        writer = importlib.import_module(f"docforge.writers.{name}").WRITER
        files[name] = writer.write(document, context, DiskWorld()).value
    return Handout(document, model_facts(document, strings, pictures=context.assets, source="x.md"), files)


@pytest.fixture(scope="session")
def everything() -> Handout:
    """Every construct, once."""
    return handout(constructs.everything())


@pytest.fixture(scope="session")
def pages() -> Handout:
    """Text over many pages."""
    return handout(constructs.pages())


@pytest.fixture(scope="session")
def make_handout() -> Callable[[Document], Handout]:
    """Write a document in all formats."""
    return handout
