"""The proof reads glyphs where PDFium, which is independent, reads them; the command reports what is found."""

from __future__ import annotations

import ctypes
import io
import json

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

import linekit
from commandline import docforge
from docforge.limits import Limits
from docforge.verify.pdf.content import Budget
from docforge.verify.pdf.reader import opened
from docforge.verify.typeset import Options, prove_setting
from docforge.verify.typeset.glyphs import Faces, GlyphInterpreter
from docforge.verify.typeset.tables import language, region
from sheetkit import Para, sheet

TEXTS = (*linekit.example_texts("zh-Hans")[:4], *linekit.NASTY["zh-Hans"])


def origins_by_pdfium(data: bytes) -> list[list[tuple[str, float, float]]]:
    """Character, x and y of every character of a file that PDFium did not add."""
    pages = []
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            text = page.get_textpage()
            x, y = ctypes.c_double(), ctypes.c_double()
            found = []
            for index in range(pdfium.FPDFText_CountChars(text.raw)):
                character = chr(pdfium.FPDFText_GetUnicode(text.raw, index))
                if character.strip() and not pdfium.FPDFText_IsGenerated(text.raw, index):
                    pdfium.FPDFText_GetCharOrigin(text.raw, index, ctypes.byref(x), ctypes.byref(y))
                    found.append((character, x.value, y.value))
            pages.append(found)
    return pages


def test_glyphs_stand_where_pdfium_finds_them():
    data = linekit.set_in(linekit.column(14), TEXTS, "zh-Hans")
    expected = origins_by_pdfium(data)
    with opened(data) as pdf:
        budget = Budget(Limits().archive_bytes)
        pages = [GlyphInterpreter(page.obj, Faces(budget), budget).glyphs for page in pdf.pages]
    compared = 0
    for page, glyphs in zip(expected, pages, strict=True):
        places = {(character, round(x), round(y)) for character, x, y in page}
        singles = [glyph for glyph in glyphs if len(glyph.text.strip()) == 1]
        for glyph in singles:
            near = {(glyph.text, round(glyph.x + dx), round(glyph.y + dy)) for dx in (-0.4, 0.4) for dy in (-0.4, 0.4)}
            assert near & places, (glyph.text, glyph.x, glyph.y)
        compared += len(singles)
    assert compared > 300


def test_a_kern_changed_in_the_file_is_seen():
    """From a real page: one more em between two characters of a line."""
    data = linekit.set_in(linekit.column(20), TEXTS, "zh-Hans")
    with opened(data) as pdf:
        page = pdf.pages[0]
        instructions = list(pikepdf.parse_content_stream(page))
        shown = [place for place, (_, name) in enumerate(instructions) if str(name) == "TJ"]
        place = max(shown, key=lambda index: len(instructions[index].operands[0]))
        parts = list(instructions[place].operands[0])
        parts.insert(1, -1000)
        instructions[place] = pikepdf.ContentStreamInstruction([pikepdf.Array(parts)], pikepdf.Operator("TJ"))
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))
        out = io.BytesIO()
        pdf.save(out)
    options = Options(right=linekit.right_edge(20))
    before = {finding.kind for finding in prove_setting(data, options).findings}
    after = {finding.kind for finding in prove_setting(out.getvalue(), options).findings}
    assert after - before == {"copies-differently", "ragged"}


def test_regions_are_told_from_the_names_of_faces():
    assert region("Docforge-Serif-SC-Bold") == region("NotoSerifCJKsc-Regular") == "zh-Hans"
    assert region("NotoSansHK-Regular") == "zh-Hant"
    assert region("Docforge-Serif-JP-x8479c255ab") == "ja"
    assert region("TimesNewRomanPSMT") == region("SCRIPT") == ""
    assert language("zh-HK") == language("zh_Hant") == "zh-Hant"
    assert language("zh") == "zh-Hans"
    assert language("en") == ""


def test_the_command_counts_and_reports(tmp_path):
    (tmp_path / "h.pdf").write_bytes(sheet(Para(["甲乙丙丁戊", "，丙丁戊己"])))
    done = docforge(["verify", "--typography", "h.pdf"], tmp_path)
    assert done.status == 4
    assert "page 1, “，丙丁戊己”: ， begins the line" in done.err
    assert "DF840 forbidden-line-start" in done.text
    data = json.loads(docforge(["verify", "--typography", "h.pdf", "--format", "json"], tmp_path).text)
    assert data[0]["counts"]["line-start"] == 1
    assert data[0]["findings"][0]["line"] == "，丙丁戊己"


def test_the_command_is_content_with_a_good_page_and_knows_bad_files_and_levels(tmp_path):
    (tmp_path / "good.pdf").write_bytes(sheet(Para(["甲乙丙丁戊", "丙丁戊己"])))
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.7")
    good = docforge(["verify", "--typography", "good.pdf"], tmp_path)
    assert (good.status, good.text.splitlines()[-1]) == (0, "nothing to object to")
    bad = docforge(["verify", "--typography", "bad.pdf", "none.pdf"], tmp_path)
    assert bad.status == 4
    assert bad.err.count("DF820") == 2
    level = docforge(["verify", "--typography", "good.pdf", "--lang", "ja", "--level", "gb"], tmp_path)
    assert level.status == 2
    assert "ja has no level gb" in level.err
