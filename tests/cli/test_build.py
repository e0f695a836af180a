"""``docforge build`` and ``docforge init`` as they are typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from commandline import docforge

TOML = (
    '[target.h]\nformats = ["json", "pandoc"]\n[target.book]\neach = "book"\nformats = ["json"]\nlanguage = "zh-Hans"\n'
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "docforge.toml").write_text('language = "zh-Hans"\n' + TOML, encoding="utf-8")
    for name in ("1.md", "2.md"):
        (tmp_path / name).write_text("# 甲\n\n1. 一段。\n", encoding="utf-8")
    return tmp_path


def test_progress_and_the_table_go_to_standard_error(folder: Path) -> None:
    done = docforge(["build"], folder)
    assert (done.status, done.out) == (0, b"")
    lines = done.err.splitlines()
    assert [line.split()[0] for line in lines[:5]] == [f"[{number}/5]" for number in range(1, 6)]
    assert {"dist/h/1.json", "dist/h/1.pandoc.json"} <= {line.split()[1] for line in lines[:5]}
    assert any(line.split() == ["file", "size", "pages", "paragraphs", "warnings"] for line in lines)
    assert any(line.startswith("dist/book/book.json") for line in lines)
    assert (folder / "dist/book/book.json").exists()
    assert docforge(["build", "-q"], folder).err == ""


def test_a_project_is_built_from_another_folder(folder: Path) -> None:
    (folder / "elsewhere").mkdir()
    done = docforge(["build", "..", "--target", "book"], folder / "elsewhere")
    assert done.status == 0
    assert "[1/1] ../dist/book/book.json" in done.err
    done = docforge(["build", "../docforge.toml", "-t", "bok"], folder / "elsewhere")
    assert (done.status, "did you mean book?" in done.err) == (2, True)


def test_explain_writes_nothing_and_prints_whole_keys_as_json(folder: Path) -> None:
    text = docforge(["build", "--explain"], folder)
    assert not (folder / "dist").exists()
    assert text.text.splitlines()[0].split()[1:] == ["read", "1.md"]
    done = docforge(["build", "--explain", "--format", "json"], folder)
    steps = json.loads(done.out)["steps"]
    assert {step["step"] for step in steps} == {"read", "settle", "assemble", "passes", "pictures", "write"}
    assert all(len(step["key"]) == 64 for step in steps)
    known = {step["key"] for step in steps}
    assert all(need in known for step in steps for need in step["needs"])


def test_errors_exit_1_and_warnings_3_under_strict(folder: Path) -> None:
    (folder / "2.md").write_text("# 甲\n\n![图](none.png)\n", encoding="utf-8")
    assert docforge(["build", "-t", "h"], folder).status in (0, 1)
    (folder / "2.md").write_text("", encoding="utf-8")
    assert docforge(["build", "-t", "h"], folder).status == 0
    assert docforge(["build", "-t", "h", "--strict"], folder).status == 3
    (folder / "2.md").write_text("# 甲\n\n见[x](#nowhere)。\n", encoding="utf-8")
    assert docforge(["build", "-t", "h"], folder).status == 1
    assert docforge(["build", "-t", "h", "--strict"], folder).status == 1


def test_what_is_typed_goes_before_the_file(folder: Path) -> None:
    assert docforge(["build", "-t", "book", "--lang", "ja"], folder).status == 0
    assert json.loads((folder / "dist/book/book.json").read_bytes())["lang"] == "ja"
    done = docforge(["build", "--set", "base-siz=3"], folder)
    assert (done.status, "did you mean base-size?" in done.err) == (2, True)
    assert docforge(["build", "--set", "base-size"], folder).status == 2


def test_init_writes_once_and_prints_at_any_time(folder: Path) -> None:
    done = docforge(["init", "-"], folder)
    assert (done.status, done.err) == (0, "")
    assert 'language = "zh-Hans"' in done.text
    assert docforge(["init"], folder).status == 2
    assert docforge(["init", "--force"], folder).status == 0
    assert (folder / "docforge.toml").read_text(encoding="utf-8") == done.text
    assert docforge(["init", "nowhere"], folder).status == 2
