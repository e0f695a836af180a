"""Comments as Word has them: a part of their own, and the range in the text that each is about."""

from __future__ import annotations

import re
from collections.abc import Container

from docforge.model import nodes as n
from docforge.model.comments import Comment, comments_of
from docforge.model.text import inline_text
from docforge.writers.docx.xml import attribute, text_elements

_DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?")
"""xsd:dateTime in whole seconds, as Word writes it."""


class Comments:
    """The comments of one document, each given to the paragraph it stands at when that is written."""

    def __init__(self, document: n.Document, known: Container[str]) -> None:
        """``known``: the ids and addresses of the document. A comment on none of them is found by its words."""
        self._all = comments_of(document)
        self._open = dict.fromkeys(range(len(self._all)))
        self._by_name: dict[str, list[int]] = {}
        self._by_words: dict[str, list[int]] = {}
        for number, comment in enumerate(self._all):
            to = document.aliases.get(comment.to, comment.to)
            if to in known:
                self._by_name.setdefault(to, []).append(number)
            elif comment.words:
                self._by_words.setdefault(comment.words, []).append(number)
        self._lengths = sorted({len(words) for words in self._by_words})

    def of(self, node: n.Block) -> list[int]:
        """The comments that stand at a block and were not met before, by number."""
        if not self._open:
            return []
        attr = getattr(node, "attr", n.NO_ATTR)
        found = [*self._by_name.pop(attr.id, ()), *self._by_name.pop(getattr(node, "address", ""), ())]
        if self._by_words and isinstance(node, (n.Para, n.Heading)):
            words = inline_text(node.content)
            for length in self._lengths:
                found += self._by_words.pop(words[:length], ())
        for number in found:
            del self._open[number]
        return found

    def left(self) -> list[int]:
        """Those that no paragraph took; they are taken now."""
        found = list(self._open)
        self._open.clear()
        return found

    def xml(self) -> str:
        """The children of ``w:comments``."""
        return "".join(_xml(number, comment) for number, comment in enumerate(self._all))


def ranged(numbers: list[int], runs: str) -> str:
    """Runs that comments are about."""
    start = "".join(f'<w:commentRangeStart w:id="{number}"/>' for number in numbers)
    return start + runs + "".join(f'<w:commentRangeEnd w:id="{number}"/>{mark(number)}' for number in numbers)


def mark(number: int) -> str:
    """The place in the text where a comment hangs."""
    return f'<w:r><w:commentReference w:id="{number}"/></w:r>'


def _xml(number: int, comment: Comment) -> str:
    date = f' w:date="{comment.date}"' if _DATE.fullmatch(comment.date) else ""
    author = attribute(comment.author) or "?"
    rows = "".join(f"<w:p><w:r>{text_elements(line)}</w:r></w:p>" for line in comment.text.split("\n"))
    return f'<w:comment w:id="{number}" w:author="{author}" w:initials="{author[0]}"{date}>{rows}</w:comment>'
