"""What is copied from a PDF at the widths of books is the text that was set."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import cache

import pytest

import linekit
from copykit import (
    added,
    by_mupdf,
    by_pdfium,
    by_poppler,
    by_pypdf,
    lines_with_blanks,
    set_by_docforge,
    set_by_typst,
)

LANGUAGES = ("zh-Hans", "zh-Hant", "ja", "ko")
MORE = 1.03
"""How many of them docforge may have for each that typst has."""
BOOKS = tuple(width for width in linekit.WIDTHS if width >= 20)


def texts_of(lang: str) -> Sequence[str]:
    sample = linekit.sample_texts()[:6] if lang == "zh-Hans" else ()
    return [*sample, *linekit.example_texts(lang), *linekit.NASTY[lang]]


@cache
def ours(lang: str, width: int) -> bytes:
    return set_by_docforge(texts_of(lang), lang, width)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("read", [by_pdfium, by_mupdf], ids=["PDFium", "MuPDF"])
def test_readers_copy_exactly_what_was_set(lang: str, read: Callable[[bytes], str]) -> None:
    texts = texts_of(lang)
    wrong = {width: lines_with_blanks(read(ours(lang, width)), texts) for width in BOOKS}
    assert not any(wrong.values()), wrong


@pytest.mark.parametrize("read", [by_poppler, by_pypdf], ids=["Poppler", "pypdf"])
def test_readers_that_see_spaces_in_gaps_add_no_more_than_to_a_page_of_typst(read: Callable[[bytes], str]) -> None:
    """No character is lost or changed; what is added is counted over all languages and widths.

    Poppler sees a space from a tenth of an em on. Lines of 20 em that a long cluster leaves short have some more
    here than in typst, which squeezes other lines for it: ``MORE`` is the bound on that.
    """
    counts = [0, 0]
    for lang in LANGUAGES[:3]:
        texts = texts_of(lang)
        for width in BOOKS:
            counts[0] += added(read(ours(lang, width)), texts)
            counts[1] += added(read(set_by_typst(texts, lang, width)), texts)
    sys.stdout.write(f"added spaces: {counts[0]} here, {counts[1]} in typst's\n")
    assert counts[0] <= (MORE if read is by_poppler else 1) * counts[1]
