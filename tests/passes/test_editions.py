"""Editions: what is left out, what keeps its number, where answers stand, and numbers made anew when asked."""

from __future__ import annotations

from pathlib import Path

import pytest

import docforge
from docforge.model import nodes as n
from docforge.model.editions import Edition
from docforge.model.text import block_text, inline_text
from docforge.model.walk import find
from docforge.passes import run_all
from docforge.protocols import PassOptions, Result

SOURCE = """---
lang: zh-Hans
---

# 讲义

1. 甲。[教师看]{only=teacher}

   ::: answer
   答甲。
   :::

::: only teacher parents

2. 乙。

   1. 乙一。

:::

3. 丙，见[](#s1p4)。

- 点 {only=teacher}

::: not student
丁
:::

4. 戊，见第3段。

::: answer
答戊。
:::

> 引 {not=parents}
"""


def edition(folder: Path, wanted: Edition | None, source: str = SOURCE) -> Result[n.Document]:
    path = folder / "in.md"
    path.write_text(source, encoding="utf-8")
    read = docforge.read(path, final=False).document
    assert read is not None
    return run_all(read, PassOptions(edition=wanted))


def labels(document: n.Document) -> list[tuple[str, str, str]]:
    return [(item.label, item.address, item.attr.id) for item in find(document.blocks, n.Item) if item.run]


STUDENT = Edition("student", ("student",), "none")
TEACHER = Edition("teacher", ("teacher",))


def test_without_an_edition_everything_is_shown_and_told(tmp_path: Path) -> None:
    done = edition(tmp_path, None)
    assert "教师看" in block_text(done.value.blocks)
    assert [item.code for item in done.diagnostics if item.code.startswith("DF24")] == ["DF242"]


def test_what_is_left_of_each_edition_has_the_numbers_addresses_and_ids_of_the_whole(tmp_path: Path) -> None:
    whole = labels(edition(tmp_path, None).value)
    student, teacher = edition(tmp_path, STUDENT).value, edition(tmp_path, TEACHER).value
    assert [label for label, _, _ in labels(student)] == ["1.", "3.", "4."]
    assert labels(teacher) == whole
    assert set(labels(student)) < set(whole)
    assert [(run.first, run.last, run.count) for run in student.runs] == [("1.", "4.", 3)]


def test_an_edition_shows_what_is_for_it_and_nothing_empty_is_left(tmp_path: Path) -> None:
    student, teacher = edition(tmp_path, STUDENT).value, edition(tmp_path, TEACHER).value
    assert block_text(student.blocks).split() == ["甲。", "丙，见4。", "戊，见第3段。", "引"]
    assert not list(find(student.blocks, n.Bullets))
    said = block_text(teacher.blocks)
    assert all(word in said for word in ("教师看", "答甲。", "乙一。", "点", "丁", "答戊。", "引"))
    assert "引" not in block_text(edition(tmp_path, Edition("parents", ("parents",))).value.blocks)


def test_an_edition_is_cut_once(tmp_path: Path) -> None:
    for wanted in (STUDENT, TEACHER, Edition("end", ("teacher",), "end"), Edition("key", ("teacher",), "apart")):
        once = edition(tmp_path, wanted).value
        assert run_all(once, PassOptions(edition=wanted)).value == once, wanted.name


def test_the_key_at_the_end_leads_back_to_each_question(tmp_path: Path) -> None:
    document = edition(tmp_path, Edition("end", ("teacher",), "end")).value
    *_, heading, first, second = document.blocks
    assert isinstance(heading, n.Heading)
    assert inline_text(heading.content) == "参考答案"
    assert [inline_text(div.title) for div in (first, second) if isinstance(div, n.Div)] == ["1.", "4."]
    homes = [link.url[1:] for link in find((first, second), n.Link)]
    assert homes == [identifier for _, address, identifier in labels(document) if address in ("s1p1", "s1p4")]


def test_the_key_apart_has_the_questions_numbers_and_no_word_of_theirs(tmp_path: Path) -> None:
    document = edition(tmp_path, Edition("key", ("teacher",), "apart")).value
    whole = {identifier: label for label, _, identifier in labels(edition(tmp_path, None).value)}
    assert [(label, whole[identifier]) for label, _, identifier in labels(document)] == [("1.", "1."), ("4.", "4.")]
    assert block_text(document.blocks).split() == ["答甲。", "答戊。"]


def test_numbers_follow_each_other_in_an_edition_that_asks_for_it(tmp_path: Path) -> None:
    done = edition(tmp_path, Edition("short", ("student",), "none", renumber=True))
    found = [(label, address) for label, address, _ in labels(done.value)]
    assert found == [("1.", "s1p1"), ("2.", "s1p2"), ("3.", "s1p3")]
    assert "丙，见3。" in block_text(done.value.blocks)
    assert "见第2段" in block_text(done.value.blocks)


def test_a_reference_to_what_is_left_out_keeps_its_words_and_is_told_at_its_place(tmp_path: Path) -> None:
    source = "---\nlang: en\n---\n\n# T\n\n1. One.\n\n2. Two. {only=teacher}\n\n3. See [there](#s1p2).\n"
    done = edition(tmp_path, STUDENT, source)
    assert [(item.line, item.column) for item in done.diagnostics if item.code == "DF240"] == [(11, 8)]
    assert "See there." in block_text(done.value.blocks)
    assert not list(find(done.value.blocks, n.Link))


def test_notes_of_what_is_left_out_are_gone(tmp_path: Path) -> None:
    source = "---\nlang: en\n---\n\n# T\n\nA[^a] [B[^b]]{only=teacher} C[^c]\n\n[^a]: x\n\n[^b]: y\n\n[^c]: z\n"
    assert [block_text(note) for note in edition(tmp_path, STUDENT, source).value.notes.values()] == ["x", "z"]


@pytest.mark.parametrize(("lang", "suffix"), [("ja", "（教師用）"), ("de", " (T)"), ("zh-TW", "（教师版）")])
def test_the_title_says_the_edition_in_the_language_of_the_document(tmp_path: Path, lang: str, suffix: str) -> None:
    said = Edition("t", ("t",), title_suffix={"zh-Hans": "（教师版）", "ja": "（教師用）", "": " (T)"})
    source = f"---\nlang: {lang}\n---\n\n# T\n\nx\n"
    assert inline_text(edition(tmp_path, said, source).value.title) == f"T{suffix}"


def test_a_key_without_answers_holds_no_question(tmp_path: Path) -> None:
    done = edition(tmp_path, Edition("key", ("teacher",), "apart"), "---\nlang: en\n---\n\n# T\n\n1. One.\n")
    assert done.value.blocks == ()
    assert "DF220" in [item.code for item in done.diagnostics]
