"""Themes, ``--set`` and the time that stands for now."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from msgspec import structs

from docforge.build.config import epoch, settings
from docforge.model import nodes as n
from docforge.resources import text
from docforge.theme.spec import ROLES, Theme
from docforge.theme.values import RANGES
from docforge.theme.words import WORDS
from docforge.world import MemoryWorld


@pytest.fixture
def world() -> MemoryWorld:
    from docforge.build.registry import names, theme_path

    handout = text("styles/handout.toml")
    installed = {str(theme_path(name)): text(f"styles/{name}.toml").encode() for name in names("themes")}
    return MemoryWorld(
        {
            **installed,
            "mine.toml": re.sub("base-size = .*", "base-size = 14", handout).encode(),
            "typo.toml": handout.replace("[roles.body]\n", "[roles.body]\nleadin = 1.75\n").encode(),
            "role.toml": (handout + "\n[roles.heading-7]\n").encode(),
            "broken.toml": b"name = \n",
            "short.toml": handout.replace("[roles.folio]", "[roles.caption2]").encode(),
            "binary.toml": b"\xff\xfe",
            "themes/own.toml": b'base = "handout"\nbase-size = 12\n[roles.body]\nleading = 1.9\n',
            "themes/child.toml": b'base = "own.toml"\nname = "child"\n[page]\nwidth = 148\n',
            "self.toml": b'base = "two.toml"\n',
            "two.toml": b'base = "self.toml"\n',
            "baseless.toml": b'base = "handuot"\n',
            "orphan.toml": b'base = "themes/gone.toml"\n',
            "number.toml": b"\nbase = 3\n",
            "child-typo.toml": b'base = "themes/own.toml"\n[roles.body]\nleading = "wide"\n',
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
        ("strings.ko.contens=목차", "DF602", "did you mean strings.ko.contents?"),
        ("page.grid.rows=3", "DF602", "page.grid has characters, lines"),
        ("base-size=eleven", "DF603", ""),
        ("roles.body.leading=-1", "DF603", ""),
        ("page.width=20", "DF603", ""),
        ("page.inner=180", "DF603", ""),
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
    ("assignment", "message"),
    [
        ("base-size=eleven", 'base-size must be a number from 4 to 72 (points), not the text "eleven"'),
        ("base-size=-4", "base-size must be a number from 4 to 72 (points), not -4"),
        ("base-size=nan", "base-size must be a number from 4 to 72 (points), not nan"),
        ("page.width=20", "page.width must be a number from 50 to 558 (mm), not 20"),
        ("roles.body.first-indent.ja=99", "roles.body.first-indent.ja must be a number from 0 to 10 (em), not 99"),
        (
            "roles.body.colour=red",
            'roles.body.colour must be #rrggbb ("" is the colour of the text), not the text "red"',
        ),
        ("roles.title.weight=heavy", 'roles.title.weight must be one of "regular", "bold", not the text "heavy"'),
        ("roles.body.keep-with-next=1", "roles.body.keep-with-next must be true or false, not 1"),
        ("strings.ja.words={n}字", 'strings.ja.words is "{n}字", but only {count} is filled in'),
        ("strings.ja.words={count:9}字", 'strings.ja.words is "{count:9}字", but only {count} is filled in'),
        ("strings.ja.back={count}", 'strings.ja.back is "{count}", but nothing is filled in'),
        ("strings.ja.run={name", 'strings.ja.run is "{name", which has a brace without its partner'),
        ("name=3", "name must be text without control characters, not 3"),
        ("page=A5", 'page must be a table, not the text "A5"'),
        (
            "page.inner=180",
            (
                "the margins leave no room for text: page.width 210 mm, inner and outer together 205 mm; "
                "at least 19 mm are needed at 11 points"
            ),
        ),
    ],
)
def test_a_value_that_no_page_can_have_is_refused_in_plain_words(
    assignment: str, message: str, world: MemoryWorld
) -> None:
    (problem,) = settings("handout", [assignment], world).diagnostics
    assert (problem.code, problem.message) == ("DF603", message)


@pytest.mark.parametrize("value", ['"#A0b1C2"', '""'])
def test_a_colour_is_six_hexadecimal_digits_or_none(value: str, world: MemoryWorld) -> None:
    assert settings("handout", [f"roles.body.colour={value}"], world).diagnostics == ()


def test_every_range_belongs_to_a_number_of_the_theme_and_holds_its_default() -> None:
    for (kind, key), wanted in RANGES.items():
        field = {item.encode_name: item for item in structs.fields(kind)}[key]
        assert field.type in (float, int, dict[str, float])
        assert wanted.low < wanted.high
        if isinstance(field.default, (int, float)):
            assert field.default in wanted


def test_a_theme_with_a_base_changes_what_it_says_and_keeps_the_rest(world: MemoryWorld) -> None:
    own = settings("themes/own.toml", [], world).theme
    handout = settings("handout", [], world).theme
    assert own is not None
    assert handout is not None
    assert (own.base_size, own.roles["body"].leading) == (12, 1.9)
    body = structs.replace(own.roles["body"], leading=handout.roles["body"].leading)
    assert structs.replace(own, base_size=11.0, roles={**own.roles, "body": body}) == handout


def test_a_base_may_be_a_file_beside_the_theme_and_have_a_base_itself(world: MemoryWorld) -> None:
    child = settings("themes/child.toml", ["base-size=13"], world).theme
    assert child is not None
    assert (child.name, child.base_size, child.page.width, child.page.height) == ("child", 13, 148, 297)
    assert child.roles["body"].leading == 1.9


@pytest.mark.parametrize(
    ("theme", "code", "place", "said"),
    [
        ("self.toml", "DF601", ("two.toml", 0), "its own base: self.toml → two.toml → self.toml"),
        ("baseless.toml", "DF604", ("baseless.toml", 0), 'no theme "handuot"'),
        ("orphan.toml", "DF604", ("themes/gone.toml", 0), "No such file"),
        ("number.toml", "DF601", ("number.toml", 2), "base must be the name of a theme"),
        ("child-typo.toml", "DF601", ("child-typo.toml", 3), "roles.body.leading must be a number"),
    ],
)
def test_a_base_that_cannot_be_used_is_refused(
    theme: str, code: str, place: tuple[str, int], said: str, world: MemoryWorld
) -> None:
    (problem,) = settings(theme, [], world).diagnostics
    assert (problem.code, (problem.file, problem.line)) == (code, place)
    assert said in problem.message


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
    problem, *_ = settings(theme, [], world).diagnostics
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


ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("page", ["README.md", "docs/themes.md"])
def test_every_theme_shown_in_the_documentation_can_be_used(page: str, world: MemoryWorld) -> None:
    shown = re.findall(r"(?s)```toml\n(base = .*?)```", (ROOT / page).read_text(encoding="utf-8"))
    assert shown
    for theme in shown:
        world.files["shown.toml"] = theme.encode()
        assert settings("shown.toml", [], world).diagnostics == ()


def test_the_documentation_names_every_role_and_top_key_of_a_theme() -> None:
    page = (ROOT / "docs/themes.md").read_text(encoding="utf-8")
    keys = {field.encode_name for field in structs.fields(Theme)} - {"name"}
    assert [key for key in sorted(keys) if f"`{key}" not in page] == []
    assert [role for role in ROLES if role not in page and not role.startswith("heading-")] == []


def test_the_built_in_theme_has_every_word_in_every_language(world: MemoryWorld) -> None:
    theme = settings("handout", [], world).theme
    assert theme is not None
    assert set(theme.strings) == {"en", "zh-Hans", "zh-Hant", "ja", "ko"}
    assert [(lang, key) for lang, table in theme.strings.items() for key in WORDS if key not in table] == []
