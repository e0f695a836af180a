"""One level of a list as XML: how it counts, what it prints, how its label looks."""

from __future__ import annotations

from msgspec import Struct

from docforge.theme.word import WordTheme
from docforge.writers.docx.styles import indent_of, rfonts
from docforge.writers.docx.xml import FAINT, escape, val

_WESTERN = ("decimal", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman")
_LABEL_LAYOUTS = 1_000_000
"""First identifier of labels that are laid out as one; those of text begin at 1."""


class Level(Struct):
    """One level of an abstract definition; lengths in twips. ``style`` belongs to it; ``heading``: the style of those
    that it numbers."""

    format: str
    text: str
    left: int
    hanging: int
    suffix: str
    style: str = ""
    faint: bool = False
    heading: str = ""
    legal: bool = False


def _indent(theme: WordTheme, level: Level) -> str:
    """Where the text of a level stands. Labels that run into it are indented with it; headings stand as their style
    says, also where a heading is in a list of its own."""
    if level.heading:
        style = next((style for style in theme.styles if style.id == level.heading), None)
        return indent_of(style) if style else ""
    if level.hanging:
        return f'<w:ind w:left="{level.left}" w:hanging="{level.hanging}"/>'
    first = theme.number_first if level.suffix == "nothing" else 0
    return f'<w:ind w:left="{level.left}" w:firstLine="{first}"/>'


def _upright(theme: WordTheme, identifier: int, level: Level) -> str:
    """Western labels stand upright in vertical lines: ``12.`` side by side in one em."""
    if not theme.page.vertical or level.format not in _WESTERN or not level.text.isascii():
        return ""
    return f'<w:eastAsianLayout w:id="{_LABEL_LAYOUTS + identifier}" w:vert="1" w:vertCompress="1"/>'


def _hint(theme: WordTheme, level: Level) -> str:
    """Marks of labels that both scripts have are East Asian. A heading's number is in the heading's own faces."""
    if not theme.cjk:
        return ""
    return '<w:rFonts w:hint="eastAsia"/>' if level.heading else rfonts(theme.faces, "eastAsia")


def level_xml(theme: WordTheme, identifier: int, number: int, level: Level) -> str:
    """``w:lvl``: one level (``number``, from 0) of a definition; ``identifier`` is unique in the file."""
    style = f'<w:pStyle w:val="{level.style}"/>' if level.style else ""
    suffix = f'<w:suff w:val="{level.suffix}"/>' if level.suffix != "tab" else ""
    legal = "<w:isLgl/>" if level.legal else ""
    hint = _hint(theme, level)
    faint = val("color", FAINT) if level.faint else ""
    upright = _upright(theme, identifier, level)
    run = f"<w:rPr>{hint}{faint}{upright}</w:rPr>" if hint or faint or upright else ""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{level.format}"/>{style}{legal}{suffix}'
        f'<w:lvlText w:val="{escape(level.text)}"/><w:lvlJc w:val="left"/>'
        f"<w:pPr>{_indent(theme, level)}</w:pPr>{run}</w:lvl>"
    )
