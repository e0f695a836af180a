"""What tests of readers share: the type of a reading, and short spellings for expected trees."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from docforge.model import nodes as n
from docforge.protocols import Result

Read = Callable[..., Result[n.Document]]
Blocks = Callable[..., n.Blocks]
Inlines = Callable[..., n.Inlines]


def run(*content: n.Inline | str) -> n.Inlines:
    """Inlines, plain text as strings."""
    return tuple(n.Text(text=part) if isinstance(part, str) else part for part in content)


def para(*content: n.Inline | str, tight: bool = False, attr: n.Attr = n.NO_ATTR) -> n.Para:
    """A paragraph."""
    return n.Para(content=run(*content), tight=tight, attr=attr)


def item(marker: str, *content: n.Inline | str, tight: bool = True, checked: bool | None = None) -> n.ListItem:
    """A list item of one paragraph."""
    return n.ListItem(blocks=(para(*content, tight=tight),), marker=marker, checked=checked)


def said(result: Result[Any]) -> list[tuple[str, int, int]]:
    """Codes and places of what was reported."""
    return [(one.code, one.line, one.column) for one in result.diagnostics]
