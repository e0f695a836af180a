"""Notes of a line for which WeasyPrint makes room by moving earlier notes to the next page: it forgets its own."""

from __future__ import annotations

from typing import Any


def keep_notes(context: Any, lines: list[Any], laid_out: list[Any]) -> None:
    """Move notes that are called from ``lines`` and were not laid out to the next page.

    ``laid_out``: the notes that the block has laid out so far; those are added.
    """
    if not context.footnotes:
        return
    for line in lines:
        for box in line.descendants():
            note = box.footnote
            if note is not None and note in context.footnotes:
                context.layout_footnote(note)
                laid_out.append(note)
                context.report_footnote(note)
