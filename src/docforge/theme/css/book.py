"""The style sheet of an e-book: em, no forced typeface, no fixed colour, and the properties readers set lines by."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from docforge.theme.css.book_lines import line_rules
from docforge.theme.css.book_marks import drawn_names, mark_rules
from docforge.theme.css.book_vertical import turned, vertical_rules
from docforge.theme.css.exams import beside_rules, exam_rules
from docforge.theme.css.languages import is_east_asian, line
from docforge.theme.css.roles import SELECTORS, role_rules
from docforge.theme.css.rules import Unit, number, rule
from docforge.theme.spec import Theme

_NEGATIVE = re.compile(r"text-indent: -[^;}]*?(?= ?[;}])")
_COLUMN = re.compile(r"min-width: [^;}]*?(?= ?[;}])")
_NARROW = "26em"
"""Width of a telephone held upright: lines of some twenty characters."""


class BookLook(Struct, frozen=True):
    """What a reader can draw. ``hanging``: labels hang by a negative indent, else they begin their paragraph.
    ``backgrounds``: something may be drawn behind text and pictures."""

    hanging: bool = True
    backgrounds: bool = True


def css_for_book(theme: Theme, lang: str, look: BookLook | None = None) -> str:
    """The whole style sheet of a book in ``lang``, as text.

    It has no function in a value (``calc()`` and the like): Adobe's engine drops a whole sheet for one that it does not
    know. What needs one is in ``further_css_for_book``.
    """
    look = look or BookLook()
    unit = Unit(theme, points=False)
    vertical = is_vertical_book(theme, lang)
    rules = [*role_rules(theme, lang, unit), *_designs(theme), *line_rules(theme, lang), *_parts(theme)]
    rules += [*exam_rules(theme, "1.8em", flows=True), *beside_rules()]
    rules = rules if look.hanging else [*map(_in_line, rules), *_labels_in_line()]
    if vertical:
        rules = [*turned(rules), *vertical_rules()]
    rules = ['@charset "utf-8";', *rules, *mark_rules(theme, vertical=vertical)]
    return "\n".join(text for text in rules if text) + "\n"


def further_css_for_book(theme: Theme, lang: str, look: BookLook | None = None) -> str:
    """A second sheet for readers that know more of CSS: what is drawn behind text and pictures, and narrow pages."""
    rules = [*_narrow(theme, lang), rule('math[display="block"]', {"max-width": "100%", "overflow": "auto hidden"})]
    if look is None or look.backgrounds:
        rules += [*drawn_names(is_vertical_book(theme, lang)), PAPER, MARKED]
    return "\n".join(('@charset "utf-8";', *rules)) + "\n"


def _narrow(theme: Theme, lang: str) -> Iterable[str]:
    """Lines that are broken between words are ragged on a narrow page: justified, they would have holes."""
    by_word = line(theme, lang).strictness == "word" or not is_east_asian(lang)
    if by_word and line(theme, lang).justify and not is_vertical_book(theme, lang):
        yield f"@media (max-width: {_NARROW}) {{ {rule('body', {'text-align': 'left'})} }}"


MARKED = rule("mark", {"background": "rgba(255, 200, 0, 0.4)", "border": "0"})
"""A tint that lets light and dark pages through."""
PAPER = rule("img", {"background-color": "#ffffff", "color": "#222222"})
"""Pictures are made for paper: a transparent one stays legible on a dark page, and so do the words in its place."""


def _in_line(text: str) -> str:
    """A rule without negative indents, and without the column of labels that they make."""
    text = _NEGATIVE.sub("text-indent: 0", text)
    return _COLUMN.sub("min-width: 0", text) if ".label-line" in text else text


def _labels_in_line() -> Iterable[str]:
    """Labels that begin their paragraph at the edge that they would hang to; deeper ones are set in."""
    yield rule(".df-numbered, .df-list", {"padding-left": "0"})
    yield rule(".df-numbered .df-numbered, .df-numbered .df-list, .df-list .df-list", {"padding-left": "1em"})
    yield rule(".label-line > .no, .label-line > .labels", {"margin-right": "0.5em"})
    yield rule(".label-line > .bullet", {"margin-right": "1.25em"})


def is_vertical_book(theme: Theme, lang: str) -> bool:
    """Whether lines run from top to bottom: only Chinese, Japanese and Korean ever do."""
    return theme.page.writing == "vertical" and is_east_asian(lang)


def _designs(theme: Theme) -> Iterable[str]:
    """Only the generic families a theme names; the reader chooses the face, and the body's wholly."""
    for name, selector in SELECTORS.items():
        yield rule(selector, {"font-family": theme.fonts[theme.role(name).font].epub})
    code = theme.fonts[theme.role("code").font].epub
    yield rule("code, kbd, .math.source", {"font-family": code, "font-size": "0.9em"})
    yield rule(".df-code code", {"font-size": "1em"})


