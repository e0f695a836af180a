"""Links by address follow their paragraphs: what led to s1p4 leads to s1p5 when a paragraph came in before it."""

from __future__ import annotations

import re

from docforge.build.changes.pairing import pair
from docforge.build.changes.passages import passages
from docforge.model import nodes as n

_ADDRESS = re.compile(r"(?<=[#@])s[0-9]+p[0-9]+[a-z]?(?:\.[0-9]+)*(?![\w])")


def retargeted(text: str, old: n.Document, new: n.Document | None) -> str:
    """A text of Markdown that is now ``new``, its links by address changed to those of ``old``'s paragraphs."""
    if new is None or not _ADDRESS.search(text):
        return text
    moved: dict[str, str] = {}
    for found in pair(passages(old), passages(new)):
        before, after = (side.item if side is not None else None for side in (found.old, found.new))
        if before is not None and after is not None and before.address and after.address:
            moved[before.address] = after.address
    return _ADDRESS.sub(lambda address: moved.get(address[0], address[0]), text)
