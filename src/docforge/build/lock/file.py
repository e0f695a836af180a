"""``docforge.lock``: the paragraphs of every file as they were published, one a line, to be kept with the sources."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

import msgspec

from docforge.diagnostics import Diagnostic, report
from docforge.limits import Limits
from docforge.model.locked import Locked
from docforge.protocols import Result
from docforge.world import World

FILE = "docforge.lock"
VERSION = (1, 0)
"""Major and minor version of the form."""

NO_LOCK = "docforge lock writes one"

Locks = Mapping[str, Mapping[str, tuple[Locked, ...]]]
"""Target → name of the unit → what was published, in order."""


class _Form(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file as JSON."""

    lock: tuple[int, int]
    published: dict[str, dict[str, tuple[Locked, ...]]]


def lock_path(project: str) -> str:
    """Where the lock of a project file is: beside it."""
    return posixpath.join(posixpath.dirname(project), FILE)


def encode(locks: Locks) -> bytes:
    """UTF-8 JSON with a line for each paragraph, so that a change of one is a change of one line."""
    lines = ["{", f'"lock": {list(VERSION)},', '"published": {']
    for number, (target, units) in enumerate(locks.items(), 1):
        lines.append(f"{_json(target)}: {{")
        for count, (name, entries) in enumerate(units.items(), 1):
            lines.append(f"{_json(name)}: [")
            lines += [_json(entry) + ("," if place < len(entries) else "") for place, entry in enumerate(entries, 1)]
            lines.append("]" + ("," if count < len(units) else ""))
        lines.append("}" + ("," if number < len(locks) else ""))
    return ("\n".join([*lines, "}", "}"]) + "\n").encode()


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def load_lock(path: str, world: World) -> Result[Locks]:
    """The lock in a file; empty where there is none, or with DF632 where it cannot be used."""
    if not world.exists(path):
        return Result({})
    try:
        form = msgspec.json.decode(world.read(path, Limits().archive_bytes), type=_Form)
    except OSError as error:
        return Result({}, (_unusable(path, error.strerror or str(error)),))
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        return Result({}, (_unusable(path, str(error)),))
    if form.lock[0] != VERSION[0] or form.lock[1] > VERSION[1]:
        return Result({}, (_unusable(path, f"it was written by a newer docforge (version {form.lock})"),))
    return Result(form.published)


def _unusable(path: str, reason: str) -> Diagnostic:
    return report("DF632", f"cannot be used: {reason}", file=path, hint="restore it, or publish anew: docforge lock")
