"""The words a theme adds to a page: which there are, and what is filled into them."""

from __future__ import annotations

import string
from collections.abc import Mapping

from docforge.theme.spec import Theme

_FILLED = {"words": "count", "minutes": "count", "run": "name", "missing-image": "name"}

_PLAIN = (
    "contents", "figure", "table", "note", "tip", "info", "warning", "danger", "details", "answer", "notes",
    "emphasis-note", "back", "bodymatter", "cover", "accessibility-plain", "landmarks", "accessibility",
)  # fmt: skip

WORDS: Mapping[str, str] = {**_FILLED, **dict.fromkeys(_PLAIN, "")}
"""Every word by its key, with the field that is filled in ("" none). Other languages fall back to English for it."""


def fields(text: str) -> set[str]:
    """What stands in braces; raises ValueError for a brace without its partner."""
    parts = string.Formatter().parse(text)
    return {name + (f":{form}" if form else "") + (how or "") for _, name, form, how in parts if name is not None}


def wrong_word(theme: Theme) -> tuple[tuple[str, ...], str] | None:
    """The first word that is missing or could not be filled in: its path of keys, and what is wrong."""
    for key in WORDS:
        if key not in theme.strings.get("en", {}):
            return ("strings", "en"), f"strings.en lacks {key}, which every language falls back to"
    for lang, table in theme.strings.items():
        for key, text in table.items():
            path = ("strings", lang, key)
            try:
                extra = fields(text) - {WORDS.get(key, "")}
            except ValueError:
                return path, f'{".".join(path)} is "{text}", which has a brace without its partner'
            if extra:
                name = WORDS.get(key, "")
                wanted = f"only {{{name}}} is" if name else "nothing is"
                return path, f'{".".join(path)} is "{text}", but {wanted} filled in'
    return None
