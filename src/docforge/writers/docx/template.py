"""The base template with a theme in it: every part of a Word file but the document's own words.

``templates/docx`` is the package unpacked, as plain XML. ``<!--content-->`` marks where a part's content goes, and
``$name`` what the theme fills in.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from string import Template
from typing import Literal, TypeAlias

import msgspec

from docforge import resources
from docforge.theme.spec import Theme
from docforge.theme.word import WordTheme
from docforge.theme.word_styles import word_theme
from docforge.writers.docx.kinsoku import kinsoku
from docforge.writers.docx.style_lists import STYLE_LISTS
from docforge.writers.docx.styles import fonts_xml, styles_xml
from docforge.writers.docx.xml import escape

NoteScope: TypeAlias = Literal["book", "chapter"]
"""What notes are numbered through, ``Document.note_scope``."""

_ENDS: Mapping[NoteScope, str] = {"book": "", "chapter": '<w:pos w:val="sectEnd"/>'}
"""Where endnotes stand if not at the end of the document (ECMA-376 Part 1, 17.11.22); each chapter is a section."""

_FOLDER = "templates/docx"
_CONTENT = "<!--content-->"

PARTS = (
    "[Content_Types].xml",
    "_rels/.rels",
    "docProps/app.xml",
    "docProps/core.xml",
    "word/_rels/document.xml.rels",
    "word/document.xml",
    "word/endnotes.xml",
    "word/fontTable.xml",
    "word/footer1.xml",
    "word/footer2.xml",
    "word/footer3.xml",
    "word/footnotes.xml",
    "word/header1.xml",
    "word/header2.xml",
    "word/header3.xml",
    "word/numbering.xml",
    "word/settings.xml",
    "word/styles.xml",
    "word/theme/theme1.xml",
)


def prepared(
    theme: Theme, lang: str, headings: Mapping[str, tuple[int, int]], note_scope: NoteScope
) -> tuple[WordTheme, Mapping[str, str]]:
    """A theme's Word styles and the parts that hold them, by name; made once for each theme, language, numbering of
    headings (the list and level of each heading style that has numbers, by the style's identifier) and of notes."""
    return _prepared(msgspec.json.encode(theme), lang, tuple(sorted(headings.items())), note_scope)


@lru_cache(maxsize=16)
def _prepared(
    theme_json: bytes, lang: str, headings: tuple[tuple[str, tuple[int, int]], ...], note_scope: NoteScope
) -> tuple[WordTheme, Mapping[str, str]]:
    theme = word_theme(msgspec.json.decode(theme_json, type=Theme), lang)
    parts = {name: resources.text(f"{_FOLDER}/{name}") for name in PARTS}
    parts["word/styles.xml"] = filled(parts["word/styles.xml"], styles_xml(theme, {**STYLE_LISTS, **dict(headings)}))
    parts["word/fontTable.xml"] = filled(parts["word/fontTable.xml"], fonts_xml(theme))
    settings = {**_settings(theme), "end": _ENDS[note_scope]}
    for name, values in (("word/settings.xml", settings), ("word/theme/theme1.xml", _theme_fonts(theme))):
        parts[name] = Template(parts[name]).substitute(values)
    return theme, parts


def filled(part: str, content: str) -> str:
    """A part with its content. Raises ValueError if the template has no place for it."""
    before, mark, after = part.partition(_CONTENT)
    if not mark:
        raise ValueError("this part of the template takes no content")
    return before + content + after


def _settings(theme: WordTheme) -> dict[str, str]:
    line, page = theme.line, theme.page
    forbidden = "<w:strictFirstAndLastChars/>" if line.strict_kana else ""
    sets = kinsoku(theme.cjk, line.level)
    if sets is not None:
        forbidden += f'<w:noLineBreaksAfter w:lang="{theme.lang}" w:val="{escape(sets.after)}"/>'
        forbidden += f'<w:noLineBreaksBefore w:lang="{theme.lang}" w:val="{escape(sets.before)}"/>'
    return {
        "spacing": "compressPunctuation" if line.squeeze else "doNotCompress",
        "forbidden": forbidden,
        "mirror": "<w:mirrorMargins/>" if page.left != page.right else "",
        "sides": "<w:evenAndOddHeaders/>" if page.folio == "outer" or page.ruled else "",
        "latin": escape(theme.latin_lang),
        "east_asian": f' w:eastAsia="{theme.lang}"' if theme.cjk else "",
    }


def _theme_fonts(theme: WordTheme) -> dict[str, str]:
    """No style uses theme fonts; they are what Word offers first, so they agree with the styles."""
    heading = next(style.faces for style in theme.styles if style.name == "heading 1") or theme.faces
    return {
        "major": escape(heading.latin),
        "major_east_asian": escape(heading.east_asian),
        "minor": escape(theme.faces.latin),
        "minor_east_asian": escape(theme.faces.east_asian),
    }
