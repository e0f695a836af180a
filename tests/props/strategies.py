"""Random documents. Every node type has a strategy; extend this file with every new node."""

from __future__ import annotations

from hypothesis import strategies as st

from docforge.model import nodes as n
from docforge.model.text import merge_text

words = st.text(alphabet=st.sampled_from("字漢かカ한글 abcÉ12，。「」“”①\u3000\u2003𠮷_*[]"), min_size=1, max_size=12)
names = st.text(alphabet="abcdefgh-_1234字", min_size=1, max_size=8)
languages = st.sampled_from(["", "zh-Hans", "zh-Hant", "ja", "ko", "en"])
attributes = st.builds(
    n.Attr,
    st.one_of(st.just(""), names),
    st.lists(names, max_size=2).map(tuple),
    languages,
    st.lists(st.tuples(names.map(lambda name: "k" + name), words), max_size=2).map(tuple),
)
plain_or_attributes = st.one_of(st.just(n.NO_ATTR), attributes)
texts = st.builds(n.Text, words)
leaves = st.one_of(
    texts,
    st.builds(n.Break, st.booleans()),
    st.builds(n.Code, words, plain_or_attributes),
    st.builds(n.Math, words, st.booleans()),
    st.builds(n.RawInline, st.sampled_from(["html", "tex"]), words),
    st.builds(n.NoteRef, st.sampled_from(["a", "b", "~1", "nowhere"])),
    st.builds(n.Ref, names, st.sampled_from(["number", "title", "page"]), st.lists(texts, max_size=1).map(tuple)),
    st.builds(
        n.Ruby,
        st.lists(st.tuples(words, words), min_size=1, max_size=3).map(tuple),
        st.sampled_from(["mono", "group", "jukugo"]),
    ),
)


def _containers(inner: st.SearchStrategy[n.Inline]) -> st.SearchStrategy[n.Inline]:
    content = st.lists(inner, max_size=3).map(merge_text)
    citation = st.builds(n.Citation, names, content, content, st.sampled_from(["NormalCitation", "AuthorInText"]))
    return st.one_of(
        st.builds(n.Emph, content, st.sampled_from(["", "dot", "sesame"])),
        *(st.builds(kind, content) for kind in (n.Strong, n.Underline, n.Strike, n.Superscript, n.Subscript)),
        st.builds(n.SmallCaps, content),
        st.builds(n.Quoted, content, st.booleans()),
        st.builds(n.Link, content, words, words, plain_or_attributes),
        st.builds(n.Image, content, words, words, plain_or_attributes),
        st.builds(n.Span, content, plain_or_attributes),
        st.builds(n.Cite, content, st.lists(citation, max_size=2).map(tuple)),
    )


inlines = st.lists(st.recursive(leaves, _containers, max_leaves=5), max_size=4).map(merge_text)
leaf_blocks = st.one_of(
    st.builds(n.Para, inlines, st.booleans(), st.sampled_from([0, 0, 3]), plain_or_attributes),
    st.builds(n.Heading, st.integers(1, 6), inlines, st.sampled_from([0, 0, 4]), plain_or_attributes),
    st.builds(n.Lines, st.lists(inlines, min_size=1, max_size=3).map(tuple)),
    st.builds(n.CodeBlock, words, plain_or_attributes),
    st.builds(n.RawBlock, st.sampled_from(["html", "tex"]), words),
    st.just(n.Rule()),
    st.builds(n.Contents, st.integers(1, 3), st.sampled_from(["headings", "figures", "tables"])),
    st.builds(n.Para, inlines, number=st.just(4), address=st.sampled_from(["n4", "c2n4"])),
)


def _block_containers(inner: st.SearchStrategy[n.Block]) -> st.SearchStrategy[n.Block]:
    blocks = st.lists(inner, max_size=3).map(tuple)
    items = st.lists(
        st.builds(n.ListItem, blocks, st.sampled_from(["", "1.", "3)"]), st.sampled_from([None, None, True, False])),
        min_size=1,
        max_size=3,
    ).map(tuple)
    rows = st.lists(
        st.builds(
            n.Row,
            st.lists(
                st.builds(n.Cell, blocks, st.sampled_from(["default", "left", "right"]), attr=plain_or_attributes),
                max_size=3,
            ).map(tuple),
        ),
        max_size=2,
    ).map(tuple)
    caption = st.builds(n.Caption, blocks, st.one_of(st.none(), inlines))
    columns = st.lists(
        st.builds(n.Column, st.sampled_from(["default", "center"]), st.sampled_from([None, 0.5])), max_size=3
    ).map(tuple)
    return st.one_of(
        st.builds(n.Quote, blocks, plain_or_attributes),
        st.builds(n.Bullets, items, plain_or_attributes),
        st.builds(
            n.Ordered,
            items,
            st.integers(1, 9),
            st.sampled_from(["DefaultStyle", "Decimal"]),
            st.sampled_from(["DefaultDelim", "Period"]),
            st.booleans(),
            plain_or_attributes,
        ),
        st.builds(
            n.Terms,
            st.lists(st.builds(n.Definition, inlines, st.lists(blocks, max_size=2).map(tuple)), max_size=2).map(tuple),
        ),
        st.builds(
            n.Table,
            columns,
            st.lists(st.builds(n.TableBody, rows, rows, st.integers(0, 1)), max_size=2).map(tuple),
            st.builds(n.RowGroup, rows),
            st.builds(n.RowGroup, rows),
            caption,
            plain_or_attributes,
        ),
        st.builds(n.Figure, blocks, caption, plain_or_attributes),
        st.builds(n.Div, blocks, inlines, plain_or_attributes),
        st.builds(
            n.Item,
            blocks,
            st.sampled_from(["paragraph", "question", "option", "answer", "plain"]),
            st.sampled_from(["", "1.", "（三）", "第十二条"]),
            st.sampled_from(["", "decimal:{}."]),
            st.sampled_from([(), (1,), (2, 1)]),
            st.integers(0, 2),
            attr=plain_or_attributes,
        ),
    )


blocks = st.lists(st.recursive(leaf_blocks, _block_containers, max_leaves=5), max_size=4).map(tuple)
meta_values = st.recursive(
    st.one_of(
        st.builds(n.MetaString, words),
        st.builds(n.MetaBool, st.booleans()),
        st.builds(n.MetaInlines, inlines),
        st.builds(n.MetaBlocks, blocks),
    ),
    lambda inner: st.one_of(
        st.builds(n.MetaList, st.lists(inner, max_size=2).map(tuple)),
        st.builds(n.MetaMap, st.dictionaries(names, inner, max_size=2)),
    ),
    max_leaves=3,
)
documents = st.builds(
    n.Document,
    blocks,
    inlines,
    languages,
    st.dictionaries(st.sampled_from(["a", "b", "~1", "unused"]), blocks, max_size=3),
    st.dictionaries(st.one_of(names, st.sampled_from(["title", "lang"])), meta_values, max_size=3),
    st.dictionaries(names, names, max_size=2),
    st.lists(st.builds(n.Run, st.integers(1, 3), words), max_size=1).map(tuple),
)
