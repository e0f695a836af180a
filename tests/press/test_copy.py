"""What is copied from composed text is what was written."""

from __future__ import annotations

import unicodedata

import pytest

from presskit import Page


@pytest.mark.parametrize(
    "text",
    [
        "国家标准GB/T 15834规定了“标点”的用法——见附录……",
        "e\u0301e国か\u3099が行",
        "office与ﬁ，ffi字",
        "𠀀𪜶是扩展区的字",
        "葛\U000e0100城与葛城",
    ],
)
def test_text_is_copied_as_written(text: str) -> None:
    copied = Page(f"<p>{text}", measure=40).copied
    plain = text.replace("\U000e0100", "").replace("ﬁ", "fi")
    assert unicodedata.normalize("NFC", copied.replace("\U000e0100", "")) == unicodedata.normalize("NFC", plain)


def test_one_glyph_for_two_characters_is_copied_as_each_of_them() -> None:
    page = Page("<p>é与e\u0301", measure=40)
    assert b"ActualText" in page.document.write_pdf(uncompressed_pdf=True)


def test_a_hyphen_at_the_end_of_a_line_is_copied_as_a_soft_hyphen() -> None:
    page = Page("<p>中文排版中文排版中文inter\u00adnational排版中文再排版", measure=14)
    assert page.lines[0].endswith("inter\u00ad")
    assert "-" not in page.copied
    assert "\u2010" not in page.copied
    assert "inter" in page.copied
    assert "national" in page.copied
