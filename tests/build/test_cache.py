"""A build makes only what changed, and says the same as one that makes everything."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

import docforge
from commandline import docforge as run
from docforge.build import chapters, units, writing
from docforge.build.ledger import lasting
from docforge.build.outcome import BuildOutcome, Made
from docforge.build.plan import Unit
from docforge.build.store import DiskStore
from docforge.diagnostics import report
from picturekit import png

TOML = """
title = "集"
language = "zh-Hans"
[target.h]
formats = ["epub", "docx", "json"]
[target.book]
each = "book"
formats = ["epub"]
"""
PAGES = {
    "a/1.md": "# 甲\n\n1. 甲一，见[乙](2.md)。\n2. 甲二，见[无](#nowhere)。\n",
    "a/2.md": "# 乙\n\n1. 乙一。\n",
    "b/3.md": "# 丙\n\n1. 丙一。\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in {"docforge.toml": TOML, **PAGES}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Units and steps that are really run, as they are run."""
    names: list[str] = []
    whole, read, write, prove = units.Builder.unit, chapters.read_one, writing.write, writing.verify_files

    def unit(self: units.Builder, unit: Unit, *rest: object) -> Made:
        names.append(f"unit {unit.target}/{unit.name}")
        return whole(self, unit, *rest)  # type: ignore[arg-type]

    def noted(name: str, step: Callable[..., object], about: Callable[..., str]) -> Callable[..., object]:
        def run(*given: object) -> object:
            names.append(f"{name} {about(*given)}")
            return step(*given)

        return run

    monkeypatch.setattr(units.Builder, "unit", unit)
    monkeypatch.setattr(chapters, "read_one", noted("read", read, lambda path, *_: path))
    monkeypatch.setattr(writing, "write", noted("write", write, lambda writer, *_: writer.name))
    monkeypatch.setattr(writing, "verify_files", noted("verify", prove, lambda paths, *_: paths[0]))
    return names


def build(folder: Path, **options: object) -> BuildOutcome:
    return docforge.build(folder, cache=True, **options)  # type: ignore[arg-type]  # options by name


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in (folder / "dist").rglob("*.*")}


def test_nothing_is_made_where_nothing_changed_and_all_is_said_again(folder: Path, made: list[str]) -> None:
    first = build(folder)
    assert len([name for name in made if name.startswith("unit")]) == 4
    made.clear()
    again = build(folder)
    assert made == []
    assert replace(again, texts={}) == replace(first, texts={})
    assert {"DF301"} <= {item.code for item in again.diagnostics}
    assert str(folder / "a/1.md") in again.texts
    assert again.artifacts[0].verified is True


def test_a_cached_build_has_the_bytes_of_one_without_a_cache(folder: Path) -> None:
    build(folder)
    kept = files(folder)
    shutil.rmtree(folder / "dist")
    build(folder)
    assert files(folder) == kept
    shutil.rmtree(folder / "dist")
    plain = docforge.build(folder)
    assert files(folder) == kept
    assert plain.diagnostics == build(folder).diagnostics


def test_of_a_tree_with_one_chapter_changed_that_chapter_is_read_and_set(folder: Path, made: list[str]) -> None:
    build(folder)
    made.clear()
    (folder / "a/2.md").write_text("# 乙\n\n1. 乙一。\n2. 乙二。\n", encoding="utf-8")
    build(folder)
    assert [name for name in made if name[:4] in ("unit", "read")] == ["unit h/a/2", "read a/2.md", "unit book/book"]
    assert [name for name in made if name.startswith("write")] == [
        "write epub",
        "write docx",
        "write json",
        "write epub",
    ]


def test_a_new_page_makes_no_page_again_that_links_nowhere(folder: Path, made: list[str]) -> None:
    build(folder)
    made.clear()
    (folder / "b/4.md").write_text("# 丁\n\n1. 丁一。\n", encoding="utf-8")
    build(folder, targets=["h"])
    assert [name for name in made if not name.startswith("unit")] == [
        "read b/4.md", "write epub", "verify dist/h/b/4.epub", "write docx", "verify dist/h/b/4.docx", "write json",
    ]  # fmt: skip
    assert "unit h/b/3" not in made


def test_a_file_that_was_deleted_or_damaged_comes_from_the_cache(folder: Path, made: list[str]) -> None:
    build(folder)
    kept = files(folder)
    made.clear()
    (folder / "dist/h/a/2.epub").unlink()
    (folder / "dist/h/b/3.facts.json").write_bytes(b"{}")
    build(folder)
    assert made == []
    assert files(folder) == kept


def test_a_file_with_the_right_bytes_is_not_touched(folder: Path) -> None:
    build(folder)
    path = folder / "dist/h/a/2.epub"
    os.utime(path, (1, 1))
    build(folder)
    assert path.stat().st_mtime == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "x.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'),
        lambda folder: (folder / "part.md").write_text("含二。"),
        lambda folder: (folder / "my.toml").write_text('base = "handout"\nbase-size = 13\n'),
    ],
    ids=["picture", "include", "theme"],
)
def test_whatever_a_document_was_made_from_is_looked_at(folder: Path, made: list[str], change: object) -> None:
    (folder / "docforge.toml").write_text(TOML.replace("[target.h]", '[target.h]\ntheme = "my.toml"'), encoding="utf-8")
    (folder / "my.toml").write_text('base = "handout"\n', encoding="utf-8")
    (folder / "part.md").write_text("含一。\n", encoding="utf-8")
    (folder / "a/2.md").write_text("# 乙\n\n![图](../x.svg)\n\n<!--@include: ../part.md-->\n", encoding="utf-8")
    build(folder, targets=["h"])
    made.clear()
    change(folder)  # type: ignore[operator]
    build(folder, targets=["h"])
    assert "unit h/a/2" in made


