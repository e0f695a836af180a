"""How a reader is asked to set the lines of each language: breaking, spacing, hanging, justification, page breaks.

CSS asks for the same that docforge's own press does. Readers skip what they do not know, so nothing here is spelled out
by markup: no element around a mark, no ``wbr``; searching and copying stay clean.
"""

from __future__ import annotations

from collections.abc import Iterable

from docforge.theme.css.languages import line, line_language
from docforge.theme.css.rules import prefixed, rule
from docforge.theme.spec import Line, Theme

LANGUAGES = {
    "zh-Hans": ":lang(zh), :lang(zh-Hans)",
    "zh-Hant": ":lang(zh-Hant), :lang(zh-TW), :lang(zh-HK), :lang(zh-MO)",
    "ja": ":lang(ja)",
    "ko": ":lang(ko)",
}
"""Languages that have rules of their own in every book, since quotations in them stand in books of any language, with
the tags that a source may give them. Traditional Chinese comes after what is said of all Chinese."""

_LOOSE = ("none", "loose", "very-loose")
"""Levels that CSS calls ``loose``. Every other is ``strict``: CSS has no level between, and one that forbids a small
kana too many (JLREQ strict) is better than one that lets 〜 begin a line."""

_BLOCKS = "p, li, dd, dt, td, th, blockquote, figcaption, caption"


def line_rules(theme: Theme, lang: str) -> Iterable[str]:
    """The rules for a book in ``lang`` and for runs of the other languages in it."""
    own = line_language(lang)
    yield rule("html", prefixed("hyphens", "manual" if own in LANGUAGES else "auto"))
    if own not in LANGUAGES:
        yield rule(f":lang({own})", declarations(line(theme, own)))
    for tag, selector in LANGUAGES.items():
        setting = line(theme, tag)
        yield rule(selector, declarations(setting))
        if setting.squeeze and tag == "zh-Hans" and setting.opener != "full":
            # GB/T 15834 5.1.10: a mark at the line's end is always halved. A reader that lacks it keeps the rule above.
            yield rule(selector, {"text-spacing-trim": "trim-both"})
    code = {"text-spacing-trim": "space-all", "text-autospace": "no-autospace"}
    yield rule(":root pre, :root code", {**prefixed("hyphens", "none"), **code})
    yield rule("p, li, dd", {"orphans": "2", "widows": "2"})
    # A last line of one character alone (CLREQ 3.2.4): a reader with this value looks at a paragraph's last lines.
    yield rule(_BLOCKS, {"text-wrap": "pretty"})
    # Headings in lines of about one length: no single character on the last.
    yield rule("h1, h2, h3, h4, h5, h6", {"text-wrap": "balance"})
    yield rule("caption", {"caption-side": "top"})


def _trim(setting: Line) -> str:
    """Which marks are squeezed. CSS has no opener half an em before the indent, so ``half`` loses its blank too."""
    if not setting.squeeze:
        return "space-all"
    return "space-first" if setting.opener == "full" else "trim-start"


def declarations(setting: Line) -> dict[str, str]:
    """Declarations of one language.

    Openers lose their blank at the start of every line, the first included, so that a quotation's ink begins at 1.5 em
    of a 2 em indent (CLREQ 3.1.6.5). ``text-justify`` stays ``auto``, which stretches between ideographs and at blanks;
    ``inter-character`` would also space out the letters of Latin words, which no rule allows.
    """
    by_word = setting.strictness == "word"
    strictness = "loose" if setting.strictness in _LOOSE else "strict"
    return {
        **({} if by_word else prefixed("line-break", strictness, "-epub-", "-webkit-")),
        **prefixed("word-break", "keep-all" if by_word else "normal"),
        "text-spacing-trim": _trim(setting),
        "text-autospace": "normal" if setting.autospace else "no-autospace",
        "hanging-punctuation": "allow-end" if setting.hang_punctuation else "none",
        "text-justify": "auto",
    }
