"""A folder becomes files: read, settled, assembled, written, proved."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

import docforge
from docforge.build.books import Pages
from docforge.build.keys import Step
from docforge.build.outcome import BuildOutcome
from docforge.build.registry import theme_path
from docforge.model import nodes as n
from docforge.model.jsonform import decode
from docforge.model.text import block_text
from docforge.model.walk import find
from docforge.world import MemoryWorld

TOML = """
language = "zh-Hans"
title = "集"
[target.h]
formats = ["json"]
[target.book]
each = "book"
formats = ["json"]
"""
PAGES = {
    "a/1.md": "# 甲\n\n1. 甲一。\n2. 甲二。\n",
    "a/2.md": "# 乙\n\n1. 乙一。\n",
    "b/3.md": "---\nlang: ja\nnumber: none\n---\n\n# ほん\n\n1. ひらがなの段落。\n",
}


class Files(MemoryWorld):
    """A dictionary as a disk that has docforge's own themes."""

    def __init__(self, files: dict[str, bytes]) -> None:
        super().__init__(files)
        for theme in ("handout", "book"):
            path = theme_path(theme)
            assert path is not None
            self.files[path] = Path(path).read_bytes()


def world(toml: str = TOML, **pages: str) -> Files:
    texts = {"docforge.toml": toml, **PAGES, **pages}
    return Files({f"p/{name}": text.encode() for name, text in texts.items()})


def built(place: Files, **options: object) -> BuildOutcome:
    return docforge.build("p", world=place, **options)  # type: ignore[arg-type]  # options by name


def document(place: Files, path: str) -> n.Document:
    return decode(place.files[path])


def test_handouts_and_a_book_from_one_project() -> None:
    place = world()
    outcome = built(place)
    assert outcome.ok, outcome.diagnostics
    assert [item.path for item in outcome.artifacts] == [
        "p/dist/h/a/1.json", "p/dist/h/a/2.json", "p/dist/h/b/3.json", "p/dist/book/book.json",
    ]  # fmt: skip
    book = document(place, "p/dist/book/book.json")
    assert [block_text((item,)) for item in find(book.blocks, n.Item)] == [
        "甲一。",
        "甲二。",
        "乙一。",
        "ひらがなの段落。",
    ]
    assert outcome.artifacts[-1].paragraphs == 3  # the chapter that asks for no numbers has none in the book either


def test_front_matter_goes_before_the_project_and_the_command_line_before_both() -> None:
    place = world()
    built(place)
    assert document(place, "p/dist/h/a/1.json").lang == "zh-Hans"
    assert document(place, "p/dist/h/b/3.json").lang == "ja"
    built(place, settings={"language": "ko", "number": "all"})
    assert document(place, "p/dist/h/b/3.json").lang == "ko"
    numbers = [para.number for para in find(document(place, "p/dist/h/b/3.json").blocks, n.Para)]
    assert max(numbers) > 0


def test_metadata_of_the_project_stands_below_front_matter() -> None:
    toml = TOML + '[metadata]\nauthor = "集者"\nnote = "x"\n[folder."b/"]\nmetadata = {author = "乙者"}\n'
    place = world(toml, **{"a/2.md": "---\nauthor: 甲者\n---\n\n# 乙\n\n1. 乙一。\n"})
    assert built(place).ok
    texts = [docforge_author(document(place, f"p/dist/h/{name}.json")) for name in ("a/1", "a/2", "b/3")]
    assert texts == ["集者", "甲者", "乙者"]


def docforge_author(found: n.Document) -> str:
    from docforge.model.meta import text

    return text(found, "author")


def test_a_document_that_cannot_be_read_leaves_the_others_and_its_old_file_alone() -> None:
    place = world()
    place.files["p/a/2.md"] = b"\xff\xfe\x00\xd8\xff\xff"
    place.files["p/dist/h/a/2.json"] = b"old"
    outcome = built(place)
    assert not outcome.ok
    assert outcome.status() == 1
    assert place.files["p/dist/h/a/2.json"] == b"old"
    assert {"p/dist/h/a/1.json", "p/dist/h/b/3.json"} <= {item.path for item in outcome.artifacts}


