"""Builds all examples once for the tests that show them to the outside judges."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

import docforge

FORMATS = ("pdf", "epub", "docx")
SOURCE_SUFFIXES = (".md", ".txt")


@dataclass(frozen=True)
class BuiltExamples:
    """Paths of the examples' artifacts, by format, in the order of the sources' names."""

    sources: tuple[Path, ...]
    pdf: tuple[Path, ...]
    epub: tuple[Path, ...]
    docx: tuple[Path, ...]
    facts: tuple[Path, ...]


@pytest.fixture(scope="session")
def built_examples(root: Path, tmp_path_factory: pytest.TempPathFactory) -> BuiltExamples:
    """Every example as PDF, EPUB and DOCX with its facts, built as a user would."""
    folder = tmp_path_factory.mktemp("the examples")
    sources = tuple(sorted(path for path in (root / "examples").iterdir() if path.suffix in SOURCE_SUFFIXES))
    made: dict[str, list[Path]] = {name: [] for name in FORMATS}
    for source in sources:
        outputs = [folder / f"{source.stem}.{name}" for name in FORMATS]
        outcome = docforge.convert(source, outputs)
        assert outcome.ok, f"{source.name}: {[str(found) for found in outcome.diagnostics]}"
        for name, path in zip(FORMATS, outputs, strict=True):
            assert path.is_file(), f"{path} was not written"
            made[name].append(path)
    facts = tuple(folder / f"{source.stem}.facts.json" for source in sources)
    return BuiltExamples(sources, tuple(made["pdf"]), tuple(made["epub"]), tuple(made["docx"]), facts)
