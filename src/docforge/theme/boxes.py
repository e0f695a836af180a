"""What the titles say that docforge gives to boxes without one: the kind of the box."""

from __future__ import annotations

import tomllib
from functools import cache

from docforge import resources

_KINDS = ("note", "tip", "info", "warning", "danger", "details", "answer")


@cache
def _kinds() -> dict[str, str]:
    strings = tomllib.loads(resources.text("styles/handout.toml"))["strings"]
    found: dict[str, str] = {}
    for words in strings.values():
        for kind in _KINDS:
            if kind in words:
                found.setdefault(words[kind], kind)
    return found


def kind_of(title: str) -> str:
    """The kind of a box by its title; "" for a title that somebody wrote."""
    return _kinds().get(title, "")
