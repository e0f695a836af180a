"""The passes' laws: they never raise, running them again changes nothing, and no character of the source is lost."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from docforge.model import nodes as n
from docforge.model.text import block_text
from docforge.model.walk import find
from docforge.passes import run_all
from docforge.protocols import PassOptions
from props.strategies import documents

options = st.builds(
    PassOptions,
    number=st.sampled_from([None, "source", "all", "none"]),
    restart=st.sampled_from([None, "auto", "never"]),
    show_run=st.sampled_from([None, "head", "beside", "none"]),
    scope=st.sampled_from(["chapter", "book"]),
    notes=st.sampled_from(["chapter", "book"]),
    captions=st.sampled_from([None, "none", "auto", "chapter", "book"]),
    details=st.sampled_from([None, "inline", "chapter", "book", "omit"]),
)

_LABELS = [
    "", "1.", "2.", "3.", "5.", "1、", "2、", "（一）", "（二）", "一、", "二、", "①", "②", "(1)", "(2)",
    "第一条 ", "第二条 ",
    "第二条之一 ", "A.", "B.", "C. ", "：", "１．", "甲、", "1.1 ", "1.2 ", "2024.", "ア　", "가. ",
]  # fmt: skip
_words = st.sampled_from(["甲", "乙？", "见第2段", "第一条第二款", "B.丙", "A.x  B.y", "@s1p2", "a", "", "第1至3段"])
_text = st.builds(lambda label, word: n.Text((label + word) or "空"), st.sampled_from(_LABELS), _words)
_line = st.one_of(
    _text.map(lambda text: (text,)),
    _text.map(lambda text: (n.Strong((text,)), n.Text("后"))),
    st.builds(lambda first, hard, second: (first, n.Break(hard=hard), second), _text, st.booleans(), _text),
)
_para = st.builds(n.Para, _line)
_division = st.sampled_from([n.NO_ATTR, n.NO_ATTR, n.Attr(classes=("chapter",)), n.Attr(classes=("back",))])
_heading = st.builds(n.Heading, st.integers(1, 3), _line, attr=_division)
_leaf = st.one_of(_para, _para, _para, _heading, st.just(n.Rule()))


_BOXES = [n.NO_ATTR, n.Attr(classes=("tip",)), n.Attr(classes=("details",))]


def _nested(inner: st.SearchStrategy[n.Block]) -> st.SearchStrategy[n.Block]:
    blocks = st.lists(inner, max_size=3).map(tuple)
    entry = st.builds(n.ListItem, blocks, st.sampled_from(["1.", "2.", "3.", "1)", "a.", "x", "2024."]))
    entries = st.lists(entry, min_size=1, max_size=4).map(tuple)
    return st.one_of(
        st.builds(n.Ordered, entries),
        st.builds(n.Ordered, entries),
        st.builds(n.Bullets, entries),
        st.builds(n.Quote, blocks),
        st.builds(n.Div, blocks, st.just(()), st.sampled_from(_BOXES)),
    )


_shapes = st.builds(
    n.Document,
    st.lists(st.recursive(_leaf, _nested, max_leaves=6), max_size=8).map(tuple),
    lang=st.sampled_from(["zh-Hans", "ja", "ko", "en"]),
)


@given(documents, options)
def test_running_the_passes_twice_changes_nothing_in_any_document(document: n.Document, asked: PassOptions) -> None:
    once = run_all(document, asked).value
    assert run_all(once, asked).value == once


@given(_shapes, options)
def test_running_the_passes_twice_changes_nothing_in_numbered_text(document: n.Document, asked: PassOptions) -> None:
    once = run_all(document, asked).value
    assert run_all(once, asked).value == once


@given(_shapes)
def test_every_address_is_given_once_and_every_reference_has_its_target(document: n.Document) -> None:
    final = run_all(document, PassOptions()).value
    addresses = [item.address for item in find(final.blocks, n.Item) if item.address]
    assert len(addresses) == len(set(addresses))
    ids = {node.attr.id for node in find(final, n.Node) if hasattr(node, "attr")}
    assert all(ref.to in ids | {final.title_attr.id} for ref in find(final.blocks, n.Ref))


@given(_shapes)
def test_only_paragraphs_and_questions_take_part_in_runs(document: n.Document) -> None:
    final = run_all(document, PassOptions()).value
    for item in find(final.blocks, n.Item):
        assert item.run == 0 or item.kind in ("paragraph", "question")
        assert bool(item.address) == bool(item.run)
    first_level = [item for item in find(final.blocks, n.Item) if item.run and item.level == 1]
    assert sum(run.count for run in final.runs) == len(first_level)


def _letters(document: n.Document) -> Counter[str]:
    """Every letter that is printed, labels included; blanks and full stops of labels aside."""
    items = "".join(item.label + item.marker for item in find(document, n.Item))
    lists = "".join(entry.marker for entry in find(document, n.ListItem))
    title = "".join(text.text for text in find(document.title, n.Text))
    return Counter(char for char in items + lists + title + block_text(document.blocks) if char.isalpha())


@given(_shapes)
def test_no_letter_of_the_source_is_lost(document: n.Document) -> None:
    before = _letters(document)
    after = _letters(run_all(document, PassOptions()).value)
    lost = before - after
    # Reported as gone: the markers a. and x of list items that became options; @s1p2 is printed as 2.
    assert set(lost) <= set("axsp"), lost
