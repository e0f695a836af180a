"""Long Latin words in East Asian text are divided where a line would open, and copied whole."""

from __future__ import annotations

import re

import pyphen

from presskit import Page

WORDS = ("internationalization", "documentation", "characteristics", "responsibility")
TEXT = "中文排版里有很多的" + "与".join(f"{word}这样的长词" for word in WORDS) + "需要断开才能好看。"
HYPHEN = "\x02"
"""What PDFium copies for a hyphen that is drawn at a line's end and is no text."""


def parted(page: Page) -> list[tuple[str, str]]:
    """The two parts of every word that a line's end divides with a hyphen."""
    return re.findall(f"([a-z]+){HYPHEN}([a-z]+)", page.copied)


def test_words_are_parted_at_points_of_their_dictionary_with_a_hyphen_that_is_drawn() -> None:
    english = pyphen.Pyphen(lang="en_US")
    found = parted(Page(f"<p>{TEXT}", measure=9))
    assert len(found) >= 2
    assert all(len(start) in english.positions(start + end) for start, end in found), found


def test_every_part_of_a_word_ends_its_line() -> None:
    page = Page(f"<p>{TEXT}", measure=9)
    assert all(any(line.endswith(start) for line in page.lines) for start, _ in parted(page))


def test_no_word_is_parted_where_the_line_is_even_without() -> None:
    assert parted(Page(f"<p>{TEXT}", measure=34)) == []


def test_what_is_copied_is_the_text_but_for_the_hyphen() -> None:
    assert "".join(Page(f"<p>{TEXT}", measure=9).copied.split()).replace(HYPHEN, "") == TEXT


def test_short_words_acronyms_and_addresses_are_kept_whole() -> None:
    text = "中文里的UNICODE与table以及example.com/characteristics这些都不断开，中文排版里的字也都好好的。"
    assert [parted(Page(f"<p>{text}", measure=measure)) for measure in (8, 9, 10, 11, 12)] == [[]] * 5


def test_a_soft_hyphen_is_the_only_place_of_its_word() -> None:
    page = Page("<p>中文排版里有documen\u00adtation这样的长词需要断开。", measure=7)
    assert page.lines == ["中文排版里", "有documen\u00ad", "tation这样的", "长词需要断开。"]
