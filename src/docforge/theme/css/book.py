"""The style sheet of an e-book: em, no forced typeface, no fixed colour, and the properties readers set lines by."""

from __future__ import annotations

from collections.abc import Iterable

from docforge.theme.css.languages import line, line_language
from docforge.theme.css.roles import SELECTORS, role_rules
from docforge.theme.css.rules import Unit, number, rule
from docforge.theme.spec import Theme

_LINE_BREAK = {"none": "loose", "basic": "normal", "very-loose": "loose", "loose": "loose"}
"""A theme's strictness by the name CSS has for it; every other is ``strict``."""
_LANGUAGES = ("zh-Hans", "zh-Hant", "ja", "ko")
_EMPHASIS = {"dot": "filled dot", "sesame": "filled sesame", "circle": "filled circle"}


def css_for_book(theme: Theme, lang: str) -> str:
    """The whole style sheet of a book in ``lang``, as text."""
    unit = Unit(theme, points=False)
    rules = [
        '@charset "utf-8";',
        *role_rules(theme, lang, unit),
        *_designs(theme),
        *_lines(theme, lang),
        *_emphasis(),
        *_parts(theme),
    ]
    return "\n".join(text for text in rules if text) + "\n"


def _designs(theme: Theme) -> Iterable[str]:
    """Only the generic families a theme names; the reader chooses the face, and the body's wholly."""
    for name, selector in SELECTORS.items():
        yield rule(selector, {"font-family": theme.fonts[theme.role(name).font].epub})
    code = theme.fonts[theme.role("code").font].epub
    yield rule("code, kbd, .math", {"font-family": code, "font-size": "0.9em"})
    yield rule(".df-code code", {"font-size": "1em"})


def _both(name: str, value: str) -> dict[str, str]:
    """A property that old readers know by the prefix of EPUB 3.0; the plain one comes first (EPUB 3.3, 6.3.1.3)."""
    return {name: value, f"-epub-{name}": value}


def _lines(theme: Theme, lang: str) -> Iterable[str]:
    """Line breaking, spacing and hanging by language. Readers skip what they do not know."""
    yield rule("html", {**_both("hyphens", "manual" if line_language(lang) in _LANGUAGES else "auto")})
    yield rule("pre, code", {"hyphens": "none"})
    for tag in dict.fromkeys((line_language(lang), *_LANGUAGES)):
        setting = line(theme, tag)
        by_word = setting.strictness == "word"
        yield rule(
            f":lang({tag})",
            {
                **({} if by_word else _both("line-break", _LINE_BREAK.get(setting.strictness, "strict"))),
                **_both("word-break", "keep-all" if by_word else "normal"),
                "text-spacing-trim": "normal" if setting.squeeze else "space-all",
                "text-autospace": "normal" if setting.autospace else "no-autospace",
                "hanging-punctuation": "allow-end" if setting.hang_punctuation else "none",
            },
        )


def _emphasis() -> Iterable[str]:
    """Marks beside the text: under it in Chinese (CLREQ 3.5.2), over it in Japanese and Korean."""
    yield rule("em.mark", _both("text-emphasis-style", "filled dot"))
    for name, style in _EMPHASIS.items():
        yield rule(f"em.mark.{name}", _both("text-emphasis-style", style))
    yield rule(":lang(zh) em.mark", _both("text-emphasis-position", "under right"))
    yield rule(":lang(ja) em.mark, :lang(ko) em.mark", _both("text-emphasis-position", "over right"))


def _parts(theme: Theme) -> Iterable[str]:
    note = theme.role("note")
    yield rule("rt", {"font-size": "0.5em"})
    yield rule(".noteref", {"vertical-align": "super", "font-size": number(note.size) + "em", "line-height": "0"})
    yield rule(".noteref.next", {"margin-left": "0.3em"})
    yield rule(".df-note .backlink", {"margin-right": "0.5em"})
    yield rule("pre.df-code", {"white-space": "pre-wrap", "overflow-wrap": "anywhere"})
    yield rule("img", {"max-width": "100%", "max-height": "95vh", "height": "auto"})
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
    yield rule(".smallcaps", {"font-variant": "small-caps"})
    yield rule(".blanks", {"white-space": "pre-wrap"})
    yield rule(".toc", {"margin": "0"})
    yield rule(".df-contents a", {"text-decoration": "none"})
    for depth in range(2, 7):
        yield rule(f".toc-{depth}", {"padding-left": f"{number(1.5 * (depth - 1))}em"})
