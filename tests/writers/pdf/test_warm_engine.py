"""One WeasyPrint for all documents of a process: what one of them loads shows in no other; nothing is copied twice."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

import docforge
from docforge.theme.fonts import FontStore
from docforge.writers.pdf.engine import engine

TEXT = "# 通知\n\n1. 关于**开展**读书活动的通知，说明见第2段。\n2. `代码`与Latin。\n"
FACES = {"song": "serif-sc-regular", "hei": "sans-sc-bold"}
"""Two folders, each with a face of its own that both call 仿宋."""


@pytest.fixture(scope="module")
def themes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Options of documents: two themes, and one of them with two faces of one name."""
    made = tmp_path_factory.mktemp("faces")
    for name, key in FACES.items():
        (made / name).mkdir()
        with TTFont(FontStore.open().face(key).path) as font:
            font["name"].setName("FangSong", 1, 3, 1, 0x409)
            font.save(made / name / "own.ttf")
    options = {name: ["--theme", "gov", "--font-path", str(made / name)] for name in FACES}
    return {**options, "handout": ["--theme", "handout"], "book": ["--theme", "book", "--set", "base-size=12"]}


def test_themes_and_faces_of_one_name_leak_into_no_other_document(themes: dict[str, list[str]], tmp_path: Path) -> None:
    from commandline import docforge as command

    (tmp_path / "n.md").write_text(TEXT, encoding="utf-8")
    alone = {}
    for name, options in themes.items():
        arguments = [sys.executable, "-m", "docforge", "convert", "-q", "n.md", "-o", "alone.pdf", *options]
        subprocess.run(arguments, cwd=tmp_path, check=True, capture_output=True)
        alone[name] = (tmp_path / "alone.pdf").read_bytes()
    assert len(set(alone.values())) == len(themes)
    for name in [*themes, *reversed(themes)]:
        assert command(["convert", "-q", "n.md", "-o", "warm.pdf", *themes[name]], tmp_path).status == 0
        assert (tmp_path / "warm.pdf").read_bytes() == alone[name], name


def test_documents_share_one_font_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from weasyprint.text import fonts

    known = engine(FontStore.open()).fonts

    def another(*_: object) -> None:
        raise AssertionError("another FontConfiguration")

    monkeypatch.setattr(fonts.FontConfiguration, "__init__", another)
    (tmp_path / "n.md").write_text(TEXT, encoding="utf-8")
    for theme in ("handout", "book", "handout"):
        assert docforge.convert(tmp_path / "n.md", [tmp_path / "n.pdf"], theme=theme).ok
    assert engine(FontStore.open()).fonts is known


def test_font_files_are_copied_only_where_they_are_read_and_bytes_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from weasyprint.pdf import fonts
    from weasyprint.text.ffi import ffi
    from weasyprint.text.fonts import get_hb_object_data

    engine(FontStore.open())  # changes the two names of the module
    (tmp_path / "n.md").write_text(TEXT, encoding="utf-8")
    copied: list[int] = []

    def counting(face: object) -> bytes | None:
        data: bytes | None = get_hb_object_data(face)
        copied.append(len(data or b""))
        return data

    def made() -> bytes:
        copied.clear()
        assert docforge.convert(tmp_path / "n.md", [tmp_path / "n.pdf"]).ok
        return (tmp_path / "n.pdf").read_bytes()

    later = type(fonts.get_hb_object_data(fonts.ffi.NULL))
    monkeypatch.setattr(fonts, "get_hb_object_data", lambda face: later(face, counting))
    ours = made()
    assert copied
    assert max(copied) < 1_000_000  # subsets alone
    monkeypatch.setattr(fonts, "get_hb_object_data", counting)
    monkeypatch.setattr(fonts, "ffi", ffi)
    assert made() == ours
    assert max(copied) > 1_000_000
