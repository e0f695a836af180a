"""What is done with lines of Chinese, Japanese and Korean, by language and format, as docforge's own files say it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import get_args

from lxml import etree
from scripts.reference.markdown import code, table
from scripts.reference.roles import theme

from docforge.build import registry
from docforge.model import nodes as n
from docforge.passes import run_all
from docforge.protocols import PassOptions, WriteContext
from docforge.theme.css import line
from docforge.theme.css.book_lines import declarations
from docforge.theme.spec import Theme
from docforge.typography.languages import Language
from docforge.typography.tables import table as rules
from docforge.world import DiskWorld

INTRODUCTION = """# Lines by language and format

What the theme `handout` asks for (a theme's `[lines.LANGUAGE]` changes it), read from the tables that the composer of
PDF works by, from the style sheets of EPUB and HTML, and from a DOCX in each language. [Typography](../typography.md)
explains the rules and lists their characters; [formats](../formats.md) has the matrix of properties, rule by rule.

"""
_CSS = ("line-break", "word-break", "text-spacing-trim", "text-autospace", "hanging-punctuation", "text-justify")
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARAGRAPHS = ("kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN")
_DOCUMENT = ("characterSpacingControl", "strictFirstAndLastChars", "noLineBreaksBefore", "noLineBreaksAfter")


def page() -> str:
    """The page."""
    own = theme("handout")
    tags = [tag for tag in get_args(Language) if tag]
    return "".join(
        (
            INTRODUCTION,
            "## PDF: the composer\n\n",
            table(("", *tags), _composed(own, tags)),
            "## EPUB and HTML: properties of CSS\n\n",
            table(("property", *tags), _asked_of_css(own, tags)),
            "## DOCX: elements of WordprocessingML\n\n",
            table(("element", *tags), _asked_of_word(own, tags)),
        )
    )


def _composed(own: Theme, tags: Sequence[Language]) -> list[tuple[str, ...]]:
    tables = [rules(tag) for tag in tags]
    lines = [line(own, tag) for tag in tags]
    return [
        ("levels of line breaking, laxest first", *(", ".join(one.levels) for one in tables)),
        ("level without another word", *(one.default_level for one in tables)),
        ("gap beside Latin letters", *(f"{one.autospace:g} em" if one.autospace else "none" for one in lines)),
        ("neighbouring marks close up", *(_yes(one.squeeze) for one in lines)),
        ("blank of a closing mark at a line's end", *(one.line_end.trim for one in tables)),
        ("opening mark of a paragraph", *(one.opener for one in lines)),
        ("digits upright in vertical lines", *(str(one.combine.digits) for one in tables)),
        ("justified", *(_yes(one.justify) for one in lines)),
        ("characters of a last line at least", *(str(one.last_line) for one in lines)),
        ("emphasis", *(one.emphasis or "marks" for one in lines)),
    ]


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _asked_of_css(own: Theme, tags: Sequence[Language]) -> list[tuple[str, ...]]:
    settings = [declarations(line(own, tag)) for tag in tags]
    return [(code(name), *(code(one.get(name, "")) for one in settings)) for name in _CSS]


def _asked_of_word(own: Theme, tags: Sequence[Language]) -> list[tuple[str, ...]]:
    files = [_word(own, tag) for tag in tags]
    rows = [(code(name), *(_value(styles.find(f".//{_WORD}pPrDefault//{_WORD}{name}")) for styles, _ in files))
            for name in _PARAGRAPHS]  # fmt: skip
    rows += [(code(name), *(_value(settings.find(f".//{_WORD}{name}")) for _, settings in files)) for name in _DOCUMENT]
    return rows


def _word(own: Theme, tag: str) -> tuple[etree._Element, etree._Element]:
    """Styles and settings of a DOCX in a language."""
    document = run_all(n.Document((n.Para((n.Text("文"),)),), (n.Text("题"),), tag), PassOptions()).value
    data = registry.writer("docx").write(document, WriteContext(own), DiskWorld()).value
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        styles, settings = (etree.fromstring(archive.read(f"word/{name}.xml")) for name in ("styles", "settings"))
    return styles, settings


def _value(element: etree._Element | None) -> str:
    """What an element says; the number of characters where it lists them."""
    if element is None:
        return "not there"
    value = element.get(f"{_WORD}val", "on")
    return f"{len(value)} characters" if element.tag.startswith(f"{_WORD}noLineBreaks") else code(value)
