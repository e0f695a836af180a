"""What stands in the place of text that is left out: a block that a reader of the page sees."""

from __future__ import annotations

from collections.abc import Mapping

from docforge.model import nodes as n
from docforge.model.divisions import MISSING

ROWS = "rows"
"""Key of an attribute pair: how many rows of the table before it a block stands for."""

_WORDS: Mapping[str, str] = {
    "zh-Hans": "[此处略去 {count} 行]",
    "zh-Hant": "[此處略去 {count} 列]",
    "ja": "[ここから{count}行を省略]",
    "ko": "[{count}행 생략]",
    "en": "[{count} rows left out]",
}


def rows_left_out(count: int, lang: str = "", at: n.Position | None = None) -> n.Div:
    """The block after a table that says how many rows of it are not there, in a document's language."""
    words = _WORDS.get(lang, _WORDS["en"]).format(count=count)
    return n.Div(
        blocks=(n.Para((n.Text(words),)),), attr=n.Attr(classes=(MISSING,), pairs=((ROWS, str(count)),)), at=at
    )
