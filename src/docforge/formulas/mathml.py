"""MathML in one canonical form: presentation elements and attributes of a list, no style, no entity, no annotation.

Whatever a page or a converter wrote, only this form reaches a file (MathML Core, with the attributes of MathML 3 that
e-book readers, Word and the drawing need).
"""

from __future__ import annotations

import html
import re
import unicodedata
from xml.etree import ElementTree

from docforge.patterns import lazy_pattern

NAMESPACE = "http://www.w3.org/1998/Math/MathML"

_NAMES = (
    "math mi mn mo ms mtext mspace mrow mfrac msqrt mroot mstyle merror mpadded mphantom mfenced menclose "
    "msub msup msubsup munder mover munderover mmultiscripts mprescripts none mtable mtr mlabeledtr mtd"
)
ELEMENTS = frozenset(_NAMES.split())
"""Elements that are kept. ``semantics`` gives way to its first child; every other element to its children."""

_TOKENS = frozenset({"mi", "mn", "mo", "ms", "mtext"})
_UNWRAPPED = frozenset({"semantics", "maction"})
_DROPPED = frozenset({"annotation", "annotation-xml", "script", "style", "maligngroup", "malignmark"})
_OPERATOR = (
    "mathvariant form fence separator stretchy symmetric largeop movablelimits accent lspace rspace minsize maxsize"
)
_ATTRIBUTES: dict[str, frozenset[str]] = {
    "math": frozenset({"display"}),
    "mi": frozenset({"mathvariant"}),
    "mn": frozenset({"mathvariant"}),
    "mo": frozenset(_OPERATOR.split()),
    "mtext": frozenset({"mathvariant"}),
    "mspace": frozenset({"width", "height", "depth", "linebreak"}),
    "mfrac": frozenset({"linethickness", "displaystyle"}),
    "mstyle": frozenset({"displaystyle", "scriptlevel", "mathvariant"}),
    "mpadded": frozenset({"width", "height", "depth", "lspace", "voffset"}),
    "mfenced": frozenset({"open", "close", "separators"}),
    "menclose": frozenset({"notation"}),
    "mover": frozenset({"accent"}),
    "munder": frozenset({"accentunder"}),
    "munderover": frozenset({"accent", "accentunder"}),
    "mtable": frozenset({"columnalign", "rowalign", "displaystyle", "columnlines", "rowlines", "frame"}),
    "mtr": frozenset({"columnalign", "rowalign"}),
    "mtd": frozenset({"columnalign", "rowalign", "columnspan", "rowspan"}),
}
_VALUE = lazy_pattern(r"[-\w .,%+#|(){}\[\]⟨⟩⌈⌉⌊⌋‖∥/\\:;<>&*=]{0,64}")
_ALIGNED = re.compile(r"text-align:\s*(left|right|center)")
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]*);")
_OWN_ENTITIES = frozenset({"lt", "gt", "amp", "quot", "apos"})
_INVISIBLE = dict.fromkeys((*range(0xFE00, 0xFE10), 0x200B, 0xFEFF), None)
"""Variation selectors (math faces have the plain form only) and marks that nobody sees."""
_LINES = {"\u0332": "\u00af", "\u0305": "\u00af", "\u2015": "\u00af", "\u203e": "\u00af", "\u20d7": "\u2192"}
"""Combining lines and arrows as accents, by the spacing characters that MathML 3 names for them (3.4.5)."""

_PARTS = {"mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2, "msubsup": 3, "munderover": 3}
"""Elements with so many parts, neither more nor less (MathML 3, 3.1.3)."""

DEEPEST = 60
"""Levels of elements; a formula that needs more is a mistake or an attack."""


class FormulaError(ValueError):
    """The formula cannot be read; the message says why, ``column`` (from 1; 0 unknown) where in its TeX."""

    def __init__(self, message: str, column: int = 0) -> None:
        super().__init__(message)
        self.column = column


def parsed(text: str) -> ElementTree.Element:
    """MathML as a tree without namespaces in its canonical form. Raises FormulaError."""
    if "<!" in text:
        raise FormulaError("declarations and comments are not read in MathML")
    try:
        root = ElementTree.fromstring(_ENTITY.sub(_character, text))
    except ElementTree.ParseError as error:
        raise FormulaError(f"not well-formed MathML: {error}") from error
    if _name(root) != "math":
        raise FormulaError(f"MathML begins with <math>, not <{_name(root)}>")
    out = ElementTree.Element("math", _attributes("math", root))
    _copy(root, out, 0)
    return out


def canonical(text: str) -> str:
    """The same as text in MathML's namespace: what ``n.Math.mathml`` of a final document holds. Raises FormulaError."""
    root = parsed(text)
    root.set("xmlns", NAMESPACE)
    return ElementTree.tostring(root, encoding="unicode", short_empty_elements=True)


def visible_text(root: ElementTree.Element) -> str:
    """The characters that a formula shows, in the order of its elements."""
    shown = (character for text in root.itertext() for character in text)
    return "".join(c for c in shown if not c.isspace() and unicodedata.category(c) != "Cf")


def _character(match: re.Match[str]) -> str:
    if match[1] in _OWN_ENTITIES:
        return match[0]
    found = html.unescape(match[0])
    return found if found != match[0] else ""


def _name(element: ElementTree.Element) -> str:
    return str(element.tag).rsplit("}", 1)[-1]


def _copy(element: ElementTree.Element, out: ElementTree.Element, depth: int) -> None:
    if depth > DEEPEST:
        raise FormulaError(f"elements nested deeper than {DEEPEST} levels")
    if out.tag in _TOKENS:
        out.text = _text("".join(element.itertext()), out.tag)
        return
    _stray(element.text, out)
    for child in element:
        name = _name(child)
        if name in _UNWRAPPED:
            first = ElementTree.Element(name)
            first.extend(child[:1])
            _copy(first, out, depth + 1)
        elif name in ELEMENTS:
            _copy(child, ElementTree.SubElement(out, name, _attributes(name, child)), depth + 1)
        elif name not in _DROPPED:
            _copy(child, ElementTree.SubElement(out, "mrow" if len(child) else "mtext"), depth + 1)
        _stray(child.tail, out)
    if len(out) != _PARTS.get(out.tag, len(out)):
        raise FormulaError(f"<{out.tag}> has {_PARTS[out.tag]} parts, here {len(out)}")


def _stray(text: str | None, out: ElementTree.Element) -> None:
    """Text that stands where only elements may."""
    if text and text.strip():
        ElementTree.SubElement(out, "mtext").text = text.strip()


def _text(text: str, name: str) -> str | None:
    text = text.translate(_INVISIBLE)
    text = re.sub(r"[ \t\r\n]+", " ", text)  # MathML 3, 2.1.7: blanks collapse, and are cut at both ends
    text = text.strip(" ")
    return (_LINES.get(text, text) if name == "mo" else text) or None


def _attributes(name: str, element: ElementTree.Element) -> dict[str, str]:
    allowed = _ATTRIBUTES.get(name, frozenset())
    found = {key: value for key, value in element.items() if key in allowed and _VALUE.fullmatch(value)}
    aligned = _ALIGNED.search(element.get("style", ""))
    if name == "mtd" and aligned:
        found.setdefault("columnalign", aligned[1])
    return dict(sorted(found.items()))
