"""A site of 100 chapters in four layouts, built once in a run."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

import witness
from commandline import docforge
from messy import chapters, make
from witness import sources
from witness.text import Told

LAYOUTS = ("vitepress", "vuepress", "mdbook", "mkdocs")
TITLE = "百章"

PROJECT = """title = "{title}"
language = "{lang}"
details = "inline"
captions = "none"
show-run = "none"
set = {{ meta-line = false }}

[target.book]
each = "book"
formats = ["epub", "pdf", "docx"]
output = "dist/book.{{format}}"

[target.handouts]
formats = ["pdf"]
output = "dist/{{path}}.{{format}}"

[target.flowing]
each = "book"
formats = ["epub", "docx"]
output = "dist/flowing.{{format}}"

[site]
url = "https://notes.example"

[folder."tw/"]
language = "zh-Hant"

[folder."ja/"]
language = "ja"

[folder."ko/"]
language = "ko"

[folder."en/"]
language = "en"
"""


@dataclass(frozen=True)
class Tree:
    """A built site: its folder and that of its pages, the texts of the pages, and what the build said."""

    kind: str
    root: Path
    pages: dict[str, Path]
    status: int
    said: str

    @cached_property
    def told(self) -> dict[str, Told]:
        """The text of each page, read by the witness."""
        return {name: sources.markdown(path.read_text("utf-8"), site=self.kind) for name, path in self.pages.items()}

    @property
    def book(self) -> Told:
        """The text of the whole, with the titles of its parts."""
        body, part = [TITLE], ""
        for name, told in self.told.items():
            folder = name.partition("/")[0]
            body += [folder] if folder != part else []
            body.append(told.body)
            part = folder
        return Told("\n".join(body), "".join(told.notes for told in self.told.values()))

    def file(self, name: str) -> Path:
        """A file that was built."""
        return self.root / "dist" / name

    @property
    def places(self) -> list[tuple[str, int, int, str]]:
        """File, line, column and code of each diagnostic."""
        found = re.findall(r"^(\S+):(\d+):(\d+): (?:error|warning|note)\[(DF\d+)\]", self.said, re.MULTILINE)
        return [(file, int(line), int(column), code) for file, line, column, code in found]


def _build(kind: str, root: Path, *targets: str) -> Tree:
    pages = make(root, kind, {name: text for name, (_, text) in chapters(kind).items()}, "zh-Hans", TITLE, PROJECT)
    picture = Path(__file__).resolve().parents[2] / "examples" / "images" / "chart.png"
    folders = {path.parent for path in pages.values()}
    for folder in sorted(folders | {next(iter(folders)).parent / "images"}):
        folder.mkdir(exist_ok=True)
        shutil.copy(picture, folder)
    done = docforge(["build", ".", "-v", *targets], root)
    return Tree(kind, root, pages, done.status, done.err)


@pytest.fixture(scope="session")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """The first layout: a book in three formats and 100 handouts."""
    targets = ("--target", "book", "--target", "handouts")
    return _build(LAYOUTS[0], tmp_path_factory.mktemp(LAYOUTS[0]), *targets)


@pytest.fixture(scope="session", params=LAYOUTS[1:])
def other(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """Each of the other layouts as a book without pages, whose order and text are the question here."""
    return _build(request.param, tmp_path_factory.mktemp(request.param), "--target", "flowing")


def unlike(source: Told, file: Path) -> list[witness.Difference]:
    """The differences of a text and a file."""
    suffix = file.suffix[1:]
    assert suffix in witness.FORMATS
    return witness.differences(source, witness.text_of(file), suffix)


@pytest.fixture(scope="session", name="unlike")
def _unlike() -> object:
    return unlike
