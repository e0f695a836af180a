"""What is copied from a PDF at the widths of books is the text that was set."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import cache

import pytest

import linekit
from copykit import (
    added,
    blanks_of_lines,
    by_mupdf,
    by_pdfium,
    by_poppler,
    by_pypdf,
    lines_with_blanks,
    set_by_docforge,
    set_by_typst,
)

LANGUAGES = ("zh-Hans", "zh-Hant", "ja", "ko")
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
    """No character is lost or changed; what is added is counted over Chinese and Japanese at all widths.

    Both programs see a space from a tenth of an em on.
    """
    counts = [0, 0]
    for lang in LANGUAGES[:3]:
        texts = texts_of(lang)
        for width in BOOKS:
            counts[0] += added(read(ours(lang, width)), texts)
            counts[1] += added(read(set_by_typst(texts, lang, width)), texts)
    sys.stdout.write(f"added spaces: {counts[0]} here, {counts[1]} in typst's\n")
    assert counts[0] <= counts[1]


@pytest.mark.parametrize("read", [by_poppler, by_pypdf], ids=["Poppler", "pypdf"])
def test_korean_has_no_blank_more_or_less(read: Callable[[bytes], str]) -> None:
    """Its word spaces are so wide in narrow columns that Poppler reads columns: lines are compared in any order."""
    texts = texts_of("ko")
    mine = [blanks_of_lines(read(ours("ko", width)), texts) for width in BOOKS]
    typsts = [blanks_of_lines(read(set_by_typst(texts, "ko", width)), texts) for width in BOOKS]
    sys.stdout.write(f"Korean: {mine} here, {typsts} in typst's\n")
    assert sum(more for more, _ in mine) <= sum(more for more, _ in typsts)
    assert not any(fewer for _, fewer in mine)
