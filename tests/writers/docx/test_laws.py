"""Laws over random documents: the file is sound, and no word of the model is missing from it."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from msgspec.structs import replace

import judges
from docforge.model import nodes as n
from docforge.model.walk import find, rewrite
from docforge.protocols import WriteContext
from docforge.world import MemoryWorld
from docforge.writers.docx import WRITER
from docxkit import Written, handout
from props.strategies import documents

_BLANKS = re.compile(r"\s+")


def printed_only(document: n.Document) -> n.Document:
    """Without what no format prints: short captions, citation data, calls in alternative texts, metadata."""
    rules = {
        n.Caption: lambda node: replace(node, short=None),
        n.Cite: lambda node: replace(node, citations=()),
        n.Image: lambda node: replace(node, content=rewrite(node.content, {n.NoteRef: lambda _: None})),
    }
    return rewrite(replace(document, meta={}), rules)


def words(document: n.Document) -> list[str]:
    kinds = (n.Text, n.Code, n.Math, n.CodeBlock)
    return [_BLANKS.sub("", node.text) for kind in kinds for node in find(printed_only(document), kind)]


@given(documents)
@settings(max_examples=25)
def test_random_documents_make_sound_files_that_hold_every_word(document: n.Document) -> None:
    result = WRITER.write(printed_only(document), WriteContext(theme=handout()), MemoryWorld())
    written = Written(result.value, result.diagnostics)
    with TemporaryDirectory() as folder:
        assert judges.ooxml_integrity(written.save(Path(folder, "random.docx"))) == []
    text = _BLANKS.sub("", "".join((*written.texts(), *written.texts("footnotes"))))
    assert [word for word in words(document) if word not in text] == []


@given(documents)
@settings(max_examples=10)
def test_writing_twice_gives_the_same_bytes(document: n.Document) -> None:
    context = WriteContext(theme=handout())
    first = WRITER.write(document, context, MemoryWorld())
    assert WRITER.write(document, context, MemoryWorld()) == first
