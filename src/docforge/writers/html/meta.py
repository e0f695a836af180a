"""The line under the title: counts that a pass settled."""

from __future__ import annotations

from docforge.model import meta
from docforge.model.nodes import Document
from docforge.theme.spec import Theme

SEPARATOR = " · "


def meta_line(document: Document, theme: Theme) -> str:
    """Words and minutes ("字数 2,006 · 时长 8 分钟") in the document's language.

    "" when no pass counted them, or the theme wants none.
    """
    if not theme.meta_line:
        return ""
    parts = []
    for key, name in (("df-words", "words"), ("df-minutes", "minutes")):
        count = meta.text(document, key)
        if count:
            parts.append(theme.string(document.lang, name).format(count=count))
    return SEPARATOR.join(parts)
