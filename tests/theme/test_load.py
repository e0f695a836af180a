"""Themes over their bases: everything wrong is told at once, and what can be replaced leaves a theme."""

from __future__ import annotations

import tomllib

import pytest

from docforge.resources import text
from docforge.theme.load import Layer, lay, lay_settings, parse

HANDOUT = lay(text("styles/handout.toml"), {})


def over(own: str) -> Layer:
    """A theme's text over the handout."""
    return lay(own, HANDOUT.table)


def test_every_problem_is_told_with_its_line() -> None:
    found = over('[roles.body]\nleadin = 1\n\n[lines.cn]\njustify = true\n\n[page]\nwidth = "wide"\n').problems
    assert [(item.kind, item.line) for item in found] == [("key", 2), ("value", 8), ("language", 4)]


@pytest.mark.parametrize(
    ("own", "kind", "line", "hint"),
    [
        ('[lines.ja]\nstrictness = "gb"\n', "level", 2, "ja has strict, very-loose, loose, very-strict"),
        ('[lines.ko]\nstrictness = "wrod"\n', "level", 2, "did you mean word? "),
        ("[lines.zh-Hans]\nautospace = 0.5\n", "range", 2, ""),
        ("[lines.zh-Hans]\nlast-line = 0\n", "range", 2, ""),
        ("[roles.body]\nleading = 99\n", "range", 2, ""),
        ("[lines.cn]\n", "language", 1, "did you mean zh-Hans?"),
        ("[lines.jp]\n", "language", 1, "did you mean ja?"),
        ("[lines.zh-Hnas]\n", "language", 1, "did you mean zh-Hans?"),
        ("[roles.body.first-indent]\nzh_hant = 2\n", "language", 2, "did you mean zh-Hant?"),
    ],
)
def test_what_can_be_replaced_leaves_the_theme_as_it_was(own: str, kind: str, line: int, hint: str) -> None:
    layer = over(own)
    assert layer.theme == HANDOUT.theme
    (problem,) = layer.problems
    assert (problem.kind, problem.line) == (kind, line)
    assert problem.hint.startswith(hint)


def test_a_number_out_of_range_gives_way_to_that_of_the_base() -> None:
    base = over("[roles.body]\nleading = 1.9\n")
    theme = lay("[roles.body]\nleading = 99\n", base.table).theme
    assert theme is not None
    assert theme.roles["body"].leading == 1.9


def test_a_setting_out_of_range_is_refused() -> None:
    layer = lay_settings({"roles.body.leading": 99}, HANDOUT.table)
    assert layer.theme is None
    assert [item.kind for item in layer.problems] == ["value"]


@pytest.mark.parametrize("value", [0, 0.125, 0.2, 0.25])
def test_a_gap_is_nothing_or_an_eighth_to_a_quarter(value: float) -> None:
    assert over(f"[lines.ja]\nautospace = {value}\n").problems == ()


def test_sizes_by_name_are_absolute() -> None:
    theme = over('base-size = "小四"\n[roles.title]\nsize = "二号"\n').theme
    assert theme is not None
    assert (theme.base_size, theme.size("title")) == (12, 22)
    smaller = lay("base-size = 10\n", over('[roles.title]\nsize = "二号"\n').table).theme
    assert smaller is not None
    assert smaller.size("title") == pytest.approx(22)


def test_a_name_that_is_no_size_is_refused_with_the_names() -> None:
    problem = next(item for item in over('base-size = "九号"\n').problems if item.hint)
    assert problem.hint.startswith("known: 初号, 小初, 一号")


def test_a_role_that_only_an_element_names_is_known() -> None:
    element = '[elements.x]\nfield = "x"\nplace = "foot"\nrole = "mark"\n'
    assert over(f"{element}[roles.mark]\n").problems == ()
    assert [item.kind for item in over("[roles.mark]\n").problems] == ["key"]
    assert over(element).theme is None


def test_braces_that_are_not_filled_in_are_refused() -> None:
    assert over('[page]\nfolio-text = "{sheet}"\n').theme is None
    assert over('[page]\nfolio-text = "— {page} —"\n').problems == ()


@pytest.mark.parametrize("name", ["handout", "book", "gov", "large-print"])
def test_the_themes_that_come_with_docforge_are_right(name: str) -> None:
    layer = HANDOUT if name == "handout" else over(text(f"styles/{name}.toml"))
    assert layer.problems == ()
    assert layer.theme is not None
    assert layer.theme.description


def test_a_theme_that_forgot_its_base_is_told_so_once_and_first() -> None:
    layer = lay("[roles.body]\nsize = 1\n", {})
    assert [problem.hint for problem in layer.problems] == ['begin with base = "handout"']
    assert "lacks name, base-size" in layer.problems[0].message


def test_a_mistyped_role_is_named_with_the_near_one() -> None:
    below = tomllib.loads(text("styles/handout.toml"))
    (problem,) = lay('base = "handout"\n[roles.titel]\nsize = 2\n', below).problems
    assert (problem.message, problem.hint) == ("unknown key roles.titel", "did you mean roles.title?")
    assert problem.line == 2


def test_roles_of_its_own_stand_beside_those_of_the_base() -> None:
    own = 'name = "ours"\nown-roles = ["aside"]\n[roles.aside]\nindent = 2\n'
    assert parse(own, bases=[text("styles/handout.toml")]).own_roles == ("byline", "origin", "aside")
