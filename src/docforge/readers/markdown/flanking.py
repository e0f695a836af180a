"""Which runs of ``*``, ``_`` and ``~`` may open or close, made fit for text without blanks.

CommonMark 6.2 asks for a blank or punctuation beside a delimiter run that touches punctuation on its other side; in
``**重点：**后文`` there is none. So wide punctuation counts as a letter, and a CJK character on the far side does
what a blank does (the amendment proposed to CommonMark as "CJK-friendly emphasis"). Text without CJK reads as before.

A row of underscores beside a CJK character is a blank to fill in (作于____年), which no pair of them may swallow.
"""

from __future__ import annotations

from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.rules_inline.state_inline import Scanned

from docforge.readers.characters import is_cjk

_BLANK = 4
"""Underscores that are a blank to fill in; three may still be ``___strong emphasis___``."""


def scan(text: str, start: int, end: int, splits_words: bool) -> Scanned:
    """Whether the run at ``start`` can open and can close, and its length. Nothing at or after ``end`` is looked at."""
    marker = text[start]
    stop = start
    while stop < end and text[stop] == marker:
        stop += 1
    before = text[start - 1] if start > 0 else " "
    after = text[stop] if stop < end else " "
    if marker == "_" and stop - start >= _BLANK and (is_cjk(before) or is_cjk(after)):
        return Scanned(False, False, stop - start)
    blank_before, blank_after = isWhiteSpace(ord(before)), isWhiteSpace(ord(after))
    mark_before, mark_after = _narrow_punctuation(before), _narrow_punctuation(after)
    left = not blank_after and (not mark_after or blank_before or mark_before or is_cjk(before))
    right = not blank_before and (not mark_before or blank_after or mark_after or is_cjk(after))
    if splits_words:
        return Scanned(left, right, stop - start)
    return Scanned(
        left and (not right or _punctuation(before)), right and (not left or _punctuation(after)), stop - start
    )


def _punctuation(char: str) -> bool:
    return isMdAsciiPunct(ord(char)) or isPunctChar(char)


def _narrow_punctuation(char: str) -> bool:
    return _punctuation(char) and not is_cjk(char)
