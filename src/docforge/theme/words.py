"""The words a theme adds to a page: which there are, and what is filled into them."""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping

from docforge.theme.problems import Problem
from docforge.theme.spec import Theme

_FILLED = {
    "words": "count", "minutes": "count", "run": "name", "missing-image": "name", "page-ref": "page", "found": "count",
}  # fmt: skip

_PLAIN = (
    "contents", "list-figures", "list-tables",
    "figure", "table", "note", "tip", "info", "warning", "danger", "details", "answer", "notes",
    "emphasis-note", "back", "bodymatter", "cover", "accessibility-plain", "landmarks", "accessibility", "pages",
    "search", "nothing-found", "previous", "next", "skip", "close",
)  # fmt: skip

WORDS: Mapping[str, str] = {**_FILLED, **dict.fromkeys(_PLAIN, "")}
"""Every word by its key, with the field that is filled in ("" none). Other languages fall back to English for it."""


def fields(text: str) -> set[str]:
    """What stands in braces; raises ValueError for a brace without its partner."""
    parts = string.Formatter().parse(text)
    return {name + (f":{form}" if form else "") + (how or "") for _, name, form, how in parts if name is not None}


def wrong_words(theme: Theme) -> Iterator[Problem]:
    """Every word that is missing or could not be filled in."""
    for key in WORDS:
        if key not in theme.strings.get("en", {}):
            yield Problem(("strings", "en"), f"strings.en lacks {key}, which every language falls back to")
    for lang, table in theme.strings.items():
        for key, text in table.items():
            path = ("strings", lang, key)
            try:
                extra = fields(text) - {WORDS.get(key, "")}
            except ValueError:
                yield Problem(path, f'{".".join(path)} is "{text}", which has a brace without its partner')
                continue
            if extra:
                name = WORDS.get(key, "")
                wanted = f"only {{{name}}} is" if name else "nothing is"
                yield Problem(path, f'{".".join(path)} is "{text}", but {wanted} filled in')
