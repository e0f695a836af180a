"""Laws: whatever a colleague does in Word, the Markdown says the same afterwards, or what it does not say is told."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import docforge
from docforge.build.changes.patch import Patch, patch
from docforge.build.changes.rendering import renderer
from docforge.build.changes.report import changes
from docforge.build.changes.rereading import rereader
from docforge.build.convert import Options, Outcome
from docforge.world import DiskWorld
from editkit import KINDS, Edit, edited

EXAMPLES = Path(__file__).parents[3] / "examples"
NAMES = ("zh-Hans", "zh-Hant", "ja", "ko", "en")
WORDS = st.text("甲乙丙丁、。「」ab 1가나かな", max_size=5).map(str.strip)
EDITS = st.lists(
    st.builds(Edit, st.sampled_from(KINDS), st.integers(0, 200), st.integers(0, 200), st.integers(0, 4), WORDS),
    min_size=1,
    max_size=6,
)


@cache
def word_file(name: str) -> tuple[Path, bytes]:
    """An example in a folder of its own, and its Word file."""
    folder = Path(mkdtemp())
    shutil.copytree(EXAMPLES / "images", folder / "images")
    source = Path(shutil.copy(EXAMPLES / f"{name}.md", folder / "a.md"))
    assert docforge.convert(source, folder / "a.docx").ok
    return source, (folder / "a.docx").read_bytes()


def brought_back(source: Path, data: bytes) -> tuple[Outcome, Patch, Outcome]:
    """The edited document, the patch, and the Markdown read again."""
    (source.parent / "b.docx").write_bytes(data)
    old, new = docforge.read(source), docforge.read(source.parent / "b.docx")
    assert old.document is not None
    assert new.document is not None
    again = rereader(str(source), Options(), DiskWorld(), diagnostics=new.diagnostics)
    found = patch(old.document, old.texts[str(source)], new.document, renderer(old.document), again)
    (source.parent / "c.md").write_text(found.text, encoding="utf-8")
    return new, found, docforge.read(source.parent / "c.md")


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow])
@given(EDITS)
def test_edits_come_back_as_exactly_those_edits(name: str, edits: list[Edit]) -> None:
    source, data = word_file(name)
    new, found, back = brought_back(source, edited(data, edits))
    assert back.document is not None
    assert new.document is not None
    rest = changes(back.document, new.document)
    assert [(change.kind, change.after) for change in rest] == [(change.kind, change.after) for change in found.left]
    assert {change.kind for change in rest} <= {"formatted"}  # marks that cross each other


@pytest.mark.parametrize("name", NAMES)
def test_what_word_gives_back_unchanged_changes_nothing(name: str) -> None:
    source, data = word_file(name)
    _new, found, _back = brought_back(source, data)
    assert (found.text, found.done, found.left) == (source.read_text("utf-8"), (), ())


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])
@given(EDITS)
def test_lines_whose_words_nobody_touched_stay_as_they_are(name: str, edits: list[Edit]) -> None:
    source, data = word_file(name)
    _new, found, _back = brought_back(source, edited(data, edits))
    old = docforge.read(source).document
    assert old is not None
    touched = {
        change.pair.old.at.line + line
        for change in found.done
        if change.pair.old is not None and change.pair.old.at is not None
        for line in range(change.before.count("\n") + 2 if change.pair.old.content is None else 1)
    }
    lines = source.read_text("utf-8").split("\n")
    kept = [line for number, line in enumerate(lines, 1) if line.strip() and number not in touched]
    kept = [line for line in kept if "(#s" not in line]  # what leads to a paragraph that moved follows it
    after = found.text.split("\n")
    assert [line for line in kept if line not in after] == []
