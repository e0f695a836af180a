"""The specimens of typography look as their kept pictures do, which were looked at by eye."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
NAMES = sorted(path.stem for path in (ROOT / "specimens").glob("*.md"))


def _script() -> Any:
    spec = importlib.util.spec_from_file_location("specimen_script", ROOT / "scripts" / "specimen.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


specimen = _script()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("specimen")


@pytest.mark.parametrize("name", NAMES)
def test_a_specimen_looks_like_its_pictures(name: str, folder: Path) -> None:
    drawn = specimen.pages(specimen.build(ROOT / "specimens" / f"{name}.md", folder))
    kept = specimen.kept(name)
    assert len(drawn) == len(kept)
    distances = [specimen.difference(page, picture) for page, picture in zip(drawn, kept, strict=True)]
    assert max(distances) <= specimen.TOLERANCE, f"run make specimen and look at {name}: {distances}"


def test_every_language_of_the_rules_has_a_specimen() -> None:
    assert {"zh-Hans", "zh-Hant", "ja", "ko"} <= set(NAMES)
    assert {"ja-vertical", "zh-Hant-vertical"} <= set(NAMES)


def test_pictures_are_small() -> None:
    files = sorted(specimen.IMAGES.glob("specimen-*.png"))
    assert files
    assert all(file.stat().st_size < 150_000 for file in files)


def test_a_page_that_is_drawn_another_way_passes(folder: Path) -> None:
    path = specimen.build(ROOT / "specimens" / "zh-Hans.md", folder)
    usual = specimen.pages(path)
    for options in ({"optimize_mode": "print"}, {"no_smoothpath": True}):
        for page, other in zip(usual, specimen.pages(path, **options), strict=True):
            assert specimen.difference(page, other) < specimen.TOLERANCE
    lighter = (255 - (255 - usual[0].astype(float)) * 0.85).astype(np.uint8)
    assert specimen.difference(usual[0], lighter) < specimen.TOLERANCE
    assert specimen.difference(usual[0], np.roll(usual[0], 1, axis=0)) < specimen.TOLERANCE


def _lines(page: Any) -> list[tuple[int, int]]:
    """First and last row of every line of a page."""
    inked = [bool(row) for row in (page < 128).any(axis=1)]
    starts = [row for row in range(1, len(inked)) if inked[row] and not inked[row - 1]]
    stops = [row for row in range(1, len(inked)) if inked[row - 1] and not inked[row]]
    return [(start, stop) for start, stop in zip(starts, stops, strict=True) if stop - start > 6]


def test_a_line_that_moved_by_half_a_character_is_seen() -> None:
    for name in ("zh-Hans", "ja", "ko"):
        page = specimen.kept(name)[0]
        half = round(11 * specimen.RESOLUTION / 72 / 2)
        for start, stop in _lines(page)[1:-1:3]:
            moved = page.copy()
            moved[start:stop] = np.roll(page[start:stop], half, axis=1)
            assert specimen.difference(page, moved) > specimen.TOLERANCE, (name, start)


def test_a_line_that_moved_down_is_seen() -> None:
    page = specimen.kept("ja")[0]
    start, stop = _lines(page)[5]
    moved = page.copy()
    moved[start - 2 : stop + 6] = np.roll(page[start - 2 : stop + 6], 5, axis=0)
    assert specimen.difference(page, moved) > specimen.TOLERANCE
