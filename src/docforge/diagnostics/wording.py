"""What is told to people, in their language: English as the code has it, or Chinese.

Chinese texts are data. What a code means is in ``chinese/DIGIT.toml``, by code; everything else in tables of English
text → Chinese text (``chinese/messages.toml``, ``docforge/cli/chinese/*.toml``). An English text may have fields, as in
``no target "{anchor}"``: what stands in their place is put into the Chinese text as it is, or, of a field written
``{+what}``, put into Chinese too. So the code goes on to make its messages in English, which JSON, SARIF and baselines
hold in every language, and a text without a Chinese one is shown as it is. No table is read for English.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

Language = Literal["en", "zh"]

SEVERITY = {"error": "错误", "warning": "警告", "note": "说明"}
"""Severities in Chinese."""

MESSAGES = "docforge.diagnostics", "messages"
"""The table of messages and hints."""

_FIELD = re.compile(r"\{(\+?)([a-z_]+)\}")


class Meaning(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a code means, in another language than English; the fields are those of ``Code``, and its title."""

    title: str
    what: str
    why: str
    fix: str


@cache
def meanings(digit: str) -> Mapping[str, Meaning]:
    """What the codes of one family mean, in Chinese."""
    return msgspec.convert(_read("docforge.diagnostics", digit), dict[str, Meaning])


def meaning_in_chinese(code: str) -> Meaning | None:
    """What a code means, in Chinese; None for a code that has no Chinese text."""
    return meanings(code[2:3]).get(code)


def in_chinese(text: str, *tables: tuple[str, str]) -> str:
    """A text in Chinese as one of the tables (package and name) has it, else the text as it is."""
    return next((said for table in tables if (said := _table(table).say(text)) is not None), text)


class _Table:
    """English texts and their Chinese ones: as they stand, and those with fields as patterns too."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._plain = dict(texts)
        self._patterns = [(pattern(text), text, said) for text, said in texts.items() if _FIELD.search(text)]

    def say(self, text: str) -> str | None:
        if text in self._plain:
            return self._plain[text]
        for matcher, english, chinese in self._patterns:
            found = matcher.fullmatch(text)
            if found:
                return self._filled(english, chinese, found.groupdict())
        return None

    def _filled(self, english: str, chinese: str, values: Mapping[str, str]) -> str:
        phrases = {name for sign, name in _FIELD.findall(english) if sign}
        return _FIELD.sub(
            lambda field: (self.say(value := values[field[2]]) or value) if field[2] in phrases else values[field[2]],
            chinese,
        )


def pattern(text: str) -> re.Pattern[str]:
    """What a text with fields fits: anything in the place of each field, the same for fields of one name."""
    out, seen, end = "", set[str](), 0
    for field in _FIELD.finditer(text):
        name = field[2]
        out += re.escape(text[end : field.start()]) + (f"(?P={name})" if name in seen else f"(?P<{name}>.*?)")
        seen.add(name)
        end = field.end()
    return re.compile(out + re.escape(text[end:]), re.DOTALL)


def fields(text: str) -> set[str]:
    """The names of a text's fields."""
    return {name for _, name in _FIELD.findall(text)}


@cache
def _table(table: tuple[str, str]) -> _Table:
    return _Table(texts(table))


@cache
def texts(table: tuple[str, str]) -> Mapping[str, str]:
    """A table as it is written."""
    return msgspec.convert(_read(*table), dict[str, str])


def _read(package: str, name: str) -> object:
    file = files(package).joinpath("chinese", f"{name}.toml")
    return tomllib.loads(file.read_text(encoding="utf-8"))
