"""Inside an article of a statute: its paragraphs (款, 項, 항), labelled or counted, and their items (项, 号, 호)."""

from __future__ import annotations

from docforge.model import nodes as n
from docforge.model.walk import find
from docforge.passes.labels import label_of


def nth_clause(article: n.Item, number: int, lang: str) -> n.Item | n.Para | None:
    """The paragraph of an article with a number: the one labelled so, else by count.

    The first is the article itself. Chinese statutes label none, Japanese ones from the second on, Korean ones all.
    """
    labelled = [item for item in _children(article) if _is_clause(item, lang) and item.value == (number,)]
    if labelled:
        return labelled[0]
    further = (block for block in article.blocks[1:] if isinstance(block, n.Para))
    counted: list[n.Item | n.Para] = [article, *further]
    return counted[number - 1] if 0 < number <= len(counted) else None


def nth_item(clause: n.Item, number: int, lang: str) -> n.Item | None:
    """The item of an article or of one of its labelled paragraphs with a number; None if there is none, or several."""
    own = [item for item in _children(clause) if item.value == (number,) and not _is_clause(item, lang)]
    every = own or [item for item in find(clause.blocks, n.Item) if item.value == (number,)]
    return every[0] if len(every) == 1 else None


def _children(item: n.Item) -> list[n.Item]:
    return [block for block in item.blocks if isinstance(block, n.Item)]


def _is_clause(item: n.Item, lang: str) -> bool:
    return bool(item.label) and label_of(item.scheme, item.label, item.value, lang).family.clause
