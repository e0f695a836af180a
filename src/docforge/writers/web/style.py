"""The style sheet of a page or site: the theme's, then what only a screen has."""

from __future__ import annotations

from collections.abc import Mapping

from docforge import resources
from docforge.theme.css import css_for_web
from docforge.theme.spec import Theme

LAYOUT = "templates/html/layout.css"


def style(theme: Theme, lang: str, looks: Mapping[str, int]) -> str:
    """The whole sheet. ``looks`` are declarations for single elements by the number they are known by."""
    own = "".join(f'[data-look="{number}"] {{ {declarations} }}\n' for declarations, number in looks.items())
    sheet = f"{css_for_web(theme, lang)}\n{resources.text(LAYOUT)}{own}"
    # The sheet may stand in a page, whose ``style`` element nothing in it must close; to CSS the two are the same.
    return sheet.replace("</", "<\\/")
