"""What is written as Markdown is read as the document that it was."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import docforge
from docforge.model import nodes as n
from docforge.model.text import block_text
from docforge.protocols import ReadOptions
from docforge.readers.markdown import READER
from docforge.world import MemoryWorld
from docforge.writers.markdown.blocks import blocks
from docforge.writers.markdown.draft import Draft
from docforge.writers.markdown.page import page

LEFT_OUT = ("at", "marker", "tight", "source_level")
EXAMPLES = sorted((Path(__file__).parents[3] / "examples").glob("*.md"))


def markdown(*content: n.Block) -> str:
    return "\n".join(blocks(Draft(n.Document(blocks=content), ""), content))


def read(text: str) -> n.Blocks:
    return READER.read(text.encode(), "a.md", ReadOptions(spacing="keep"), MemoryWorld({})).value.blocks


def bare(value: Any) -> Any:
    """A model as plain data without places, and without what settling says of where it came from."""
    if isinstance(value, dict):
        return {key: bare(inner) for key, inner in value.items() if key not in LEFT_OUT and inner != {}}
    return [bare(inner) for inner in value] if isinstance(value, (list, tuple)) else value


def shape(document: n.Document) -> Any:
    data = msgspec.to_builtins(document)
    return bare({key: data[key] for key in ("blocks", "title", "lang", "notes", "runs") if key in data})


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_example_comes_back(path: Path, tmp_path: Path) -> None:
    first = docforge.read(path).document
    assert first is not None
    text, said = page(first, path.name)
    assert not [found for found in said if found.severity != "note"]
    again = tmp_path / path.name
    again.write_text(text, encoding="utf-8")
    second = docforge.read(again).document
    assert second is not None
    assert shape(second) == shape(first)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_markdown_that_was_written_is_written_the_same(path: Path, tmp_path: Path) -> None:
    texts = []
    for place in range(2):
        document = docforge.read(path).document
        assert document is not None
        texts.append(page(document, path.name)[0])
        path = tmp_path / f"{place}.md"
        path.write_text(texts[-1], encoding="utf-8")
    assert texts[0] == texts[1]


@pytest.mark.parametrize(
    "text",
    [
        "# no heading", "> no quotation", "- no list", "+ no list", "12. no list", "3) no list", "=== line", "a | b",
        "*no* _emphasis_ **here**", "`code`", "[no](link)", "![no](picture)", "<b>no tag</b>", "$x$ and $$y$$",
        "{#no .attr}", "{漢字|かんじ}", "@s1p1", "&amp; &#35;", "https://a.example/ www.b.example", "back\\slash",
        "~~no~~", "^[no note]",
        "[^1]", ": no definition", "::: no box", "    four blanks", "tail  ", "---", "[[toc]]", "a_b_c snake_case",
        "|a|b|", "2 * 3 * 4", "《》*强*调", "「*」", "!", "![", "\\*", "``", "1986. 年",
    ],
)  # fmt: skip
def test_characters_of_syntax_in_text_stay_text(text: str) -> None:
    (block,) = read(markdown(n.Para((n.Text(text),))))
    assert isinstance(block, n.Para)
    assert all(isinstance(node, n.Text) for node in block.content)
    assert block_text((block,)) == text


CHARACTERS = st.text(
    st.sampled_from(list("ab1 *_`[]()<>{}!#+-.|~$^:@&=\\\"'/甲乙、。「」（）“”第条")), min_size=1, max_size=12
)


@given(CHARACTERS.filter(lambda text: text == text.strip()))
def test_any_text_stays_itself(text: str) -> None:
    assert block_text(read(markdown(n.Para((n.Text(text),))))) == text


@given(CHARACTERS.filter(lambda text: text == text.strip()), st.sampled_from([n.Strong, n.Emph, n.Strike, n.Underline]))
def test_marks_stay_around_their_text(text: str, mark: type[Any]) -> None:
    content = (n.Text("甲"), mark((n.Text(text),)), n.Text("乙"))
    (block,) = read(markdown(n.Para(content)))
    assert bare(msgspec.to_builtins(block)) == bare(msgspec.to_builtins(n.Para(content)))


def test_a_table_with_spans_comes_back() -> None:
    wide = n.Cell((n.Para((n.Text("宽"),)),), columns=2)
    cells = tuple(n.Cell((n.Para((n.Text(text),)),)) for text in "甲乙")
    table = n.Table((n.Column(), n.Column()), (n.TableBody((n.Row((wide,)), n.Row(cells))),))
    assert bare(msgspec.to_builtins(read(markdown(table)))) == bare(msgspec.to_builtins((table,)))


def test_two_lists_side_by_side_stay_two() -> None:
    lists = tuple(n.Bullets((n.ListItem((n.Para((n.Text(text),), tight=True),), marker="-"),)) for text in "甲乙")
    assert len([block for block in read(markdown(*lists)) if isinstance(block, n.Bullets)]) == 2


def test_boxes_in_boxes_come_back() -> None:
    inner = n.Div((n.Para((n.Text("内"),)),), attr=n.Attr(classes=("tip",)))
    outer = n.Div((inner, n.Para((n.Text("外"),))), title=(n.Text("题"),), attr=n.Attr(classes=("note",)))
    assert bare(msgspec.to_builtins(read(markdown(outer)))) == bare(msgspec.to_builtins((outer,)))


def test_a_table_of_bars_keeps_its_caption() -> None:
    source = "| 甲 | 乙 |\n| --- | --- |\n| 一 | 二 |\n\n: 各组**人数**"
    assert markdown(*read(source)) == source


def test_a_row_with_fewer_cells_than_the_table_has_columns_stays_a_row() -> None:
    cells = tuple(n.Cell((n.Para((n.Text(text),)),)) for text in "甲乙丙")
    rows = n.TableBody((n.Row(cells), n.Row(cells[:2])))
    table = n.Table((n.Column(), n.Column(), n.Column()), (rows,), head=n.RowGroup((n.Row(cells[:2]),)))
    assert markdown(table).split("\n")[-1] == "| 甲 | 乙 |  |"
    assert isinstance(read(markdown(table))[0], n.Table)


def test_an_inner_list_that_does_not_begin_with_one_stays_a_list() -> None:
    inner = n.Ordered((n.ListItem((n.Para((n.Text("内"),), tight=True),), marker="3."),), start=3)
    outer = n.Ordered((n.ListItem((n.Para((n.Text("外"),), tight=True), inner), marker="1."),))
    (found,) = read(markdown(outer))
    assert isinstance(found, n.Ordered)
    assert isinstance(found.items[0].blocks[1], n.Ordered)
