"""No text is lost of any block, whatever block it stands in."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import witness
from commandline import docforge
from messy import everything, mixture
from witness import sources


def _differences(folder: Path, root: Path, text: str, *suffixes: witness.Format) -> list[witness.Difference]:
    (folder / "a.md").write_text(text, encoding="utf-8")
    shutil.copy(root / "examples" / "images" / "chart.png", folder)
    outputs = [part for suffix in suffixes for part in ("-o", f"a.{suffix}")]
    settings = ("--lang", "zh-Hans", "--set", "meta-line=false", "--show-run", "none", "--no-facts")
    docforge(["convert", "a.md", *outputs, *settings], folder)
    told = sources.markdown(text)
    return [
        found
        for suffix in suffixes
        for found in witness.differences(told, witness.text_of(folder / f"a.{suffix}"), suffix)
    ]


def test_every_block_in_every_block_says_the_same_in_all_formats(tmp_path: Path, root: Path) -> None:
    assert _differences(tmp_path, root, everything(), *witness.FORMATS) == []


@pytest.mark.parametrize("seed", range(0, 60, 10))
def test_mixtures_of_blocks_say_the_same(tmp_path: Path, root: Path, seed: int) -> None:
    for number in range(seed, seed + 10):
        assert _differences(tmp_path, root, mixture(number, 5), "epub", "docx") == [], mixture(number, 5)
