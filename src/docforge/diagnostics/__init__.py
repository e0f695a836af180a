"""Diagnostics are values: a permanent code, a place, what is wrong and what to do.

``report("DF301", 'no target "p-scope"', at=node.at, file="notes/a.md", hint="…")`` makes one. Codes are data
(``codes/*.toml``), shown by ``docforge explain``. A *note* loses nothing; replaced or dropped content is at least a
*warning*; an *error* means that something asked for could not be done.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

from docforge.model.nodes import Position

Severity = Literal["error", "warning", "note"]


class Code(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a diagnostic code means. ``fix`` says what the user does; ``example`` shows a source that causes it.

    ``exit`` is the exit status that an error of this code asks for: 1 the document, 2 how docforge was called or
    configured, 4 verification, 5 a font or program is missing. ``fatal``: nothing is made of what it is about, so that
    no project may weaken it.
    """

    name: str
    severity: Severity
    what: str
    why: str
    example: str
    fix: str
    exit: int = 1
    fatal: bool = False


class Diagnostic(msgspec.Struct, frozen=True, omit_defaults=True):
    """One problem. ``line`` and ``column`` count from 1 in code points, 0 unknown; ``length`` is the caret's span."""

    code: str
    message: str
    file: str = ""
    line: int = 0
    column: int = 0
    length: int = 1
    hint: str = ""
    severity: Severity = "error"

    @property
    def name(self) -> str:
        """The code's permanent name, ``unresolved-reference``."""
        return meaning(self.code).name


_LONGEST = 1000
"""Characters of a message: what it names may be as long as a file."""


def report(
    code: str,
    message: str,
    *,
    at: Position | None = None,
    file: str = "",
    length: int = 1,
    hint: str = "",
    severity: Severity | None = None,
) -> Diagnostic:
    """A diagnostic with the severity of its code, unless a caller has a reason to weaken or strengthen it.

    Raises KeyError for a code that ``codes/*.toml`` does not define.
    """
    return Diagnostic(
        code,
        message if len(message) <= _LONGEST else message[: _LONGEST - 1] + "…",
        file,
        at.line if at else 0,
        at.column if at else 0,
        length,
        hint,
        severity or meaning(code).severity,
    )


def meaning(code: str) -> Code:
    """What a code means. Raises KeyError for a code that ``codes/*.toml`` does not define."""
    return _family(code[2:3])[code]


@cache
def codes() -> dict[str, Code]:
    """Every code, in order."""
    return {code: entry for digit in _DIGITS for code, entry in _family(digit).items()}


_DIGITS = "123456789"


@cache
def _family(digit: str) -> dict[str, Code]:
    """The codes of one family, in order. Each family (the first digit) has files of its own, read when first asked."""
    table: dict[str, Code] = {}
    for entry in files("docforge.diagnostics").joinpath("codes").iterdir():
        if entry.name.startswith(f"{digit}-") and entry.name.endswith(".toml"):
            found = msgspec.convert(tomllib.loads(entry.read_text(encoding="utf-8")), dict[str, Code])
            twice = found.keys() & table.keys()
            if twice:
                raise ValueError(f"{entry.name} defines {', '.join(sorted(twice))} again")
            table.update(found)
    return dict(sorted(table.items()))


SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
"""From worst to mildest."""


def exit_status(diagnostics: Iterable[Diagnostic], *, fail_on: Severity = "error") -> int:
    """The exit status of a finished run: the highest that an error asks for, else 3 where anything is as bad as
    ``fail_on``."""
    found = tuple(diagnostics)
    errors = [meaning(item.code).exit for item in found if item.severity == "error"]
    if errors:
        return max(errors)
    failing = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    return 3 if any(item.severity in failing for item in found) else 0


def worst(diagnostics: Iterable[Diagnostic]) -> Severity | None:
    """The highest severity present, None when there is nothing to say."""
    present = {item.severity for item in diagnostics}
    return next((severity for severity in SEVERITIES if severity in present), None)


def count_by_severity(diagnostics: Iterable[Diagnostic], names: Mapping[str, str] | None = None) -> str:
    """``2 errors, 1 warning``; "" when there is nothing. ``names``: severities in Chinese, for 2 个错误，1 个警告."""
    present = [item.severity for item in diagnostics]
    counts = [(severity, present.count(severity)) for severity in SEVERITIES]
    if names:
        return "，".join(f"{count} 个{names[severity]}" for severity, count in counts if count)
    return ", ".join(f"{count} {severity}{'s' if count > 1 else ''}" for severity, count in counts if count)
