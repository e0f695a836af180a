"""From a source to three proved files, as a user would: convert, verify, alter, verify again."""

from __future__ import annotations

import random
import shutil

import pytest
from PIL import Image

import docforge
import tampering

EXAMPLES = ("en", "ja", "ko", "zh-Hans", "zh-Hant")
TAMPER = {"docx": tampering.tamper_docx, "epub": tampering.tamper_epub, "pdf": tampering.tamper_pdf}


def converted(source, folder, **options):
    outputs = [folder / f"h.{kind}" for kind in ("pdf", "epub", "docx")]
    outcome = docforge.convert(source, outputs, **options)
    assert outcome.ok, outcome.diagnostics
    return outputs


@pytest.mark.parametrize("number", ["source", "all"])
@pytest.mark.parametrize("name", EXAMPLES)
def test_every_example_is_proved_in_three_formats(root, tmp_path, name, number):
    shutil.copytree(root / "examples", tmp_path / "examples")
    files = converted(tmp_path / "examples" / f"{name}.md", tmp_path, number=number)
    verdict = docforge.verify(files)
    assert [(item.code, item.file, item.message) for item in verdict.diagnostics] == []
    assert verdict.ok
    assert all(row.paragraphs > 20 for row in verdict.value)


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_altered_example_is_not_proved(root, tmp_path, name):
    shutil.copytree(root / "examples", tmp_path / "examples")
    files = converted(tmp_path / "examples" / f"{name}.md", tmp_path)
    rng = random.Random(name)
    for path in files:
        kept = path.read_bytes()
        for _ in range(4):
            path.write_bytes(TAMPER[path.suffix[1:]](kept, rng))
            verdict = docforge.verify(files)
            assert not verdict.ok
            assert {item.file for item in verdict.diagnostics} == {str(path)}
        path.write_bytes(kept)


def test_a_real_page_has_two_runs_of_eleven_and_seven_in_every_format(shared, tmp_path):
    sample = shared and next(iter(sorted((shared / "samples").glob("000_*.txt"))), None)
    if sample is None:
        return  # the checkout stands alone
    files = converted(sample, tmp_path, lang="zh-Hans")
    verdict = docforge.verify(files)
    assert verdict.ok
    assert [(row.paragraphs, row.numbered) for row in verdict.value] == [(19, 18)] * 3
    labels = [str(number) + "." for number in (*range(1, 12), *range(1, 8))]
    from docforge.limits import Limits
    from docforge.verify.files import read_bytes

    for path in files[1:]:
        reading = read_bytes(path.read_bytes(), path.suffix[1:], str(path), Limits()).value
        assert [item.paragraph.number for item in reading.found if item.paragraph.number] == labels


def test_a_picture_in_a_line_of_a_numbered_paragraph_moves_no_anchor(tmp_path):
    Image.new("RGB", (200, 200), (0, 90, 90)).save(tmp_path / "a.png")
    text = "---\nlang: zh-Hans\n---\n\n# 题\n\n1. 段落一。\n2. 段落二。![图](a.png)见第1段。\n3. 段落三。\n"
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    assert docforge.verify(converted(tmp_path / "a.md", tmp_path)).diagnostics == ()


@pytest.mark.parametrize("writing", ["horizontal", "vertical"])
def test_a_missing_picture_in_a_line_of_a_numbered_paragraph_moves_no_anchor(tmp_path, writing):
    (tmp_path / "a.md").write_text("# 甲\n\n1. 第一段。\n2. 汉字之间![图](gone.png)后文。\n", encoding="utf-8")
    made = docforge.convert(tmp_path / "a.md", tmp_path / "a.pdf", writing=writing)
    assert "DF511" in {item.code for item in made.diagnostics}
    assert docforge.verify([tmp_path / "a.pdf"]).diagnostics == ()
