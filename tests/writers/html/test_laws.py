"""What holds for every document: the markup is well-formed, closed, and has no text that the model lacks."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from hypothesis import given

from docforge.model import nodes as n
from pagekit import Lowered
from props.strategies import documents


@given(documents)
def test_any_document_becomes_well_formed_markup_in_both_flavours(source: n.Document) -> None:
    for flavour in ("print", "book"):
        page = Lowered(source, flavour)
        for node in page.tree.iter():
            _has_no_gap(node)


def _has_no_gap(node: ET.Element) -> None:
    """A paragraph's elements follow each other directly: no line end or indent is written between them."""
    if node.tag in ("p", "h1", "h2", "h3", "h4", "h5", "h6"):
        for child in node:
            assert not re.fullmatch(r"\n\s*", child.tail or ""), ET.tostring(node, "unicode")


@given(documents)
def test_ids_of_a_page_are_names_every_format_accepts(source: n.Document) -> None:
    names = [node.get("id") for node in Lowered(source, "book").tree.iter() if node.get("id")]
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", name or "") for name in names)
