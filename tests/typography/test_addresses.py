"""Addresses of the web are parted at their signs, and nothing else is."""

from __future__ import annotations

from itertools import pairwise

import pytest

import docforge
from docforge.typography.addresses import address_breaks, blank_breaks

ADDRESS = "https://www.example.org/reports/2024-04/line_breaks.html?lang=zh&page=2#part"


def parts(text: str) -> list[str]:
    cuts = [0, *address_breaks(text), len(text)]
    return [text[start:end] for start, end in pairwise(cuts)]


def test_an_address_is_parted_after_its_signs_and_keeps_its_scheme_whole() -> None:
    assert parts(ADDRESS) == [
        *("https://", "www.", "example.", "org/", "reports/", "2024-", "04/", "line_", "breaks."),
        *("html?", "lang=", "zh&", "page=", "2#", "part"),
    ]


@pytest.mark.parametrize("text", ["and/or", "either/or and/or 2/3", "well-known_names.and=so", "见附录A/B与C/D"])
def test_words_with_a_solidus_are_no_addresses(text: str) -> None:
    assert address_breaks(text) == []


@pytest.mark.parametrize("lang", ["zh-Hans", "zh-Hant", "ja", "ko"])
def test_a_line_is_filled_with_the_begin_of_an_address_and_nothing_is_added(lang: str) -> None:
    text = "参考资料見网页" + ADDRESS + "的説明。"
    lines = docforge.typeset_lines(text, lang=lang, width=16)
    assert "".join(lines) == text
    assert lines[0].startswith("参考资料見网页https://www.")
    assert all(line[0] not in "/.-?&=_#" for line in lines)


def test_the_levels_of_css_know_no_addresses() -> None:
    text = "国国国国https://example.org_page_of_names"
    assert (
        docforge.typeset_lines(text, lang="ja", width=14, level="css-strict")[0]
        != (docforge.typeset_lines(text, lang="ja", width=14)[0])
    )


def test_a_blank_of_underscores_goes_on_in_the_next_line() -> None:
    assert blank_breaks("出自______，__，a_b") == [4, 5, 6]
