"""The page's own words, in the language of whoever looks at it."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from functools import cache

from docforge import resources

FALLBACK = "en"


@cache
def _tables() -> dict[str, dict[str, str]]:
    tables: dict[str, dict[str, str]] = json.loads(resources.text("templates/preview/words.json"))
    return tables


def languages() -> tuple[str, ...]:
    """The languages that the page knows."""
    return tuple(_tables())


def known(tag: str) -> str:
    """The language of the page for a tag: zh-TW and zh-HK are zh-Hant, other Chinese zh-Hans; English where none is."""
    tag = tag.replace("_", "-").partition(".")[0].lower()
    if tag.startswith("zh"):
        return "zh-Hant" if re.search("hant|tw|hk|mo", tag) else "zh-Hans"
    return next((name for name in _tables() if name == tag.partition("-")[0]), FALLBACK)


def words_for(tag: str) -> Mapping[str, str]:
    """The words for a tag; what a language lacks is English."""
    return {**_tables()[FALLBACK], **_tables()[known(tag)]}


def page_in(tag: str) -> str:
    """The page with its words filled in."""
    words = {**words_for(tag), "lang": known(tag)}
    return re.sub(
        r"\{\{(\w+)\}\}", lambda match: html.escape(words[match[1]]), resources.text("templates/preview/index.html")
    )
