"""``--epub-target`` and ``--embed-fonts``: values, mistakes, layers and completion."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from commandline import docforge
from docforge.protocols import EPUB_TARGETS

NOTES = "---\nlang: zh-Hans\n---\n\n# 讲义\n\n设 $x$。\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.md").write_text(NOTES, "utf-8")
    return tmp_path


def run(folder: Path, *words: str) -> tuple[int, str]:
    done = docforge(words, folder)
    return done.status, done.text + done.err


def page(path: Path) -> bytes:
    return zipfile.ZipFile(path).read("EPUB/c001.xhtml")


def completions(folder: Path, line: str) -> list[str]:
    """What a shell is offered at the end of a line."""
    words = line.split(" ")
    asked = {"_DOCFORGE_COMPLETE": "bash_complete", "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
    code = "import sys; sys.argv = ['docforge']; from docforge.cli import cli; cli(prog_name='docforge')"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env={**os.environ, **asked},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return [item.partition(",")[2] for item in done.stdout.split("\n") if item]


def test_an_unknown_target_names_the_nearest(folder: Path) -> None:
    code, said = run(folder, "convert", "a.md", "-o", "a.epub", "--epub-target", "kidle")
    assert code == 2
    assert "did you mean kindle?" in said
    assert not (folder / "a.epub").exists()


def test_a_target_changes_the_book(folder: Path) -> None:
    for name in ("generic", "kindle"):
        assert run(folder, "convert", "a.md", "-o", f"{name}.epub", "--epub-target", name, "--no-facts")[0] == 0
    assert b"<math" in page(folder / "generic.epub")
    assert b"<math" not in page(folder / "kindle.epub")


def test_faces_are_embedded_when_asked(folder: Path) -> None:
    assert run(folder, "convert", "a.md", "-o", "a.epub", "--embed-fonts", "--no-facts")[0] == 0
    assert [name for name in zipfile.ZipFile(folder / "a.epub").namelist() if name.endswith(".ttf")]


PROJECT = """
epub-target = "kobo"
[target.plain]
formats = ["epub"]
output = "plain.{format}"
[target.kindle]
formats = ["epub"]
output = "kindle.{format}"
epub-target = "kindle"
embed-fonts = true
"""


def test_a_target_of_the_project_goes_before_the_project_and_the_command_line_before_both(folder: Path) -> None:
    (folder / "docforge.toml").write_text(PROJECT, "utf-8")
    assert run(folder, "build")[0] == 0
    assert b"<math" in page(folder / "plain.epub")
    assert b"<math" not in page(folder / "kindle.epub")
    assert any(name.endswith(".ttf") for name in zipfile.ZipFile(folder / "kindle.epub").namelist())
    assert run(folder, "build", "--epub-target", "apple", "--no-embed-fonts")[0] == 0
    assert b"<math" in page(folder / "kindle.epub")
    assert not any(name.endswith(".ttf") for name in zipfile.ZipFile(folder / "kindle.epub").namelist())


def test_an_unknown_target_of_the_project_is_told_at_its_place(folder: Path) -> None:
    (folder / "docforge.toml").write_text('epub-target = "kobi"\n[target.a]\n', "utf-8")
    code, said = run(folder, "build")
    assert code == 2
    assert "docforge.toml:1:15" in said
    assert "did you mean kobo?" in said


def test_a_writing_step_has_another_key_for_another_target_and_other_formats_have_the_same(folder: Path) -> None:
    (folder / "docforge.toml").write_text('[target.a]\nformats = ["epub", "docx"]\noutput = "a.{format}"\n', "utf-8")
    first, second = (
        run(folder, "build", "--explain", *more)[1].splitlines() for more in ((), ("--epub-target", "kindle"))
    )
    differ = [one for one, two in zip(first, second, strict=True) if one.split()[0] != two.split()[0]]
    assert {line.split()[2] for line in differ} == {"a.epub"}


@pytest.mark.parametrize("command", ["convert a.md", "build"])
def test_shells_complete_targets_of_e_books(folder: Path, command: str) -> None:
    assert completions(folder, f"docforge {command} --epub-target ") == list(EPUB_TARGETS)
    assert completions(folder, f"docforge {command} --epub-target k") == ["kindle", "kobo"]


def test_shells_complete_the_targets_of_a_build(folder: Path) -> None:
    (folder / "docforge.toml").write_text(PROJECT, "utf-8")
    assert completions(folder, "docforge build --target ") == ["plain", "kindle"]
    assert completions(folder, "docforge build -t ki") == ["kindle"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_scripts_of_all_shells_ask_docforge(folder: Path, shell: str) -> None:
    code, said = run(folder, "completions", shell)
    assert code == 0
    assert f"_DOCFORGE_COMPLETE={shell}_complete" in said
