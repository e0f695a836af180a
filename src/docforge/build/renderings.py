"""What settings say of scripts and readings, with the reviewed dictionary of readings that they name.

The dictionary is a table of TOML (``"重庆" = "chóng qìng"``) or lines of a word, a tab and its reading; ``#`` begins a
comment. A reading has as many parts as the word has characters, parted by blanks, or is one for the whole word.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any, NamedTuple

from docforge.build.project.places import places
from docforge.diagnostics import Diagnostic, report
from docforge.model.nodes import Position
from docforge.model.renderings import ReadingKind, Readings, Script
from docforge.protocols import Result
from docforge.typography.readings import is_syllable
from docforge.typography.scripts import is_han
from docforge.world import World

DICTIONARY_BYTES = 4 << 20


class Renderings(NamedTuple):
    """The script and the readings that are asked for."""

    script: Script | None = None
    readings: Readings | None = None


def renderings(asked: Any, world: World) -> Result[Renderings]:
    """Script and readings of ``Options`` or a project's ``Settings``, which have the same names for them."""
    script = readings = None
    found: tuple[Diagnostic, ...] = ()
    if asked.script:
        script = Script(asked.script, asked.script_quotes or "auto", tuple(asked.script_keep or ()))
    if asked.readings:
        words: tuple[tuple[str, str], ...] = ()
        if asked.readings_file:
            result = dictionary(asked.readings_file, asked.readings, world)
            words, found = result.value, result.diagnostics
        readings = Readings(asked.readings, asked.readings_of or "all", asked.readings_level or 1, words)
    return Result(Renderings(script, readings), found)


class _Line(NamedTuple):
    number: int
    word: str
    reading: str


def dictionary(path: str, kind: ReadingKind, world: World) -> Result[tuple[tuple[str, str], ...]]:
    """The words of a dictionary; DF653 for each that cannot be used, which is left out."""
    found: list[Diagnostic] = []
    words: dict[str, str] = {}

    def say(line: int, message: str, hint: str = "") -> None:
        found.append(report("DF653", message, file=path, hint=hint, at=Position(line, 1) if line else None))

    try:
        text = world.read(path, DICTIONARY_BYTES).decode("utf-8-sig")
        lines = list(_toml(text) if path.endswith(".toml") else _lines(text))
    except OSError as error:
        return Result((), (report("DF653", error.strerror or str(error), file=path),))
    except UnicodeDecodeError as error:
        return Result((), (report("DF653", f"not UTF-8: {error.reason}", file=path),))
    except tomllib.TOMLDecodeError as error:
        return Result((), (report("DF653", f"not TOML: {error}", file=path),))
    for line, word, reading in lines:
        parts = reading.split()
        if not word or not parts:
            say(line, "this is no word with a reading", "write the word, a tab, and its reading")
        elif not any(map(is_han, word)):
            say(line, f"“{word}” has no ideograph that could have a reading")
        elif not all(is_syllable(part, kind) for part in parts):
            say(line, f"“{reading}” is no {kind}")
        elif len(parts) not in (1, len(word)):
            say(line, f"“{word}” has {len(word)} characters and {len(parts)} readings")
        elif words.get(word, reading) != reading:
            say(line, f"“{word}” has two readings: “{words[word]}” and “{reading}”")
        else:
            words[word] = reading
    return Result(tuple(words.items()), tuple(found))


def _lines(text: str) -> Iterator[_Line]:
    for number, line in enumerate(text.splitlines(), 1):
        bare = line.partition("#")[0].rstrip()
        if bare.strip():
            word, _, reading = bare.partition("\t")
            yield _Line(number, word.strip(), reading.strip())


def _toml(text: str) -> Iterator[_Line]:
    where = places(text)
    for word, reading in tomllib.loads(text).items():
        place = where.key((word,))
        yield _Line(place.line if place else 0, word, reading.strip() if isinstance(reading, str) else "")
