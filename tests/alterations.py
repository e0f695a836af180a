"""Files that do not say what the facts say, and fonts that are refused: causes of diagnostics that no command line has.

A small document is converted, its facts or its files are changed, and both are compared.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec.structs import replace

import docforge
from docforge.diagnostics import Diagnostic, report
from docforge.theme.fonts import FontStoreError
from docforge.verify.facts import Facts, Paragraph, decode, seal
from docforge.verify.files import verify_files
from docforge.world import DiskWorld

SOURCE = """---
lang: zh-Hans
---

# 题目

## 第一节

1. 甲段在此[^a]，见[乙段](#b)。
2. [乙段]{#b}在此。
3. {漢字|かんじ}在此。

![一幅图](p.png)

[^a]: 注在此。
"""


def converted(folder: Path, suffix: str = "epub") -> Path:
    """The small document as a file, with its facts beside it."""
    from PIL import Image

    (folder / "h.md").write_text(SOURCE, encoding="utf-8")
    Image.new("RGB", (2, 2)).save(folder / "p.png")
    outcome = docforge.convert(folder / "h.md", folder / f"h.{suffix}")
    assert outcome.ok, outcome.diagnostics
    return folder / f"h.{suffix}"


def compared(path: Path, change: Callable[[Facts], Facts] = lambda facts: facts) -> Sequence[Diagnostic]:
    """What verify says of a file when its facts were different in one thing."""
    facts = decode((path.parent / "h.facts.json").read_bytes())
    return verify_files([str(path)], seal(change(facts)), DiskWorld()).diagnostics


def paragraph(address: str, **fields: object) -> Callable[[Facts], Facts]:
    """A change of the paragraph with that address."""

    def change(facts: Facts) -> Facts:
        changed = tuple(replace(item, **fields) if item.address == address else item for item in facts.paragraphs)
        assert changed != facts.paragraphs
        return replace(facts, paragraphs=changed)

    return change


def paragraphs(change: Callable[[tuple[Paragraph, ...]], Sequence[Paragraph]]) -> Callable[[Facts], Facts]:
    """A change of the list of paragraphs."""
    return lambda facts: replace(facts, paragraphs=tuple(change(facts.paragraphs)))


def edited(path: Path, member: str, change: Callable[[bytes], bytes]) -> Path:
    """An EPUB or Word file of which one member was changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
        assert member in old.namelist(), old.namelist()
        for entry in old.infolist():
            data = old.read(entry)
            fresh = change(data) if entry.filename == member else data
            assert entry.filename != member or fresh != data
            new.writestr(entry, fresh)
    path.write_bytes(out.getvalue())
    return path


def refused(step: Callable[[], object]) -> list[Diagnostic]:
    """The diagnostic of a step that the font store refuses."""
    try:
        step()
    except FontStoreError as error:
        return [report(error.code, error.message, hint=error.fix)]
    raise AssertionError("nothing was refused")
