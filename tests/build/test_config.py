"""Themes, ``--set`` and the time that stands for now."""

from __future__ import annotations

import re

import pytest

from docforge.build.config import epoch, settings
from docforge.model import nodes as n
from docforge.resources import text
from docforge.world import MemoryWorld


@pytest.fixture
def world() -> MemoryWorld:
    from docforge.build.registry import theme_path

    path = theme_path("handout")
    assert path is not None
    handout = text("styles/handout.toml")
    return MemoryWorld(
        {
            path: handout.encode(),
            "mine.toml": re.sub("base-size = .*", "base-size = 14", handout).encode(),
            "typo.toml": handout.replace("[roles.body]\n", "[roles.body]\nleadin = 1.75\n").encode(),
            "role.toml": (handout + "\n[roles.heading-7]\n").encode(),
            "broken.toml": b"name = \n",
            "short.toml": handout.replace("[roles.folio]", "[roles.caption2]").encode(),
            "binary.toml": b"\xff\xfe",
        }
    )


def test_a_setting_changes_the_theme(world: MemoryWorld) -> None:
    found = settings("handout", ["roles.body.leading=1.6", "page.folio=none", "limits.images=7"], world)
    assert found.diagnostics == ()
    assert found.theme is not None
    assert found.theme.roles["body"].leading == 1.6
    assert found.theme.page.folio == "none"
    assert found.limits.images == 7


def test_a_theme_can_be_a_file(world: MemoryWorld) -> None:
    found = settings("mine.toml", [], world)
    assert found.theme is not None
    assert found.theme.base_size == 14


@pytest.mark.parametrize(
    ("assignment", "code", "hint"),
    [
        ("roles.body.leadin=1.6", "DF602", "did you mean roles.body.leading?"),
        ("roles.bdy.leading=1.6", "DF602", "did you mean roles.body?"),
        ("page.widht=200", "DF602", "did you mean page.width?"),
        ("limits.image-pixel=9", "DF602", "did you mean limits.image-pixels?"),
        ("base-size=eleven", "DF603", ""),
        ("limits.images=0", "DF603", ""),
        ("limits.images=many", "DF603", ""),
        ("roles.body.font=gothic", "DF603", ""),
        ("base-size", "DF603", ""),
        ("=3", "DF603", ""),
    ],
)
def test_a_wrong_setting_is_refused_with_the_right_key(
    assignment: str, code: str, hint: str, world: MemoryWorld
) -> None:
    found = settings("handout", [assignment], world)
    assert found.theme is None
    (problem,) = found.diagnostics
    assert (problem.code, problem.hint, problem.file) == (code, hint, "--set")


@pytest.mark.parametrize(
    ("theme", "code", "hint"),
    [
        ("handuot", "DF604", "did you mean handout?"),
        ("absent.toml", "DF604", ""),
        ("binary.toml", "DF601", ""),
        ("short.toml", "DF602", "did you mean roles.caption?"),
    ],
)
def test_a_theme_that_is_not_there_or_not_usable_is_refused(
    theme: str, code: str, hint: str, world: MemoryWorld
) -> None:
    (problem,) = settings(theme, [], world).diagnostics
    assert (problem.code, problem.hint) == (code, hint)


def test_a_misspelt_key_in_a_theme_file_is_refused_at_its_line(world: MemoryWorld) -> None:
    (problem,) = settings("typo.toml", [], world).diagnostics
    line = world.files["typo.toml"].decode().split("\n").index("leadin = 1.75") + 1
    assert (problem.code, problem.file, problem.line) == ("DF602", "typo.toml", line)
    assert problem.hint == "did you mean roles.body.leading?"


def test_a_role_that_nothing_uses_is_refused_at_its_line(world: MemoryWorld) -> None:
    (problem,) = settings("role.toml", [], world).diagnostics
    line = world.files["role.toml"].decode().split("\n").index("[roles.heading-7]") + 1
    assert (problem.code, problem.line) == ("DF602", line)


def test_a_theme_that_is_not_toml_is_refused_at_its_place(world: MemoryWorld) -> None:
    (problem,) = settings("broken.toml", [], world).diagnostics
    assert (problem.code, problem.line, problem.column) == ("DF601", 1, 8)


def dated(date: str) -> n.Document:
    return n.Document(blocks=(), meta={"date": n.MetaString(date)})


@pytest.mark.parametrize(
    ("date", "seconds"),
    [
        ("2024-04-23", 1713830400),
        ("2024年4月23日", 1713830400),
        ("2024년 4월 23일", 1713830400),
        ("2024-04-23T08:00:00+08:00", 1713830400),
        ("1970-01-01", 0),
    ],
)
def test_a_documents_date_stands_for_now_at_midnight_utc(date: str, seconds: int) -> None:
    assert epoch(dated(date), MemoryWorld()) == (seconds, [])


def test_source_date_epoch_goes_before_the_documents_date() -> None:
    assert epoch(dated("2024-04-23"), MemoryWorld(variables={"SOURCE_DATE_EPOCH": "86400"})) == (86400, [])


def test_a_document_without_a_date_has_no_time() -> None:
    assert epoch(n.Document(blocks=()), MemoryWorld()) == (None, [])


@pytest.mark.parametrize("date", ["last spring", "2024-13-01", "0000-00-00", "1900-01-01"])
def test_a_date_that_is_not_understood_is_noted(date: str) -> None:
    moment, found = epoch(dated(date), MemoryWorld())
    assert moment is None
    assert [item.code for item in found] == ["DF606"]


@pytest.mark.parametrize("value", ["yesterday", "-5", "1.5", "٣"])
def test_an_epoch_that_is_no_number_is_an_error(value: str) -> None:
    _, found = epoch(dated("2024-04-23"), MemoryWorld(variables={"SOURCE_DATE_EPOCH": value}))
    assert [item.code for item in found] == ["DF605"]
