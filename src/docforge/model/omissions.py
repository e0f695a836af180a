"""What stands in the place of text that is left out: a block that whoever reads the page sees."""

from __future__ import annotations

from collections.abc import Mapping

from docforge.model import nodes as n
from docforge.model.divisions import MISSING

ROWS = "rows"
"""Key of an attribute pair: how many rows of the table before it a block stands for."""

_ROWS: Mapping[str, str] = {
    "zh-Hans": "[此处略去 {count} 行]",
    "zh-Hant": "[此處略去 {count} 列]",
    "ja": "[ここから{count}行を省略]",
    "ko": "[{count}행 생략]",
    "en": "[{count} rows left out]",
}

_BOXES: Mapping[str, str] = {
    "zh-Hans": "[此处略去 {count} 个折叠框]",
    "zh-Hant": "[此處略去 {count} 個摺疊框]",
    "ja": "[折りたたみ{count}件を省略]",
    "ko": "[접힌 상자 {count}개 생략]",
    "en": "[Folded boxes left out: {count}]",
}


def rows_left_out(count: int, lang: str = "", at: n.Position | None = None) -> n.Div:
    """The block after a table that says how many rows of it are not there, in a document's language."""
    return _said(_ROWS, count, lang, at, ((ROWS, str(count)),))


def boxes_left_out(count: int, lang: str, at: n.Position | None = None) -> n.Div:
    """The block at the end of a chapter whose folded boxes are not printed."""
    return _said(_BOXES, count, lang, at)


def _said(
    table: Mapping[str, str], count: int, lang: str, at: n.Position | None, pairs: tuple[tuple[str, str], ...] = ()
) -> n.Div:
    words = table.get(lang) or table.get(lang.split("-")[0]) or table["zh-Hans" if lang.startswith("zh") else "en"]
    line = n.Para((n.Text(words.format(count=count)),))
    return n.Div(blocks=(line,), attr=n.Attr(classes=(MISSING,), pairs=pairs), at=at)
