"""Plain folders and mdBook: which pages, in which order, with which titles."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docforge
from docforge.build.site import Entry, Site, find_site
from docforge.build.site.pages import all_paths, pages
from docforge.build.site.shape import Report
from docforge.protocols import Result
from docforge.world import DiskWorld, MemoryWorld


def site(files: dict[str, str], **options: Any) -> Result[Site]:
    return find_site("", MemoryWorld({name: text.encode() for name, text in files.items()}), **options)


def outline(entries: tuple[Entry, ...]) -> list[Any]:
    """Title or path of each entry, with those of its children."""
    return [
        [name, outline(one.children)] if one.children else name for one in entries for name in [one.title or one.path]
    ]


def said(result: Result[Site]) -> list[tuple[str, str, int, int]]:
    return [(one.code, one.file, one.line, one.column) for one in result.diagnostics]


def test_a_folder_of_pages_is_in_natural_order_with_folders_as_parts() -> None:
    found = site(
        {
            "README.md": "# 说明",
            "10-末.md": "",
            "2-中.md": "",
            "1-始/2.md": "",
            "1-始/10.md": "",
            "3-法/index.md": "# 法",
            "3-法/a.md": "",
            "前言.md": "",
            ".git/x.md": "",
            "node_modules/y/z.md": "",
            "pic.png": "",
        }
    )
    assert outline(found.value.entries) == [
        "README.md",
        "前言.md",
        ["始", ["1-始/2.md", "1-始/10.md"]],
        "2-中.md",
        ["3-法/index.md", ["3-法/a.md"]],
        "10-末.md",
    ]
    assert [entry.role for entry in found.value.entries] == ["front", "front", "part", "chapter", "part", "chapter"]
    assert found.diagnostics == ()


def test_front_matter_orders_pages_and_keeps_drafts_out_unless_asked() -> None:
    files = {
        "a.md": "---\norder: 2\n---\n甲",
        "b.md": "---\nweight: 1\n---\n乙",
        "c.md": "---\npublished: false\n---\n丙",
        "d.md": "---\ndraft: true\n---\n丁",
    }
    found = site(files)
    assert outline(found.value.entries) == ["b.md", "a.md"]
    assert [(one.code, one.message) for one in found.diagnostics] == [
        ("DF645", "2 unpublished pages left out (the first is c.md)")
    ]
    asked = site(files, drafts=True)
    assert [(entry.path, entry.draft) for entry in asked.value.entries][2:] == [("c.md", True), ("d.md", True)]


def test_excluded_pages_are_no_pages_of_the_site() -> None:
    found = site({"a.md": "", "TODO.md": "", "x/TODO.md": "", "old/b.md": ""}, exclude=("**/TODO.md", "old"))
    assert outline(found.value.entries) == ["a.md"]


def test_saved_pages_stand_beside_markdown_without_their_folders_of_pictures() -> None:
    found = site({"甲.html": "<p>", "甲_files/x.html": "", "乙.md": ""})
    assert outline(found.value.entries) == ["甲.html", "乙.md"]


SUMMARY = """\
# Summary

[前言](preface.md)

# 第一部

- [*甲* 篇](a.md)
  - [甲一](a/one%20two.md)
    - [甲一子](a/sub.md)
  - [甲二](<a/two.md>)
- [草稿]()

---

# 第二部
<!-- - [注释](no.md) -->

* [乙](b.md)

