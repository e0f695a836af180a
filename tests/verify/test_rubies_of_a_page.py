"""Readings over the words of a PDF are read from its structure tree and compared."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

import docforge

SOURCE = "---\nlang: ja\ntitle: 題\n---\n\nこれは{東京|とう|きょう}と[今日]{ruby=きょう}の話。\n"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ruby")
    (folder / "a.md").write_text(SOURCE, encoding="utf-8")
    assert docforge.convert(folder / "a.md", folder / "a.pdf").ok
    return folder / "a.pdf"


def readings(pdf: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    return [
        item
        for item in pdf.objects
        if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/RT" and item.get("/Type") == "/StructElem"
    ]


def test_readings_are_proved(page: Path) -> None:
    verdict = docforge.verify(page)
    assert verdict.ok, verdict


def test_a_changed_reading_is_found(page: Path, tmp_path: Path) -> None:
    with pikepdf.open(page) as pdf:
        found = readings(pdf)
        assert [str(item.ActualText) for item in found] == ["とう", "きょう", "きょう"]
        found[1].ActualText = pikepdf.String("けい")
        out = io.BytesIO()
        pdf.save(out)
    (tmp_path / "b.pdf").write_bytes(out.getvalue())
    verdict = docforge.verify(tmp_path / "b.pdf", against=page.with_suffix(".facts.json"))
    assert not verdict.ok
    assert "DF810" in str(verdict)


def test_a_reading_in_brackets_stands_beside_others_over_their_words(tmp_path: Path) -> None:
    long = "とても長い言葉でありますから括弧に入る"
    (tmp_path / "a.md").write_text(
        f"---\nlang: ja\ntitle: 題\n---\n\n{{漢字|かんじ}}と[{long}]{{ruby=ながい}}だ。\n", "utf-8"
    )
    assert docforge.convert(tmp_path / "a.md", tmp_path / "a.pdf").ok
    assert docforge.verify(tmp_path / "a.pdf").ok
