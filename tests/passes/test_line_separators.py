"""Unicode's separators of lines and paragraphs are line breaks, wherever they stand."""

from __future__ import annotations

from docforge.model import nodes as n
from docforge.passes.inlines import canonical


def test_a_separator_in_text_is_a_line_break_and_in_code_a_line() -> None:
    document = n.Document((n.Para((n.Text("前\u2028后"),)), n.Para((n.Code("a\u2029b"),)), n.CodeBlock("a\u2028b")))
    first, second, third = canonical(document).blocks
    assert first == n.Para((n.Text("前"), n.Break(hard=True), n.Text("后")))
    assert second == n.Para((n.Code("a b"),))
    assert third == n.CodeBlock("a\nb")


def test_a_document_without_them_stays_the_same_object() -> None:
    document = n.Document((n.Para((n.Text("前后"),)),))
    assert canonical(document) is document
