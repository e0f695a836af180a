"""The rows of a Markdown table: cells with their places."""

from __future__ import annotations


def split_row(text: str, start: int, end: int) -> list[tuple[str, list[tuple[int, int]]]]:
    """The cells of a row between two offsets: content, and where its characters stand.

    ``\\|`` is a bar inside a cell. Bars at both ends of the row are frame, as in GitHub Flavored Markdown 4.10.
    """
    while start < end and text[start] in " \t":
        start += 1
    while end > start and text[end - 1] in " \t":
        end -= 1
    if text.startswith("|", start, end):
        start += 1
    cells: list[tuple[str, list[tuple[int, int]]]] = []
    begin = position = start
    escapes: list[int] = []
    closed = False
    while position < end:
        closed = False
        if text[position] == "|" and position > start and text[position - 1] == "\\":
            escapes.append(position - 1)
        elif text[position] == "|":
            cells.append(_cell(text, begin, position, escapes))
            begin, escapes, closed = position + 1, [], True
        position += 1
    if not closed or not cells:
        cells.append(_cell(text, begin, end, escapes))
    return cells


def _cell(text: str, start: int, end: int, escapes: list[int]) -> tuple[str, list[tuple[int, int]]]:
    while start < end and text[start] in " \t":
        start += 1
    while end > start and text[end - 1] in " \t":
        end -= 1
    parts: list[str] = []
    rows: list[tuple[int, int]] = []
    length = 0
    for stop in [*(place for place in escapes if start <= place < end), end]:
        rows.append((length, start))
        parts.append(text[start:stop])
        length += stop - start
        start = stop + 1
    return "".join(parts), rows
