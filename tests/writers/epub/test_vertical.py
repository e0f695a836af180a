"""Books of vertical lines, and what stands beside the text of any book."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

import judges
from docforge import resources
from docforge.model import nodes as n
from docforge.protocols import Result, WriteContext
from docforge.theme.load import parse
from docforge.world import MemoryWorld
from docforge.writers.epub import WRITER


def text(words: str) -> n.Inlines:
    return (n.Text(words),)


def written(*content: n.Inline, lang: str, writing: str = "vertical", more: n.Blocks = ()) -> Result[bytes]:
    theme = parse(resources.text("styles/handout.toml"), {"page.writing": writing})
    document = n.Document((n.Para(content), *more), text("題"), lang, final=True)
    return WRITER.write(document, WriteContext(theme), MemoryWorld())


def part(result: Result[bytes], name: str) -> str:
    return zipfile.ZipFile(io.BytesIO(result.value)).read(f"EPUB/{name}").decode()


def rules(css: str, selector: str) -> str:
    """All declarations of exactly one selector, in their order."""
    return "; ".join(re.findall(rf"(?m)^{re.escape(selector)} \{{ (.*) \}}$", css))


def test_pages_of_a_vertical_book_turn_to_the_right() -> None:
    vertical, across = written(*text("本文"), lang="ja"), written(*text("本文"), lang="ja", writing="horizontal")
    assert 'page-progression-direction="rtl"' in part(vertical, "content.opf")
    assert 'class="vrtl"' in part(vertical, "c001.xhtml")
    assert "page-progression-direction" not in part(across, "content.opf")
    assert 'class="hltr"' in part(across, "c001.xhtml")


def test_the_direction_is_said_in_every_name_the_plain_one_first() -> None:
    found = rules(part(written(*text("本文"), lang="ja"), "style.css"), "html.vrtl, .vrtl body")
    names = ("writing-mode", "-epub-writing-mode", "-webkit-writing-mode")
    assert found == "; ".join(f"{name}: vertical-rl" for name in names)


def test_a_latin_book_is_never_vertical() -> None:
    result = written(*text("text"), lang="en")
    assert "rtl" not in part(result, "content.opf")
    assert "vertical-rl" not in part(result, "style.css")


@pytest.mark.parametrize(
    ("lang", "words", "upright"),
    [("ja", "平成25年", ["25"]), ("zh-Hant", "第123頁", ["123"]), ("ja", "第123頁", []), ("ja", "1234", [])],
)
def test_short_numbers_stand_upright(lang: str, words: str, upright: list[str]) -> None:
    page = part(written(*text(words), lang=lang), "c001.xhtml")
    assert re.findall('<span class="tcy">(.*?)</span>', page.partition("</h1>")[2].partition("<p>")[2]) == upright
    assert 'class="tcy"' not in part(written(*text(words), lang=lang, writing="horizontal"), "c001.xhtml")


def test_sides_are_turned_a_quarter_and_tables_stay_upright() -> None:
    down, across = (
        part(written(*text("本文"), lang="ja", writing=writing), "style.css") for writing in ("vertical", "horizontal")
    )
    assert "padding-left: 2.2em" in rules(across, ".df-numbered")
    assert "padding-top: 2.2em" in rules(down, ".df-numbered")
    # Space after a paragraph is below it in horizontal lines and at its left in vertical ones.
    assert "margin: 0 0 0.35em" in rules(across, "p")
    assert "margin: 0 0 0 0.35em" in rules(down, "p")
    assert "border-top: 0.15em solid" in rules(down, ".df-quote")
    assert "writing-mode: horizontal-tb" in rules(down, ".df-table, pre.df-code, .missing-image, .math.display")
    assert rules(down, ".df-table th, .df-table td") == rules(across, ".df-table th, .df-table td")


def test_marks_are_of_the_language_and_the_direction() -> None:
    down, across = (
        part(written(*text("本文"), lang="ja", writing=writing), "style.css") for writing in ("vertical", "horizontal")
    )
    assert "filled sesame" in rules(down, ":lang(ja) em.mark")
    assert rules(across, ":lang(zh) em.mark").startswith("text-emphasis-position: under right; -epub-")
    assert "; text-emphasis-style: filled dot; -epub-" in rules(across, "em.mark")
    assert 'quotes: "『" "』" "「" "」"' in rules(down, ":lang(zh-Hans)")
    assert 'quotes: "“" "”" "‘" "’"' in rules(across, ":lang(zh-Hans)")


def test_no_east_asian_letter_slants_and_a_latin_word_says_that_it_does() -> None:
    result = written(n.Emph(text("Hamlet")), n.Emph(text("重点")), lang="zh-Hans", writing="horizontal")
    page, css = part(result, "c001.xhtml"), part(result, "style.css")
    assert '<em class="latin">Hamlet</em><em class="mark">重点</em>' in page
    upright = next(
        line for line in css.splitlines() if line.endswith("{ font-style: normal }") and ":lang(zh) i" in line
    )
    for lang in ("zh", "ja", "ko"):
        for name in ("em", "i", "cite", "dfn", "var", "address"):
            assert f":lang({lang}) {name}" in upright
    assert css.index("em.latin {") > css.index(upright)
    assert "<em>Hamlet</em>" in part(written(n.Emph(text("Hamlet")), lang="en"), "c001.xhtml")


def test_zhuyin_stands_at_the_right_where_a_reader_can() -> None:
    reading = n.Ruby((("臺", "ㄊㄞˊ"),), kind="mono")
    result = written(reading, lang="zh-Hant", writing="horizontal")
    assert '<ruby class="mono zhuyin">臺<rt>ㄊㄞˊ</rt></ruby>' in part(result, "c001.xhtml")
    css = part(result, "style.css")
    assert "ruby-position: inter-character" in rules(css, "ruby.zhuyin")
    assert "ruby-position: over" in rules(css, "ruby")
    assert "ruby.zhuyin" not in part(written(reading, lang="zh-Hant"), "style.css")


def test_no_mark_is_an_element_of_its_own() -> None:
    page = part(written(*text("他说：“好。”（见《书名》）……——"), lang="zh-Hans", writing="horizontal"), "c001.xhtml")
    assert "<p>他说：“好。”（见《书名》）……——</p>" in page
    assert "<wbr" not in page


def test_an_inline_note_is_in_brackets_and_that_is_said() -> None:
    result = written(n.Span(text("割注"), attr=n.Attr(classes=("warichu",))), lang="ja")
    assert [found.code for found in result.diagnostics] == ["DF721"]
    assert 'content: "（"' in rules(part(result, "style.css"), ".warichu::before")


@pytest.mark.parametrize("writing", ["vertical", "horizontal"])
def test_the_judge_is_content_in_both_directions(writing: str, tmp_path: Path) -> None:
    emphasis = n.Emph(text("強調。"), mark="open-circle under")
    ruby = n.Ruby((("東", "とう"), ("京", "きょう")), kind="mono")
    name = n.Span(text("曹雪芹"), attr=n.Attr(classes=("name",), lang="zh-Hans"))
    table = n.Table((n.Column(),), (n.TableBody((n.Row((n.Cell((n.Para(text("12")),)),)),)),))
    more = (table, n.CodeBlock("12"), n.Quote((n.Para(text("引用")),)))
    result = written(*text("平成25年"), emphasis, ruby, name, lang="ja", writing=writing, more=more)
    path = tmp_path / f"{writing}.epub"
    path.write_bytes(result.value)
    assert [str(found) for found in judges.epubcheck(path)] == []
