"""The docforge.toml that is written for a folder."""

from __future__ import annotations

import pytest

from docforge.build.project.init import look_at, project_text, write_project
from docforge.build.project.load import parse
from docforge.build.tree import prepare
from docforge.world import MemoryWorld

CHINESE = "# 题目\n\n这是一段简体中文的文字，说明这个问题。\n".encode()
JAPANESE = "# ほん\n\nこれは日本語の文章です。\n".encode()


def written(files: dict[str, bytes]) -> str:
    result = look_at(MemoryWorld(files))
    return project_text(result.value, '我的"笔记"')


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"a.md": CHINESE},
        {"book.toml": '[book]\ntitle = "手册"\nauthors = ["王 \\"某\\""]\nlanguage = "zh"\n'.encode(),
         "src/SUMMARY.md": b"# S\n\n- [A](a.md)\n", "src/a.md": CHINESE},
        {"a/1.md": CHINESE, "a/2.md": CHINESE, "日 本/1.md": JAPANESE},
    ],
    ids=["empty", "plain", "mdbook", "two-languages"],
)  # fmt: skip
def test_what_is_written_is_understood(files: dict[str, bytes]) -> None:
    result = parse(written(files))
    assert result.value is not None, result.diagnostics


def test_a_folder_of_pages_is_looked_at() -> None:
    result = parse(written({"a/1.md": CHINESE, "a/2.md": CHINESE, "日 本/1.md": JAPANESE}))
    assert result.value is not None
    project = result.value.project
    assert (project.language, project.title) == ("zh-Hans", '我的"笔记"')
    assert {name: table.language for name, table in (project.folder or {}).items()} == {"日 本/": "ja"}
    assert set(project.target or {}) == {"handouts", "book"}


def test_what_a_site_says_of_itself_is_taken_over() -> None:
    book = '[book]\ntitle = "手册"\nauthors = ["王 \\"某\\""]\n'.encode()
    files = {"book.toml": book, "src/SUMMARY.md": b"# S\n\n- [A](a.md)\n", "src/a.md": CHINESE}
    result = parse(written(files))
    assert result.value is not None
    project = result.value.project
    assert project.title == "手册"
    assert (project.metadata or {})["author"] == ['王 "某"']
    assert project.site
    assert (project.site.kind, project.site.source) == ("mdbook", "src")


def test_a_folder_is_called_after_the_page_that_opens_it() -> None:
    home = "---\nauthor: 周明远\n---\n\n# 江城茶话\n\n这是一本小书。\n".encode()
    result = parse(written({"index.md": home, "guide/1.md": CHINESE}))
    assert result.value is not None
    project = result.value.project
    assert project.title == "江城茶话"
    assert (project.metadata or {})["author"] == ["周明远"]


def test_a_folder_of_one_page_is_called_after_it() -> None:
    result = parse(written({"a.md": CHINESE}))
    assert result.value is not None
    assert result.value.project.title == "题目"


def test_a_folder_whose_first_page_has_no_title_keeps_its_own_name() -> None:
    result = parse(written({"index.md": "一段没有标题的话。\n".encode(), "guide/1.md": CHINESE}))
    assert result.value is not None
    assert result.value.project.title == '我的"笔记"'


def test_a_project_written_by_init_can_be_built() -> None:
    files = {"a/1.md": CHINESE, "b.md": CHINESE}
    files["docforge.toml"] = written(files).encode()
    prepared = prepare("", MemoryWorld(files))
    assert prepared.diagnostics == ()
    assert prepared.total == 2 + 3


def test_a_project_that_is_there_stays_unless_forced() -> None:
    world = MemoryWorld({"docforge.toml": b"old"})
    assert [item.code for item in write_project("docforge.toml", world, "new", force=False)] == ["DF625"]
    assert world.files["docforge.toml"] == b"old"
    assert write_project("docforge.toml", world, "new", force=True) == ()
    assert world.files["docforge.toml"] == b"new"