def test_a_chapter_that_cannot_be_read_leaves_a_placeholder_in_the_book() -> None:
    place = world()
    place.files["p/a/2.md"] = b"\xff\xfe\x00\xd8\xff\xff"
    outcome = built(place, targets=["book"])
    assert outcome.status() == 1
    book = document(place, "p/dist/book/book.json")
    assert "a/2.md" in block_text(book.blocks)
    assert "甲一" in block_text(book.blocks)
    assert "ひらがな" in block_text(book.blocks)


def keys(outcome: BuildOutcome, *names: str) -> dict[tuple[str, str], Step]:
    return {(step.name, step.subject): step for step in outcome.steps if not names or step.name in names}


def test_keys_are_the_same_in_every_run_and_every_folder() -> None:
    place = world()
    first, second = built(place, explain=True), built(place)
    moved = Files({path.replace("p/", "q/r/", 1): data for path, data in place.files.items() if "dist" not in path})
    third = docforge.build("q/r", world=moved, explain=True)
    assert [step.key for step in first.steps] == [step.key for step in second.steps]
    assert [step.key for step in first.steps] == [step.key for step in third.steps]
    assert not any("dist" in path for path in moved.files)


def test_another_chapter_changes_no_key_of_an_unchanged_one() -> None:
    before = keys(built(world(), explain=True))
    after = keys(built(world(**{"a/2.md": PAGES["a/2.md"] + "2. 新。\n"}), explain=True))
    assert before.keys() == after.keys()
    changed = {name for name in before if before[name].key != after[name].key}
    assert changed == {
        ("read", "a/2.md"), ("settle", "a/2.md"), ("passes", "a/2"), ("pictures", "a/2"), ("write", "dist/h/a/2.json"),
        ("assemble", "book"), ("passes", "book"), ("pictures", "book"), ("write", "dist/book/book.json"),
    }  # fmt: skip


def test_an_option_changes_the_keys_of_what_it_concerns() -> None:
    before = keys(built(world(), explain=True))
    themed = keys(built(world(), explain=True, settings={"set": {"base-size": 13}}))
    changed = {name[0] for name in before if before[name].key != themed[name].key}
    assert changed == {"write"}
    spaced = keys(built(world(), explain=True, settings={"spacing": "keep"}))
    assert before[("read", "a/1.md")].key != spaced[("read", "a/1.md")].key


def test_a_picture_is_an_input() -> None:
    pages = {"a/1.md": "# 甲\n\n![图](x.png)\n"}
    without = keys(built(world(**pages), explain=True))
    place = world(**pages)
    place.files["p/a/x.png"] = b"no picture"
    assert keys(built(place, explain=True))[("pictures", "a/1")].key != without[("pictures", "a/1")].key


def test_diagnostics_name_files_as_the_caller_has_them() -> None:
    outcome = built(world(**{"a/1.md": "# 甲\n\n1. 见[那里](#nowhere)。\n"}))
    found = {(item.code, item.file, item.line) for item in outcome.diagnostics if item.code == "DF301"}
    assert found == {("DF301", "p/a/1.md", 3)}
    assert "p/a/1.md" in outcome.texts


def test_a_theme_that_is_not_there_is_told_at_its_key() -> None:
    outcome = built(world('[target.h]\ntheme = "handuot"\n'))
    assert [(item.code, item.file, item.line) for item in outcome.diagnostics] == [("DF604", "p/docforge.toml", 2)]
    assert outcome.status() == 2
    outcome = built(world("[target.h.set]\nbase-siz = 12\n"))
    assert {(item.code, item.file) for item in outcome.diagnostics} == {("DF602", "p/docforge.toml")}


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    for name, text in {"docforge.toml": TOML.replace('"json"', '"pdf", "epub", "docx"'), **PAGES}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    outcome = docforge.build(tmp_path)
    assert outcome.ok, outcome.diagnostics
    assert len(outcome.artifacts) == 12
    assert all(item.verified for item in outcome.artifacts)
    assert all((tmp_path / item.path).stat().st_size == item.size for item in outcome.artifacts)
    epub = (tmp_path / "dist/book/book.epub").read_bytes()
    assert "mimetype" in zipfile.ZipFile(io.BytesIO(epub)).namelist()
    again = docforge.build(tmp_path, verify=False)
    assert [item.sha256 for item in again.artifacts] == [item.sha256 for item in outcome.artifacts]
    assert {item.verified for item in again.artifacts} == {None}


