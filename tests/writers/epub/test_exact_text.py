"""The characters of a book are those of its document: nothing between inlines, nothing lost."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from itertools import permutations

import pytest
from lxml import etree

from docforge import resources
from docforge.formulas.mathml import canonical
from docforge.model import nodes as n
from docforge.protocols import WriteContext
from docforge.theme.load import parse
from docforge.world import MemoryWorld
from docforge.writers.epub import WRITER

XHTML = "{http://www.w3.org/1999/xhtml}"
CONTEXT = WriteContext(parse(resources.text("styles/handout.toml")))
X = canonical('<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math>')


def text(words: str) -> n.Inlines:
    return (n.Text(words),)


INLINES: dict[str, tuple[n.Inline, str]] = {
    "text": (n.Text("甲 a"), "甲 a"),
    "emph": (n.Emph(text("乙")), "乙"),
    "latin": (n.Emph(text("it is")), "it is"),
    "strong": (n.Strong(text("丙")), "丙"),
    "underline": (n.Underline(text("丁")), "丁"),
    "strike": (n.Strike(text("戊")), "戊"),
    "above": (n.Superscript(text("2")), "2"),
    "below": (n.Subscript(text("3")), "3"),
    "capitals": (n.SmallCaps(text("nato")), "nato"),
    "quoted": (n.Quoted(text("己")), "“己”"),
    "code": (n.Code("a  b"), "a  b"),
    "formula": (n.Math("x", mathml=X), "x"),
    "source": (n.Math("\\odd"), "\\odd"),
    "link": (n.Link(text("庚"), "https://example.org/"), "庚"),
    "span": (n.Span(text("辛"), attr=n.Attr(classes=("mark",))), "辛"),
    "name": (n.Span(text("壬"), attr=n.Attr(classes=("name",))), "壬"),
    "lang": (n.Span(text("癸"), attr=n.Attr(lang="ja")), "癸"),
    "note": (n.NoteRef("one"), "1"),
    "ruby": (n.Ruby((("漢", "かん"), ("字", "じ")), "mono"), "漢かん字じ"),
    "cite": (n.Cite(text("［1］")), "［1］"),
    "hard": (n.Break(hard=True), ""),
}


def body(content: n.Inlines) -> etree._Element:
    document = n.Document((n.Para(content),), text("书"), "zh-Hans", notes={"one": (n.Para(text("注")),)}, final=True)
    archive = zipfile.ZipFile(io.BytesIO(WRITER.write(document, CONTEXT, MemoryWorld()).value))
    page = etree.fromstring(archive.read("EPUB/c001.xhtml"))
    return next(node for node in page.iter(f"{XHTML}p") if node.get("class") != "df-subtitle")


def test_every_inline_node_is_tried() -> None:
    classes = {type(node) for node, _ in INLINES.values()}
    left_out = {n.RawInline, n.Image, n.Ref}  # another format's; no characters; settled as links or text before
    assert classes | left_out == set(n.Inline.__args__)


def test_a_paragraph_of_every_inline_has_its_characters_and_no_others() -> None:
    content = tuple(node for node, _ in INLINES.values())
    assert "".join(body(content).itertext()) == "".join(words for _, words in INLINES.values())


@pytest.mark.parametrize("first", INLINES)
def test_nothing_stands_between_two_inlines(first: str) -> None:
    one, words = INLINES[first]
    for second in INLINES:
        two, more = INLINES[second]
        if first == second == "text":
            continue
        found = "".join(body((n.Text("始"), one, two, n.Text("终"))).itertext())
        assert found == f"始{words}{more}终", (first, second)


@pytest.mark.parametrize("order", tuple(permutations(("strong", "emph", "link"))))
def test_nested_inlines_have_no_blanks_either(order: tuple[str, ...]) -> None:
    kinds: dict[str, Callable[[n.Inlines], n.Inline]] = {
        "strong": n.Strong,
        "emph": n.Emph,
        "link": lambda inner: n.Link(inner, "https://example.org/"),
    }
    content = text("中")
    for name in order:
        content = (n.Text("左"), kinds[name](content), n.Text("右"))
    assert "".join(body(content).itertext()) == "左左左中右右右"
