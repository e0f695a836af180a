"""What a formula shows: its characters in one order, whether it is MathML or Word's own markup.

Bases come before scripts and limits, a radicand before its degree, a bracket where it opens and closes. Blanks,
invisible operators and variation selectors count for nothing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

MATHML = "{http://www.w3.org/1998/Math/MathML}"
OMML = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

_ACCENTS = {
    "\u0302": "^", "\u0303": "~", "\u0307": "\u02d9", "\u0308": "\u00a8", "\u20d7": "\u2192", "\u20d6": "\u2190",
    "\u030c": "\u02c7", "\u0306": "\u02d8", "\u0301": "\u00b4", "\u0300": "`", "\u0305": "\u00af", "\u0304": "\u00af",
    "\u0311": "\u2322", "\u030a": "\u02da",
}  # fmt: skip
"""Combining accents of Word by the spacing characters of MathML."""
_ALIKE = {"\u02c6": "^", "\u02dc": "~", "\u203e": "\u00af", "_": "\u00af", "\u0332": "\u00af", "\u2225": "\u2016"}
"""Characters that name the same accent or bar."""


def shown_markup(mathml: str) -> str:
    """What MathML in a string shows."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return shown_mathml(etree.fromstring(mathml.encode(), parser))


def shown_mathml(element: Any) -> str:
    """What a ``math`` element shows."""
    return plain_formula("".join(_mathml(element)))


def shown_omml(element: Any) -> str:
    """What an ``m:oMath`` element shows."""
    return plain_formula("".join(_omml(element)))


def plain_formula(text: str) -> str:
    """Characters of a formula as they are compared."""
    shown = (_ALIKE.get(character, character) for character in text)
    return "".join(c for c in shown if not c.isspace() and unicodedata.category(c) not in ("Cf", "Mn"))


def _mathml(element: Any) -> Iterator[str]:
    tag = element.tag
    if not isinstance(tag, str) or tag in (MATHML + "annotation", MATHML + "annotation-xml"):
        return
    if tag == MATHML + "mfenced":
        yield from _fenced(element)
        return
    yield element.text or ""
    for child in element:
        yield from _mathml(child)


def _fenced(element: Any) -> Iterator[str]:
    """``mfenced`` writes its fences as attributes (MathML 3, 3.3.8)."""
    separator = element.get("separators", ",").replace(" ", "")[:1]
    yield element.get("open", "(")
    for place, child in enumerate(element):
        yield separator if place else ""
        yield from _mathml(child)
    yield element.get("close", ")")


def _omml(element: Any) -> Iterator[str]:
    tag = element.tag.removeprefix(OMML)
    match tag:
        case "t":
            yield element.text or ""
        case "d":
            yield from _delimited(element)
        case "nary":
            yield _character(element, "naryPr", "\u222b")
            yield from _parts(element, "sub", "sup", "e")
        case "rad":
            yield from _parts(element, "e", "deg")
        case "sPre":
            yield from _parts(element, "e", "sub", "sup")
        case "acc":
            yield from _parts(element, "e")
            mark = _character(element, "accPr", "\u0302")
            yield _ACCENTS.get(mark, mark)
        case "bar":
            yield from _parts(element, "e")
            yield "\u00af"
        case "groupChr":
            yield from _parts(element, "e")
            yield _character(element, "groupChrPr", "\u23df")
        case _:
            for child in element:
                if isinstance(child.tag, str):
                    yield from _omml(child)


def _delimited(element: Any) -> Iterator[str]:
    yield _character(element, "dPr", "(", "begChr")
    for place, part in enumerate(element.iterfind(OMML + "e")):
        yield _character(element, "dPr", "|", "sepChr") if place else ""
        yield from _omml(part)
    yield _character(element, "dPr", ")", "endChr")


def _parts(element: Any, *names: str) -> Iterator[str]:
    for name in names:
        for part in element.iterfind(OMML + name):
            yield from _omml(part)


def _character(element: Any, properties: str, default: str, name: str = "chr") -> str:
    """A character that a property names; the standard's default where it names none (ECMA-376 22.1.2)."""
    found = element.find(f"{OMML}{properties}/{OMML}{name}")
    return default if found is None else str(found.get(OMML + "val", ""))
