"""What a docs site puts around a text becomes metadata."""

from __future__ import annotations

import pytest

from docforge.model import nodes as n
from docforge.model.meta import text
from docforge.model.walk import strip_positions
from readerkit import Read, run, said


def test_an_empty_permalink_gives_address_and_alias(read: Read) -> None:
    result = read("# 行程[](https://notes.example/a/行程.html#%E8%A1%8C-程)")
    (heading,) = strip_positions(result.value).blocks
    assert heading == n.Heading(level=1, content=run("行程"), attr=n.Attr(pairs=(("alias", "行-程"),)))
    assert text(result.value, "source-url") == "https://notes.example/a/行程.html"
    assert result.value.edits == (
        n.Edit("permalink", n.Position(1, 5), "[](https://notes.example/a/行程.html#%E8%A1%8C-程)"),
    )


@pytest.mark.parametrize("shown", ["\u200b", "#", "¶", "🔗"])
def test_permalinks_that_show_a_sign_go_with_the_blank_before_them(shown: str, read: Read) -> None:
    (heading,) = strip_positions(read(f"## 标题 [{shown}](#biaoti) ##").value).blocks
    assert heading == n.Heading(level=2, content=run("标题"), attr=n.Attr(pairs=(("alias", "biaoti"),)))


def test_attributes_before_a_permalink_are_the_headings(read: Read) -> None:
    (heading,) = strip_positions(read("# 题 {#own .a} [](https://n.example/p#x)").value).blocks
    assert heading.content == run("题")
    assert heading.attr == n.Attr("own", ("a",), "", (("alias", "x"),))


def test_a_link_that_shows_text_stays_in_its_heading(read: Read) -> None:
    (heading,) = strip_positions(read("## [1.0](https://a.b/#c)").value).blocks
    assert heading.content == (n.Link(content=run("1.0"), url="https://a.b/#c"),)


@pytest.mark.parametrize(
    "line",
    [
        " 字数: 2006 字 \u2003 时长: 8 分钟",
        "字數：2006 字",
        "文字数: 1,234 文字 · 5 分",
        "Words: 2006 | Reading time: 8 min",
        "2006 words · 8 min read",
        "约 2006 字 · 8 分钟",
    ],
)
def test_a_line_of_statistics_under_the_title_becomes_metadata(line: str, read: Read) -> None:
    result = read(f"# 题\n\n{line}\n\n正文")
    assert text(result.value, "source-stats") == line.strip()
    assert [type(block).__name__ for block in result.value.blocks] == ["Heading", "Para"]
    assert [(edit.rule, edit.before) for edit in result.value.edits] == [("stats", line.strip())]


@pytest.mark.parametrize(
    "source",
    [
        "# 题\n\n字数 20 字的作文怎么写？",
        "# 题\n\n正文\n\n字数: 20 字 时长: 1 分钟",
        "# 题\n\n2006 字",
        "字数: 20 字 时长: 1 分钟",
        "# 题\n\n5 分钟",
    ],
)
def test_other_lines_about_words_stay(source: str, read: Read) -> None:
    assert "source-stats" not in read(source).value.meta


def test_the_real_page(read_text: Read, shared: object) -> None:
    from pathlib import Path

    if not isinstance(shared, Path):
        source = "# 题（2024年4月）[](https://n.example/题.html#题-2024年4月)\n\n字数: 9 字 时长: 1 分钟\n\n"
        source += "\n".join(f"{k}. \u2003\u2003段" for k in range(1, 12)) + "\n\n------\n\n"
        source += "\n".join(f"{k}. \u2003\u20034 月23 日保护 格局" for k in range(1, 8))
        result = read_text(source)
    else:
        (page,) = (shared / "samples").glob("*.txt")
        result = read_text(page.read_bytes())
    heading, first, rule, second = result.value.blocks
    assert isinstance(rule, n.Rule)
    assert [entry.marker for entry in first.items] == [f"{k}." for k in range(1, 12)]
    assert [entry.marker for entry in second.items] == [f"{k}." for k in range(1, 8)]
    assert heading.content[0].text.endswith("（2024年4月）")
    assert heading.attr.pairs[0][0] == "alias"
    assert heading.attr.pairs[0][1].endswith("-2024年4月")
    assert text(result.value, "source-url").endswith(".html")
    assert text(result.value, "source-stats").startswith("字数: ")
    assert second.items[0].blocks[0].content[0].text.startswith("4月23日")
    assert sum(edit.rule == "indent" for edit in result.value.edits) == 18
    codes = [code for code, *_ in said(result)]
    assert codes.count("DF128") == 1
    assert "DF401" in codes
