"""Fields of front matter as the texts that are printed."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

from docforge.model import meta
from docforge.model import nodes as n
from docforge.patterns import lazy_pattern
from docforge.theme.spec import Element

_DATE = lazy_pattern(r"(\d{4})(?:-|/|\.|年)(\d{1,2})(?:-|/|\.|月)(\d{1,2})日?")
_FALSE = frozenset({"", "no", "false", "off", "0", "否", "无"})


def entries(document: n.Document, element: Element) -> tuple[str, ...]:
    """What an element prints, a text for each paragraph; () when the front matter has nothing for it."""
    for field in (element.field, *element.aliases):
        values = [" ".join(text.split()) for text in meta.texts(document, field)]
        values = [_formed(value, element.form) for value in values if value]
        if values:
            return _texts(values, element)
    return ()


def _texts(values: list[str], element: Element) -> tuple[str, ...]:
    if not element.items:
        return (element.text.format("、".join(values)),)
    if len(values) == 1:
        return (element.text.format(values[0]),)
    listed = [element.items.format(value, n=number) for number, value in enumerate(values, 1)]
    return (element.text.format(listed[0]), *listed[1:])


def _formed(value: str, form: str) -> str:
    """A date with its year, month and day without leading zeros (GB/T 9704-2012 7.3.5.4); other text as it is."""
    match = _DATE.fullmatch(value) if form == "date" else None
    return f"{int(match[1])}年{int(match[2])}月{int(match[3])}日" if match else value


def is_true(document: n.Document, field: str) -> bool:
    """Whether a field of the front matter is there and says yes."""
    return meta.text(document, field).strip().lower() not in _FALSE


DIGIT = 0.55
"""Width of a Latin character, em; digits of most faces are 0.5 to 0.56."""
GAP = 0.125
"""Width of the gap between East Asian and Latin characters, em."""


def width(text: str) -> float:
    """About how many em a text takes, without knowing its face."""
    wide = [unicodedata.east_asian_width(char) in "WFA" for char in text]
    gaps = sum(
        1
        for place, (before, after) in enumerate(pairwise(wide))
        if before != after and text[place].isalnum() and text[place + 1].isalnum()
    )
    return sum(1.0 if is_wide else DIGIT for is_wide in wide) + GAP * gaps
