"""No text of the examples is lost: each source, read by another way, says what its files say."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

import witness
from commandline import docforge
from witness import sources
from witness.text import Told

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = sorted(path.stem for path in (ROOT / "examples").glob("*.md"))
AS_SOURCE = ("--set", "meta-line=false", "--show-run", "none")
"""Settings under which the fewest words are added."""


@cache
def told(source: Path) -> tuple[Told, dict[witness.Format, Told]]:
    """The text of a source and of the files that are made of it."""
    with TemporaryDirectory() as folder:
        files: dict[witness.Format, Path] = {suffix: Path(folder, f"file.{suffix}") for suffix in witness.FORMATS}
        outputs = [part for file in files.values() for part in ("-o", str(file))]
        done = docforge(["convert", source.name, *outputs, *AS_SOURCE, "--no-facts"], source.parent)
        assert done.status == 0, done.err
        told_by = {suffix: witness.text_of(file) for suffix, file in files.items()}
    return sources.markdown(source.read_text(encoding="utf-8")), told_by


@pytest.mark.parametrize("suffix", witness.FORMATS)
@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_says_in_every_format_what_its_source_says(name: str, suffix: witness.Format) -> None:
    source, files = told(ROOT / "examples" / f"{name}.md")
    assert len(source.body) > 300
    assert witness.differences(source, files[suffix], suffix) == []


def test_the_samples_beside_the_checkout_lose_nothing(shared: Path | None) -> None:
    for sample in sorted((shared / "samples").glob("*.txt")) if shared else ():
        source, files = told(sample)
        for suffix, file in files.items():
            assert witness.differences(source, file, suffix) == [], sample.name
