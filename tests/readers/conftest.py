"""Short ways for reading tests: read a text, compare the model without places."""

from __future__ import annotations

from typing import Any

import pytest

from docforge.model import nodes as n
from docforge.model.walk import strip_positions
from docforge.protocols import ReadOptions
from docforge.readers.markdown import READER as MARKDOWN
from docforge.readers.text import READER as TEXT
from docforge.world import MemoryWorld
from readerkit import Blocks, Inlines, Read


@pytest.fixture
def read() -> Read:
    """``read("# 题", spacing="keep")``: the result of the Markdown reader."""
    return lambda text, **options: MARKDOWN.read(_bytes(text), "a.md", ReadOptions(**options), MemoryWorld())


@pytest.fixture
def read_text() -> Read:
    """The same with the reader of plain text."""
    return lambda text, **options: TEXT.read(_bytes(text), "a.txt", ReadOptions(**options), MemoryWorld())


@pytest.fixture
def blocks(read: Read) -> Blocks:
    """The blocks of a Markdown text without places, for comparing."""
    return lambda text, **options: strip_positions(read(text, **options).value).blocks


@pytest.fixture
def inlines(blocks: Blocks) -> Inlines:
    """The inlines of a text of one paragraph, without places."""

    def only(text: str, **options: Any) -> n.Inlines:
        (paragraph,) = blocks(text, **options)
        assert isinstance(paragraph, n.Para)
        return paragraph.content

    return only


def _bytes(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
