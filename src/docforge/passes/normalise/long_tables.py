"""Tables of more rows than the limit: cut there, whatever they were read from, with a line that says so."""

from __future__ import annotations

from msgspec.structs import replace

from docforge.limits import Limits
from docforge.model import nodes as n
from docforge.model.omissions import ROWS, rows_left_out
from docforge.model.walk import rewrite
from docforge.passes.findings import Findings


def cut(document: n.Document, limits: Limits, findings: Findings) -> n.Document:
    """Each body of a table cut where the table has its ``limits.table_rows`` rows, or ``limits.table_cells`` cells."""

    def settle(table: n.Table) -> n.Table | n.Blocks:
        total = sum(len(body.rows) for body in table.bodies)
        by_cells = max(1, limits.table_cells // max(1, len(table.columns)))
        most = min(limits.table_rows, by_cells)
        if total <= most:
            return table
        left, bodies = most, []
        for body in table.bodies:
            bodies.append(replace(body, rows=body.rows[:left]))
            left -= len(bodies[-1].rows)
        gone = total - most
        name, needed = ("table-rows", total) if most < by_cells else ("table-cells", total * len(table.columns))
        findings.add(
            "DF226",
            f"a table of {total} rows, over the limit {name} that lets {most} in: {gone} are left out",
            table.at,
            hint=f"--set limits.{name}={needed} takes them all",
        )
        return (replace(table, bodies=tuple(bodies)), rows_left_out(gone, at=table.at))

    return rewrite(document, {n.Table: settle})


def in_words(document: n.Document, findings: Findings) -> n.Document:
    """The lines that stand for rows in the document's language, which is known now."""

    def settle(div: n.Div) -> n.Div:
        count = dict(div.attr.pairs).get(ROWS, "")
        return rows_left_out(int(count), document.lang, div.at) if count else div

    return rewrite(document, {n.Div: settle})
