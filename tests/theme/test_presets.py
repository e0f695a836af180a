"""Presets: every one on every theme, what they change, what a theme's least holds back, and what contradicts."""

from __future__ import annotations

import pytest

from docforge.build.config import Settings, settings
from docforge.resources import path
from docforge.theme.lines import line_setting
from docforge.theme.presets import presets
from docforge.theme.spec import Theme
from docforge.world import DiskWorld

THEMES = ("handout", "book", "large-print", "gov")


def asked(theme: str, *names: str, settings_of: tuple[str, ...] = ()) -> Settings:
    return settings(theme, settings_of, DiskWorld(), None, names)


def with_presets(theme: str, *names: str, settings_of: tuple[str, ...] = ()) -> Theme:
    found = asked(theme, *names, settings_of=settings_of)
    assert found.theme is not None, found.diagnostics
    return found.theme


def test_every_file_of_the_folder_is_a_preset_of_its_name() -> None:
    assert set(presets()) == {file.stem for file in path("styles/presets").glob("*.toml")}
    assert all(preset.description for preset in presets().values())


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", sorted(presets()))
def test_a_preset_leaves_every_theme_without_an_error(theme: str, name: str) -> None:
    found = asked(theme, name)
    assert found.theme is not None
    assert {item.severity for item in found.diagnostics} <= {"note"}
    assert found.theme.name == theme
    assert found.theme.strings == with_presets(theme).strings


def test_compact_is_smaller_in_all_ways() -> None:
    plain, compact = with_presets("handout"), with_presets("handout", "compact")
    assert (compact.base_size, compact.roles["body"].leading) == (10.0, 1.452)
    assert (compact.page.top, compact.page.inner) == (19.0, 17.5)
    assert compact.roles["numbered"].after == pytest.approx(0.6 * plain.roles["numbered"].after)
    assert compact.roles["heading-1"].leading == plain.roles["heading-1"].leading


def test_large_print_stays_large() -> None:
    found = asked("large-print", "compact")
    assert found.theme is not None
    assert found.theme.base_size == 16
    assert min(found.theme.roles[name].leading for name in ("body", "numbered", "table")) >= 1.5
    assert [item.code for item in found.diagnostics] == ["DF619"]


@pytest.mark.parametrize("theme", THEMES)
def test_the_running_head_stays_on_the_paper(theme: str) -> None:
    compact = with_presets(theme, "compact")
    head = 1.6 * compact.base_size + compact.size("running-head") * compact.role("running-head").leading
    assert compact.page.top - head * 25.4 / 72 >= 5  # millimetres that few printers print


def test_an_official_document_keeps_what_its_standard_prescribes() -> None:
    plain, compact = with_presets("gov"), with_presets("gov", "compact")
    assert (compact.page, compact.base_size) == (plain.page, plain.base_size)
    assert compact.roles["body"].leading == plain.roles["body"].leading


def test_notes_have_the_outer_third_whatever_is_laid_over_them() -> None:
    assert with_presets("handout", "note-margin").page.outer == 70
    assert with_presets("handout", "note-margin", "compact").page.outer == 70
    assert with_presets("book", "note-margin").page.outer == pytest.approx(148 / 3, abs=0.1)
    assert with_presets("handout", "note-margin", settings_of=("page.size=A5",)).page.outer == pytest.approx(
        49.3, abs=0.1
    )


def test_a_margin_for_notes_of_another_width_may_be_asked_for() -> None:
    theme = with_presets("handout", settings_of=("page.note-margin=ruled", "page.outer=60"))
    assert theme.page.outer == 60


def test_a_setting_goes_before_a_preset() -> None:
    assert with_presets("handout", "compact", settings_of=("base-size=12",)).base_size == 12


def test_narrow_columns_are_ragged() -> None:
    assert line_setting(with_presets("handout", "two-column"), "zh-Hans").justify
    assert not line_setting(with_presets("book", "two-column"), "zh-Hans").justify


def test_columns_without_room_are_refused() -> None:
    found = asked("large-print", "two-column", "note-margin", settings_of=("page.size=A6",))
    assert found.theme is None
    assert "columns of" in found.diagnostics[-1].message
