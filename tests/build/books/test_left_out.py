"""What a book leaves out of a page, and what it says in its place."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

import witness
from badkit import PROJECT, built, write
from commandline import docforge

BOXES = """# 乙

1. 问题一

   ::: details 解析
   因为如此。
   :::

2. 问题二

<details><summary>答案</summary>选丙。</details>

文末。
"""


def test_a_pages_own_contents_do_not_list_the_whole_book_nor_take_the_place_of_its_contents(tmp_path: Path) -> None:
    tree = built(tmp_path, {"src/b.md": "# 乙\n\n[[toc]]\n\n## 子\n\n## 丑\n"})
    assert "src/b.md:3:1: note[DF233] contents-of-a-chapter" in tree.said
    assert tree.everywhere("乙", "子", "丑", "丙")
    page = docforge(["build", ".", "-q"], tmp_path)
    assert page.status == 0
    with zipfile.ZipFile(tmp_path / "dist" / "book.docx") as archive:
        document = archive.read("word/document.xml").decode()
    assert document.count("Table of Contents") == 1
    assert document.index("Table of Contents") < document.index("第一章的文。")


@pytest.mark.parametrize("policy", ["inline", "chapter", "book"])
def test_folded_boxes_stand_in_every_format_once_wherever_they_are_put(tmp_path: Path, policy: str) -> None:
    project = PROJECT.replace("show-run", f'details = "{policy}"\nshow-run')
    tree = built(tmp_path, {"docforge.toml": project, "src/b.md": BOXES})
    assert (tree.status, tree.strict) == (0, 0), tree.said
    order = {
        "inline": ("因为如此。", "问题二", "选丙。", "文末。", "第三章的文。"),
        "chapter": ("问题二", "文末。", "因为如此。", "选丙。", "第三章的文。"),
        "book": ("问题二", "文末。", "第三章的文。", "因为如此。", "选丙。"),
    }
    assert tree.everywhere(*order[policy])
    assert all(text.count("因为如此。") == text.count("选丙。") == 1 for text in tree.texts.values())


def test_folded_boxes_that_are_left_out_are_counted_where_a_reader_sees_it(tmp_path: Path) -> None:
    project = PROJECT.replace("show-run", 'details = "omit"\nshow-run')
    tree = built(tmp_path, {"docforge.toml": project, "src/b.md": BOXES})
    assert "note[DF236] details-left-out: 2 folded boxes" in tree.said
    assert tree.everywhere("问题二", "文末。", "[此处略去2个折叠框]", "丙", "第三章的文。")
    assert not any("因为如此" in text or "选丙" in text for text in tree.texts.values())
    assert (tree.status, tree.strict) == (0, 0)


@pytest.mark.parametrize(
    ("lang", "words"),
    [("ja", "[折りたたみ1件を省略]"), ("ko", "[접힌 상자 1개 생략]"), ("en", "[Folded boxes left out: 1]")],
)
def test_a_handout_says_it_in_its_language(tmp_path: Path, lang: str, words: str) -> None:
    project = PROJECT.replace("zh-Hans", lang).replace("show-run", 'details = "omit"\nshow-run')
    write(
        tmp_path,
        {"docforge.toml": project.replace('each = "book"', 'include = ["b.md"]'), "src/b.md": BOXES.split("2.")[0]},
    )
    assert docforge(["build", "."], tmp_path).status == 0
    for suffix in witness.FORMATS:
        assert re.sub(r"\s", "", words) in re.sub(r"\s", "", witness.text_of(tmp_path / f"dist/book.{suffix}").body)


FRAME = '# 乙\n\n<iframe src="/思维导图/a.html" title="导图"></iframe>\n\n后文。\n'


def test_a_frame_of_the_site_is_a_link_to_the_site(tmp_path: Path) -> None:
    project = PROJECT + '\n[site]\nurl = "https://notes.example"\n'
    tree = built(tmp_path, {"docforge.toml": project, "src/b.md": FRAME})
    assert [line for line in tree.said.splitlines() if "error[" in line or "DF30" in line] == []
    assert tree.said.count("[DF154]") == 1
    assert tree.everywhere("乙", "导图", "后文。")
    with zipfile.ZipFile(tmp_path / "dist" / "book.docx") as archive:
        assert "https://notes.example/" in archive.read("word/_rels/document.xml.rels").decode()


def test_a_frame_of_a_site_without_an_address_is_its_title_and_a_warning(tmp_path: Path) -> None:
    tree = built(tmp_path, {"src/b.md": FRAME})
    assert "src/b.md:3:1: warning[DF306] page-not-in-book" in tree.said
    assert tree.everywhere("乙", "导图", "后文。")
    assert (tree.status, tree.strict) == (0, 3)


def test_patterns_that_fit_nothing_are_told_at_their_place(tmp_path: Path) -> None:
    project = PROJECT.replace('each = "book"', 'each = "book"\ninclude = ["*.md", "zz/"]\nexclude = ["c.md", "d.md"]')
    write(tmp_path, {"docforge.toml": project + '\n[site]\nexclude = ["old/"]\n'})
    done = docforge(["build", ".", "--explain"], tmp_path)
    told = [line for line in done.err.splitlines() if "DF626" in line]
    assert told == [
        'docforge.toml:13:12: warning[DF626] pattern-without-effect: nothing fits "old/"',
        'docforge.toml:5:20: warning[DF626] pattern-without-effect: nothing fits "zz/"',
        'docforge.toml:6:20: warning[DF626] pattern-without-effect: nothing fits "d.md"',
    ]
