"""How long a document is: words (字) and minutes of reading.

An ideograph, a kana and a Hangul syllable count one each; so does an unbroken run of Latin letters and digits, of
Greek, Cyrillic or Arabic. Punctuation, blanks, labels of numbered paragraphs, alternative texts, formulas and notes
count nothing. The rule is that of the word-count line on VitePress sites, without its three faults: it counted itself,
no katakana, and a run of hiragana as one.
"""

from __future__ import annotations

import math
import re

from docforge.model import nodes as n
from docforge.model.text import block_text, inline_text
from docforge.model.walk import Rule, find, iterate, rewrite
from docforge.typography.scripts import HAN, HANGUL, KANA

WORDS_A_MINUTE = 275

_CHARACTERS = "".join(f"{chr(first)}-{chr(last)}" for first, last in (*HAN, *KANA, *HANGUL))
_LETTERS = r"0-9A-Za-z_\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02af\u0370-\u052f\u0600-\u06ff"
_EAST = re.compile(f"[{_CHARACTERS}]+")
_WEST = re.compile(f"[{_LETTERS}]+")

_FIRST_IMAGE, _CHEAPER_IMAGES, _LATER_IMAGE = 13, 10, 23
"""Seconds for the first image; each of the first ten costs one more than the last, the others 23."""


def count_words(text: str) -> int:
    """Words and ideographs in a text: ``count_words("4月22日")`` is 4."""
    return sum(map(len, _EAST.findall(text))) + len(_WEST.findall(text))


def words(document: n.Document, title: bool = False) -> int:
    """Words in the body of a document, with its title if asked."""
    body = count_words(block_text(_without_pictures(document.blocks)))
    return body + (count_words(inline_text(document.title)) if title else 0)


def minutes(document: n.Document, counted: int) -> int:
    """Minutes of reading a document of ``counted`` words with its pictures, rounded up; 0 if there is neither."""
    pictures = sum(1 for _ in find(document.blocks, n.Image))
    cheap = min(pictures, _CHEAPER_IMAGES)
    seconds = cheap * _FIRST_IMAGE + cheap * (cheap - 1) // 2 + (pictures - cheap) * _LATER_IMAGE
    return math.ceil(counted / WORDS_A_MINUTE + seconds / 60)


def _without_pictures(blocks: n.Blocks) -> n.Blocks:
    rules: dict[type, Rule] = {n.Image: lambda image: None, n.Math: lambda formula: None}
    return rewrite(blocks, rules) if any(iterate(blocks, *rules)) else blocks
