"""Markdown that any reader of it takes alike: tables and code whose marks stand for themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence


def code(text: str) -> str:
    """Text as it is typed; longer fences around text that has backticks, and no bar that would end a cell."""
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}" if text else ""


def plain(text: str) -> str:
    """Running text whose marks of Markdown and HTML mean nothing.

    By number, since a backslash before a bracket begins a formula for some readers.
    """
    return re.sub(r"[\\`*_\[\]<>{}$|~^]", lambda mark: f"&#{ord(mark[0])};", " ".join(text.split()))


def cell(text: str) -> str:
    """Markup in a cell of a table."""
    return text.replace("|", r"\|").replace("\n", " ") if r"\|" not in text else text.replace("\n", " ")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of pipes."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(map(cell, line)) + " |\n" for line in lines) + "\n"
