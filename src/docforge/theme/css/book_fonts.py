"""Embedded faces of a book: declared, and named before the generic family of each design."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from docforge.theme.css.print import Families, family_rules
from docforge.theme.css.rules import quoted, rule
from docforge.theme.spec import Theme

if TYPE_CHECKING:
    from docforge.theme.fonts import Face


def font_css(
    theme: Theme, lang: str, faces: Iterable[tuple[Face, str]], families: Families, languages: Iterable[str], note: str
) -> str:
    """The style sheet of embedded faces, each with the URL it has in the book. ``note`` is their licence."""
    declared = (
        rule(
            "@font-face",
            {
                "font-family": quoted(face.family),
                "font-weight": str(face.weight),
                "font-style": face.style,
                "src": f"url({url})",
            },
        )
        for face, url in faces
    )
    named = family_rules(theme, lang, families, languages, last=True)
    return "\n".join(('@charset "utf-8";', f"/* {note} */", *declared, *named)) + "\n"
