"""Names in a file that is made on a template.

Everything that the writer makes names styles and lists as the base template does. ``Names`` gives a piece of it the
names that hold in the file: the template's identifiers of styles, and identifiers of lists that are free there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from docforge.writers.docx.reference.lists import TemplateLists
from docforge.writers.docx.reference.styles import TemplateStyles

_STYLE = re.compile(r'<w:(pStyle|rStyle|tblStyle|basedOn|next|link) w:val="([^"]*)"/>')
_IDENTIFIER = re.compile(r' w:styleId="([^"]*)"')
_OPPOSITE = {"firstLine": "hanging"}
_USES = ("pStyle", "rStyle", "tblStyle")
_LIST = re.compile(r'<w:(numId w:val|num w:numId)="([0-9]+)"')
_DEFINITION = re.compile(r'<w:(abstractNumId w:val|abstractNum w:abstractNumId)="(-?[0-9]+)"')
_INDENT = re.compile(r"<w:ind ([^>]*)/>")


class Names:
    """The names in one file. ``used``: the styles that the text names, as docforge calls them."""

    def __init__(
        self, styles: TemplateStyles, ids: Mapping[str, str], lists: TemplateLists, own: Iterable[str]
    ) -> None:
        """``ids``: docforge's identifier of a style → the template's; ``own``: those that the template lacks."""
        self._styles = {**{each: _free(each, styles) for each in own}, **ids}
        self._first_list = lists.first_list
        self._first_definition = lists.first_definition
        measured = styles.measured_in_characters
        self._resets = [each for each in ("left", "firstLine") if each in measured or _OPPOSITE.get(each) in measured]
        self.used: set[str] = set()

    def text(self, xml: str) -> str:
        """A piece of the text, whose styles are noted."""
        self.used.update(found[2] for found in _STYLE.finditer(xml) if found[1] in _USES)
        return self.own(xml)

    def own(self, xml: str) -> str:
        """Any other piece."""
        xml = _STYLE.sub(lambda found: f'<w:{found[1]} w:val="{self._styles.get(found[2], found[2])}"/>', xml)
        xml = _IDENTIFIER.sub(lambda found: f' w:styleId="{self._styles.get(found[1], found[1])}"', xml)
        xml = _LIST.sub(lambda found: f'<w:{found[1]}="{self._list(int(found[2]))}"', xml)
        xml = _DEFINITION.sub(lambda found: f'<w:{found[1]}="{self._definition(int(found[2]))}"', xml)
        return _INDENT.sub(self._in_lengths, xml) if self._resets else xml

    def _in_lengths(self, found: re.Match[str]) -> str:
        """An indent that says that it is not measured in characters, as its style may be (17.3.1.12)."""
        said = found[1]
        for side in self._resets:
            if f"w:{side}Chars=" not in said and (side == "firstLine" or f"w:{side}=" in said):
                said = f'w:{side}Chars="0" {said}'
        return f"<w:ind {said}/>"

    def _list(self, number: int) -> int:
        """List 0 is none at all."""
        return number + self._first_list if number else 0

    def _definition(self, number: int) -> int:
        """Definitions below zero are the template's: -1 is its definition 0."""
        return number + self._first_definition if number >= 0 else -1 - number


def _free(identifier: str, styles: TemplateStyles) -> str:
    """An identifier that no style of the template has."""
    candidate, number = identifier, 2
    while candidate in styles:
        candidate, number = f"{identifier}-{number}", number + 1
    return candidate