[后记](after.md)
"""


def test_mdbook_has_front_matter_parts_nested_chapters_and_back_matter() -> None:
    names = ("preface", "a", "a/one two", "a/sub", "a/two", "b", "after")
    files = {f"src/{name}.md": "" for name in names} | {
        "src/SUMMARY.md": SUMMARY,
        "book.toml": '[book]\ntitle = "书"\nauthors = ["某"]\nlanguage = "zh"\n[output.html]\nsite-url = "/shu/"\n',
    }
    found = site(files)
    book = found.value
    assert (book.kind, book.source, book.title, book.authors, book.lang, book.base) == (
        "mdbook", "src", "书", ("某",), "zh", "/shu/",
    )  # fmt: skip
    assert outline(book.entries) == [
        "前言",
        ["第一部", [["甲 篇", [["甲一", ["甲一子"]], "甲二"]]]],
        ["第二部", ["乙"]],
        "后记",
    ]
    assert [entry.role for entry in book.entries] == ["front", "part", "part", "back"]
    assert book.entries[1].children[0].children[0].path == "a/one two.md"
    assert said(found) == [("DF645", "src/SUMMARY.md", 0, 0)]


def test_mdbook_says_what_is_wrong_with_its_line_and_column() -> None:
    found = site(
        {
            "src/SUMMARY.md": "# Summary\n\n- [甲](a.md)\n- [乙](bb.md)\n  - [甲](a.md)\n"
            "- [丙](../../c.md)\n\n一段话\n",
            "src/a.md": "",
            "src/b.md": "",
        }
    )
    assert said(found) == [
        ("DF648", "src/SUMMARY.md", 8, 1),
        ("DF642", "src/SUMMARY.md", 4, 7),
        ("DF643", "src/SUMMARY.md", 5, 9),
        ("DF646", "src/SUMMARY.md", 6, 7),
        ("DF644", "src/b.md", 1, 1),
    ]
    assert found.diagnostics[1].hint == "did you mean b.md?"
    assert [(entry.path, entry.missing) for entry in found.value.entries] == [
        ("a.md", ""),
        ("", "bb.md"),
        ("", "../../c.md"),
    ]
    assert found.value.unlisted == ("b.md",)


def test_a_book_toml_that_cannot_be_read_is_an_error_and_the_book_goes_on() -> None:
    found = site({"book.toml": "[book]\ntitle = \n", "src/SUMMARY.md": "- [甲](a.md)\n", "src/a.md": ""})
    assert said(found) == [("DF640", "book.toml", 2, 9)]
    assert outline(found.value.entries) == ["甲"]


def test_a_summary_beside_the_pages_is_a_book_too() -> None:
    found = site({"SUMMARY.md": "* [简介](README.md)\n* 没有页\n    * [一](x/1.md)\n", "README.md": "", "x/1.md": ""})
    assert found.value.kind == "mdbook"
    assert outline(found.value.entries) == ["简介", ["没有页", ["一"]]]


def test_a_landing_page_is_left_out_with_a_note() -> None:
    found = site({"index.md": "---\nlayout: home\n---\n", "a.md": ""})
    assert outline(found.value.entries) == ["a.md"]
    assert said(found) == [("DF647", "index.md", 1, 1)]


def test_a_site_on_disk_is_found_below_any_root_and_links_out_of_it_are_refused(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "x.md").write_text("x")
    root = tmp_path / "site"
    (root / "src" / "a").mkdir(parents=True)
    (root / "src" / "SUMMARY.md").write_text("- [甲](a/b.md)\n")
    (root / "src" / "a" / "b.md").write_text("# 甲\n")
    (root / "src" / "out").symlink_to(tmp_path / "outside")
    (root / "src" / "again").symlink_to(root / "src")
    found = find_site(str(root), DiskWorld())
    assert [entry.path for entry in found.value.entries] == ["a/b.md"]
    assert found.value.source == str(root / "src")
    assert [one.code for one in found.diagnostics if one.code != "DF644"] == ["DF646"]


def test_an_unknown_folder_is_an_empty_site(tmp_path: Path) -> None:
    found = find_site(str(tmp_path / "nothing"), DiskWorld())
    assert (found.value.kind, found.value.entries, found.diagnostics) == ("folder", (), ())


def test_a_page_that_docforge_made_is_no_source_of_the_next_build(tmp_path: Path) -> None:
    tmp_path.joinpath("a.md").write_text("# 甲\n\n1. 一\n", "utf-8")
    tmp_path.joinpath("docforge.toml").write_text('[target.web]\nformats = ["html", "site"]\n', "utf-8")
    first, second = (docforge.build(tmp_path) for _ in range(2))
    assert [Path(built.path).name for built in first.artifacts] == ["a.html", "a.zip"]
    assert second.artifacts == first.artifacts
    assert second.ok


def test_links_between_pages_of_the_web_lead_to_the_paragraph(tmp_path: Path) -> None:
    tmp_path.joinpath("x").mkdir()
    tmp_path.joinpath("a.md").write_text("# 甲\n\n1. 见[乙](x/b.md#s1p2)。\n", "utf-8")
    tmp_path.joinpath("x/b.md").write_text("# 乙\n\n1. 一\n2. 回[甲](../a.md)。\n", "utf-8")
    tmp_path.joinpath("docforge.toml").write_text('[target.web]\nformats = ["html", "pdf"]\n', "utf-8")
    assert docforge.build(tmp_path).ok
    assert '<a href="x/b.html#s1p2">乙</a>' in tmp_path.joinpath("dist/web/a.html").read_text("utf-8")
    assert '<a href="../a.html">甲</a>' in tmp_path.joinpath("dist/web/x/b.html").read_text("utf-8")


def test_links_to_folders_are_followed_once_and_never_out(tmp_path: Path) -> None:
    source, outside = tmp_path / "src", tmp_path / "outside"
    (source / "a").mkdir(parents=True)
    (outside / "secret").mkdir(parents=True)
    (source / "a" / "page.md").touch()
    for name, target in {"once": source, "again": source, "out": outside, "a/up": source / "a"}.items():
        (source / name).symlink_to(target)
    world = Listed()
    assert sorted(all_paths(world, str(source))) == ["a", "a/page.md", "a/up", "again", "once", "out"]
    assert [folder for folder in world.listed if "secret" in folder or folder.endswith("/out")] == []


def test_a_page_that_leads_out_is_not_even_looked_at(tmp_path: Path) -> None:
    (tmp_path / "secret.html").write_text("<p>geheim</p>", encoding="utf-8")
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "a.html").symlink_to(tmp_path / "secret.html")
    world, report = Listed(), Report()
    assert pages(world, str(tmp_path / "src"), report, saved=True).paths == frozenset()
    assert [item.code for item in report.found] == ["DF646"]
    assert world.opened == []


class Listed(DiskWorld):
    """The disk, with the folders that were listed and the files that were read."""

    def __init__(self) -> None:
        self.listed: list[str] = []
        self.opened: list[str] = []

    def names(self, folder: str) -> tuple[str, ...]:
        self.listed.append(folder)
        return super().names(folder)

    def read(self, path: str, limit: int) -> bytes:
        self.opened.append(path)
        return super().read(path, limit)
