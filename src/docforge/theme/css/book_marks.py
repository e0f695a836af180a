"""What stands beside, above or under the text of a book: emphasis marks, readings, lines of names, quotation marks."""

from __future__ import annotations

from collections.abc import Iterable

from docforge.theme.css.book_lines import LANGUAGES
from docforge.theme.css.languages import line
from docforge.theme.css.rules import prefixed, rule
from docforge.theme.quotes import QUOTES, QUOTES_VERTICAL
from docforge.theme.spec import Theme

_PREFIXES = ("-epub-", "-webkit-")
_SHAPES = ("dot", "circle", "double-circle", "triangle", "sesame")
OUTLINED = ("circle",)
"""Shapes that are outlined unless their name says ``filled-``."""
_SLANTED = ("em", "i", "cite", "dfn", "var", "address")
"""Elements that a reader slants by itself; Han, kana and Hangul have no italics (CLREQ 2.3.1)."""

_EAST_ASIAN = ("zh", "ja", "ko")


KAI = {
    "zh-Hans": '"Kaiti SC", STKaiti, KaiTi, 楷体, serif',
    "zh-Hant": '"Kaiti TC", BiauKai, DFKai-SB, 標楷體, serif',
}
"""楷 faces of readers, by language; others emphasise with marks."""


def mark_rules(theme: Theme, *, vertical: bool = False) -> Iterable[str]:
    """All of them, for lines of one direction."""
    yield from _upright_emphasis()
    yield from _emphasis(vertical)
    yield from _shown(theme)
    yield from _readings(vertical)
    yield from _names()
    for lang, marks in (QUOTES_VERTICAL if vertical else QUOTES).items():
        yield rule(f":lang({lang})", {"quotes": " ".join(f'"{mark}"' for mark in marks)})


def _upright_emphasis() -> Iterable[str]:
    """No slanted East Asian characters; a Latin word in italics says so by a class of its own."""
    selectors = (f":lang({lang}) {name}" for lang in _EAST_ASIAN for name in _SLANTED)
    yield rule(", ".join(selectors), {"font-style": "normal"})
    yield rule("em.latin", {"font-style": "italic"})


def _emphasis(vertical: bool) -> Iterable[str]:
    """Marks under the text in Chinese (CLREQ 3.5.2), over it in Japanese and Korean (JLREQ 3.3.9); right in vertical
    lines. Japanese sets sesame dots in vertical lines. A mark that a source names goes before its language's."""

    def style(selector: str, shape: str) -> str:
        return rule(selector, prefixed("text-emphasis-style", shape, *_PREFIXES))

    def position(selector: str, place: str) -> str:
        return rule(selector, prefixed("text-emphasis-position", place, *_PREFIXES))

    yield style("em.mark", "filled dot")
    if vertical:
        yield style(":lang(ja) em.mark", "filled sesame")
    yield position(":lang(zh) em.mark", "under right")
    yield position(":lang(ja) em.mark, :lang(ko) em.mark", "over right")
    for shape in _SHAPES:
        yield style(f":root em.mark.{shape}", f"{'open' if shape in OUTLINED else 'filled'} {shape}")
        yield style(f":root em.mark.open-{shape}", f"open {shape}")
        yield style(f":root em.mark.filled-{shape}", f"filled {shape}")
    yield position(":root em.mark.over", "over right")
    yield position(":root em.mark.under", "under left")
    yield style(":root em.mark .noemph, :root em.mark rt", "none")


def _shown(theme: Theme) -> Iterable[str]:
    """How a theme emphasises in the languages where it asks for no marks. A mark that the source names stays."""
    looks = {tag: _look(tag, line(theme, tag).emphasis) for tag in LANGUAGES}
    if looks["zh-Hans"] and not looks["zh-Hant"]:
        # What is said of all Chinese is taken back for the traditional one.
        dots = prefixed("text-emphasis-style", "filled dot", *_PREFIXES)
        looks["zh-Hant"] = {**dots, "font-weight": "inherit", "font-style": "normal", "font-family": "inherit"}
    for tag, look in looks.items():
        if look:
            yield rule(", ".join(f'{language} em[class="mark"]' for language in LANGUAGES[tag].split(", ")), look)


def _look(tag: str, emphasis: str) -> dict[str, str]:
    look = {
        "bold": {"font-weight": "bold"},
        "italic": {"font-style": "italic"},
        "kai": {"font-family": KAI[tag]} if tag in KAI else {},
    }.get(emphasis, {})
    return {**prefixed("text-emphasis-style", "none", *_PREFIXES), **look} if look else {}


def _readings(vertical: bool) -> Iterable[str]:
    """Readings of half the size that leave the distance of lines alone. Zhuyin stands at the right of each character
    where a reader can, else above; in vertical lines the right is where all readings stand."""
    yield rule("ruby", prefixed("ruby-position", "over"))
    if not vertical:
        yield rule("ruby.zhuyin", prefixed("ruby-position", "inter-character", "-webkit-"))
    yield rule("ruby.mono", {"ruby-align": "center"})
    yield rule("rt", {"font-size": "0.5em", "line-height": "1", "font-weight": "normal", "text-indent": "0"})


def _names() -> Iterable[str]:
    """Lines of proper names and titles of books (CLREQ 3.5.3): under the text, at its left in vertical lines.

    They are the reader's own, which keeps apart neighbours where it knows ``text-decoration-inset``.
    """
    yield rule(
        ".name",
        {
            "text-decoration": "underline",
            "text-decoration-inset": "auto",
            "text-underline-position": "under left",
        },
    )
    yield rule(
        ".book",
        {
            "text-decoration": "underline",
            "text-decoration-style": "wavy",
            "text-decoration-inset": "auto",
            "text-underline-position": "under left",
        },
    )


def drawn_names(vertical: bool) -> Iterable[str]:
    """A name's line drawn shorter than the name at both ends, so that the lines of neighbours do not join."""
    size = "0.06em calc(100% - 0.16em)" if vertical else "calc(100% - 0.16em) 0.06em"
    yield rule(
        ".name",
        {
            "text-decoration": "none",
            "background-image": "linear-gradient(currentColor, currentColor)",
            "background-size": size,
            "background-position": "0 50%" if vertical else "50% 100%",
            "background-repeat": "no-repeat",
            **prefixed("box-decoration-break", "clone", "-webkit-"),
        },
    )
