"""Presets on papers, in languages, on themes: the same numbers and text in every format, and nothing outside the page.

A few of the combinations are made each time, every preset, paper, language and theme among them; ``make handouts``
(``DOCFORGE_MATRIX=all``) makes all.
"""

from __future__ import annotations

import os
from itertools import product
from pathlib import Path

import pytest

import docforge
from docforge.build.config import settings
from docforge.theme.presets import presets
from docforge.world import DiskWorld
from handoutkit import LANGUAGES, source, sticking_out

PAPERS = ("A4", "A5", "B5", "Letter")
THEMES = ("handout", "large-print", "book", "gov")
FACES = {"DF551", "DF552"}
"""Codes of faces that a machine has not, as gov's."""

Case = tuple[str, str, str, str]


def cases() -> list[Case]:
    names = sorted(presets())
    if os.environ.get("DOCFORGE_MATRIX") == "all":
        return [case for case in product(names, PAPERS, LANGUAGES, THEMES) if case[3] != "gov" or case[2] == "zh-Hans"]
    few = []
    for place, name in enumerate(names):
        lang = LANGUAGES[place % len(LANGUAGES)]
        theme = THEMES[place % 3] if lang != "zh-Hans" else THEMES[(place + 3) % len(THEMES)]
        few.append((name, PAPERS[place % len(PAPERS)], lang, theme))
    return few


@pytest.mark.parametrize(("preset", "paper", "lang", "theme"), cases())
def test_a_handout_is_whole_and_within_its_page(tmp_path: Path, preset: str, paper: str, lang: str, theme: str) -> None:
    path = tmp_path / "in.md"
    path.write_text(source(lang), encoding="utf-8")
    files = [tmp_path / f"out.{suffix}" for suffix in ("pdf", "epub", "docx")]
    names = list(dict.fromkeys((preset, "exam")))
    outcome = docforge.convert(path, files, theme=theme, page_size=paper, presets=names, editions=["student"])
    assert {item.code for item in outcome.diagnostics if item.severity != "note"} <= FACES
    verdict = docforge.verify(files)
    assert verdict.ok, verdict.diagnostics
    made = settings(theme, (), DiskWorld(), {"page.size": paper}, tuple(names)).theme
    assert made is not None
    assert sticking_out(files[0], made) == []


def test_every_kind_is_among_the_few() -> None:
    few = cases()
    for place, kinds in enumerate((presets(), PAPERS, LANGUAGES, THEMES)):
        assert {case[place] for case in few} == set(kinds)


def test_what_sticks_out_is_found(tmp_path: Path) -> None:
    (tmp_path / "in.md").write_text(
        "---\nlang: en\n---\n\n# T\n\n| a | b |\n|-|-|\n| " + "x" * 200 + " | y |\n", "utf-8"
    )
    docforge.convert(tmp_path / "in.md", [tmp_path / "out.pdf"])
    theme = settings("large-print", ("page.inner=60", "page.outer=60"), DiskWorld()).theme
    assert theme is not None
    assert sticking_out(tmp_path / "out.pdf", theme)
