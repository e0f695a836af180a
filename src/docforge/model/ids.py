"""One injective mapping from ids of the model to names that PDF, EPUB and Word all accept."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache

from docforge.model.nodes import Para
from docforge.patterns import lazy_pattern

MAX_LENGTH = 36
"""Word allows 40 characters in a bookmark; ``_df_`` takes four."""

_PLAIN = lazy_pattern(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_RESERVED = re.compile(r"[ax]_.*|s[0-9]+p.*|([abcfp][0-9]+)?n[0-9]+")
_OWN = re.compile(r"~([a-z2-7]{12})(?:-([0-9]+))?")
WORD_PREFIX = "_df_"
WORD_LABEL_PREFIX = "_dl_"
WORD_BOX_PREFIX = "_db_"
"""What a bookmark in a Word file begins with: of an id or an address, of the label in the caption of an id, and of a
box with all that stands in it."""


@lru_cache(maxsize=1 << 16)
def portable_id(identifier: str) -> str:
    """The name of an id in every written file: ``[a-z0-9_]``, at most 36 characters, beginning with a letter.

    A plain authored id stays itself (``scope`` → ``scope``); one made by docforge becomes ``a_…``; every other becomes
    ``x_`` and 130 bits of its SHA-256, so that two ids never meet.
    """
    own = _OWN.fullmatch(identifier)
    if own:
        return f"a_{own[1]}" + (f"_{own[2]}" if own[2] else "")
    if _PLAIN.fullmatch(identifier) and not _RESERVED.fullmatch(identifier) and len(identifier) <= MAX_LENGTH:
        return identifier
    return "x_" + digest32(identifier, 26)


def portable_address(address: str) -> str:
    """The name of an address in every written file: ``s2p2.4`` → ``s2p2_4``."""
    return address.replace(".", "_")


def own_id(text: str, ordinal: int = 1) -> str:
    """An id made from a paragraph's own text, so that inserting another paragraph renames nothing.

    ``ordinal`` counts paragraphs of equal text from 1.
    """
    return "~" + digest32(text, 12) + (f"-{ordinal}" if ordinal > 1 else "")


def digest32(text: str, length: int) -> str:
    """The first ``length`` characters of the lower-case base-32 SHA-256 of a text (5 bits a character)."""
    raw = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
    whole = -(-length // 8) * 5  # five bytes are eight characters
    return base64.b32encode(raw[:whole]).decode("ascii").lower()[:length]


def paragraph_address(paragraph: Para) -> str:
    """The address of a counted paragraph of the body series: ``n12``, or ``c2n12`` where chapters count anew."""
    return paragraph.address or f"n{paragraph.number}"
