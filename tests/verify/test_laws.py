"""Any run of paragraphs, settled and written in a format, verifies clean; with one character altered, it does not."""

from __future__ import annotations

import importlib
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import constructs
import tampering
from docforge.model import nodes as n
from docforge.passes import run_all
from docforge.protocols import PassOptions
from docforge.verify import verify_files
from docforge.verify.model_facts import model_facts
from docforge.world import DiskWorld, MemoryWorld

CONTEXT = constructs.context()
SHARE = {"epub": 1, "docx": 1, "pdf": 4}
"""Setting a page takes longer than the other formats: PDF gets one example of four."""
TAMPER = {"docx": tampering.tamper_body, "epub": tampering.tamper_epub, "pdf": tampering.tamper_pdf}


def written(document: n.Document, kind: str):
    """A settled document's facts and file."""
    final = run_all(document, PassOptions()).value
    strings = {key: CONTEXT.theme.string(final.lang or "en", key) for key in CONTEXT.theme.strings["en"]}
    facts = model_facts(final, strings, pictures=CONTEXT.assets)
    writer = importlib.import_module(f"docforge.writers.{kind}").WRITER
    return facts, writer.write(final, CONTEXT, DiskWorld()).value


@pytest.mark.parametrize("kind", SHARE)
def test_any_document_verifies_clean_and_with_one_changed_character_does_not(kind):
    @settings(max_examples=settings().max_examples // SHARE[kind])
    @given(st.lists(st.text("甲乙丙丁戊，。abc", min_size=3, max_size=40), min_size=3, max_size=8), st.integers(0, 999))
    def law(texts: list[str], seed: int) -> None:
        items = tuple(
            constructs.item(f"{place}.", place, text, address=f"s1p{place}") for place, text in enumerate(texts, 1)
        )
        facts, data = written(n.Document(items, title=constructs.inlines("题目"), lang="zh-Hans"), kind)
        file = f"h.{kind}"
        assert verify_files([file], facts, MemoryWorld({file: data})).ok
        altered = TAMPER[kind](data, random.Random(seed))
        assert not verify_files([file], facts, MemoryWorld({file: altered})).ok

    law()


def test_quotation_marks_in_a_list_are_those_of_the_lists_language():
    quoted = n.Para((n.Quoted((n.Text("か"),), double=False),))
    entries = n.Bullets((n.ListItem((quoted,)),), n.Attr(lang="zh-Hans"))
    for kind in SHARE:
        facts, data = written(n.Document((entries,), title=constructs.inlines("題"), lang="ja"), kind)
        verdict = verify_files([f"h.{kind}"], facts, MemoryWorld({f"h.{kind}": data}))
        assert [item.message for item in verdict.diagnostics] == []
