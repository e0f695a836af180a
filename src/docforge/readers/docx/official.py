"""Parts of an official document, which docforge prints from front matter: they are front matter again."""

from __future__ import annotations

import re

from docforge.model import nodes as n
from docforge.theme.printed import printed_fields
from docforge.theme.spec import Element

STYLE = "element "
"""What the names of their styles begin with, in lower case."""
_DATE = re.compile(r"([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日")
_URGENT = "急"
_YES = "是"


def role_of(style: str) -> str:
    """The role of an element by the name of its style, "" for any other style."""
    return style.removeprefix(STYLE).replace(" ", "-") if style.startswith(STYLE) else ""


def taken(meta: dict[str, n.MetaValue], role: str, text: str) -> bool:
    """Take the text of a paragraph in the style of an element into the metadata; False for what is no such text.

    What stands behind a tab is of one of the fields that are joined, or the whole is text.
    """
    first, _tab, end = (part.strip() for part in text.partition("\t"))
    for name, element in printed_fields().items():
        roles = (element.role, element.long_role, element.joined_role)
        if role == element.more_role and not end and _goes_on(meta, element, first):
            return True
        if element.join or role not in roles or element.field in meta or not _fits(element, first):
            continue
        joined = [other for other in printed_fields().values() if other.join == name]
        at_end = {other.field: value for other in joined if other.at_end and (value := _value(other, end))}
        if end and not at_end:
            return False
        _keep(meta, element, first, joined)
        meta.update((field, n.MetaString(text=value)) for field, value in at_end.items())
        return True
    return False


def _fits(element: Element, text: str) -> bool:
    """Whether a text may be of an element; 密级 and 紧急程度 look alike, and differ in their last character."""
    if element.role == "secrecy":
        return text.endswith(_URGENT) == (element.field == "紧急程度")
    return bool(_value(element, text))


def _value(element: Element, text: str) -> str:
    """The value of a field by what is printed of it, "" where it cannot be that."""
    before, _, after = element.text.partition("{}")
    if not (text.startswith(before) and text.endswith(after) and len(text) > len(before) + len(after)):
        return ""
    value = text[len(before) : len(text) - len(after)]
    if element.form != "date":
        return value
    found = _DATE.fullmatch(value)
    return f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}" if found else ""


def _keep(meta: dict[str, n.MetaValue], element: Element, text: str, joined: list[Element]) -> None:
    value = _value(element, text)
    for other in joined:
        sign = other.text.partition("{}")[0]
        if not other.at_end and sign and sign in value:
            value, _, further = value.partition(sign)
            meta[other.field] = n.MetaString(text=further)
    entry = _entry(element, value, 1)
    meta[element.field] = n.MetaList(items=(n.MetaString(text=entry),)) if entry else n.MetaString(text=value)
    if element.when:
        meta.setdefault(element.when, n.MetaString(text=_YES))


def _entry(element: Element, text: str, number: int) -> str:
    """An entry of a list without its number, "" for what is none."""
    sign = element.items.replace("{n}", str(number)).partition("{}")[0]
    return text.removeprefix(sign) if sign and text.startswith(sign) else ""


def _goes_on(meta: dict[str, n.MetaValue], element: Element, text: str) -> bool:
    """Whether a text is the next entry of a list, which it is added to."""
    before = meta.get(element.field)
    entry = _entry(element, text, len(before.items) + 1) if isinstance(before, n.MetaList) else ""
    if not entry or not isinstance(before, n.MetaList):
        return False
    meta[element.field] = n.MetaList(items=(*before.items, n.MetaString(text=entry)))
    return True
