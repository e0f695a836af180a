"""Apply and undo the edits that reading made, on the source's own text."""

from __future__ import annotations

from collections.abc import Iterable

from docforge.model.nodes import Edit
from docforge.model.source import SourceText


class EditMismatchError(ValueError):
    """The text is not the one that the edits belong to."""


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The source's text with its edits made. Raises EditMismatchError where ``before`` does not stand.

    Edits of included files are not this text's.
    """
    source = SourceText("", text)
    parts: list[str] = []
    done = 0
    for offset, edit in _placed(source, edits):
        if offset < done or not text.startswith(edit.before, offset):
            raise EditMismatchError(f"line {edit.at.line}, column {edit.at.column}: not {edit.before!r}")
        parts += (text[done:offset], edit.after)
        done = offset + len(edit.before)
    return "".join((*parts, text[done:]))


def revert(text: str, edits: Iterable[Edit]) -> str:
    """The source's text again, from the text that ``apply`` gave. Raises EditMismatchError.

    Edits never reach over a line end and are placed in the source, so each line is put together from its own.
    """
    by_line: dict[int, list[Edit]] = {}
    for edit in _own(edits):
        by_line.setdefault(edit.at.line, []).append(edit)
    edited = SourceText("", text)
    parts: list[str] = []
    done = 0
    for line in sorted(by_line):
        start = edited.starts[line - 1]
        shift = 0
        for edit in sorted(by_line[line], key=lambda item: item.at.column):
            offset = start + edit.at.column - 1 + shift
            if offset < done or not text.startswith(edit.after, offset):
                raise EditMismatchError(f"line {edit.at.line}, column {edit.at.column}: not {edit.after!r}")
            parts += (text[done:offset], edit.before)
            done = offset + len(edit.after)
            shift += len(edit.after) - len(edit.before)
    return "".join((*parts, text[done:]))


def _placed(source: SourceText, edits: Iterable[Edit]) -> list[tuple[int, Edit]]:
    """Edits with their offsets, in the order of the source."""
    return sorted(
        ((source.starts[edit.at.line - 1] + edit.at.column - 1, edit) for edit in _own(edits)), key=lambda pair: pair[0]
    )


def _own(edits: Iterable[Edit]) -> list[Edit]:
    """The edits of the document's own text."""
    return [edit for edit in edits if edit.at.source == 0]
