"""The document's language as a BCP 47 tag: asked for, declared, or seen in the text."""

from __future__ import annotations

import re
from collections import Counter

from msgspec.structs import replace

from docforge.model import nodes as n
from docforge.model.meta import plain
from docforge.model.meta import text as meta_text
from docforge.model.text import block_text, inline_text
from docforge.passes.findings import Findings
from docforge.patterns import lazy_pattern
from docforge.typography.scripts import is_han, is_hangul, is_kana, is_simplified_only, is_traditional_only

_SAME_AS = {
    "zh-cn": "zh-Hans", "zh-sg": "zh-Hans", "zh-my": "zh-Hans", "zh-hans-cn": "zh-Hans", "zh-hans-sg": "zh-Hans",
    "zh-tw": "zh-Hant", "zh-hk": "zh-Hant", "zh-mo": "zh-Hant", "zh-hant-tw": "zh-Hant", "zh-hant-hk": "zh-Hant",
    "ja-jp": "ja", "ko-kr": "ko", "zh-hans": "zh-Hans", "zh-hant": "zh-Hant",
}  # fmt: skip
"""Tags that mean one of ours. Chinese is told apart by script, since fonts and punctuation go by script."""

_COUNTRIES = {
    "cn": "zh-Hans", "chs": "zh-Hans", "cht": "zh-Hant", "tw": "zh-Hant", "hk": "zh-Hant", "jp": "ja", "kr": "ko",
}  # fmt: skip
"""Codes of countries (or of other systems) written where a language must stand."""

_LANGUAGES_TOO = ("tw", "kr")
"""Countries whose code is a language's as well: Twi and Kanuri, which are written with Latin letters."""

_USUAL = frozenset({"zh-Hans", "zh-Hant", "ja", "ko", "en"})
"""Tags that need no looking up."""

_TAG = lazy_pattern(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-[A-Za-z0-9]{4,8})*")
_LATIN_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+")
REGISTERED = "write zh-Hans, ja, ko, en …; codes: iana.org/assignments/language-subtag-registry"
_STRETCH = re.compile(r"[\u3005\u3007\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_ALONE = 3
"""Letters for each Latin word that a single East Asian stretch must have for the text to be more than its quotation."""
_SAMPLE = 20_000
"""Characters that are looked at."""

_KANA_SHARE, _HANGUL_SHARE = 0.2, 0.3
"""Shares of East Asian letters from which a text is Japanese or Korean; a Chinese text may quote some."""


def settle(document: n.Document, findings: Findings) -> n.Document:
    """``lang`` as asked for, else from the front matter, else detected (and said so)."""
    for tag in dict.fromkeys((document.lang, _declared(document))):
        if not tag:
            continue
        meant = meant_by(tag, document)
        at = _place(document, tag)
        if meant:
            findings.add("DF207", f'"{tag}" is no language; read as {meant}', at, hint=f"write {meant}")
            return _with_lang(document, meant)
        if canonical_tag(tag) == "zh":
            return _with_lang(document, _chinese(_sample(document)))
        if canonical_tag(tag):
            if not is_registered(canonical_tag(tag)):
                findings.add("DF207", f'the language "{tag}" is not registered; it is kept', at, hint=REGISTERED)
            return _with_lang(document, canonical_tag(tag))
        findings.add("DF207", f'the language "{tag}" is not a BCP 47 tag', at, hint="write zh-Hans, ja, ko, en …")
    found = detect(_sample(document))
    findings.add("DF206", f"no language given; the text looks like {found}", hint=f"--lang {found}, or lang: {found}")
    return _with_lang(document, found)


def meant_by(tag: str, document: n.Document) -> str:
    """The language of a country whose code was given for it, "" when the tag is none."""
    meant = _COUNTRIES.get(tag.strip().lower(), "")
    latin = tag.strip().lower() in _LANGUAGES_TOO and detect(_sample(document)) == "en"
    return "" if latin else meant


def is_registered(tag: str) -> bool:
    """Whether every part of a tag is registered (IANA Language Subtag Registry, RFC 5646)."""
    if tag in _USUAL:
        return True
    from langcodes import Language

    return Language.get(tag, normalize=False).is_valid()


def canonical_tag(tag: str) -> str:
    """A tag as docforge writes it (``zh_CN`` → ``zh-Hans``), "" when it is not one."""
    tag = tag.strip().replace("_", "-")
    if tag.lower() in _SAME_AS:
        return _SAME_AS[tag.lower()]
    if not _TAG.fullmatch(tag):
        return ""
    parts = tag.split("-")
    sized = {2: str.upper, 4: str.title}
    return "-".join([parts[0].lower(), *(sized.get(len(part), str.lower)(part) for part in parts[1:])])


def detect(text: str) -> str:
    """zh-Hans, zh-Hant, ja, ko or en. Kana make Japanese, Hangul Korean; characters of one script tell the Chinese."""
    counts = Counter(text)
    han, kana, hangul = (
        sum(count for char, count in counts.items() if test(char)) for test in (is_han, is_kana, is_hangul)
    )
    letters = han + kana + hangul
    words = len(_LATIN_WORD.findall(text))
    # A stretch of letters that stands alone is one word or name, however many letters it has.
    alone = len(_STRETCH.findall(text)) == 1
    if not letters or letters < words * (_ALONE if alone else 1):
        return "en"
    if hangul >= letters * _HANGUL_SHARE:
        return "ko"
    if kana >= letters * _KANA_SHARE:
        return "ja"
    return _chinese(text)


def _chinese(text: str) -> str:
    """The script of a Chinese text; Simplified when nothing tells."""
    simplified = sum(map(is_simplified_only, text))
    return "zh-Hant" if sum(map(is_traditional_only, text)) > simplified else "zh-Hans"


def _declared(document: n.Document) -> str:
    return meta_text(document, "lang") or meta_text(document, "language")


def _place(document: n.Document, tag: str) -> n.Position | None:
    """Where the front matter names a language; None for one that was given on the command line."""
    values = (document.meta.get(key) for key in ("lang", "language"))
    return next((value.at for value in values if value is not None and plain(value) == tag), None)


def _sample(document: n.Document) -> str:
    parts = [inline_text(document.title)]
    size = len(parts[0])
    for block in document.blocks:
        if size >= _SAMPLE:
            break
        parts.append(block_text((block,)))
        size += len(parts[-1])
    return "\n".join(parts)[:_SAMPLE]


def _with_lang(document: n.Document, lang: str) -> n.Document:
    return document if document.lang == lang else replace(document, lang=lang)
