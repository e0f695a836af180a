"""Tables of pipes, up to a number of rows and cells: the rest is counted, not parsed: none can exhaust a machine."""

from __future__ import annotations

from collections.abc import Callable

from markdown_it.rules_block import StateBlock, table

LEFT_OUT = "rows_left_out"
"""Kind of the token behind a table that was too long; its ``info`` is the number of rows."""


def table_of_at_most(rows: int, cells: int) -> Callable[[StateBlock, int, int, bool], bool]:
    """The rule for tables that takes no more than so many rows below the head, and so many cells in them.

    A row of one cell below a head of 400 is a row of 400, so that cells are columns times rows.
    """

    def rule(state: StateBlock, first: int, last: int, silent: bool) -> bool:
        columns = _columns(state, first + 1) if first + 1 < last else 1
        most = min(rows, max(1, cells // columns))
        stop = first + 2 + most
        if not table(state, first, min(stop, last), silent):
            return False
        if not silent and state.line == stop < last:
            count = _further_rows(state, stop, last)
            if count:
                token = state.push(LEFT_OUT, "", 0)
                token.map, token.info = [stop, stop + count], str(count)
                token.meta = {"rows": most, "columns": columns, "by_cells": most < rows}
                state.line = stop + count
        return True

    return rule


def _columns(state: StateBlock, line: int) -> int:
    """The columns that the line below the head asks for."""
    return state.src[state.bMarks[line] : state.eMarks[line]].strip(" \t>|").count("|") + 1


def _further_rows(state: StateBlock, line: int, last: int) -> int:
    """How many lines from here on would be rows of the table above, as markdown-it decides it."""
    enders = state.md.block.ruler.getRules("blockquote")
    first = line
    while (
        line < last
        and not state.isEmpty(line)
        and state.sCount[line] >= state.blkIndent
        and not state.is_code_block(line)
        and not any(rule(state, line, last, True) for rule in enders)
    ):
        line += 1
    return line - first
