"""Documents made to fit pages: the least change that is enough, within what the theme allows, and told."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

import docforge
from docforge.build.config import settings
from docforge.build.convert import Options, Outcome, convert
from docforge.build.fit import changes, scales
from docforge.build.outputs import plan_outputs
from docforge.cli import cli
from docforge.theme.scale import scaled
from docforge.theme.spec import Theme
from docforge.world import DiskWorld

PARAGRAPH = "读书会在图书馆举行，到场的有三十六人，说明见第一段。"


def theme_of(name: str) -> Theme:
    theme = settings(name, (), DiskWorld()).theme
    assert theme is not None
    return theme


def fitted(folder: Path, paragraphs: int, pages: int, **options: object) -> Outcome:
    source = folder / "in.md"
    text = "".join(f"{number}. {PARAGRAPH}\n" for number in range(1, paragraphs + 1))
    source.write_text(f"---\nlang: zh-Hans\n---\n# 题目\n\n{text}", encoding="utf-8")
    outputs = plan_outputs([str(folder / "out.pdf"), str(folder / "out.docx")], "", [str(source)])
    return convert([str(source)], outputs, Options(fit=pages, **options), DiskWorld())


def codes(outcome: Outcome) -> list[str]:
    return [item.code for item in outcome.diagnostics]


def test_a_document_that_fits_is_left_alone(tmp_path: Path) -> None:
    outcome = fitted(tmp_path, 5, 1)
    assert codes(outcome) == []


def test_leading_gives_way_first(tmp_path: Path) -> None:
    outcome = fitted(tmp_path, 32, 1)
    assert outcome.artifacts[0].pages == 1
    (said,) = outcome.diagnostics
    assert said.code == "DF715"
    assert said.message.startswith("1 page instead of 2: leading 1.65 → ")
    assert "size" not in said.message
    assert docforge.verify([tmp_path / "out.pdf", tmp_path / "out.docx"]).ok


def test_what_does_not_fit_is_set_as_without_being_asked(tmp_path: Path) -> None:
    outcome = fitted(tmp_path, 80, 1)
    assert codes(outcome) == ["DF718"]
    assert "size 11 → 9 points" in outcome.diagnostics[0].hint
    asked = (tmp_path / "out.pdf").read_bytes()
    docforge.convert(tmp_path / "in.md", tmp_path / "plain.pdf")
    assert asked == (tmp_path / "plain.pdf").read_bytes()


@pytest.mark.parametrize("name", ["handout", "book", "large-print", "gov"])
def test_steps_become_smaller_and_stay_within_what_the_theme_allows(name: str) -> None:
    theme = theme_of(name)
    steps = scales(theme)
    sizes = [(step.leading, step.margin, step.size) for step in steps]
    assert sizes == sorted(sizes, reverse=True)
    last = scaled(theme, steps[-1])
    assert last.get("base-size", theme.base_size) >= min(theme.least.size, theme.base_size)
    assert last.get("page.top", theme.page.top) >= min(theme.least.margin, theme.page.top)
    assert last.get("roles.body.leading", theme.role("body").leading) >= theme.least.leading - 0.001


def test_nothing_of_an_official_document_gives_way_but_space() -> None:
    theme = theme_of("gov")
    assert set(scaled(theme, scales(theme)[-1])) <= {
        key for role in theme.roles for key in (f"roles.{role}.before", f"roles.{role}.after")
    }


def test_equal_themes_have_no_changes() -> None:
    assert changes(theme_of("book"), theme_of("book")) == "nothing"


def test_the_command_says_what_it_changed(tmp_path: Path) -> None:
    fitted(tmp_path, 32, 1)
    result = CliRunner().invoke(cli, ["convert", str(tmp_path / "in.md"), "-o", str(tmp_path / "a.pdf"), "--fit", "1"])
    assert "1 page instead of 2: leading" in result.output


def test_a_project_says_how_many_pages_its_documents_fit_and_it_is_found_once(tmp_path: Path) -> None:
    text = "".join(f"{number}. {PARAGRAPH}\n" for number in range(1, 33))
    (tmp_path / "in.md").write_text(f"---\nlang: zh-Hans\n---\n# 题目\n\n{text}", encoding="utf-8")
    (tmp_path / "docforge.toml").write_text("fit = 1\n", encoding="utf-8")
    for _ in range(2):
        outcome = docforge.build(tmp_path, cache=True)
        assert [(item.pages, item.verified) for item in outcome.artifacts] == [(1, True)]
        assert [item.code for item in outcome.diagnostics] == ["DF715"]
    assert any(step.name == "fit" for step in outcome.steps)
