"""The levels that a theme may name are those the typography room has."""

from __future__ import annotations

import pytest

from docforge.theme.lines import CSS_LEVELS, LEVELS, levels_of
from docforge.typography.rules import LevelError, rules_for


@pytest.mark.parametrize("lang", [*LEVELS, "en"])
def test_a_theme_may_name_just_the_levels_that_the_rules_know(lang: str) -> None:
    with pytest.raises(LevelError) as caught:
        rules_for(lang, "no such level")
    assert sorted(caught.value.levels) == sorted(levels_of(lang))


@pytest.mark.parametrize("lang", LEVELS)
def test_the_first_level_is_the_language_s_own(lang: str) -> None:
    assert rules_for(lang).level == LEVELS[lang][0]


def test_every_language_has_the_levels_of_css() -> None:
    assert levels_of("fr") == CSS_LEVELS
