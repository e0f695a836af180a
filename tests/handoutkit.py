"""A test paper and handout in five languages, with everything that presets act on; and what sticks out of its pages."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pypdfium2
import pypdfium2.raw as raw

from docforge.theme.spec import Theme

LANGUAGES = ("zh-Hans", "zh-Hant", "ja", "ko", "en")

_WORDS = tomllib.loads(Path(__file__).with_name("handout_words.toml").read_text(encoding="utf-8"))


def source(lang: str) -> str:
    """The paper in a language; parts of it are for editions."""
    words = _WORDS[lang]
    years, facts = (_options(words[name]) for name in ("years", "facts"))
    return f"""---
lang: {lang}
points: 30
---

# {words["title"]}

## {words["one"]} {{points=15}}

1. {words["first"]} {{points=5}}
{years}

   ::: answer
   C
   :::

2. {words["second"]} {{points=5}}
{facts}

   ::: answer
   A
   :::

3. {words["blank"]} [{words["city"]}]{{.blank}}。 {{points=5}}

## {words["two"]} {{points=15}}

4. {words["essay"]} {{points=15 lines=4}}

   ::: answer
   {words["answer"]}
   :::

   ::: only teacher
   {words["teacher"]}
   :::

5. {words["teacher"]} {{only=teacher}}

6. **{words["answer"]}**[^a]

| {words["head"][0]} | {words["head"][1]} |
|-----------|----------:|
| {words["city"]} | 12 |
| {words["title"]} | 345 |

[^a]: {words["note"]}
"""


def _options(texts: list[str]) -> str:
    return "\n".join(f"   {letter}. {text}" for letter, text in zip("ABCD", texts, strict=True))


_POINT = 72 / 25.4
_EDGE = 10.0
"""Points at the upper and lower edge that printers leave blank, a little less than what pages keep."""
_HANG = 1.2
"""Em by which a mark may hang over the edge of the text."""


def sticking_out(path: Path, theme: Theme) -> list[str]:
    """Characters outside the text of their page: page, character, and where it stands in points. Sheets of several
    pages are looked at as sheets."""
    page_of = theme.page
    inner = (
        0.0 if page_of.imposition != "none" else min(page_of.inner, page_of.outer) * _POINT - _HANG * theme.base_size
    )
    found = []
    with pypdfium2.PdfDocument(path) as document:
        for number, page in enumerate(document, 1):
            width, height = page.get_size()
            text = page.get_textpage()
            for place in range(text.count_chars()):
                char = chr(raw.FPDFText_GetUnicode(text.raw, place))
                if not char.strip():
                    continue
                left, bottom, right, top = text.get_charbox(place)
                if left < inner or right > width - inner or bottom < _EDGE or top > height - _EDGE:
                    found.append(f"{number}: {char} {left:.0f}–{right:.0f} of {width:.0f}")
    return found