@pytest.mark.parametrize(
    "options", [{"settings": {"number": "all"}}, {"verify": False}, {"settings": {"theme": "gov"}}]
)
def test_another_option_is_another_build(folder: Path, made: list[str], options: dict[str, object]) -> None:
    build(folder)
    made.clear()
    build(folder, **options)
    assert len([name for name in made if name.startswith("unit")]) == 4


def test_the_time_that_stands_for_now_is_looked_at(
    folder: Path, made: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    build(folder)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    made.clear()
    build(folder)
    assert len([name for name in made if name.startswith("unit")]) == 4
    assert "read a/2.md" not in made  # it does not depend on the time


def test_an_entry_that_was_damaged_is_made_again(folder: Path, made: list[str]) -> None:
    build(folder)
    kept = files(folder)
    for path in (folder / ".docforge/cache").glob("??/*"):
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(data)
    shutil.rmtree(folder / "dist")
    made.clear()
    build(folder)
    assert len([name for name in made if name.startswith("unit")]) == 4
    assert files(folder) == kept


def test_a_document_that_cannot_be_read_is_tried_again_each_time(folder: Path, made: list[str]) -> None:
    (folder / "a/2.md").write_bytes(b"\xff\xfe\x00\xd8\xff\xff")
    assert not build(folder, targets=["h"]).ok
    made.clear()
    assert not build(folder, targets=["h"]).ok
    assert made == ["unit h/a/2", "read a/2.md"]


def test_a_cache_is_kept_below_its_limit_and_loses_first_what_was_of_no_use(tmp_path: Path) -> None:
    store = DiskStore(tmp_path, limit=1000)
    for number in range(9):
        store.put(f"{number:064x}", bytes([number]) * 100)
        os.utime(tmp_path / "00" / f"{number:062x}", (number, number))
    store.touch(f"{0:064x}")
    store.trim()
    assert store.info().size <= 1000
    assert store.get(f"{0:064x}") == bytes(100)
    assert store.get(f"{1:064x}") is None
    assert store.get(f"{8:064x}") == b"\x08" * 100


def test_clearing_removes_entries_and_nothing_else(tmp_path: Path) -> None:
    store = DiskStore(tmp_path)
    store.put("ab" * 32, b"x")
    (tmp_path / "ab" / "notes.md").write_text("mine")
    assert store.clear() == 1
    assert (tmp_path / "ab" / "notes.md").exists()
    assert store.get("ab" * 32) is None


def test_a_cache_that_cannot_be_written_costs_nothing_but_time(folder: Path) -> None:
    (folder / ".docforge").write_text("a file where a folder should be")
    outcome = build(folder)
    assert {"DF901", "DF902", "DF999"}.isdisjoint(item.code for item in outcome.diagnostics)
    assert all(Path(item.path).exists() for item in outcome.artifacts)


def test_the_command_tells_what_is_kept_and_removes_it(folder: Path) -> None:
    run(["build", "-q"], folder)
    told = run(["cache", "info"], folder)
    assert told.text.startswith(".docforge/cache: ")
    assert "entries" in told.text
    count = int(told.text.split()[1])
    assert run(["cache", "clear"], folder).text == f"{count} entries removed\n"
    assert '"entries": 0' in run(["cache", "info", "--format", "json"], folder).text
    run(["build", "-q", "--no-cache"], folder)
    assert '"entries": 0' in run(["cache", "info", "--format", "json"], folder).text
    assert (folder / ".docforge/cache/.gitignore").read_text() == "*\n"


def test_a_folder_that_is_not_there_has_no_cache(folder: Path) -> None:
    for arguments in (["info", "nowhere"], ["clear", "nowhere"], ["info", "--cache", "nowhere"]):
        told = run(["cache", *arguments], folder)
        assert told.status == 2
        assert "no folder nowhere" in told.err
    assert run(["cache", "info", "docforge.toml"], folder).status == 0


def test_a_site_of_another_kind_has_its_pages_made_again(folder: Path) -> None:
    """How a page is read, and where its pictures are, goes by the kind of its site."""
    (folder / "docforge.toml").write_text(TOML + '[site]\nkind = "folder"\n', encoding="utf-8")
    (folder / "b/3.md").write_text("# 丙\n\n![图](/m.png)\n", encoding="utf-8")
    (folder / "static").mkdir()
    (folder / "static/m.png").write_bytes(png((4, 4)))
    build(folder)
    (folder / "docforge.toml").write_text(TOML + '[site]\nkind = "vitepress"\n', encoding="utf-8")
    build(folder)
    kept = files(folder)
    shutil.rmtree(folder / ".docforge")
    assert "DF511" in [item.code for item in build(folder).diagnostics]
    assert files(folder) == kept


def test_an_anchor_that_another_page_gains_is_a_link_to_it(folder: Path) -> None:
    (folder / "docforge.toml").write_text(TOML + '[site]\nurl = "https://notes.example"\n', encoding="utf-8")
    page = "# 乙 [​](https://notes.example/a/two.html#乙)\n\n1. 乙一。\n"
    (folder / "a/1.md").write_text("# 甲\n\n1. 见[乙](https://notes.example/a/two.html)。\n", encoding="utf-8")
    build(folder)
    (folder / "a/2.md").write_text(page, encoding="utf-8")
    build(folder)
    kept = files(folder)
    shutil.rmtree(folder / ".docforge")
    build(folder)
    assert files(folder) == kept


def test_what_happened_to_one_run_is_not_kept() -> None:
    assert not lasting((report("DF903", "made again"),))
    assert not lasting((report("DF747", "no answer"),))
    assert lasting((report("DF511", "no file"),))
