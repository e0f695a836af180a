"""How the Word styles of a theme are called in settings: ``heading 1`` is ``heading-1``, and ``body`` the body text."""

from __future__ import annotations

from docforge.theme.spec import Theme
from docforge.theme.word_styles import word_theme

_ROLES = {
    "body": "Body Text",
    "numbered": "List Number",
    "note": "footnote text",
    "code": "Source Code",
    "table": "Table Text",
    "contents": "toc 1",
}
"""Roles of themes that Word calls otherwise."""

TABLE = "Table Grid"
"""The one style of tables."""


def style_names(theme: Theme) -> dict[str, str]:
    """The name of every Word style of a theme by its key in settings: role, or the name in small letters and hyphens.

    A role that the theme adds (``document-number``) is its own key.
    """
    names = [TABLE, *(style.name for style in word_theme(theme, "").styles)]
    return {**{_key(name): name for name in names}, **_ROLES}


def _key(name: str) -> str:
    return name.removeprefix("Element ").replace(" ", "-").lower()
