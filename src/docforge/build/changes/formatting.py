"""What changed in the formatting of words that stayed: bold, italics, underlining, emphasis marks and their like."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import groupby
from typing import NamedTuple

from docforge.build.changes.signs import Sign, signs
from docforge.model import nodes as n

_NAMES = {
    "Strong": "bold", "Emph": "emphasised", "Underline": "underlined", "Strike": "struck", "Superscript": "raised",
    "Subscript": "lowered", "SmallCaps": "in small capitals",
}  # fmt: skip


class Formatting(NamedTuple):
    """Words that lost marks and words that got some, as people read it."""

    lost: str
    got: str

    @property
    def any(self) -> bool:
        """Whether anything changed."""
        return bool(self.lost or self.got)


def formatting(old: Sequence[n.Inline], new: Sequence[n.Inline]) -> Formatting:
    """The difference of two versions of a line."""
    before, after = signs(old), signs(new)
    if not any(sign.formats for side in (before, after) for sign in side):
        return Formatting("", "")
    codes = SequenceMatcher(None, [s.text for s in before], [s.text for s in after], autojunk=False).get_opcodes()
    pairs = [
        (before[i1 + step], after[j1 + step])
        for tag, i1, i2, j1, _j2 in codes
        for step in range(i2 - i1 if tag == "equal" else 0)
    ]
    return Formatting(_told(pairs, "no longer {}", forward=False), _told(pairs, "now {}", forward=True))


def _told(pairs: Sequence[tuple[Sign, Sign]], form: str, *, forward: bool) -> str:
    """The words on one side of which some marks are missing."""
    out = []
    rows: list[tuple[str, tuple[str, ...]]] = []
    for old, new in pairs:
        if old.text[0] != "\0":
            less, more = (old, new) if forward else (new, old)
            blank = old.text.isspace() and bool(rows)  # blanks go with what is before them
            rows.append((old.text, rows[-1][1] if blank else tuple(sorted(more.formats - less.formats))))
    for names, group in groupby(rows, key=lambda row: row[1]):
        said = "".join(char for char, _names in group).strip()
        if names and said:
            out.append(f"“{said}” " + form.format(" and ".join(_NAMES[name] for name in names)))
    return ", ".join(out)
