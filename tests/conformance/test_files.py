"""Cases of marks, readings, quotation marks and Word's properties, read from the files they name."""

from __future__ import annotations

from pathlib import Path

import pytest

import besidekit
import docforge
from conformkit import Case, book, cases, convert, word
from judges.programs import run

SETTINGS = {
    "d01": ("word/settings.xml", "handout"),
    "d02": ("word/styles.xml", "handout"),
    "d03": ("word/settings.xml", "handout"),
    "d04": ("word/document.xml", "handout"),
    "d05": ("word/styles.xml", "handout"),
    "d06": ("word/styles.xml", "handout"),
    "d07": ("word/document.xml", "gov"),
}
"""Part of the file and theme that each case is asked of."""


@cases("d01", "d02", "d03", "d04", "d05", "d06", "d07")
def test_word_files_ask_for_the_property_of_the_case(case: Case) -> None:
    part, theme = SETTINGS[case["id"]]
    path, value = case["expect"]["xpath"], case["expect"]["value"]
    found = word("*任意*段落。", case["lang"], theme=theme).find(path, part)
    assert found
    if "@" in path:
        assert set(found) == {value}
    else:  # a property without a value is on (ECMA-376 17.17.4)
        assert {} in [dict(element.attrib) for element in found]


def page(source: str, lang: str, folder: Path, **options: object) -> besidekit.Page:
    return besidekit.pages(besidekit.convert(folder, source, lang=lang, **options))[0]


@cases("m01", "m02")
def test_emphasis_marks_have_the_shape_and_side_of_the_language(case: Case, tmp_path: Path) -> None:
    expect, lang = case["expect"], case["lang"]
    source = f"文字*{case['text']}*文字"
    tag = lang.split("-")[0]
    settled = book(source, lang)
    assert [element.text for element in settled.find("//h:em[@class='mark']", "c001.xhtml")] == [case["text"]]
    assert settled.style(f":lang({tag}) em.mark", "text-emphasis-position") == [expect["position"]]
    assert settled.style("em.mark", "text-emphasis-style") == ["filled dot"]
    assert word(source, lang).find("//w:style[@w:styleId='Emphasis']//w:em/@w:val", "styles.xml") == [
        expect.get("ooxml", expect.get("ooxml_h"))
    ]
    drawn = page(source, lang, tmp_path)
    marked = drawn.find(case["text"])
    dots = [path.box for path in drawn.paths]
    assert len(dots) >= 1
    under = expect["position"].startswith("under")
    for dot in dots:
        assert dot.y < min(char.ink.y for char in marked) if under else dot.y > max(char.ink.y for char in marked)


@cases("m02")
def test_emphasis_marks_of_vertical_japanese_are_sesame_dots(case: Case) -> None:
    expect, source = case["expect"], f"*{case['text']}*です"
    settled = book(source, "ja", writing="vertical")
    assert settled.style(":lang(ja) em.mark", "text-emphasis-style") == [f"filled {expect['shape_v']}"]
    assert word(source, "ja", writing="vertical").find(
        "//w:style[@w:styleId='Emphasis']//w:em/@w:val", "styles.xml"
    ) == [expect["ooxml_v"]]


@cases("m03")
def test_punctuation_takes_no_emphasis_mark(case: Case, tmp_path: Path) -> None:
    text, places = case["text"], case["expect"]["marked_indices"]
    assert list(docforge.annotate(text, lang=case["lang"]).marks) == places
    found = word(f"*{text}*です", case["lang"]).find("//w:r[w:rPr/w:rStyle/@w:val='Emphasis']/w:t", "document.xml")
    assert [element.text for element in found] == [text[at] for at in places]


@cases("m04")
def test_no_east_asian_text_is_slanted(case: Case) -> None:
    settled = book(f"*{case['text']}*", case["lang"])
    for tag in ("zh", "ja", "ko"):
        for name in ("em", "i", "cite", "dfn", "var", "address"):
            assert settled.style(f":lang({tag}) {name}", "font-style") == ["normal"]
    assert word(f"*{case['text']}*", case["lang"]).find("//w:i", "document.xml") == []


@cases("m05")
def test_lines_of_neighbouring_names_do_not_join(case: Case, tmp_path: Path) -> None:
    assert case["expect"]["lines_must_not_join"]
    names = [case["text"][start:end] for start, end in case["expect"]["spans"]]
    source = "".join(f"[{name}]{{.name}}" for name in names)
    first, second = (path.box for path in page(source, case["lang"], tmp_path).paths)
    assert 0 < second.left - first.right < 11 * 0.3
    found = book(source, case["lang"]).find("//h:span[@class='name']", "c001.xhtml")
    assert [element.text for element in found] == names


