"""WordprocessingML as text: escaping, and properties in the order of the schema.

The writer composes XML as strings, several times faster than building it element by element; python-docx parses the
result, so that nothing that is not well-formed can reach the file. Word refuses properties out of order, so
``properties`` sorts them (CT_PPr and CT_RPr, ECMA-376 Part 1, 17.3.1.26 and 17.3.2.28).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

FAINT = "7F7F7F"
"""Grey of what stands beside the text: numbers of the body series, names of missing pictures."""

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 cannot hold."""

_BREAKING = re.compile("([\t\n\r\u2028])")
_EDGE_BLANK = re.compile(r"^[ \u2002-\u200a]|[ \u2002-\u200a]$|  ")

_PARAGRAPH_PROPERTIES = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr"
)
_RUN_PROPERTIES = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish "
    "webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang "
    "eastAsianLayout specVanish oMath"
)
_PLACES = {
    "pPr": {name: place for place, name in enumerate(_PARAGRAPH_PROPERTIES.split())},
    "rPr": {name: place for place, name in enumerate(_RUN_PROPERTIES.split())},
}


def escape(text: str) -> str:
    """Text for an element or an attribute in double quotes; what XML cannot hold becomes U+FFFD."""
    if FORBIDDEN.search(text):
        text = FORBIDDEN.sub("\ufffd", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def attribute(text: str) -> str:
    """An attribute's value: white space other than blanks would be changed by any parser, so it is written as one."""
    return escape(" ".join(text.split()))


def properties(kind: str, children: Mapping[str, str]) -> str:
    """``<w:pPr>`` or ``<w:rPr>`` with its children in the order of the schema; "" when there are none.

    ``children`` maps a name without prefix to the whole element.
    """
    if not children:
        return ""
    places = _PLACES[kind]
    inner = "".join(children[name] for name in sorted(children, key=places.__getitem__))
    return f"<w:{kind}>{inner}</w:{kind}>"


@lru_cache(maxsize=1024)
def on(name: str, value: bool = True) -> str:
    """A switch: ``<w:keepNext/>``, or with ``w:val="0"`` when it is off."""
    return f"<w:{name}/>" if value else f'<w:{name} w:val="0"/>'


@lru_cache(maxsize=4096)
def val(name: str, value: str | int) -> str:
    """An element with one value."""
    return f'<w:{name} w:val="{escape(str(value))}"/>'


def text_elements(text: str) -> str:
    """Characters of a run as ``w:t``, with tabs and line ends as elements of their own."""
    if not _BREAKING.search(text):
        return _text(text)
    parts = []
    for part in _BREAKING.split(text.replace("\r\n", "\n")):
        if part == "\t":
            parts.append("<w:tab/>")
        elif part and _BREAKING.fullmatch(part):
            parts.append("<w:br/>")
        elif part:
            parts.append(_text(part))
    return "".join(parts)


def _text(text: str) -> str:
    space = ' xml:space="preserve"' if _EDGE_BLANK.search(text) else ""
    return f"<w:t{space}>{escape(text)}</w:t>"


def field(instruction: str, cached: str, run_properties: str = "") -> str:
    """A complex field with the text it shows until Word computes it again; ``cached`` is plain text."""

    def run(content: str) -> str:
        return f"<w:r>{run_properties}{content}</w:r>"

    return (
        run('<w:fldChar w:fldCharType="begin"/>')
        + run(f'<w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText>')
        + run('<w:fldChar w:fldCharType="separate"/>')
        + run(text_elements(cached))
        + run('<w:fldChar w:fldCharType="end"/>')
    )
