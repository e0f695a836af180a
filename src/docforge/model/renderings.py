"""How the text of a document is rendered without its words: in the other Chinese script, and with readings above it."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

ScriptName: TypeAlias = Literal["hans", "hansp", "hant", "tw", "twp", "hk"]
"""Simplified (``hansp``: with the mainland's words), Traditional, and Traditional as in Taiwan (``twp``: with its
words) or Hong Kong; OpenCC's names."""

Quotes: TypeAlias = Literal["auto", "corner", "curly", "keep"]
"""Quotation marks of a converted text: those of the script, 「」, “”, or as they are."""

ReadingKind: TypeAlias = Literal["pinyin", "zhuyin", "furigana"]
ReadingsOf: TypeAlias = Literal["all", "first", "rare"]

KEEP = "keep"
"""Class of a span that is not converted: ``[后]{.keep}``."""


class Script(msgspec.Struct, frozen=True):
    """The Chinese script that a document is converted to; ``keep`` are names that stay as they are."""

    to: ScriptName
    quotes: Quotes = "auto"
    keep: tuple[str, ...] = ()

    @property
    def lang(self) -> str:
        """The language of the converted document."""
        return "zh-Hans" if self.to.startswith("hans") else "zh-Hant"


class Readings(msgspec.Struct, frozen=True):
    """Readings above the text: of ``all`` its ideographs, of the ``first`` of each, or of those rarer than a ``level``
    (1: not in the first level of GB/T 2312, Big5 or JIS X 0208; 2: in neither).

    ``words`` come from a reviewed dictionary and go before what the libraries say: word and reading, whose parts are
    parted by blanks where each is a character's.
    """

    kind: ReadingKind
    of: ReadingsOf = "all"
    level: int = 1
    words: tuple[tuple[str, str], ...] = ()
