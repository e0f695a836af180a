"""Edits come back into the Markdown as exactly those edits; nothing else in it changes."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

import docforge
from commandline import docforge as command
from docforge.build.changes.patch import Patch, patch
from docforge.build.changes.rendering import renderer
from docforge.build.changes.report import line
from docforge.build.changes.rereading import rereader
from docforge.build.convert import Options
from docforge.world import DiskWorld

SOURCE = """---
lang: zh-Hans
---

# 讲义

开头一段，没有编号。

## 一、准备

1. 头一件事是**要点**，不说别的。
2. 次一件事比较长，
   分成两行来写。

   次一件事的补充说明。

3. 末一件事有脚注[^a]，也有`代码`。

------

1. 头一句话先说。
2. 次一句话说完。

| 甲 | 乙 |
| --- | --- |
| 一 | 二 |

[^a]: 脚注的话。
"""


def brought(folder: Path, edited: str, source: str = SOURCE) -> Patch:
    """The patch of a source towards an edited version of it, which is given as Markdown too."""
    (folder / "a.md").write_text(source, encoding="utf-8")
    (folder / "b.md").write_text(edited, encoding="utf-8")
    old, new = docforge.read(folder / "a.md"), docforge.read(folder / "b.md")
    assert old.document is not None
    assert new.document is not None
    again = rereader(str(folder / "a.md"), Options(), DiskWorld(), diagnostics=new.diagnostics)
    return patch(old.document, old.texts[str(folder / "a.md")], new.document, renderer(old.document), again)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("不说别的", "别的也说"),
        ("**要点**", "**重要的要点**"),
        ("分成两行来写", "分成两行写"),
        ("的补充说明", "的另一个补充"),
        ("脚注的话", "脚注里的话"),
        ("一、准备", "一、事前准备"),
        ("# 讲义", "# 新讲义"),
        ("没有编号。", "没有编号，有*符号。".replace("*", "\\*")),
        ("| 一 |", "| 三 |"),
        ("末一件事有脚注", "末一件事有一个脚注"),
        ("2. 次一句话说完。", "2. 次一句话说完。\n3. 末一句。"),
        ("开头一段，没有编号。", "开头一段，没有编号。\n\n新的一段。"),
    ],
)
def test_one_edit_changes_just_its_own_words(tmp_path: Path, before: str, after: str) -> None:
    edited = SOURCE.replace(before, after)
    found = brought(tmp_path, edited)
    assert not found.left
    assert found.text.replace("\n\n3. 末一句", "\n3. 末一句") == edited


def test_nothing_changes_where_nothing_was_edited(tmp_path: Path) -> None:
    found = brought(tmp_path, SOURCE)
    assert (found.text, found.done, found.left) == (SOURCE, (), ())


def test_an_insertion_counts_the_numbers_on(tmp_path: Path) -> None:
    edited = SOURCE.replace("2. 次一件", "2. 插入的段落。\n3. 次一件").replace("3. 末一件", "4. 末一件")
    found = brought(tmp_path, edited)
    assert [change.kind for change in found.done] == ["added", "renumbered", "renumbered"]
    assert "1. 头一件事是**要点**，不说别的。\n\n2. 插入的段落。\n3. 次一件事比较长" in found.text
    assert "4. 末一件事有脚注" in found.text
    assert not found.left


def test_a_removal_takes_its_lines_and_counts_back(tmp_path: Path) -> None:
    edited = SOURCE.replace("1. 头一句话先说。\n2. ", "1. ")
    found = brought(tmp_path, edited)
    assert found.text == edited
    assert [line(change) for change in found.done] == ["¶ 2.1 removed: 头一句话先说。", "¶ 2.1 renumbered: 2. → 1."]


def test_a_paragraph_that_was_split_and_one_that_was_merged(tmp_path: Path) -> None:
    split = SOURCE.replace("开头一段，没有编号。", "开头一段，\n\n没有编号。")
    found = brought(tmp_path, split)
    assert found.text == split
    merged = brought(tmp_path, SOURCE, split)
    assert merged.text == SOURCE


def test_typed_labels_are_renumbered_with_their_markers(tmp_path: Path) -> None:
    source = "# 题\n\n1. 1、甲段。\n2. 2、乙段。\n"
    found = brought(tmp_path, source.replace("2. 2、", "2. 2、新段。\n3. 3、"), source)
    assert "2. 2、新段。" in found.text
    assert "3. 3、乙段。" in found.text


def test_an_edit_beside_an_escaped_sign_keeps_the_backslash(tmp_path: Path) -> None:
    source = "# 题\n\n乘号写作\\*号，不是着重。\n"
    assert brought(tmp_path, source.replace("不是着重", "并非着重"), source).text == source.replace(
        "不是着重", "并非着重"
    )


def test_paragraphs_in_another_order_move(tmp_path: Path) -> None:
    source = "# 题\n\n甲段在前面。\n\n乙段在中间。\n\n丙段在后面。\n"
    edited = "# 题\n\n丙段在后面。\n\n甲段在前面。\n\n乙段在中间。\n"
    found = brought(tmp_path, edited, source)
    assert found.text == edited
    assert [change.kind for change in found.done] == ["moved"]


def test_what_cannot_be_changed_in_place_is_left_to_be_done_by_hand(tmp_path: Path) -> None:
    source = "# 题\n\n公式 $a+b$ 在这里。\n"
    found = brought(tmp_path, source.replace("a+b", "a+c"), source)
    assert found.text == source
    assert [change.kind for change in found.left] == ["changed"]


def test_a_row_that_was_added_to_a_table_is_left_to_be_done_by_hand(tmp_path: Path) -> None:
    found = brought(tmp_path, SOURCE.replace("| 一 | 二 |", "| 新 | 行 |\n| 一 | 二 |"))
    assert found.text == SOURCE
    assert {change.kind for change in found.left} == {"added"}


def test_a_paragraph_after_a_table_comes_in(tmp_path: Path) -> None:
    edited = SOURCE.replace("| 一 | 二 |\n", "| 一 | 二 |\n\n表后的话。\n")
    found = brought(tmp_path, edited)
    assert found.text == edited
    assert not found.left


def test_a_heading_comes_in_at_its_level_below_the_title(tmp_path: Path) -> None:
    edited = SOURCE.replace("------\n", "------\n\n## 二、另一节\n")
    found = brought(tmp_path, edited)
    assert "\n## 二、另一节\n" in found.text
    assert not found.left


def test_code_changes_where_it_changed(tmp_path: Path) -> None:
    source = "# 题\n\n```py\na = 1\n\nb = 2\n```\n\n甲乙丙。\n"
    assert brought(tmp_path, source.replace("b = 2", "b = 3"), source).text == source.replace("b = 2", "b = 3")


def test_a_paragraph_that_became_code_is_left_to_be_done_by_hand(tmp_path: Path) -> None:
    source = "# 题\n\n甲乙丙。\n"
    found = brought(tmp_path, source.replace("甲乙丙。", "```\n甲乙丙。丁\n```"), source)
    assert found.text == source
    assert found.left


# ---------------------------------------------------------------- formatting


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("没有编号", "没有**编号**"),
        ("**要点**", "要点"),
        ("**要点**", "**要*点***"),
        ("次一件事比较长", "*次一件*事比较长"),
        ("分成两行来写", "分成<u>两行</u>来写"),
        ("末一件事有脚注", "末<s>一件</s>事有脚注"),
        ("| 一 |", "| **一** |"),
        ("脚注的话", "脚注的**话**"),
        ("一、准备", "一、*准备*"),
    ],
)
def test_formatting_alone_comes_back(tmp_path: Path, before: str, after: str) -> None:
    edited = SOURCE.replace(before, after)
    found = brought(tmp_path, edited)
    assert found.text == edited
    assert [change.kind for change in found.done] == ["formatted"]
    assert not found.left


def test_formatting_is_said_by_its_words(tmp_path: Path) -> None:
    edited = SOURCE.replace("没有编号", "没有**编号**").replace("**要点**", "要点")
    assert [line(change) for change in brought(tmp_path, edited).done] == [
        "at the beginning formatted: “编号” now bold",
        "¶ 1.1 formatted: “要点” no longer bold",
    ]


def test_a_part_of_bold_words_is_no_longer_bold(tmp_path: Path) -> None:
    source = "# 题\n\n前面**甲乙丙丁戊**后面。\n"
    edited = source.replace("**甲乙丙丁戊**", "**甲乙**丙**丁戊**")
    assert brought(tmp_path, edited, source).text == edited


def test_bold_over_a_link_stands_around_the_link(tmp_path: Path) -> None:
    source = "# 题\n\n请看[网页](https://notes.example/)吧。\n"
    edited = source.replace("[网页](https://notes.example/)吧", "**[网页](https://notes.example/)吧**")
    found = brought(tmp_path, edited, source)
    assert not found.left
    assert "[网页](https://notes.example/)" in found.text


def test_a_reading_that_is_made_bold_in_part_is_left(word_file: Path) -> None:
    source = "# 题\n\n读作{漢字|かんじ}的词。\n"
    edited = source.replace("读作{漢字|かんじ}", "读**作**<ruby>漢<rt>かん</rt></ruby>**<ruby>字<rt>じ</rt></ruby>**")
    found = brought(word_file.parent, edited, source)
    assert "{漢字|かんじ}" in found.text
    assert [change.kind for change in found.left] == ["formatted"]


# ---------------------------------------------------------------- what moves along


def test_a_paragraph_that_moves_takes_its_notes_and_markup_along(tmp_path: Path) -> None:
    source = "# 题\n\n甲段在前面[^a]，有`码`和<span lang=ja>字</span>。\n\n乙段在中间。\n\n丙段。\n\n[^a]: 注。\n"
    first = "甲段在前面[^a]，有`码`和<span lang=ja>字</span>。\n\n"
    edited = source.replace(first, "").replace("丙段。\n\n", "丙段。\n\n" + first)
    found = brought(tmp_path, edited, source)
    assert found.text == edited


def test_links_by_address_follow_their_paragraphs(tmp_path: Path) -> None:
    source = "# 题\n\n1. 甲。\n2. 乙，见[上文](#s1p1)和[下文](#s1p3)。\n3. 丙。\n"
    edited = "# 题\n\n1. 甲。\n2. 新。\n3. 乙，见[上文](#s1p1)和[下文](#s1p4)。\n4. 丙。\n"
    found = brought(tmp_path, edited, source)
    assert "[上文](#s1p1)和[下文](#s1p4)" in found.text
    assert not found.left


def test_a_split_within_bold_words_and_one_of_a_numbered_paragraph(tmp_path: Path) -> None:
    source = "# 题\n\n1. 甲乙，丙丁。[^a]\n2. 戊己。\n\n[^a]: 注。\n"
    edited = "# 题\n\n1. 甲乙，\n2. 丙丁。[^a]\n3. 戊己。\n\n[^a]: 注。\n"
    found = brought(tmp_path, edited, source)
    assert not found.left
    assert "2. 丙丁。[^a]\n3. 戊己。" in found.text


def test_chapters_that_say_the_same_are_told_apart(word_file: Path) -> None:
    chapter = "## 练习\n\n1. 头一题。\n2. 次一题。\n\n| 甲 | 乙 |\n|---|---|\n| 一 | 二 |\n\n"
    source = "# 题\n\n" + chapter * 5
    folder = word_file.parent
    (folder / "c.md").write_text(source, encoding="utf-8")
    assert docforge.convert(folder / "c.md", folder / "c.docx").ok
    document = docx.Document(str(folder / "c.docx"))
    third = [paragraph for paragraph in document.paragraphs if paragraph.text == "头一题。"][2]
    third._p.addnext(deepcopy(third._p))
    third.runs[0].text = "改过的题。"
    document.save(str(folder / "c.docx"))
    done = command(["import", "c.docx", "--onto", "c.md"], folder)
    assert done.status == 0, done.err
    changed = chapter.replace("1. 头一题。\n2. 次", "1. 改过的题。\n\n2. 头一题。\n3. 次")
    assert (folder / "c.md").read_text("utf-8") == "# 题\n\n" + chapter * 2 + changed + chapter * 2


def test_the_title_of_a_box_comes_in(tmp_path: Path) -> None:
    source = "# 题\n\n::: warning\n小心。\n:::\n"
    edited = source.replace("warning", "warning 看路")
    assert brought(tmp_path, edited, source).text == edited


def test_words_that_go_elsewhere_by_hand_are_not_taken_away(tmp_path: Path) -> None:
    source = "# 题\n\n头一段的话要搬走。\n\n术语\n: 解释的话。\n\n末段。\n"
    edited = "# 题\n\n术语\n: 解释的话。\n\n  头一段的话要搬走。\n\n末段。\n"
    found = brought(tmp_path, edited, source)
    assert found.text.count("头一段的话要搬走。") == 1


def test_line_ends_of_windows_stay(tmp_path: Path) -> None:
    source = "# 题\r\n\r\n1. 甲乙。\r\n2. 丙丁。\r\n"
    (tmp_path / "a.md").write_bytes(source.encode())
    (tmp_path / "b.md").write_bytes(source.replace("甲乙", "甲和乙").encode())
    done = command(["import", "b.md", "--onto", "a.md"], tmp_path)
    assert done.status == 0
    assert (tmp_path / "a.md").read_bytes() == source.replace("甲乙", "甲和乙").encode()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_file_keeps_its_byte_order_mark(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.md").write_bytes("# 题\n\n1. 甲乙。\n".encode(encoding))
    (tmp_path / "b.md").write_text("# 题\n\n1. 甲和乙。\n", encoding="utf-8")
    done = command(["import", "b.md", "--onto", "a.md"], tmp_path)
    assert done.status == 0, done.err
    assert (tmp_path / "a.md").read_bytes() == "# 题\n\n1. 甲和乙。\n".encode(encoding)


def test_a_file_keeps_its_encoding(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes("# 题\n\n1. 甲乙。\n".encode("gb18030"))
    (tmp_path / "b.md").write_bytes("# 题\n\n1. 甲和乙。\n".encode("gb18030"))
    done = command(["import", "b.md", "--onto", "a.md", "--encoding", "gb18030"], tmp_path)
    assert done.status == 0, done.err
    assert (tmp_path / "a.md").read_bytes() == "# 题\n\n1. 甲和乙。\n".encode("gb18030")


# ---------------------------------------------------------------- by way of Word


@pytest.fixture
def word_file(tmp_path: Path) -> Path:
    (tmp_path / "a.md").write_text(SOURCE, encoding="utf-8")
    assert docforge.convert(tmp_path / "a.md", tmp_path / "a.docx").ok
    return tmp_path / "a.docx"


def _edited(path: Path) -> tuple[docx.document.Document, dict[str, Paragraph]]:
    document = docx.Document(str(path))
    return document, {paragraph.text[:3]: paragraph for paragraph in document.paragraphs}


def test_a_file_that_word_gave_back_unchanged_changes_nothing(word_file: Path) -> None:
    done = command(["diff", "a.md", "a.docx"], word_file.parent)
    assert (done.status, done.text) == (0, "")
    done = command(["import", "a.docx", "--onto", "a.md"], word_file.parent)
    assert done.status == 0
    assert (word_file.parent / "a.md").read_text("utf-8") == SOURCE


def test_words_that_were_changed_in_word_change_in_the_markdown(word_file: Path) -> None:
    document, rows = _edited(word_file)
    rows["头一件"].runs[0].text = "头一件事先说是"
    rows["次一句"].runs[0].text = "次一句改了。"
    document.save(str(word_file))
    done = command(["import", "a.docx", "--onto", "a.md"], word_file.parent)
    assert done.status == 0, done.err
    text = (word_file.parent / "a.md").read_text("utf-8")
    assert text == SOURCE.replace("头一件事是", "头一件事先说是").replace("次一句话说完。", "次一句改了。")


def test_a_paragraph_removed_in_word_is_removed_and_the_rest_renumbered(word_file: Path) -> None:
    document, rows = _edited(word_file)
    first = rows["头一件"]._p
    first.getparent().remove(first)
    document.save(str(word_file))
    done = command(["import", "a.docx", "--onto", "a.md", "-o", "b.md"], word_file.parent)
    assert done.status == 0, done.err
    text = (word_file.parent / "b.md").read_text("utf-8")
    assert "头一件事是" not in text
    assert "1. 次一件事比较长" in text
    assert "2. 末一件事有脚注" in text
    assert (word_file.parent / "a.md").read_text("utf-8") == SOURCE


def test_a_dry_run_writes_nothing(word_file: Path) -> None:
    document, rows = _edited(word_file)
    rows["开头一"].runs[0].text = "改过的开头。"
    document.save(str(word_file))
    done = command(["import", "a.docx", "--onto", "a.md", "--dry-run"], word_file.parent)
    assert "changed" in done.text
    assert (word_file.parent / "a.md").read_text("utf-8") == SOURCE


def test_fields_of_an_official_document_change_in_the_front_matter(root: Path, tmp_path: Path) -> None:
    source = (root / "examples" / "gongwen.md").read_text("utf-8")
    (tmp_path / "a.md").write_text(source, encoding="utf-8")
    assert docforge.convert(tmp_path / "a.md", tmp_path / "a.docx", theme="gov").ok
    document = docx.Document(str(tmp_path / "a.docx"))
    for row in document.paragraphs:
        if row.style is not None and row.style.name == "Element Recipients":
            row.runs[0].text = row.runs[0].text.replace("各区县", "各县区")
        if row.style is not None and row.style.name == "Element Date":
            row.runs[0].text = "2026年6月1日"
    document.save(str(tmp_path / "a.docx"))
    done = command(["import", "a.docx", "--onto", "a.md"], tmp_path)
    assert done.status == 0, done.err
    expected = source.replace("主送机关: 各区县", "主送机关: 各县区").replace("2026-05-28", "2026-06-01")
    assert (tmp_path / "a.md").read_text("utf-8") == expected


def test_comments_are_listed_by_paragraph(word_file: Path) -> None:
    document, rows = _edited(word_file)
    document.add_comment(rows["头一件"].runs, text="请再想想", author="王老师")
    document.save(str(word_file))
    done = command(["import", "a.docx", "--onto", "a.md", "-v"], word_file.parent)
    assert "王老师: 请再想想" in done.err
    assert "a.docx:¶" in done.err
    assert (word_file.parent / "a.md").read_text("utf-8") == SOURCE


def test_tracked_changes_come_back_as_they_are_accepted_or_rejected(word_file: Path) -> None:
    document, rows = _edited(word_file)
    added = OxmlElement("w:ins")
    added.set(qn("w:author"), "李")
    row = rows["开头一"]._p
    new = deepcopy(row.r_lst[-1])
    new.t_lst[0].text = "新加的话。"
    added.append(new)
    row.append(added)
    document.save(str(word_file))
    done = command(["import", "a.docx", "--onto", "a.md", "-o", "b.md", "--track", "reject"], word_file.parent)
    assert done.text == ""
    assert (word_file.parent / "b.md").read_text("utf-8") == SOURCE
    command(["import", "a.docx", "--onto", "a.md"], word_file.parent)
    changed = SOURCE.replace("没有编号。", "没有编号。新加的话。")
    assert (word_file.parent / "a.md").read_text("utf-8") == changed


def test_a_line_end_that_no_format_prints_is_no_change(tmp_path: Path) -> None:
    """Two lines that begin like entries of a list stay lines in Markdown; Word has them as one."""
    source = "---\nlang: ja\n---\n\n# 題\n\nア. 項目\nイ. 項目二\n"
    (tmp_path / "a.md").write_text(source, encoding="utf-8")
    assert docforge.convert(tmp_path / "a.md", tmp_path / "a.docx").ok
    done = command(["diff", "a.md", "a.docx"], tmp_path)
    assert (done.status, done.text) == (0, "")
    assert brought(tmp_path, source.replace("項目二", "項目三"), source).text == source.replace("項目二", "項目三")
