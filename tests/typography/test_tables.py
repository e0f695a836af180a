"""The tables are whole: every entry has a source, every name means something, Unicode's own lists are complete."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterator
from importlib.resources import files

import pytest

from docforge.typography import classes, tables
from docforge.typography.languages import Language
from docforge.typography.uax14 import line_break_class

LANGUAGES: tuple[Language, ...] = ("zh-Hans", "zh-Hant", "ja", "ko")
OWN_NAMES = {classes.IDEOGRAPH, classes.KANA, classes.HANGUL, classes.LETTER, classes.DIGIT}


def entries(node: object) -> Iterator[dict[str, object]]:
    """The innermost tables of a TOML file."""
    if isinstance(node, list):
        for item in node:
            yield from entries(item)
    elif isinstance(node, dict):
        if not any(isinstance(value, (dict, list)) and _has_tables(value) for value in node.values()):
            yield node
        for value in node.values():
            if isinstance(value, (dict, list)) and _has_tables(value):
                yield from entries(value)


def _has_tables(value: object) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and any(isinstance(item, dict) for item in value))


@pytest.mark.parametrize("name", ["classes", "common", "css", *LANGUAGES])
def test_every_entry_of_a_table_names_its_source(name: str) -> None:
    text = files(tables).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    found = list(entries(tomllib.loads(text)))
    assert len(found) >= 3
    assert [entry for entry in found if not entry.get("source")] == []


def test_no_character_belongs_to_two_classes() -> None:
    listed = [char for entry in tables.classes().values() for char in entry.chars]
    assert sorted(char for char in set(listed) if listed.count(char) > 1) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_class_that_a_language_names_exists(language: Language) -> None:
    table = tables.table(language)
    rows = (
        table.no_line_start,
        table.no_line_end,
        table.unbroken,
        table.trim,
        table.hang,
        table.squeeze,
        table.no_stretch,
    )
    named = {name for group in rows for row in group for name in row.classes}
    if table.words:
        named |= {*table.words.classes, *table.words.opening, *table.words.closing}
    assert named <= {*tables.classes(), *OWN_NAMES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_class_is_trimmed_in_two_ways_or_squeezed_twice(language: Language) -> None:
    table = tables.table(language)
    for writing in ("horizontal", "vertical"):
        trimmed = [name for row in table.trim if row.writing in ("both", writing) for name in row.classes]
        assert len(trimmed) == len(set(trimmed))
    squeezed = [name for step in table.squeeze for name in step.classes]
    assert len(squeezed) == len(set(squeezed))


@pytest.mark.parametrize(
    ("name", "line_break", "wide_only"),
    [("small kana", "CJ", False), ("inseparable", "IN", False), ("suffixes", "PO", True), ("prefixes", "PR", True)],
)
def test_the_rows_of_css_hold_every_character_of_their_unicode_class(
    name: str, line_break: str, wide_only: bool
) -> None:
    """Assigned characters only: Unicode gives unassigned currency signs the class PR in advance."""
    (row,) = (row for row in tables.css().allow if row.name.startswith(name))
    assigned = (chr(point) for point in range(0x20000) if unicodedata.category(chr(point)) not in ("Cn", "Cs"))
    members = {char for char in assigned if line_break_class(char) == line_break}
    if wide_only:
        members = {char for char in members if unicodedata.east_asian_width(char) in "AFW"}
    assert members <= set(row.chars)
    assert {line_break_class(char) for char in row.chars} == {line_break}


@pytest.mark.parametrize(
    ("char", "name"),
    [
        ("中", "ideograph"),
        ("𠮷", "ideograph"),
        ("𲎯", "ideograph"),  # U+323AF, the end of extension H
        ("〇", "ideograph"),
        ("あ", "kana"),
        ("っ", "small-kana"),
        ("ー", "prolonged-sound-mark"),
        ("々", "ideographic-iteration-mark"),
        ("한", "hangul"),
        ("A", "letter"),
        ("é", "letter"),
        ("я", "letter"),
        ("א", "letter"),
        ("λ", "letter"),
        ("7", "digit"),
        ("٣", "digit"),
        ("Ａ", "other"),  # full-width letters stand as ideographs do, but take no gap
        ("７", "other"),
        ("\u0301", "combining"),
        ("\ufe0f", "combining"),
        ("\U000e0100", "combining"),
        ("\u3099", "combining"),
        ("\u1161", "combining"),
        ("\u200d", "combining"),
        (" ", "space"),
        ("\u00a0", "space"),
        ("\u3000", "ideographic-space"),
        ("\ufffc", "other"),
        ("😀", "other"),
        ("“", "opening-quote"),
        ("—", "dash"),
        ("·", "middle-dot"),
    ],
)
def test_a_character_is_classed(char: str, name: str) -> None:
    assert classes.class_of(char) == name
