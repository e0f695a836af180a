"""Bookmarks as ids: docforge's own, and those that something in the file leads to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docforge.model.ids import WORD_LABEL_PREFIX, WORD_PREFIX
from docforge.readers.docx.context import Context

_ADDRESS = re.compile(r"s[0-9]+p.*|([abcfp][0-9]+)?n[0-9]+")
_MADE = re.compile(r"a_([a-z2-7]{12})(?:_([0-9]+))?")
_NOTE = re.compile(r"fn_[0-9]+")


def identifier(context: Context, names: Sequence[str]) -> str:
    """The id of what has these bookmarks, "" for none; further bookmarks that are led to become aliases of it."""
    wanted = [own_name(name) for name in names if name.startswith(WORD_PREFIX) or name in context.targets]
    wanted = [name for name in wanted if name]
    for name in wanted[1:]:
        context.aliases.setdefault(name, wanted[0])
    return wanted[0] if wanted else ""


def own_name(bookmark: str) -> str:
    """The id that a bookmark stands for; "" for an address, which follows the numbers, for a note's call and for the
    label in a caption."""
    if bookmark.startswith(WORD_LABEL_PREFIX):
        return ""
    if not bookmark.startswith(WORD_PREFIX):
        return bookmark
    name = bookmark[len(WORD_PREFIX) :]
    if _ADDRESS.fullmatch(name) or _NOTE.fullmatch(name):
        return ""
    made = _MADE.fullmatch(name)
    return f"~{made[1]}" + (f"-{made[2]}" if made[2] else "") if made else name


def target(bookmark: str) -> str:
    """Where a link to a bookmark leads: an id, or an address (s2p2_4 is s2p2.4)."""
    if bookmark.startswith(WORD_LABEL_PREFIX):  # the label in the caption of an id
        bookmark = WORD_PREFIX + bookmark.removeprefix(WORD_LABEL_PREFIX)
    found = own_name(bookmark)
    return found or bookmark.removeprefix(WORD_PREFIX).replace("_", ".")
