"""Fields of front matter as the texts that are printed."""

from __future__ import annotations

import re
import unicodedata

from docforge.model import meta
from docforge.model import nodes as n
from docforge.theme.spec import Element

_DATE = re.compile(r"(\d{4})(?:-|/|\.|年)(\d{1,2})(?:-|/|\.|月)(\d{1,2})日?")
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


def width(text: str) -> float:
    """About how many em a text takes: East Asian characters one, others a half."""
    return sum(1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5 for char in text)
