"""The theme as CSS: one spec, two style sheets."""

from __future__ import annotations

import re

import pytest
import tinycss2
from msgspec.structs import replace

from docforge.theme.css import css_for_book, css_for_print, line_language, region
from docforge.theme.fonts import Face
from docforge.theme.spec import ROLES
from pagekit import handout

FACE = Face("serif-sc-regular", 'A "face"', 400, "/nowhere", "ab" * 32, "cut")
FAMILIES = {("serif", "sc"): ("S",), ("sans", "sc"): ("G",), ("mono", "sc"): ("M", "G"), ("serif", "jp"): ("J",)}


def _print(lang: str = "zh-Hans", languages: tuple[str, ...] = ()) -> str:
    return css_for_print(handout(), lang, (FACE,), FAMILIES, languages)  # type: ignore[arg-type]


def _declarations(css: str, selector: str) -> dict[str, str]:
    """What all rules of exactly one selector set, later ones last."""
    found: dict[str, str] = {}
    for match in re.finditer(rf"(?m)^{re.escape(selector)} \{{ (.*) \}}$", css):
        found.update(tuple(part.split(": ", 1)) for part in match[1].split("; "))
    return found


@pytest.mark.parametrize("css", [_print(), _print("ja", ("ko", "en")), css_for_book(handout(), "zh-Hant")])
def test_the_style_sheet_has_no_syntax_error(css: str) -> None:
    rules = tinycss2.parse_stylesheet(css, skip_whitespace=True, skip_comments=True)
    assert rules
    for rule in rules:
        assert rule.type != "error"
        if rule.type == "qualified-rule":
            assert all(item.type != "error" for item in tinycss2.parse_blocks_contents(rule.content))


def test_print_counts_in_points_and_a_book_in_em() -> None:
    assert _declarations(_print(), ".df-heading-1")["font-size"] == "14.85pt"
    book = css_for_book(handout(), "zh-Hans")
    assert _declarations(book, ".df-heading-1")["font-size"] == "1.35em"
    assert "pt" not in re.sub(r"[a-z-]+:", "", book).replace("pt;", "pt").split()
    assert not re.search(r"\d(pt|mm)\b", book)


def test_space_around_a_heading_is_the_same_length_in_both() -> None:
    theme = handout()
    points = _declarations(_print(), ".df-heading-1")["margin"].split()[0]
    em = _declarations(css_for_book(theme, "zh-Hans"), ".df-heading-1")["margin"].split()[0]
    assert float(points[:-2]) == pytest.approx(float(em[:-2]) * theme.size("heading-1"), abs=0.01)


def test_a_change_of_the_theme_reaches_both_style_sheets() -> None:
    theme = handout()
    body = replace(theme.role("body"), leading=2.25)
    changed = replace(theme, roles={**theme.roles, "body": body})
    for css in (css_for_print(changed, "ja", (), {}), css_for_book(changed, "ja")):
        assert _declarations(css, "body")["line-height"] == "2.25"


def test_every_role_of_text_is_set() -> None:
    css = _print()
    for role in set(ROLES) - {"running-head", "folio", "note"}:
        selector = "body" if role == "body" else f".df-{role}"
        assert _declarations(css, selector), role


@pytest.mark.parametrize(
    ("lang", "indent"), [("zh-Hans", "2em"), ("zh-TW", "2em"), ("ja", "1em"), ("ko", "1em"), ("en", "0")]
)
def test_paragraphs_are_indented_by_language(lang: str, indent: str) -> None:
    assert _declarations(css_for_book(handout(), lang), "p")["text-indent"] == indent


def test_a_book_forces_neither_typeface_nor_colour_on_the_text() -> None:
    book = css_for_book(handout(), "zh-Hans")
    assert "font-family" not in _declarations(book, "body")
    assert not re.search(r"(^|[;{ ])(color|background|background-color): (?!inherit|none)", book)


def test_a_book_breaks_lines_by_the_rules_of_each_language() -> None:
    book = css_for_book(handout(), "zh-Hans")
    assert _declarations(book, ":lang(ja)")["line-break"] == "strict"
    assert _declarations(book, ":lang(ko)")["word-break"] == "keep-all"
    assert _declarations(book, ":lang(zh) em.mark")["text-emphasis-position"] == "under right"
    plain, prefixed = book.index("line-break: strict"), book.index("-epub-line-break: strict")
    assert plain < prefixed


def test_faces_are_declared_by_their_digest() -> None:
    assert _print().startswith('@font-face { font-family: "A \\"face\\""; font-weight: 400; src: url(docforge-res:abab')


def test_runs_of_another_language_take_the_face_of_their_region() -> None:
    css = _print("zh-Hans", ("ja",))
    assert _declarations(css, "body, .fn")["font-family"] == '"S"'
    foreign = _declarations(css, "body:lang(ja), body [lang]:lang(ja), .fn:lang(ja), .fn [lang]:lang(ja)")
    assert foreign["font-family"] == '"J"'


def test_code_takes_east_asian_characters_from_the_body_s_design() -> None:
    assert _declarations(_print(), ".df-code, code, kbd, .math.source")["font-family"] == '"M", "S", "G"'


@pytest.mark.parametrize(
    ("tag", "language", "place"),
    [
        ("zh", "zh-Hans", "sc"),
        ("zh-CN", "zh-Hans", "sc"),
        ("zh-Hant-HK", "zh-Hant", "tc"),
        ("zh-TW", "zh-Hant", "tc"),
        ("ja-JP", "ja", "jp"),
        ("ko", "ko", "kr"),
        ("en-GB", "en", "latin"),
    ],
)
def test_a_tag_finds_its_language_and_its_region(tag: str, language: str, place: str) -> None:
    assert (line_language(tag), region(tag)) == (language, place)


def test_text_without_a_language_takes_the_region_around_it() -> None:
    assert region("", "kr") == "kr"


def test_a_book_is_asked_for_the_emphasis_and_the_opener_of_its_theme() -> None:
    theme = handout()
    chinese = replace(theme.lines["zh-Hans"], emphasis="bold", opener="full")
    css = css_for_book(replace(theme, lines={**theme.lines, "zh-Hans": chinese}), "zh-Hans")
    assert ':lang(zh-Hans) em[class="mark"] { text-emphasis-style: none' in css
    assert "text-spacing-trim: space-first" in css
    assert "trim-both" not in css
    plain = css_for_book(theme, "zh-Hans")
    assert 'em[class="mark"]' not in plain
    assert "space-first" not in plain
