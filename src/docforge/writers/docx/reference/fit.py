"""The theme as a template lets it be: measures from the template's styles and page, and styles for what it lacks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from msgspec.structs import replace

from docforge.theme.spec import Theme
from docforge.theme.word import TWIPS_PER_POINT, WordPage, WordStyle, WordTheme
from docforge.theme.word_styles import word_theme
from docforge.writers.docx.reference.styles import Effective, TemplateStyles, fitted

_SIZES = (4.0, 72.0)
"""Points that the text of a theme can have."""


class Fit(NamedTuple):
    """``theme``: what the writer measures by. ``added``: each style that the template lacks, as it is to be written;
    what it does not say is the template's."""

    theme: WordTheme
    added: Mapping[str, WordStyle]


def fit(theme: Theme, lang: str, styles: TemplateStyles, ids: Mapping[str, str], page: WordPage) -> Fit:
    """Fit a theme into a template. ``ids``: identifier of each style of the theme that the template has → its own."""
    base = "BodyText" if "BodyText" in ids else "Normal"
    below = styles.effective(ids[base]) if base in ids else None
    size = min(max(below.size / 2, _SIZES[0]), _SIZES[1]) if below else theme.base_size
    scaled = word_theme(replace(theme, base_size=size), lang)
    plain = next(style for style in scaled.styles if style.name == "Normal")
    below = below or Effective(line=plain.line, size=plain.size or 0)
    measured: list[WordStyle] = []
    added: dict[str, WordStyle] = {}
    for style in scaled.styles:
        if style.id in ids:
            own = styles.effective(ids[style.id])
            measured.append(fitted(style, own) if style.kind == "paragraph" else style)
        elif style.kind == "paragraph":
            added[style.id], seen = _added(style, plain, below, base)
            measured.append(seen)
        else:
            added[style.id] = style
            measured.append(style)
    return Fit(_measured(scaled, page, tuple(measured), ids), added)


def _measured(theme: WordTheme, page: WordPage, styles: tuple[WordStyle, ...], ids: Mapping[str, str]) -> WordTheme:
    """The theme with page and styles, its columns of labels as wide as the template's type asks for."""
    em = theme.em
    if "ListNumber" in ids:
        em = next(style.size or 0 for style in styles if style.id == "ListNumber") * TWIPS_PER_POINT // 2 or theme.em
    return replace(
        theme,
        page=page,
        styles=styles,
        em=em,
        number_indent=theme.number_indent * em // theme.em,
        number_hang=theme.number_hang * em // theme.em,
        number_first=theme.number_first * em // theme.em,
    )


def _added(style: WordStyle, plain: WordStyle, below: Effective, base: str) -> tuple[WordStyle, WordStyle]:
    """A style as it is written, and as it then looks. Face, size, colour and leading of running text are left to the
    template; the style says where it differs from that."""
    if style.name == "Normal":
        return style, style
    written = style
    if style.based_on in ("", "Normal", "Body Text"):
        written = replace(written, based_on="Body Text" if base == "BodyText" else "Normal")
    if style.name == "Body Text" and _marks_paragraphs(below):
        written = replace(written, **_measures(below))
    alike = style.size == plain.size
    written = replace(
        written,
        faces=None if style.faces == plain.faces else style.faces,
        size=None if alike else style.size,
        colour="" if style.colour == plain.colour else style.colour,
        line=None if alike and style.line == plain.line else style.line,
    )
    return written, replace(written, size=style.size, line=below.line if written.line is None else written.line)


def _marks_paragraphs(own: Effective) -> bool:
    """Whether a style tells paragraphs apart, by an indent or by space between them."""
    return bool(own.first_line or own.before or own.after)


def _measures(own: Effective) -> dict[str, int]:
    names = ("before", "after", "left", "right", "hanging", "first_line", "first_line_chars")
    return {name: getattr(own, name) for name in names}
