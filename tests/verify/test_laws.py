"""Any document at all, settled by the passes and written in a format, verifies clean; altered, it does not."""

from __future__ import annotations

import os
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import constructs
import lawkit
import tampering
from docforge.model import nodes as n
from docforge.model.walk import find
from lawkit import THEMES, changed, verdict, written
from props.strategies import documents

SHARE = {"epub": 2, "docx": 2, "pdf": 4, "html": 4, "site": 4}
"""One example of so many: setting a page takes longer than the other formats."""
TAMPER = {"docx": tampering.tamper_body, "epub": tampering.tamper_epub, "pdf": tampering.tamper_pdf}
TAMPER |= {"html": tampering.tamper_html, "site": tampering.tamper_site}
FUZZ = os.environ.get("HYPOTHESIS_PROFILE") == "fuzz"
TEXTS = st.lists(st.text("甲乙丙丁戊，。abc", min_size=3, max_size=40), min_size=3, max_size=8, unique=True)


def numbered(texts: list[str]) -> n.Document:
    """A numbered paragraph of each text; the last word of each is a link of its own."""
    items = tuple(
        constructs.item(
            f"{place}.",
            place,
            constructs.para(text, n.Link(constructs.inlines("去"), f"https://example.org/{place}")),
            address=f"s1p{place}",
        )
        for place, text in enumerate(texts, 1)
    )
    return n.Document(items, title=constructs.inlines("题目"), lang="zh-Hans")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("kind", SHARE)
def test_a_document_of_every_node_verifies_clean(kind, theme):
    document = constructs.everything()
    parts = (n.Table, n.Figure, n.Div, n.Quote, n.Bullets, n.Terms, n.Lines, n.CodeBlock, n.Item, n.Heading)
    assert all(any(find(document.blocks, part)) for part in parts)
    facts, data = written(lawkit.plausible(document), kind, theme)
    assert [(item.code, item.message) for item in verdict(kind, data, facts).diagnostics] == []


if FUZZ:  # What Hypothesis makes up depends on the modules imported before; a run of the tests gives one answer.

    @pytest.mark.parametrize("theme", THEMES)
    @pytest.mark.parametrize("kind", SHARE)
    def test_any_document_verifies_clean(kind, theme):
        @settings(max_examples=settings().max_examples // (4 * SHARE[kind]) + 1)
        @given(documents)
        def law(document: n.Document) -> None:
            facts, data = written(lawkit.plausible(document), kind, theme)
            assert [(item.code, item.message) for item in verdict(kind, data, facts).diagnostics] == []

        law()


@pytest.mark.parametrize("kind", SHARE)
def test_one_changed_character_is_found(kind):
    @settings(max_examples=settings().max_examples // SHARE[kind])
    @given(TEXTS, st.integers(0, 999), st.sampled_from(THEMES))
    def law(texts: list[str], seed: int, theme: str) -> None:
        facts, data = written(numbered(texts), kind, theme)
        assert verdict(kind, data, facts).ok
        assert not verdict(kind, TAMPER[kind](data, random.Random(seed)), facts).ok

    law()


@pytest.mark.parametrize("kind", SHARE)
@pytest.mark.parametrize("fault", ["label", "lost", "moved", "target"])
def test_a_wrong_label_a_lost_or_moved_paragraph_and_a_wrong_target_are_found(fault, kind):
    """The file is that of a document with one fault; the facts are those of the true one."""

    @settings(max_examples=settings().max_examples // SHARE[kind])
    @given(TEXTS, st.integers(0, 999), st.sampled_from(THEMES))
    def law(texts: list[str], seed: int, theme: str) -> None:
        true = numbered(texts)
        facts, _ = written(true, "epub", theme)
        _, data = written(changed(true, fault, seed % len(texts)), kind, theme)
        codes = {item.code for item in verdict(kind, data, facts).diagnostics}
        assert codes & lawkit.CODES_OF_FAULTS[fault], codes

    law()


def test_quotation_marks_in_a_list_are_those_of_the_lists_language():
    quoted = n.Para((n.Quoted((n.Text("か"),), double=False),))
    entries = n.Bullets((n.ListItem((quoted,)),), n.Attr(lang="zh-Hans"))
    for kind in SHARE:
        facts, data = written(n.Document((entries,), title=constructs.inlines("題"), lang="ja"), kind, "handout")
        assert [item.message for item in verdict(kind, data, facts).diagnostics] == []
