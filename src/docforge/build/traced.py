"""What a step asked of files and the environment, remembered so that it can be asked again: where every answer is the
same, the result is too.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from urllib.parse import unquote

from docforge.world import OutsideRootError, RootedWorld, World

THERE = "there"
"""The answer of a file that was only looked for."""

_ANY_SIZE = 1 << 32
"""Bytes that no source has: what is asked again was read within its limit before."""

_HEX = 64
"""Digits of a SHA-256."""

_WITHIN = "\0"
"""Stands between a folder and a reference into it; no path holds it."""

_VARIABLE = "\0\0"
"""Stands before the name of a variable."""


class TracedWorld(RootedWorld):
    """A world that remembers what was asked of its files and variables, with the answers, in ``seen``.

    A path is answered with the SHA-256 (hex) of what was read, "" for what could not be read and for what is not there,
    ``there`` for what was only looked for. ``a/`` is the listing of a folder, ``a/.`` whether it is there. A file that
    a reference within a folder leads to goes by both, so that no question holds a path of the machine.
    """

    def __init__(self, world: World) -> None:
        super().__init__(world, "")
        self.seen: dict[str, str] = {}
        self._named: dict[str, str] = {}

    def read(self, path: str, limit: int) -> bytes:
        question = self._named.get(path, path)
        self.seen[question] = ""
        data = super().read(path, limit)
        self.seen[question] = hashlib.sha256(data).hexdigest()
        return data

    def exists(self, path: str) -> bool:
        found = super().exists(path)
        self.seen.setdefault(self._named.get(path, path), THERE if found else "")
        return found

    def has_folder(self, path: str) -> bool:
        found = super().has_folder(path)
        self.seen[f"{path}/."] = THERE if found else ""
        return found

    def confined(self, root: str, reference: str) -> str:
        question = f"{root}{_WITHIN}{reference}"
        try:
            found = super().confined(root, reference)
        except OutsideRootError:
            self.seen[question] = ""
            raise
        self._named[found] = question
        return found

    def names(self, folder: str) -> tuple[str, ...]:
        found = super().names(folder)
        self.seen[f"{folder}/"] = _listing(found)
        return found

    def variable(self, name: str) -> str | None:
        found = super().variable(name)
        self.seen[_VARIABLE + name] = found or ""
        return found


def files_read(seen: Mapping[str, str]) -> list[str]:
    """The files of the project that were read, sorted. Files elsewhere (docforge's own themes) are not among them."""
    found = set()
    for question, said in seen.items():
        if len(said) != _HEX or question.startswith(_VARIABLE) or question.endswith("/"):
            continue
        root, within, reference = question.partition(_WITHIN)
        path = os.path.normpath(os.path.join(root, unquote(reference)) if within else question)
        if not os.path.isabs(path):
            found.add(path)
    return sorted(found)


class Answers:
    """The answers of a world now, each asked for once."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._known: dict[str, str] = {}

    def hold(self, seen: Mapping[str, str]) -> bool:
        """Whether all that was seen earlier is so now."""
        return all(self._answer(question, earlier == THERE) == earlier for question, earlier in seen.items())

    def _answer(self, question: str, only_there: bool) -> str:
        key = f"{question}?" if only_there else question
        if key not in self._known:
            self._known[key] = self._ask(question, only_there)
        return self._known[key]

    def _ask(self, question: str, only_there: bool) -> str:
        if question.startswith(_VARIABLE):
            return self.world.variable(question.removeprefix(_VARIABLE)) or ""
        if question.endswith("/."):
            return THERE if self.world.has_folder(question[:-2]) else ""
        if question.endswith("/"):
            return _listing(self.world.names(question[:-1]))
        path = question
        if _WITHIN in question:
            root, _, reference = question.partition(_WITHIN)
            try:
                path = self.world.confined(root, reference)
            except OutsideRootError:
                return ""
        if only_there or not self.world.exists(path):
            return THERE if self.world.exists(path) else ""
        try:
            return hashlib.sha256(self.world.read(path, _ANY_SIZE)).hexdigest()
        except OSError:
            return ""


def _listing(names: tuple[str, ...]) -> str:
    return hashlib.sha256(os.fsencode("\0".join(names))).hexdigest()
