"""Faces of the user's own folders: found by any name, refused with a reason, printed instead of the pinned ones."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont

import docforge
from docforge.limits import Limits
from docforge.resources import text
from docforge.theme.faces import choose, for_print
from docforge.theme.fonts import FontStore
from docforge.theme.fonts.further import Shelf, cut_further, read_shelf
from docforge.theme.load import lay
from docforge.theme.spec import Theme


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a face called 仿宋 and FangSong in its name table, a file that is no font, and a variable font."""
    made = tmp_path_factory.mktemp("faces")
    with TTFont(FontStore.open().face("sans-sc-bold").path) as font:
        names = font["name"]
        names.setName("FangSong", 1, 3, 1, 0x409)
        names.setName("仿宋", 1, 3, 1, 0x804)
        names.setName("FangSong", 4, 3, 1, 0x409)
        font.save(made / "own.ttf")
    (made / "broken.otf").write_bytes(b"not a font")
    return made


def gov() -> Theme:
    """The theme of official documents."""
    handout = lay(text("styles/handout.toml"), {})
    theme = lay(text("styles/gov.toml"), handout.table).theme
    assert theme is not None
    return theme


@pytest.mark.parametrize("name", ["FangSong", "fangsong", "仿宋", " FangSong "])
def test_a_face_is_found_by_any_of_its_names(name: str, folder: Path) -> None:
    found = read_shelf([str(folder)]).find(name)
    assert found is not None
    assert Path(found.path).name == "own.ttf"


def test_what_is_no_font_is_refused_with_its_reason(folder: Path) -> None:
    ((path, reason),) = read_shelf([str(folder)]).refused
    assert Path(path).name == "broken.otf"
    assert "no font that can be read" in reason


def test_a_folder_that_is_not_there_is_told() -> None:
    assert read_shelf(["no-such-folder"]).refused == (("no-such-folder", "there is no such folder"),)


def test_a_theme_takes_the_first_face_that_is_there_and_says_which_are_missing(folder: Path) -> None:
    chosen = choose(gov(), "zh-Hans", read_shelf([str(folder)]))
    assert {key: name for key, (name, _) in chosen.faces.items()} == {"body": "仿宋"}
    assert dict(chosen.missing) == {"title": "方正小标宋简体", "kai": "楷体_GB2312"}


def test_a_language_that_a_font_names_no_face_for_lacks_none() -> None:
    assert choose(gov(), "ja", Shelf()).missing == ()


def test_bold_type_stands_in_for_a_heavy_face_only() -> None:
    theme = gov()
    printed = for_print(theme, choose(theme, "zh-Hans", Shelf()))
    assert printed.roles["title"].weight == "bold"
    assert printed.roles["body"].weight == "regular"
    assert theme.roles["title"].weight == "regular"


def test_a_document_is_set_in_the_face_and_twice_the_same(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "in.md").write_text("---\nlang: zh-Hans\n---\n\n# 题目\n\n正文一段。\n", encoding="utf-8")
    digests = []
    for name in ("a.pdf", "b.pdf"):
        outcome = docforge.convert(tmp_path / "in.md", tmp_path / name, theme="gov", font_path=folder)
        assert [item.code for item in outcome.diagnostics if item.severity != "note"] == ["DF551", "DF552"]
        digests.append(hashlib.sha256((tmp_path / name).read_bytes()).hexdigest())
    assert digests[0] == digests[1]
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        fonts = {str(item.get("/BaseFont", "")) for item in pdf.objects if isinstance(item, pikepdf.Dictionary)}
    assert any("Docforge-Further" in name for name in fonts)


def test_a_face_without_vertical_metrics_is_cut_all_the_same(tmp_path: Path) -> None:
    with TTFont(FontStore.open().face("sans-sc-bold").path) as font:
        for table in ("vhea", "vmtx"):
            del font[table]
        font["name"].setName("Level Only", 1, 3, 1, 0x409)
        font.save(tmp_path / "level.ttf")
    face = read_shelf([str(tmp_path)]).find("Level Only")
    assert face is not None
    (cut, *_) = cut_further(FontStore.open().folder, face, map(ord, "字A"))
    with TTFont(cut.path) as font:
        assert {ord("字"), ord("A")} <= set(font.getBestCmap())
        assert "vmtx" not in font


def test_folders_of_faces_are_bounded_and_a_pipe_is_no_font(folder: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.ttf")
    (tmp_path / "sub").symlink_to(folder)
    (tmp_path / "z.ttf").write_bytes((folder / "own.ttf").read_bytes())
    every = read_shelf([str(tmp_path), str(folder)], Limits(font_files=2, font_bytes=1000))
    assert [reason for _, reason in every.refused] == [
        "it is no file",
        "it is larger than 1000 bytes (limit font-bytes)",
        "2 font files over 2 are left out (limit font-files)",
    ]
    assert not every.faces


def test_a_theme_may_name_so_many_faces_and_no_more(folder: Path) -> None:
    chosen = choose(gov(), "zh-Hans", read_shelf([str(folder)]), most=1)
    asked = len(chosen.faces) + len(chosen.missing)
    assert asked <= 1
    assert chosen.unasked
    assert not choose(gov(), "zh-Hans", read_shelf([str(folder)])).unasked
