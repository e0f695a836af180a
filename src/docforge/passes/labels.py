"""Recognises the label at the beginning of a text, and what it means."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from docforge.passes.label_table import BLANK, FAMILIES, Family
from docforge.typography.numbers import NumberError, format_label, parse_number

IDEOGRAPHS = "〇零一二三四五六七八九十百千万两兩壹贰叁肆伍陆柒捌玖貳參陸拾佰仟"
_IDEOGRAPH_NUMBER = f"[{IDEOGRAPHS}]+"
_DIGIT_NUMBER = "[0-9]+|[０-９]+"
_LONGEST = 64
"""Characters that hold any label and what must follow it."""

_GREATEST_WEAK = 999
"""A typed decimal above this is a year or a quantity, not the number of a paragraph."""


class Label(Struct, frozen=True):
    """A label found at the start of a text.

    ``text`` is verbatim, without the blanks around it; ``end`` counts the characters up to the paragraph's own text.
    """

    text: str
    scheme: str
    value: tuple[int, ...]
    family: Family
    end: int = 0
    regenerable: bool = False

    @property
    def series(self) -> str:
        """Labels of one series count on from each other."""
        return self.family.series or self.family.name


def match_label(text: str, lang: str = "") -> Label | None:
    """The label that ``text`` begins with, of whatever strength; None for plain text."""
    if not text or not _any_family().match(text):
        return None
    return _match(text[:_LONGEST], lang)


@lru_cache(maxsize=2048)
def _match(text: str, lang: str) -> Label | None:
    begun = _any_family().match(text)
    if begun is None:
        return None
    # Which family came first is known; those before it are not tried again.
    for family in FAMILIES[(begun.lastindex or 1) - 1 :]:
        if family.langs and lang.split("-")[0] not in family.langs:
            continue
        found = _pattern(family).match(text)
        if found is None:
            continue
        label = _read(found, family, lang)
        if label is not None:
            return label
    return None


def heading_label(text: str) -> str:
    """第一章, 제1장 at the head of a text, "" when there is none."""
    found = match_label(text)
    return found.text if found is not None and found.family.role == "heading" else ""


def is_article(label: str) -> bool:
    """Whether a label is that of an article of a statute: 第三条, 제3조."""
    found = match_label(label + " x") if label else None
    return found is not None and found.family.article


def label_of(scheme: str, label: str, value: tuple[int, ...], lang: str = "") -> Label:
    """The label of an item that has one already. A scheme nobody types belongs to a family of its own."""
    for text in (f"{label} x", f"{label}\u3000x") if label else ():
        found = match_label(text, lang)
        if found is not None and found.scheme == scheme:
            return found
    return Label(label, scheme, value, _foreign(scheme))


@lru_cache(maxsize=256)
def _foreign(scheme: str) -> Family:
    return Family(scheme, "", "strong", 48)


def is_regenerable(label: str, scheme: str, value: tuple[int, ...], lang: str = "") -> bool:
    """Whether filling the scheme with the value gives the label again, character for character."""
    try:
        return bool(scheme) and format_label(scheme, value, lang) == label
    except NumberError:
        return False


def number_style(text: str, lang: str = "") -> tuple[str, int] | None:
    """The style and value of a bare number: ``("chinese", 12)`` for 十二; None when it is not a number.

    Of several styles that can read it, the first that would write it the same.
    """
    if not text:
        return None
    readings = [(style, parse_number(text, style, lang)) for style in _styles(text, lang)]
    found = [(style, value) for style, value in readings if value is not None]
    exact = [(style, value) for style, value in found if is_regenerable(text, style + ":{}", (value,), lang)]
    return next(iter(exact or found), None)


def _styles(text: str, lang: str) -> tuple[str, ...]:
    if text.isascii():
        return ("decimal",)
    if "０" <= text[0] <= "９":
        return ("decimal-fullwidth",)
    if lang.startswith("ja"):
        return ("japanese", "chinese", "ideograph-digit", "chinese-formal")
    return ("chinese", "japanese", "ideograph-digit", "chinese-formal")


_HALF_EM = r"\u00a0\u2000\u2002\u2004-\u200a\u202f\u205f"
_PARTING = "|".join(
    (
        rf"[ \t]*(?:[{_HALF_EM}\u2001\u2003\u3000][ \t]*){{0,2}}(?![{BLANK}])",
        rf"[ \t]*(?:[{_HALF_EM}][ \t]*){{0,4}}(?![{BLANK}])",
        r"[ \t]*",
    )
)
"""What parts a label from its text: up to two em of blanks. Wider ones are a place to fill in: （1）　　　　是谁？"""


@lru_cache(maxsize=1)
def _any_family() -> re.Pattern[str]:
    """A label of any family, each a group: most paragraphs begin with none, and one look tells."""
    numbers = {"c": _IDEOGRAPH_NUMBER, "d": f"(?:{_DIGIT_NUMBER})"}
    bodies = []
    for family in FAMILIES:
        body = family.pattern.replace("{s}", f"[{family.signs}]")
        for key, number in numbers.items():
            body = body.replace(f"{{{key}}}", number)
        bodies.append(f"((?:{body}){family.then})")
    return re.compile(f"[{BLANK}]*(?:{'|'.join(bodies)})")


@lru_cache(maxsize=len(FAMILIES))
def _pattern(family: Family) -> re.Pattern[str]:
    """The family's pattern with numbered groups n1, n2 … for the numbers, between optional blanks."""
    count = 0

    def group(found: re.Match[str]) -> str:
        nonlocal count
        count += 1
        inner = {"c": _IDEOGRAPH_NUMBER, "d": _DIGIT_NUMBER, "s": f"[{family.signs}]"}[found[1]]
        return f"(?P<n{count}>{inner})"

    body = re.sub(r"\{([cds])\}", group, family.pattern)
    return re.compile(f"[{BLANK}]*(?P<label>{body}){family.then}(?:{_PARTING})")


def _read(found: re.Match[str], family: Family, lang: str) -> Label | None:
    spans = [found.span(name) for name in sorted(found.groupdict()) if name != "label" and found[name] is not None]
    if family.name == "multilevel":
        spans = [part.span() for part in re.finditer("[0-9]+", found.string[: found.end("label")])]
    styles: list[str] = []
    values: list[int] = []
    for start, end in spans:
        number = _number(found.string[start:end], family, lang)
        if number is None:
            return None
        styles.append(number[0])
        values.append(number[1])
    text = found["label"]
    if family.series == "decimal" and values[0] > _GREATEST_WEAK:
        return None
    pattern, last = "", found.start("label")
    for start, end in spans:
        pattern += found.string[last:start] + "{}"
        last = end
    scheme = f"{styles[0]}:{pattern}{found.string[last : found.end('label')]}"
    value = tuple(values)
    return Label(text, scheme, value, family, found.end(), is_regenerable(text, scheme, value, lang))


def _number(text: str, family: Family, lang: str) -> tuple[str, int] | None:
    if not family.style:
        return number_style(text, lang)
    value = parse_number(text, family.style, lang)
    return None if value is None else (family.style, value)
