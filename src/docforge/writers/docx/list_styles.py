"""List styles: each definition of a list has a style, so that whoever changes the style changes all lists of the kind.

Word lists them under Multilevel List. A style names a list of its definition, and the definition names the style
(``w:styleLink``, ECMA-376 Part 1, 17.9.27). Definitions of one kind that count beside each other have a style each.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from docforge.typography.numbers import format_number
from docforge.writers.docx.formats import WORD_FORMATS
from docforge.writers.docx.levels import Level
from docforge.writers.docx.xml import escape, val

_PLACE = re.compile("%([1-9])")
_FORBIDDEN = str.maketrans("", "", ",;\\{}")
"""What the name of a style cannot hold in Word."""
_STYLES = {
    form.name: (style, form.lang or "zh-Hans") for style, forms in reversed(WORD_FORMATS.items()) for form in forms
}
"""Word's formats → number style of the model and language."""


class ListNames:
    """Names of list styles, each of which tells what its lists print: Numbers 第一条."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def of(self, levels: Mapping[int, Level], level: int) -> str:
        """The name for a definition. ``level``: the one that it is known by, from 0."""
        kind = "Headings" if levels[level].heading else "Bullets" if levels[level].format == "bullet" else "Numbers"
        name = wanted = f"{kind} {_first_label(levels, level)}".translate(_FORBIDDEN).strip()
        count = 1
        while name in self._taken:
            count += 1
            name = f"{wanted} ({count})"
        self._taken.add(name)
        return name


def _first_label(levels: Mapping[int, Level], level: int) -> str:
    """What a level prints before its first paragraph."""

    def first(place: re.Match[str]) -> str:
        style, lang = _STYLES.get(levels[int(place[1]) - 1].format, ("decimal", ""))
        return format_number(1, "decimal" if levels[level].legal else style, lang)

    return _PLACE.sub(first, levels[level].text)


def list_style(identifier: str, name: str, number: int) -> str:
    """``w:style`` of the kind ``numbering``; ``number``: a list of the definition."""
    return (
        f'<w:style w:type="numbering" w:customStyle="1" w:styleId="{identifier}"><w:name w:val="{escape(name)}"/>'
        f'<w:basedOn w:val="NoList"/><w:uiPriority w:val="99"/>'
        f"<w:pPr><w:numPr>{val('numId', str(number))}</w:numPr></w:pPr></w:style>"
    )
