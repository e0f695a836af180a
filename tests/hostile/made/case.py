"""What a hostile case is: a file made to harm, what must be said of it, and what of its text must arrive."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

LAST = "末段在此。"
"""What every case ends with, so that a reader that gave up in the middle is seen."""


@dataclass(frozen=True)
class Case:
    """``keeps``: words that every file made of it must hold. What is said of each case stands in ``expected.txt``.

    ``beside``: further files by their path from the case's own folder.
    """

    path: str
    data: bytes
    keeps: tuple[str, ...] = (LAST,)
    beside: Mapping[str, bytes] = field(default_factory=dict)


def page(path: str, body: str, keeps: tuple[str, ...] = (), beside: Mapping[str, bytes] = {}) -> Case:
    """A Markdown page with a title and a last paragraph around a hostile body."""
    text = f"# 题目\n\n{body}\n\n{LAST}\n"
    return Case(path, text.encode("utf-8", "surrogatepass"), (*keeps, LAST), beside)


def saved(path: str, body: str, *, head: str = "", keeps: tuple[str, ...] = ()) -> Case:
    """A saved HTML page with a hostile body or head."""
    text = (
        f"<!doctype html><html lang=zh-Hans><head><meta charset=utf-8><title>题目</title>{head}</head>"
        f"<body><article><h1>题目</h1><p>首段在此。</p>{body}<p>{LAST}</p></article></body></html>"
    )
    return Case(path, text.encode("utf-8", "surrogatepass"), (*keeps, LAST))


def refused(path: str, data: bytes) -> Case:
    """A file that nothing can be made of."""
    return Case(path, data, ())
