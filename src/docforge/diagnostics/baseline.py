"""A baseline: findings that are known and may stay for now, so that only new ones fail.

A finding is known by code, file and message, never by its line, so that text put in above it makes nothing new. Of
several that are equal as many are known as the baseline counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from docforge.diagnostics import Diagnostic, meaning

VERSION = (1, 0)
"""Major and minor version of the form."""

Key = tuple[str, str, str]
"""Code, file, message."""


class BaselineError(ValueError):
    """The bytes are no baseline that can be read; the message says why."""


class _Form(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file as JSON: code, file, message, count."""

    baseline: tuple[int, int]
    known: tuple[tuple[str, str, str, int], ...]


def encode(found: Sequence[Diagnostic]) -> bytes:
    """The baseline of some findings: UTF-8 JSON, sorted, a line each. What no document is to blame for is left out."""
    counts = Counter(_key(item) for item in found if is_a_finding(item))
    lines = [msgspec.json.encode((*key, count)).decode() for key, count in sorted(counts.items())]
    return "\n".join([f'{{"baseline": {list(VERSION)}, "known": [', ",\n".join(lines), "]}", ""]).encode()


def decode(data: bytes) -> Counter[Key]:
    """How often each finding is known. Raises ``BaselineError``."""
    try:
        form = msgspec.json.decode(data, type=_Form)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise BaselineError(str(error)) from error
    if form.baseline[0] != VERSION[0] or form.baseline[1] > VERSION[1]:
        raise BaselineError(f"it was written by a newer docforge (version {form.baseline})")
    return Counter({(code, file, message): count for code, file, message, count in form.known})


def parted(found: Sequence[Diagnostic], known: Counter[Key]) -> tuple[list[Diagnostic], list[Diagnostic], int]:
    """New findings, known ones, and how many of the baseline are not there any more."""
    left = Counter(known)
    new: list[Diagnostic] = []
    old: list[Diagnostic] = []
    for item in found:
        key = _key(item)
        if is_a_finding(item) and left[key] > 0:
            left[key] -= 1
            old.append(item)
        else:
            new.append(item)
    return new, old, left.total()


def _key(item: Diagnostic) -> Key:
    return item.code, item.file, item.message


def is_a_finding(item: Diagnostic) -> bool:
    """Whether it is about a document that was read, not about the command, the settings or the machine."""
    entry = meaning(item.code)
    return entry.exit == 1 and not entry.fatal