def test_a_setting_that_does_not_exist_is_a_usage_error() -> None:
    with pytest.raises(docforge.UsageError):
        built(world(), settings={"langage": "ja"})


LINKED = {f"a/{name}.md": f"# {name}\n\n见[乙](2.md)。\n" for name in ("1", "3", "4")}


def test_the_pages_of_a_tree_are_gathered_once_for_each_format(monkeypatch: pytest.MonkeyPatch) -> None:
    gathered: list[int] = []
    make = Pages.__init__

    def counted(self: Pages, paths: Iterable[str], **options: Any) -> None:
        kept = list(paths)
        gathered.append(len(kept))
        make(self, kept, **options)

    monkeypatch.setattr(Pages, "__init__", counted)
    place = world('[target.h]\nformats = ["json", "markdown"]\n', **LINKED)
    outcome = built(place)
    assert len(outcome.artifacts) == 10
    assert len(gathered) == 2
    [link] = find(document(place, "p/dist/h/a/1.json").blocks, n.Link)
    assert link.url == "2.json"


def test_a_page_finds_another_by_the_address_that_it_gives_for_itself() -> None:
    pages = {
        "a/1.md": "# 甲[](https://n.example/x/旧名.html#甲)\n\n1. 段。\n",
        "a/2.md": "# 乙\n\n见[甲](https://n.example/x/%E6%97%A7%E5%90%8D.html)。\n",
    }
    place = world('[site]\nurl = "https://n.example"\n[target.h]\nformats = ["json"]\n', **pages)
    outcome = built(place)
    assert not [item for item in outcome.diagnostics if item.code == "DF320"]
    [link] = find(document(place, "p/dist/h/a/2.json").blocks, n.Link)
    assert link.url == "1.json"


@pytest.mark.parametrize(
    ("config", "folder"),
    [(".vitepress/config.json", "public"), (".vuepress/config.json", ".vuepress/public"), ("mkdocs.yml", "docs")],
)
def test_a_picture_named_from_the_top_of_the_site_is_found(config: str, folder: str) -> None:
    dot = (
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x00\x00\x00\x00:~\x9bU"
        b"\x00\x00\x00\nIDATx\x9cc\xf8\x0f\x00\x01\x01\x01\x00\x1b\xb6\xeeV\x00\x00\x00\x00IEND\xaeB`\x82"
    )
    where = "docs/a/1.md" if config == "mkdocs.yml" else "a/1.md"
    place = world('[target.h]\nformats = ["json"]\n', **{where: "# 甲\n\n![图](/i/x.png) ![无](/gone.png)\n"})
    place.files[f"p/{config}"] = b"site_name: x\n" if config == "mkdocs.yml" else b"{}"
    place.files[f"p/{folder}/i/x.png"] = dot
    told = [item.message for item in built(place).diagnostics if item.code.startswith("DF51")]
    assert len(told) == 1
    assert "/gone.png" in told[0]


def test_the_key_of_a_page_with_links_does_not_change_with_pages_it_does_not_link_to() -> None:
    before = keys(built(world(**LINKED), explain=True))
    after = keys(built(world(**LINKED, **{"a/5.md": "# 戊\n"}), explain=True))
    page = ("write", "dist/h/a/1.json")
    assert before[page].key == after[page].key
    place = world(**LINKED)
    place.files = {path: data for path, data in place.files.items() if not path.endswith("a/2.md")}
    assert keys(built(place, explain=True))[page].key != before[page].key
