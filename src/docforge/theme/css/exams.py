"""Rules of what stands side by side, on pages and in e-books: options and the name box of examination papers, and a
text with its translation."""

from __future__ import annotations

from collections.abc import Iterable

from docforge.theme.css.rules import rule
from docforge.theme.spec import Theme

_LEAST = "7em"
"""Width below which options of an e-book stand one below the other."""


def exam_rules(theme: Theme, height: str, *, flows: bool = False) -> Iterable[str]:
    """``height`` is that of the row to write in; ``flows``: lines are as long as the reader has them."""
    if not theme.exam:
        return
    yield rule(".exam-box", {"break-after": "avoid", "margin": "0.4em 0 1.2em"})
    yield rule(".exam-box .df-table", {"width": "100%", "table-layout": "fixed", "margin": "0"})
    cell = {"border": "0.5pt solid", "padding": "0.2em 0.5em", "vertical-align": "middle"}
    yield rule(".exam-box .df-table th, .exam-box .df-table td", cell)
    yield rule(".exam-box .df-table td", {"height": height})
    yield rule(".columns-4, .columns-2", {"display": "flex", "flex-wrap": "wrap"})
    for count in (4, 2):
        width = {"box-sizing": "border-box", "width": f"{100 // count}%"}
        least = {"min-width": _LEAST} if flows else {}
        yield rule(f".columns-{count} > .df-numbered", {**width, **least})


def beside_rules() -> Iterable[str]:
    """Two documents side by side: columns without rules, each cell begun at the top."""
    yield rule(".beside > .df-table", {"width": "100%", "table-layout": "fixed", "border": "0"})
    cell = {"border": "0", "padding": "0 0 0.3em", "vertical-align": "top", "text-align": "left"}
    yield rule(".beside > .df-table > tbody > tr > td", cell)
    yield rule(".beside > .df-table > tbody > tr > td + td", {"padding-left": "1.5em"})
