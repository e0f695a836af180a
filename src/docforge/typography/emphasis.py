"""Which emphasis mark a language sets, and on which side.

Chinese: a filled dot under the character (GB/T 15834-2011, 5.1.8; CLREQ 3.5.2), at the right in vertical lines.
Japanese: a dot over it, in vertical lines a sesame dot at the right (JLREQ 3.3.9). Korean: a dot over it (KLREQ,
드러냄표).
"""

from __future__ import annotations

from docforge.model.marks import EmphasisMark, Shape, Side, parse_mark

SIZE = 0.5
"""Size of a mark's type, in em of the text (JLREQ 3.3.9; CLREQ 3.5.2)."""

_SIDES: dict[str, Side] = {"zh": "under", "ja": "over", "ko": "over"}


def emphasis_mark(lang: str, name: str = "", *, vertical: bool = False) -> EmphasisMark:
    """The mark that ``Emph.mark`` (``name``) means in a language, with its side.

    ``over`` is above the line, in a vertical line at its right. A name that is none counts as "".
    """
    base = lang.partition("-")[0]
    shape: Shape = "sesame" if vertical and base == "ja" else "dot"
    named = parse_mark(name) or EmphasisMark(shape)
    side = named.side or ("over" if vertical else _SIDES.get(base, "over"))
    return named._replace(side=side)
