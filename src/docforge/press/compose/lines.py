"""``docforge.typeset_lines``: plain text broken into lines, with widths in em and no font."""

from __future__ import annotations

import re
from math import inf

from docforge.press.compose.plain import plain_paragraph
from docforge.press.compose.settings import Settings
from docforge.typography.rules import rules_for

_PARAGRAPH = re.compile("[^\n\r\v\f\x85\u2028\u2029]*(?:\r\n|[\n\r\v\f\x85\u2028\u2029])|[^\n\r\v\f\x85\u2028\u2029]+")

_PLAIN = Settings(autospace=0.0, trim=False, squeeze=False, burst=False)


def typeset_lines(
    text: str,
    *,
    lang: str,
    width: float,
    level: str | None = None,
    hang: bool = False,
    last_line_min: int = 1,
    optimise: bool = False,
) -> list[str]:
    """Break text into lines as the press does, for a measure of ``width`` em.

    A full-width character is 1 em wide and a Latin letter ½ em (UAX #11; “”‘’·  are full-width in Chinese only).
    Lines are set justified: a mark beside a mark loses its blank, a line may squeeze one more character in, a gap
    of ¼ em parts CJK from Latin text.

    ``lang``: a BCP 47 tag; it settles the rules. ``level``: how strict line starts and ends are: ``none``, ``basic``,
    ``gb``, ``strict`` for zh-Hans; ``none``, ``basic``, ``strict`` for zh-Hant; ``very-loose``, ``loose``, ``strict``,
    ``very-strict`` for ja; ``word``, ``character`` for ko; None is the language's own choice. With ``css-loose``,
    ``css-normal`` and ``css-strict``, which every language has, lines break as CSS Text 3 5.3 says and nothing else is
    adjusted: ``hang`` and ``last_line_min`` are ignored then.
    ``hang``: 、。，． may stand out at the end of a full line, where the language knows that.
    ``last_line_min``: the last line has at least so many characters, marks not counted.
    ``optimise``: breaks are chosen over the whole paragraph.

    Returns the lines, the spaces at their ends included: joined they are the text. A line is wider than ``width`` only
    if it is one piece that may not be parted. A newline (or ``\\r\\n``, or another of Unicode's mandatory breaks) ends
    a line and a paragraph, and stays at the end of its line; no text has no lines.

    Raises ValueError if the width is not positive and finite, ``last_line_min`` is less than 1, or the language has no
    such level (the message lists those it has).

    >>> import docforge
    >>> docforge.typeset_lines("中文排版测。好", lang="zh-Hans", width=5)
    ['中文排版', '测。好']
    >>> docforge.typeset_lines("あいうえお、か", lang="ja", width=5, hang=True)
    ['あいうえお、', 'か']
    >>> docforge.typeset_lines("한국어 문장은 줄바꿈", lang="ko", width=5)
    ['한국어 ', '문장은 ', '줄바꿈']
    >>> docforge.typeset_lines("あいうえおっか", lang="ja", width=5, level="css-strict")
    ['あいうえ', 'おっか']
    """
    if not 0 < width < inf:
        raise ValueError(f"width must be a number of em more than 0, not {width}")
    if last_line_min < 1:
        raise ValueError(f"last_line_min must be 1 or more, not {last_line_min}")
    rules = rules_for(lang, level)
    settings = _PLAIN
    if not (rules.plain and rules.level):
        settings = Settings(hang=hang, last_line_min=last_line_min, optimise=optimise)
    lines: list[str] = []
    for match in _PARAGRAPH.finditer(text):
        paragraph = plain_paragraph(match[0], rules, settings)
        start: int | None = 0
        while start is not None:
            line = paragraph.line(start, width, justify=not rules.plain)
            lines.append(match[0][start : line.resume])
            start = line.resume
    return lines
