"""One build over the whole corpus: nothing gets in, nothing gets out, and what is harmless is built beside it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import sysconfig
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import docforge
from docforge.theme.fonts import FontStore
from hostile import corpus
from hostile.harmless import active, words
from hostile.made.case import Case
from hostilekit import accept, expected

FORMATS = ("pdf", "epub", "docx", "html")
PRINTED = ("harmless.md", "text", "html", "links", "drawings", "pictures", "notes", "tables", "special")
"""What is laid out on pages as well, which takes most of the time."""

PROJECT = f"""
title = "读书会"
language = "zh-Hans"

[site]
kind = "folder"
source = "corpus"

[target.all]
formats = ["epub", "docx", "html"]
output = "dist/{{path}}.{{format}}"

[target.print]
formats = ["pdf"]
include = {list(PRINTED)}
output = "dist/{{path}}.{{format}}"
"""

NO_PAGES = {"special/outside.md": "DF646", "special/outside.html": "DF646"}
"""Links that are called like pages, and lead out."""


@dataclass(frozen=True)
class Built:
    """A build: where, and the report of ``hostile.watched``."""

    folder: Path
    report: dict[str, Any]

    def said(self, path: str) -> str:
        """Codes of warnings and errors about a page and the files it includes."""
        folder = os.path.dirname(path)
        known = {case.path for case in corpus.pages()}
        own = [path, *(f"{folder}/{name}" for case in corpus.pages() if case.path == path for name in case.beside)]
        names = (f"corpus/{name}" for name in own if name == path or name not in known)
        return " ".join(sorted({code for name in names for code in self.report["said"].get(name, ())}))

    def files(self, case: Case) -> list[Path]:
        """What was made of a page."""
        stem = self.folder / "dist" / case.path
        return [path for suffix in FORMATS if (path := stem.with_name(f"{stem.stem}.{suffix}")).exists()]


def formats_of(case: Case) -> int:
    """How many files are made of a page."""
    return len(FORMATS) if case.path.startswith(PRINTED) else len(FORMATS) - 1


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("hostile")
    corpus.write(folder / "corpus")
    (folder / "docforge.toml").write_text(PROJECT, encoding="utf-8")
    report = folder / "report.json"
    tests = str(Path(__file__).parent.parent)
    done = subprocess.run(
        [sys.executable, "-m", "hostile.watched", str(folder), str(report)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": tests},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return Built(folder, json.loads(report.read_text(encoding="utf-8")))


def test_the_corpus_has_hundreds_of_files() -> None:
    assert len(list(corpus.pages())) > 500
    assert len({case.path for case in corpus.cases()}) == len(corpus.cases())


def test_it_ends_by_itself_within_its_memory_and_nothing_fails(built: Built) -> None:
    """More memory or time than ``hostile.watched`` may use ends it, with a status that the fixture looks at."""
    assert built.report["traces"] == []


def test_no_socket_is_opened_and_no_program_started(built: Built) -> None:
    assert built.report["asked"] == {}


def test_nothing_is_read_outside_of_the_project_but_docforge_and_its_fonts(built: Built) -> None:
    own = [
        str(built.folder.resolve()),
        *(sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")),
        *(path for path in sys.path if path.endswith("site-packages")),
        str(Path(docforge.__file__).resolve().parents[2]),
        str(Path.home() / ".cache"),
        str(FontStore.open().folder.parent),
        *(path for path in sys.path if path.endswith(".zip")),
    ]
    allowed = tuple(os.path.realpath(path) for path in own)
    temporary = re.compile(re.escape(os.path.realpath(tempfile.gettempdir())) + r"/(weasyprint-\w+/[0-9a-f]+|\w{8})")
    opened = [path for path in built.report["opened"] if not path.startswith(allowed) and path not in MACHINE]
    assert [path for path in opened if not temporary.fullmatch(path)] == []


MACHINE = frozenset({"/dev/null", "/proc/self/statm", "/etc/ld.so.cache", "/etc/mime.types"})
"""What any process may look at. (WeasyPrint keeps faces in a folder of its own; ``tempfile`` tries whether it can.)"""


def test_what_is_said_of_each_page_is_what_is_expected(built: Built, request: pytest.FixtureRequest) -> None:
    found = {case.path.replace("\n", "␊").replace("\x1b", "␛"): built.said(case.path) for case in corpus.pages()}
    if request.config.getoption("--accept"):
        accept(found, {case.path.partition("/")[0] for case in corpus.pages() if "/" in case.path})
    kept = expected()
    assert {path: codes for path, codes in found.items() if kept.get(path) != codes} == {}


def test_links_that_lead_out_are_no_pages(built: Built) -> None:
    assert {path: built.said(path) for path in NO_PAGES} == NO_PAGES
    assert not (built.folder / "dist" / "special" / "outside.pdf").exists()


def test_every_page_that_can_be_read_is_built_and_verified(built: Built) -> None:
    unmade = [case.path for case in corpus.pages() if case.keeps and len(built.files(case)) < formats_of(case)]
    unproved = [path for path, verified in built.report["files"].items() if not verified]
    assert (unmade, unproved) == ([], [])


def test_the_harmless_ones_are_as_if_nothing_stood_beside_them(built: Built) -> None:
    for case in corpus.HARMLESS:
        alone = built.folder / "alone"
        (alone / case.path).parent.mkdir(parents=True, exist_ok=True)
        (alone / case.path).write_bytes(case.data)
        outputs = [alone / f"harmless.{suffix}" for suffix in FORMATS]
        docforge.convert(alone / case.path, outputs, lang="zh-Hans")
        beside = built.files(case)
        assert len(beside) == formats_of(case)
        assert all(path.read_bytes() == (alone / path.name).read_bytes() for path in beside)
        assert built.said(case.path) == ""


def test_no_file_runs_loads_or_sends_anything(built: Built) -> None:
    found = {path.name: what for path in (built.folder / "dist").rglob("*") if path.is_file() for what in active(path)}
    assert found == {}


def test_every_text_arrives(built: Built) -> None:
    lost = []
    for case in corpus.pages():
        text = (built.folder / "dist" / case.path).with_suffix(".epub")
        if case.keeps and text.exists() and case.path not in HIDDEN:
            lost += [(case.path, part) for part in case.keeps if part not in words(text)]
    assert lost == []


HIDDEN = {
    f"endless/{name}.md" for name in ("unclosed-comment", "dashes-in-comment", "cdata", "declarations", "instructions")
}
"""What begins a comment, a section or a declaration and never ends it hides all below it (CommonMark, 4.6)."""


def test_what_hides_the_rest_of_a_page_is_told(built: Built) -> None:
    assert all({"DF118", "DF126"} & set(built.said(path).split()) for path in HIDDEN)


def test_no_control_character_reaches_a_terminal(built: Built) -> None:
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\x9b\u202a-\u202e]", built.report["shown"])