@cases("m06", "m07")
def test_quotation_marks_are_those_of_the_language(case: Case) -> None:
    expect, text, lang = case["expect"], case["text"], case["lang"]
    inner = text[text.index(expect["inner"][0]) + 1 : text.index(expect["inner"][1])]
    outer = text[1 : text.index(expect["inner"][0])]
    for source in (text, f"<q>{outer}<q>{inner}</q></q>"):
        assert "".join(word(source, lang).find("//w:body/w:p[last()]//w:t/text()", "document.xml")) == text
        assert "".join(book(source, lang).find("//h:p[last()]//text()", "c001.xhtml")).strip() == text
    marks = " ".join(f'"{mark}"' for mark in expect["outer"] + expect["inner"])
    assert book("字", lang).style(f":lang({lang})", "quotes") == [marks]


@cases("m07")
def test_quotation_marks_of_vertical_lines_are_corner_brackets(case: Case, tmp_path: Path) -> None:
    expect, lang = case["expect"], case["lang"]
    outer, inner = expect["vertical_outer"], expect["vertical_inner"]
    shown = f"{outer[0]}他说{inner[0]}好{inner[1]}{outer[1]}"
    source = "<q>他说<q>好</q></q>"
    assert (
        "".join(word(source, lang, writing="vertical").find("//w:body/w:p[last()]//w:t/text()", "document.xml"))
        == shown
    )
    vertical = book(source, lang, writing="vertical")
    assert "".join(vertical.find("//h:p[last()]//text()", "c001.xhtml")).strip() == shown
    assert vertical.style(f":lang({lang})", "quotes") == [" ".join(f'"{mark}"' for mark in outer + inner)]
    path = tmp_path / "vertical.pdf"
    path.write_bytes(convert(source, "pdf", lang, writing="vertical"))
    assert shown in run(["pdftotext", path, "-"]).stdout


@cases("m08", "m09", "m10")
def test_readings_stand_over_their_bases(case: Case, tmp_path: Path) -> None:
    pairs, lang = case["expect"]["pairs"], case["lang"]
    source = f'文字[{case["text"]}]{{ruby="{"|".join(reading for _, reading in pairs)}"}}文字'
    settled = book(source, lang)
    assert settled.find("//h:ruby/h:rt/text()", "c001.xhtml") == [reading for _, reading in pairs]
    assert settled.find("//h:ruby/text()", "c001.xhtml") == [base for base, _ in pairs]
    assert settled.style("rt", "font-size") == [f"{case['expect'].get('size_em', 0.5)}em"]
    native = word(source, lang)
    assert native.find("//w:rubyBase//w:t/text()", "document.xml") == [base for base, _ in pairs]
    assert native.find("//w:ruby/w:rt//w:t/text()", "document.xml") == [reading for _, reading in pairs]
    drawn = page(source, lang, tmp_path)
    base = drawn.find(case["text"])
    assert drawn.paths
    assert all(path.box.y > max(char.ink.y for char in base) for path in drawn.paths)
    assert "".join(char.char for char in drawn.chars).count(case["text"]) == 1  # copied without its reading


@cases("m11")
def test_zhuyin_stands_beside_its_base_where_a_reader_can(case: Case) -> None:
    settled = book(f"[{case['text']}]{{ruby=ㄊㄞˊ}}", case["lang"])
    assert len(settled.find("//h:ruby[contains(@class, 'zhuyin')]", "c001.xhtml")) == 1
    assert f"ruby-position: {settled.style('ruby.zhuyin', 'ruby-position')[0]}" == case["expect"]["css"]
    assert settled.style("ruby", "ruby-position") == [case["expect"]["fallback"]]


@cases("m14")
def test_an_inline_note_is_two_lines_of_half_the_size(case: Case, tmp_path: Path) -> None:
    text = case["text"]
    note = text[text.index("（") + 1 : text.index("）")]
    source = f"本文[{note}]{{.warichu}}本文。"
    chars = {char.char: char for char in page(source, case["lang"], tmp_path).chars}
    heights = {round(chars[char].cell.bottom / 4) for char in note}  # lines are more than 5 points apart
    assert len(heights) == case["expect"]["lines"]
    assert chars[note[0]].size == pytest.approx(chars["本"].size / 2, rel=0.2)
    assert word(source, case["lang"]).find("//w:eastAsianLayout[@w:combine='1']/../../w:t/text()", "document.xml") == [
        note
    ]
