"""What holds for every document."""

from __future__ import annotations

from hypothesis import given, settings

from docforge.model import nodes as n
from pagekit import write
from props.strategies import documents

DRAWN_OTHERWISE = {"DF501", "DF701", "DF702", "DF703", "DF704", "DF705", "DF706", "DF707"}


@settings(max_examples=25)
@given(documents)
def test_any_document_becomes_a_page(source: n.Document) -> None:
    page = write(source)
    assert page.data.startswith(b"%PDF-1.7")
    said = [item for item in page.diagnostics if item.code not in DRAWN_OTHERWISE]
    # Random documents repeat ids, which final ones do not; the renderer has nothing else to say.
    assert all(item.message.startswith("Anchor defined twice") for item in said), said
