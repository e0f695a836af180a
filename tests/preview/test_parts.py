"""Parts of the preview that need no browser."""

from __future__ import annotations

from pathlib import Path

import pytest

from docforge.build.convert import Options
from docforge.preview import editors
from docforge.preview.choices import Choices, Offer
from docforge.preview.desk import Desk
from docforge.preview.pictures import Pages
from docforge.preview.words import known
from docforge.world import DiskWorld


def test_no_shell_reads_the_command_of_an_editor() -> None:
    words = editors.command("edit '{file}' +{line}", "/tmp/a; rm -rf b.md", 7, 0)
    assert words == ["edit", "/tmp/a; rm -rf b.md", "+7"]
    assert editors.command("edit", "/tmp/a.md", 7, 2) == ["edit", "/tmp/a.md"]
    assert editors.link("vscode", "/tmp/讲 义.md", 7, 0) == "vscode://file/tmp/%E8%AE%B2%20%E4%B9%89.md:7:1"


def test_a_project_says_how_its_documents_are_shown_and_a_choice_goes_before_it(tmp_path: Path) -> None:
    (tmp_path / "docforge.toml").write_text(
        'theme = "book"\nlanguage = "ja"\n[folder."k/"]\nlanguage = "ko"\n[site]\nexclude = ["x.md"]\n',
        encoding="utf-8",
    )
    (tmp_path / "k").mkdir()
    for name in ("a.md", "k/b.md", "x.md"):
        (tmp_path / name).write_text("# T\n\n1. p\n", encoding="utf-8")
    offer = Offer(str(tmp_path), Options(), DiskWorld())
    assert offer.documents == ("a.md", "k/b.md")
    assert (offer.options_for(Choices("a.md")).theme, offer.options_for(Choices("a.md")).lang) == ("book", "ja")
    assert offer.options_for(Choices("k/b.md")).lang == "ko"
    chosen = offer.options_for(Choices("a.md", theme="gov", language="en", edition="student"))
    assert (chosen.theme, chosen.lang) == ("gov", "en")
    assert chosen.edition is not None


def test_paths_of_the_command_line_start_in_the_current_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.md").write_text("# T\n", encoding="utf-8")
    (tmp_path / "ours.toml").write_text('base = "handout"\n[page]\nsize = "A6"\n', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    desk = Desk(Offer("notes/a.md", Options(theme="ours.toml"), DiskWorld()))
    assert round(Pages(desk.make().pdf).sizes[0][0] / 72 * 25.4) == 105
    assert str(tmp_path / "ours.toml") in desk.files, "a theme of one's own is watched"


def test_what_a_document_is_made_of_is_watched(tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    (tmp_path / "a.md").write_text("# T\n\n![x](images/not%20yet.png)\n", encoding="utf-8")
    desk = Desk(Offer(str(tmp_path / "a.md"), Options(), DiskWorld()))
    desk.make()
    assert {str(tmp_path / "a.md"), str(tmp_path / "images" / "not yet.png")} <= desk.files
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.md", "images"], "nothing is written"


def test_paragraphs_of_vertical_pages_lie_over_their_lines(root: Path) -> None:
    view = Desk(Offer(str(root / "examples" / "tategaki.md"), Options(), DiskWorld())).make()
    width, height = Pages(view.pdf).sizes[0]
    body = [one for one in view.layer(1) if one["line"] in (11, 13, 17, 18, 19)]
    assert [one["line"] for one in body] == [11, 13, 17, 18, 19]
    assert all(one["vertical"] for one in body)
    begins = [one["lines"][0] for one in body]
    assert all(0 < x < width and 0 < y < height for x, y, _ in begins)
    assert [x for x, _, _ in begins] == sorted((x for x, _, _ in begins), reverse=True), "columns go from the right"


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("zh-TW", "zh-Hant"),
        ("zh-CN", "zh-Hans"),
        ("zh", "zh-Hans"),
        ("ja-JP", "ja"),
        ("ko", "ko"),
        ("fr", "en"),
        ("", "en"),
    ],
)
def test_the_page_speaks_the_language_of_the_browser(tag: str, language: str) -> None:
    assert known(tag) == language
