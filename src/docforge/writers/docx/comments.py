"""Comments as Word has them: a part of their own, and the range in the text that each is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container

from docforge.model import nodes as n
from docforge.model.comments import WORDS, Comment, comments_of
from docforge.model.text import inline_text
from docforge.model.walk import find
from docforge.writers.docx.xml import escape, text_elements

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
        rows: list[n.Para | n.Heading] = []
        if self._by_words:
            rows += (*find(document.blocks, n.Para), *find(document.blocks, n.Heading))
        texts = [inline_text(row.content) for row in rows]
        self._whole = {text for text in texts if len(text) < WORDS and text in self._by_words}
        self._coming = Counter(words for text in texts for words in self._named(text))

    def of(self, node: n.Block) -> list[int]:
        """The comments that stand at a block and were not met before, by number."""
        if not self._open:
            return []
        attr = getattr(node, "attr", n.NO_ATTR)
        found = [*self._by_name.pop(attr.id, ()), *self._by_name.pop(getattr(node, "address", ""), ())]
        if self._by_words and isinstance(node, (n.Para, n.Heading)):
            for words in self._named(inline_text(node.content)):
                found += self._next(words)
        for number in found:
            del self._open[number]
        return found

    def _named(self, text: str) -> list[str]:
        """The words of comments that a paragraph begins with; short ones that are a whole paragraph mean only such."""
        begun = dict.fromkeys(text[:length] for length in self._lengths)
        return [words for words in begun if words in self._by_words and (words == text or words not in self._whole)]

    def _next(self, words: str) -> list[int]:
        """Of the comments with the same words one for each paragraph that has them, the rest for the last one."""
        self._coming[words] -= 1
        waiting = self._by_words[words]
        if self._coming[words] <= 0 or len(waiting) == 1:
            return self._by_words.pop(words)
        return [waiting.pop(0)]

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
    author = " ".join(comment.author.split()) or "?"
    names = f'w:author="{escape(author)}" w:initials="{escape(author[0])}"'
    rows = "".join(f"<w:p><w:r>{text_elements(line)}</w:r></w:p>" for line in comment.text.split("\n"))
    return f'<w:comment w:id="{number}" {names}{date}>{rows}</w:comment>'
