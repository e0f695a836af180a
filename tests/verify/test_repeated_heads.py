"""Head rows of tables that go on over pages of a PDF, and those of tables that begin a page."""

from __future__ import annotations

import pytest

from docforge.verify.pdf.reader import _drop_repeated_heads
from docforge.verify.pdf.tree import Chunk


def chunk(page: int, text: str, *, table: bool = False, head: bool = False) -> Chunk:
    made = Chunk(page, "text", 0, "zh-Hans")
    made.text, made.table, made.head = text, table or head, head
    return made


@pytest.mark.parametrize(("between", "kept"), [(chunk(0, "甲", table=True), 1), (chunk(0, "正文"), 2)])
def test_a_head_is_a_repeated_one_only_where_its_table_goes_on(between, kept):
    body = [chunk(0, "键", head=True), between, chunk(1, "键", head=True), chunk(1, "乙", table=True)]
    found = _drop_repeated_heads(list(enumerate(body)), {})
    assert sum(item.head for _, item, _ in found) == kept
    assert [item.text for _, item, _ in found if not item.head] == [between.text, "乙"]
