"""The tables of the typography proof, as data (``tables.toml``)."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec

LANGUAGES = ("zh-Hans", "zh-Hant", "ja", "ko")


class Table(msgspec.Struct, frozen=True):
    """What is checked in one language, at one level. Strings are sets of characters."""

    lang: str
    start: frozenset[str]
    end: frozenset[str]
    gap: bool
    open: str
    close: str
    middle: str
    stacked: str
    solid: str
    punctuation: str
    closed_all_round: bool

    def compressed(self, one: str, two: str) -> bool:
        """Whether two neighbouring characters share half a square: the first loses its end, or the second its start.

        CSS Text 4, 8.4 (text-spacing-trim), with full-width ！？ of horizontal Simplified Chinese (GB 5.1.2).
        """
        if two in self.open:
            return one in self.open + self.close + self.middle + self.stacked
        if one in self.close:
            return two in self.close + self.middle + self.stacked
        return one in self.stacked and two in self.close + self.middle + self.stacked

    def stretches(self, one: str, two: str) -> bool:
        """Whether a justified line may open between two neighbouring characters (CLREQ 3.1.7, JLREQ 3.8.3).

        Marks that share a square stay together.
        """
        if one.isspace():
            return True
        if self.compressed(one, two):
            return False
        if two.isspace() or not (is_east_asian(one) or is_east_asian(two)):
            return False
        if one in self.solid or two in self.solid or (one == two and one in tables()["inseparable"]["pairs"]):
            return False
        if self.closed_all_round and (one in self.punctuation or two in self.punctuation):
            return False
        return one not in self.open and two not in self.close + self.punctuation.translate(_without(self.open))


class LevelError(ValueError):
    """A level that a language has not."""


@cache
def tables() -> Any:
    """The file as it is."""
    return tomllib.loads(files(__package__).joinpath("tables.toml").read_text(encoding="utf-8"))


@cache
def language(tag: str) -> str:
    """The language of the tables that a BCP 47 tag means; "" for one that has none."""
    parts = tag.lower().replace("_", "-").split("-")
    if parts[0] == "zh":
        return "zh-Hant" if {"hant", "tw", "hk", "mo"} & set(parts[1:]) else "zh-Hans"
    return parts[0] if parts[0] in ("ja", "ko") else ""


@cache
def table(tag: str, level: str = "") -> Table | None:
    """The table of a language at a level ("": the usual one); None for a language without one.

    Raises ``LevelError`` for a level that the language has not.
    """
    lang = language(tag)
    if not lang:
        return None
    data = tables()[lang]
    if level and level not in data["levels"]:
        raise LevelError(f"{lang} has no level {level}; it has {', '.join(data['levels'])}")
    reached = data["levels"][: data["levels"].index(level or data["level"]) + 1]
    start, end = (frozenset("".join(data[edge].get(name, "") for name in reached)) for edge in ("start", "end"))
    rest = ("gap", "open", "close", "middle", "stacked", "solid", "punctuation", "closed_all_round")
    return Table(lang, start, end, **{name: data[name] for name in rest})


def levels() -> dict[str, list[str]]:
    """The levels of every language."""
    return {lang: tables()[lang]["levels"] for lang in LANGUAGES}


@cache
def script(character: str) -> str:
    """``han``, ``kana``, ``hangul``; ``word`` for other letters and digits; "" for anything else.

    Encircled numbers and the marks of tones are no words: East Asian text sets them as its own.
    """
    code = ord(character)
    for name in ("han", "kana", "hangul"):
        if any(first <= code <= last for first, last in tables()["scripts"][name]):
            return name
    apart = 0x2B0 <= code < 0x300 or 0x2460 <= code < 0x2500
    return "word" if character.isalnum() and code < 0x2E80 and not apart else ""


def is_ideographic(character: str) -> bool:
    """Whether a character is Han or kana."""
    return script(character) in ("han", "kana")


def is_east_asian(character: str) -> bool:
    """Whether a character is a letter or mark of East Asian text."""
    return script(character) in ("han", "kana", "hangul") or character in _marks()


@cache
def region(face: str) -> str:
    """The language whose forms a face draws, by its name; "" if the name does not tell."""
    regions = tables()["faces"]["regions"]
    names = "|".join(regions)
    found = re.search(rf"(?<![A-Z])({names})(?![A-Za-z])|CJK((?i:{names}))(?![A-Za-z])", face)
    return str(regions[(found[1] or found[2]).upper()]) if found else ""


@cache
def is_named(face: str, kind: str) -> bool:
    """Whether a face's name says that it is a ``code`` or ``last_resort`` face."""
    plain = re.sub(r"[-_ ]", "", face)
    return any(part in plain for part in tables()["faces"][kind])


@cache
def _marks() -> frozenset[str]:
    return frozenset("".join(tables()[lang]["punctuation"] + tables()[lang]["solid"] for lang in LANGUAGES)) - set(
        "/-–"
    )


@cache
def _without(characters: str) -> dict[int, None]:
    return {ord(character): None for character in characters}
