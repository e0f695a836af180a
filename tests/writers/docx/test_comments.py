"""Comments of the metadata become Word's: each beside the paragraph that it names, proved, and read back."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import judges
from commandline import docforge
from tampering import member, rezip
from wordkit import paragraph, run, word

NOTES = """---
lang: zh-Hans
comments:
  - {author: 王某, date: "2024-05-06T07:08:09Z", text: 请核对, to: s1p2}
  - {author: 李某, text: 标题太长, words: 第一章}
  - {author: 王某, text: 又一条, to: x}
---

# 题目

## 第一章 总则

1. 甲
2. 乙

段落 [丙]{#y}。

::: {#x}
框内
:::

| 表 |
|----|
| 丁 |
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("comments")
    (made / "a.md").write_text(NOTES, encoding="utf-8")
    done = docforge(["convert", "a.md", "-o", "a.docx", "-v"], made)
    assert done.status == 0, done.err
    assert "DF749" not in done.err
    return made


def ranges(path: Path) -> dict[str, str]:
    """The text that each comment is about, by its number."""
    body = member(path.read_bytes(), "word/document.xml").decode()
    found = re.findall(r'<w:commentRangeStart w:id="(\d)"/>(.*?)<w:commentRangeEnd w:id="\1"/>', body)
    return {number: "".join(re.findall(r"<w:t[^>]*>([^<]*)", inner)) for number, inner in found}


def test_each_comment_is_about_the_paragraph_that_it_names(folder: Path) -> None:
    assert ranges(folder / "a.docx") == {"0": "乙", "1": "总则", "2": "框内"}


def test_author_and_date_are_kept(folder: Path) -> None:
    part = member((folder / "a.docx").read_bytes(), "word/comments.xml").decode()
    assert 'w:author="王某" w:initials="王" w:date="2024-05-06T07:08:09Z"' in part
    assert 'w:author="李某" w:initials="李">' in part


def test_a_document_without_comments_has_no_such_part(folder: Path) -> None:
    (folder / "b.md").write_text("# 题\n\n文\n", encoding="utf-8")
    assert docforge(["convert", "b.md", "-o", "b.docx"], folder).status == 0
    assert b"comments" not in member((folder / "b.docx").read_bytes(), "[Content_Types].xml")


def test_the_judges_are_content(folder: Path) -> None:
    path = folder / "a.docx"
    assert not [*judges.ooxml_sdk(path), *judges.openxml_audit(path), *judges.ooxml_integrity(path)]


def test_comments_are_proved_and_one_more_is_found(folder: Path) -> None:
    done = docforge(["verify", "a.docx"], folder)
    assert done.status == 0, done.err
    data = (folder / "a.docx").read_bytes()
    name = "word/comments.xml"
    changed = member(data, name).decode().replace("标题太长", "标题太短")
    (folder / "c.docx").write_bytes(rezip(data, {name: changed.encode()}))
    done = docforge(["verify", "c.docx", "--against", "a.facts.json"], folder)
    assert done.status == 4
    assert "标题太短" in done.err


def test_comments_come_back_and_go_out_again(folder: Path) -> None:
    for source, target in (("a.docx", "back.md"), ("back.md", "again.docx")):
        assert docforge(["convert", source, "-o", target], folder).status == 0
    assert ranges(folder / "again.docx") == ranges(folder / "a.docx")
    parts = [member((folder / name).read_bytes(), "word/comments.xml") for name in ("a.docx", "again.docx")]
    assert parts[0] == parts[1]


def test_comments_of_another_program_survive_the_way_through_markdown(tmp_path: Path) -> None:
    comment = '<w:comment w:id="7" w:author="王"><w:p><w:r><w:t>请核对</w:t></w:r></w:p></w:comment>'
    about = f'<w:p><w:commentRangeStart w:id="7"/>{run("第二段文字")}<w:commentRangeEnd w:id="7"/></w:p>'
    (tmp_path / "a.docx").write_bytes(word(paragraph("第一段文字") + about, comments=comment))
    for source, target in (("a.docx", "b.md"), ("b.md", "b.docx"), ("a.docx", "c.docx")):
        assert docforge(["convert", source, "-o", target], tmp_path).status == 0
    assert ranges(tmp_path / "b.docx") == ranges(tmp_path / "c.docx") == {"0": "第二段文字"}


def commented(folder: Path, comments: list[dict[str, str]], *paragraphs: str) -> Path:
    """A Word file of paragraphs with these comments."""
    head = f"---\nlang: zh-Hans\ncomments: {json.dumps(comments, ensure_ascii=False)}\n---\n\n"
    (folder / "a.md").write_text(head + "\n\n".join(paragraphs) + "\n", encoding="utf-8")
    done = docforge(["convert", "a.md", "-o", "a.docx", "-v"], folder)
    assert done.status == 0, done.err
    assert "DF749" not in done.err
    return folder / "a.docx"


def test_words_that_are_a_whole_paragraph_are_not_the_beginning_of_an_earlier_one(tmp_path: Path) -> None:
    path = commented(tmp_path, [{"text": "哪些？", "words": "注意"}], "注意事项如下：", "注意")
    assert ranges(path) == {"0": "注意"}


def test_the_words_of_a_long_paragraph_are_its_beginning_as_before(tmp_path: Path) -> None:
    long = "本办法自公布之日起施行，原办法同时废止，" * 2
    path = commented(tmp_path, [{"text": "何日？", "words": long[:24]}], "本办法", long)
    assert ranges(path) == {"0": long}


def test_comments_with_the_same_words_go_to_one_paragraph_each_and_the_rest_to_the_last(tmp_path: Path) -> None:
    same = [{"text": text, "words": "同上"} for text in ("一", "二", "三")]
    path = commented(tmp_path, same, "同上", "别的", "同上")
    body = member(path.read_bytes(), "word/document.xml").decode()
    order = re.findall(r'commentRangeStart w:id="(\d)"|<w:t>(同上|别的)<', body)
    assert ["".join(each) for each in order] == ["0", "同上", "别的", "1", "2", "同上"]


@pytest.mark.parametrize(
    ("author", "written"),
    [
        ('"甲"', 'w:author="&quot;甲&quot;" w:initials="&quot;"'),
        ("<甲>", 'w:author="&lt;甲&gt;" w:initials="&lt;"'),
        ("", 'w:author="?" w:initials="?"'),
    ],
)
def test_an_author_of_any_letters_has_an_initial(tmp_path: Path, author: str, written: str) -> None:
    path = commented(tmp_path, [{"text": "请核对", "words": "文", "author": author}], "文")
    assert written in member(path.read_bytes(), "word/comments.xml").decode()