def _parts(theme: Theme) -> Iterable[str]:
    note = theme.role("note")
    yield rule(".at-end", {"float": "right"})
    yield rule(".role-origin", {"overflow": "hidden"})  # a code at the end of the line is as high as the line then
    yield rule(".noteref", {"vertical-align": "super", "font-size": number(note.size) + "em", "line-height": "0"})
    yield rule(".noteref.next", {"margin-left": "0.3em"})
    yield rule(".df-note .backlink", {"margin-right": "0.5em"})
    yield rule("pre.df-code", {"white-space": "pre-wrap"})
    # A URL would stick out of a narrow page. Readers that do not know the second keep the first, which is its old name.
    yield rule("body", {"word-wrap": "break-word", "overflow-wrap": "anywhere"})
    yield rule("img", {"max-width": "100%", "max-height": "95vh", "height": "auto"})
    yield rule(".math.display", {"display": "block", "margin": "0.5em 0", "text-align": "center", "text-indent": "0"})
    yield rule("p.df-run", {"margin": "1.2em 0 0.5em", "text-indent": "0", "text-align": "center"})
    yield rule("p.df-run", {"font-size": "0.85em", "break-after": "avoid", "page-break-after": "avoid"})
    yield rule("figure", {"margin": "1em 0", "text-align": "center", "break-inside": "avoid"})
    yield rule(".df-list, .df-list li", {"list-style": "none"})
    yield rule(".df-table", {"border-collapse": "collapse", "width": "100%"})
    yield rule(".df-table th, .df-table td", {"border": "1px solid", "padding": "0.3em 0.5em", "vertical-align": "top"})
    yield rule(".align-left", {"text-align": "left"})
    yield rule(".align-center", {"text-align": "center"})
    yield rule(".align-right", {"text-align": "right"})
    yield rule(".admonition-title, .term, th", {"font-weight": "bold"})
    yield rule("dd", {"margin": "0 0 0.35em 2em"})
    yield rule(".df-rule", {"width": "30%", "margin": "1.5em auto", "border": "0", "border-top": "1px solid"})
    yield rule(".n", {"font-size": "0.8em", "margin-right": "0.5em"})
    yield rule(".n", {"font-variant-numeric": "tabular-nums"})
    yield rule(".missing-image", {"border": "1px dashed", "padding": "0.5em 1em"})
    # What readers draw by themselves is blue, or black on yellow, on a page of any colour.
    yield rule("a", {"color": "inherit"})
    yield rule("mark", {"background": "none", "color": "inherit", "border-bottom": "0.15em solid"})
    yield rule(".warichu", {"font-size": "0.75em"})
    yield rule(".warichu::before", {"content": '"（"'})
    yield rule(".warichu::after", {"content": '"）"'})
    yield rule(".smallcaps", {"font-variant": "small-caps"})
    yield rule(".blanks", {"white-space": "pre-wrap"})
    yield rule(".toc", {"margin": "0"})
    yield rule(".df-contents a", {"text-decoration": "none"})
    yield rule("nav ol", {"list-style": "none", "margin": "0", "padding-left": "0"})
    yield rule("nav ol ol", {"padding-left": "1.5em"})
    yield rule("nav li", {"margin": "0.35em 0"})
    yield rule("nav a", {"text-decoration": "none"})
    for depth in range(2, 7):
        yield rule(f".toc-{depth}", {"padding-left": f"{number(1.5 * (depth - 1))}em"})
