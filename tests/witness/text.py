"""What every witness gives: the text of a document as one row of characters, and its notes as another."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

NOTE = "\ue010"
"""Where a note is called."""

ANY = "\ue011"
"""In a source: here a format may add words of its own (the page of a reference, the title of a box without one)."""

LABEL, LABEL_END = "\ue012", "\ue013"
"""Around the marker of a list item, until it is known whether a typed label takes its place."""

READING, READING_END = "\ue014", "\ue015"
"""Around the reading of a word."""

FORMULA, FORMULA_END = "\ue016", "\ue017"
"""Around the letters and figures of a formula."""


BULLETS = frozenset("●○■◆◇•◦▪–")
"""Signs before the items of a list without numbers. ✓ and □ are text: they say what is done."""


SOFT = "\ue018"
"""The end of a line within a paragraph of a source: a blank between Latin or Hangul words, else nothing."""


@dataclass(frozen=True)
class Told:
    """The text of the body and of its notes, in the order of their calls."""

    body: str
    notes: str = ""


def reading(base: str, words: str) -> str:
    """A word with its reading."""
    return f"{base}{READING}{words}{READING_END}"


_FUNCTIONS = re.compile(r"(?:sin|cos|tan|log|ln|lim|max|min|exp)")
_SIGNS = re.compile(r"[A-Za-z0-9\u3400-\u9fff\uac00-\ud7a3\u3040-\u30ff]+")


def formula(words: str, *, tex: bool) -> str:
    """A formula by its letters and figures: TeX, MathML and Word's own notation share nothing else."""
    if tex:
        words = re.sub(r"\\(?:text|mathrm|mathbf|operatorname)\b", "", words)
        words = re.sub(r"\\begin\{\w+\*?\}|\\end\{\w+\*?\}|\\[A-Za-z]+|\\.", " ", words)
    else:
        words = _FUNCTIONS.sub("", unicodedata.normalize("NFKC", words))
    return f"{FORMULA}{''.join(_SIGNS.findall(words))}{FORMULA_END}"
