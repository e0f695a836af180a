"""What is asked for in words: ``notes/a.md#3-7,s2p9,intro`` is a file and the names of what to take from it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from docforge.diagnostics import Diagnostic, report
from docforge.model.editions import Edition
from docforge.protocols import Result

HINT = "FILE#3, FILE#3-7, FILE#s2, FILE#s2p3-s2p9, FILE#heading-id, or several with commas"

_TO = re.compile(r"\s*[-–—~～]\s*")
"""What stands between the ends of a range. Ids may hold hyphens too: whoever knows the document decides."""


class Asked(Struct, frozen=True):
    """A file and what is wanted of it: names and ranges as typed, () for the whole. ``text`` is all as typed; ``place``
    where it was typed: a file, line, column and length (no file: on the command line)."""

    path: str
    names: tuple[str, ...]
    text: str
    place: tuple[str, int, int, int] = ("", 0, 0, 0)

    def problem(self, code: str, message: str, hint: str = "") -> Diagnostic:
        """A diagnostic at the place where it was asked for; on the command line that is the argument itself."""
        from msgspec.structs import replace

        file, line, column, length = self.place
        found = report(code, message, file=file or self.text, hint=hint)
        return replace(found, line=line, column=column, length=length) if line else found


def ask(text: str, place: tuple[str, int, int, int] = ("", 0, 0, 0)) -> Result[Asked | None]:
    """The file and the names in what was typed; DF660 and None where there is nothing to take."""
    path, sign, rest = text.partition("#")
    names = tuple(name.strip() for name in re.split("[,，、]", rest))
    asked = Asked(path, names if sign else (), text, place)
    if not path or (sign and not all(names)):
        return Result(None, (asked.problem("DF660", f'"{text}" does not say what to take', HINT),))
    return Result(asked)


def ends(name: str) -> tuple[tuple[str, str], ...]:
    """Every way to read a name as the first and the last of a range."""
    return tuple((name[: sign.start()], name[sign.end() :]) for sign in _TO.finditer(name) if sign.start())


def provable(texts: Sequence[str], edition: Edition | None, *asked: object) -> tuple[str, ...]:
    """What ``verify`` can measure numbers by: what was picked, unless an edition or what was ``asked`` of numbers gave
    other ones than those that whoever reads the sources finds."""
    renumbered = edition is not None and edition.renumber
    return () if renumbered or any(asked) else tuple(texts)
