"""The handbook: its tutorial works, its reference says what the code says, its pages are all there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from scripts.reference.__main__ import PAGES, text

from commandline import docforge

DOCS = Path("docs")
FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
FILE = re.compile(r"Put this into `([^`]+)`:\s*$")
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)")
CODE = re.compile(r"`+[^`]*`+")


def test_every_command_of_the_tutorial_works(tmp_path):
    page = DOCS.joinpath("tutorial.md").read_text("utf-8")
    commands = 0
    for block in FENCE.finditer(page):
        named = FILE.search(page[: block.start()])
        if named:
            tmp_path.joinpath(named[1]).write_text(block[2], "utf-8")
            continue
        assert block[1] == "sh"
        for line in block[2].splitlines():
            name, *arguments = shlex.split(line)
            assert name == "docforge"
            done = docforge(arguments, tmp_path)
            commands += 1
            assert done.status == 0, f"{line}\n{done.err}"
            if "where" in arguments:
                assert done.text.startswith("notes.md:10")
    assert commands == 14
    assert {file.name for file in tmp_path.joinpath("dist").iterdir()} > {"build.json", "SHA256SUMS"}


@pytest.mark.parametrize("name", PAGES)
def test_the_reference_says_what_the_code_says(name):
    kept = DOCS.joinpath("reference", f"{name}.md").read_text("utf-8")
    assert kept == text(name), f"docs/reference/{name}.md is not what the code says: run make reference"


def test_every_page_is_in_the_handbook_and_every_link_leads_to_a_file():
    pages = {path.relative_to(DOCS).as_posix(): path.read_text("utf-8") for path in DOCS.rglob("*.md")}
    listed = set(LINK.findall(pages.pop("SUMMARY.md")))
    assert listed == set(pages)
    broken = [
        (name, target)
        for name, words in pages.items()
        for target in LINK.findall(CODE.sub("", FENCE.sub("", words)))
        if ":" not in target and not DOCS.joinpath(name).parent.joinpath(target).exists()
    ]
    assert broken == []


def test_the_gallery_shows_every_theme_in_every_language():
    from scripts.gallery import LANGUAGES

    from docforge.build import registry

    page = DOCS.joinpath("gallery.md").read_text("utf-8")
    assert all(f"`{theme}`" in page for theme in registry.names("themes"))
    assert re.findall(r"\(images/gallery-(.*?)\.png\)", page) == list(LANGUAGES)
    assert sum(DOCS.joinpath(f"images/gallery-{lang}.png").stat().st_size for lang in LANGUAGES) < 500_000
