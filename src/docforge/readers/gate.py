"""The gate for characters: what XML cannot hold never enters the model, and what reorders a line is reported."""

from __future__ import annotations

import re

from docforge.readers.findings import Findings

NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Outside the ``Char`` production of XML 1.0 (2.2), and DEL, which every output shows differently or not at all."""

BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Embeddings, overrides and isolates (UAX #9): they can make a line read otherwise than it is stored."""

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
        findings.add(
            "DF110", f"control character U+{point:04X} replaced by U+FFFD", findings.source.position(found.start())
        )
        if not 0xD800 <= point <= 0xDFFF:
            findings.edit("control", found.start(), found[0], REPLACEMENT)
    return NOT_XML.sub(REPLACEMENT, text)


def scrub(text: str) -> str:
    """Text that an escape produced (``"\\u0001"`` in YAML), fit for XML."""
    return NOT_XML.sub(REPLACEMENT, text)
