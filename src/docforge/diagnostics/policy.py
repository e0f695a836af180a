"""What diagnostics weigh: severities that a project gives to codes, the threshold at which a run fails, repeats.

A project may strengthen any code, weaken or switch off warnings and notes, and make an error a warning where a file was
made all the same, with something in the place of what is missing. It may not hide that nothing was made.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, get_args

import msgspec
from msgspec import Struct

from docforge.diagnostics import Code, Diagnostic, meaning

Weight = Literal["error", "warning", "note", "off"]
WEIGHTS: tuple[Weight, ...] = get_args(Weight)

REPEATS = 10
"""Diagnostics of one code that are shown one by one; of more, the first few stand for all."""
SHOWN = 3


def refusal(code: str, weight: Weight) -> str:
    """Why a code cannot have a weight, "" where it can."""
    entry = meaning(code)
    if entry.severity != "error" or weight == "error":
        return ""
    if not _leaves_a_file(entry):
        return f"{code} ({entry.name}) stays an error: what was asked for cannot be made"
    return "" if weight == "warning" else f"{code} ({entry.name}) tells of lost content: a warning at least"


def _leaves_a_file(entry: Code) -> bool:
    return entry.exit == 1 and not entry.fatal


def weighed(found: Iterable[Diagnostic], weights: Mapping[str, Weight]) -> tuple[Diagnostic, ...]:
    """Diagnostics with the severities that a project gives, those that are off left out."""
    if not weights:
        return tuple(found)
    out = []
    for item in found:
        weight = weights.get(item.code, item.severity)
        if weight == item.severity:
            out.append(item)
        elif weight != "off":
            out.append(msgspec.structs.replace(item, severity=weight))
    return tuple(out)


class Repeats(Struct, frozen=True):
    """How often a code was left out, in how many files."""

    code: str
    count: int
    files: int


def grouped(found: Sequence[Diagnostic]) -> tuple[list[Diagnostic], list[Repeats]]:
    """What is shown one by one, in order, and what is only counted, by code."""
    many = {code for code, count in Counter(item.code for item in found).items() if count > REPEATS}
    shown: list[Diagnostic] = []
    left: dict[str, list[Diagnostic]] = {}
    seen: Counter[str] = Counter()
    for item in found:
        seen[item.code] += 1
        if item.code in many and seen[item.code] > SHOWN:
            left.setdefault(item.code, []).append(item)
        else:
            shown.append(item)
    return shown, [Repeats(code, len(items), len({item.file for item in items})) for code, items in left.items()]
