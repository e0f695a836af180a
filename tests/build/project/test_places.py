"""Where keys and values of a TOML text stand."""

from __future__ import annotations

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from docforge.build.project.places import Place, places

TEXT = '''# 注
title = "书"
[target."a b"]
formats = ["pdf",
  "epub"] # two
set = {base-size = 12, "roles.body" = 1.5}
page.size = 1
[[x]]
a = 1
[[x]]
a = 2
long = """
a"b
"""
date = 2024-01-01T00:00:00.5
last = true
'''


def test_keys_of_tables_and_inline_tables_have_their_own_places() -> None:
    found = places(TEXT).keys
    assert found[("title",)] == Place(2, 1, 5)
    assert found[("target", "a b")] == Place(3, 9, 5)
    assert found[("target", "a b", "set", "roles.body")] == Place(6, 24, 12)
    assert found[("target", "a b", "page", "size")] == Place(7, 6, 4)
    assert found[("x", 1, "a")] == Place(11, 1, 1)


def test_values_have_places_and_so_have_the_items_of_lists() -> None:
    found = places(TEXT).values
    assert found[("title",)] == Place(2, 9, 3)
    assert found[("target", "a b", "formats", 1)] == Place(5, 3, 6)
    assert found[("x", 1, "date")] == Place(15, 8, 21)
    assert found[("x", 1, "last")] == Place(16, 8, 4)


def test_what_stands_nowhere_is_told_at_the_table_around_it() -> None:
    assert places(TEXT).key(("target", "a b", "nothing")) == Place(3, 9, 5)
    assert places(TEXT).key(("nothing",)) is None


KEY = st.from_regex(r"\A[a-z]{1,6}\Z")
VALUE = st.recursive(
    st.one_of(st.integers(0, 99), st.booleans(), st.text(st.characters(codec="utf-8", exclude_categories=["C"]))),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEY, inner, max_size=3)),
    max_leaves=6,
)


def toml(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {toml(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return str(value)


@given(st.dictionaries(KEY, VALUE, max_size=4), st.dictionaries(KEY, VALUE, max_size=3))
def test_the_text_at_the_place_of_a_value_is_the_value(top: dict[str, object], inner: dict[str, object]) -> None:
    top.pop("table", None)
    lines = [f"{key} = {toml(value)}" for key, value in top.items()] + ["[table]"]
    lines += [f"{key} = {toml(value)}  # {key}" for key, value in inner.items()]
    text = "\n".join(lines)
    rows = text.split("\n")
    for path, place in places(text).values.items():
        value: object = tomllib.loads(text)
        for part in path:
            value = value[part]  # type: ignore[index]  # tables and lists by key and number
        written = rows[place.line - 1][place.column - 1 :][: place.length]
        assert tomllib.loads(f"v = {written}")["v"] == value
