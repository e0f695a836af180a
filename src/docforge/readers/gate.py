"""The gate for characters: what XML cannot hold never enters the model, and what reorders a line is reported."""

from __future__ import annotations

import re

from docforge.patterns import lazy_pattern
from docforge.readers.findings import Findings

NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Outside the ``Char`` production of XML 1.0 (2.2); DEL, which every output shows differently or not at all; and the
noncharacters of the basic plane, which programs use for themselves (Unicode, 23.7)."""

BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Embeddings, overrides and isolates (UAX #9): they can make a line read otherwise than it is stored."""

_WATCHED = lazy_pattern(f"{NOT_XML.pattern}|{BIDI.pattern}")

BIDI_PROBLEM = "invisible U+{:04X} can change the order in which this line is shown"

REPLACEMENT = "\ufffd"


def checked(text: str, findings: Findings) -> str:
    """The text with every character that XML cannot hold replaced by U+FFFD, each an error with its place.

    One character for one, so that offsets stay true.
    """
    for found in BIDI.finditer(text):
        findings.add("DF111", BIDI_PROBLEM.format(ord(found[0])), findings.source.position(found.start()))
    if not NOT_XML.search(text):
        return text
    for found in NOT_XML.finditer(text):
        point = ord(found[0])
        findings.add("DF110", f"{kind(found[0])} replaced by U+FFFD", findings.source.position(found.start()))
        if not 0xD800 <= point <= 0xDFFF:
            findings.edit("control", found.start(), found[0], REPLACEMENT)
    return NOT_XML.sub(REPLACEMENT, text)


def is_clean(text: str) -> bool:
    """Whether the gate has nothing to say of a text."""
    return _WATCHED.search(text) is None


def kind(char: str) -> str:
    """What a character is that cannot stay, with its number."""
    name = "control character" if char <= "\x7f" else "noncharacter" if char >= "\ufdd0" else "lone surrogate"
    return f"{name} U+{ord(char):04X}"


def scrub(text: str) -> str:
    """Text that an escape produced (``"\\u0001"`` in YAML), fit for XML."""
    return NOT_XML.sub(REPLACEMENT, text)
