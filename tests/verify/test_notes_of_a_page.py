"""Notes at the foot of a page, however they begin, are told from the text and from each other."""

from __future__ import annotations

import io

import pikepdf
import pytest

import constructs
from docforge.model import nodes as n

TWO_LINES = n.Span(constructs.inlines("割り注の長い文、二行"), attr=n.Attr(classes=("warichu",)))
NOTES: dict[str, n.Inlines] = {
    "two lines in one, and nothing else": (TWO_LINES,),
    "two lines in one, then text": (TWO_LINES, n.Text("後")),
    "bold type": (n.Strong(constructs.inlines("太")),),
    "a reading": (n.Ruby((("今日", "きょう"),)),),
}


@pytest.mark.parametrize("case", NOTES)
def test_a_note_that_begins_with_more_than_text_verifies_clean(case, make_handout):
    body = constructs.para("中文。", n.NoteRef("a"), "中。", n.NoteRef("b"))
    notes: dict[str, n.Blocks] = {"a": (constructs.para("注。今日"),), "b": (n.Para(NOTES[case]),)}
    document = n.Document((body,), title=constructs.inlines("题"), lang="zh-Hans", notes=notes, final=True)
    assert [(item.code, item.file, item.message) for item in make_handout(document).verdict().diagnostics] == []


def test_every_note_is_a_note_in_the_tree_with_a_name_of_its_own(everything):
    with pikepdf.open(io.BytesIO(everything.files["pdf"])) as pdf:
        notes = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Note"]
        names = [str(note["/ID"]) for note in notes]
    assert len(names) == len(everything.document.notes)
    assert len(set(names)) == len(names)
