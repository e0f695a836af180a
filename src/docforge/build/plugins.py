"""What an installed plug-in must be to be used, what keeps one from it, and whether it does what it promises.

docforge's own readers, passes, writers and themes are held to the same by its tests.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from importlib.metadata import EntryPoint
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from docforge.diagnostics import Diagnostic, meaning
from docforge.model.nodes import Document
from docforge.protocols import PROTOCOL, Result

T = TypeVar("T")

KINDS = {"readers": "reader", "passes": "pass", "writers": "writer", "themes": "theme"}
"""The groups of entry points (``docforge.readers`` …) and what one of each is called."""

_METHODS = {"readers": "read", "passes": "run", "writers": "write"}


class PluginError(Exception):
    """An entry point cannot be used; the message names the package, the entry point and the reason."""

    def __init__(self, point: EntryPoint, why: str) -> None:
        super().__init__(f"{title(point)} ({point.value}): {why}")


def group_of(point: EntryPoint) -> str:
    """``readers`` for an entry point of ``docforge.readers``."""
    return point.group.removeprefix("docforge.")


def package_of(point: EntryPoint) -> str:
    """``NAME VERSION`` of the package that an entry point comes from."""
    return f"{point.dist.name} {point.dist.version}" if point.dist else f"{point.value.partition(':')[0]} unversioned"


def title(point: EntryPoint) -> str:
    """``the reader cards of docforge-cards 0.1.0``."""
    return f"the {KINDS[group_of(point)]} {point.name} of {package_of(point)}"


def loaded(point: EntryPoint) -> Any:
    """What an entry point of a plug-in gives, known to be of the right kind. Raises PluginError."""
    try:
        value = point.load()
    except (Exception, SystemExit) as error:  # a plug-in's module may raise anything
        raise PluginError(point, f"{type(error).__name__}: {error}".rstrip(": ")) from error
    why = _unfit_theme(value) if group_of(point) == "themes" else _unfit(point, value)
    if why:
        raise PluginError(point, why)
    return value


def _unfit_theme(value: Any) -> str:
    if not isinstance(value, str | os.PathLike):
        return f"a theme is the path of a TOML file, not {type(value).__name__}"
    return "" if os.path.isfile(value) else f"there is no file {os.fspath(value)}"


def _unfit(point: EntryPoint, value: Any) -> str:
    """Why an object cannot serve as a reader, pass or writer; "" where it can."""
    group = group_of(point)
    made_for = getattr(value, "protocol", PROTOCOL)
    if made_for != PROTOCOL:
        return f"it was made for version {made_for!r} of docforge's protocols; this docforge has version {PROTOCOL}"
    if isinstance(value, type):
        return f"the entry point gives the class {value.__name__}, not an instance of it"
    name = getattr(value, "name", None)
    if name != point.name:
        return f"its name is {name!r}, and the name of its entry point {point.name!r}"
    if not callable(getattr(value, _METHODS[group], None)):
        return f"it has no method {_METHODS[group]}()"
    if group == "writers":
        suffix = getattr(value, "suffix", None)
        return "" if _is_suffix(suffix) else f"its suffix is {suffix!r}, not one like '.txt'"
    names = getattr(value, attribute := "suffixes" if group == "readers" else "after", None)
    if not isinstance(names, tuple) or not all(isinstance(item, str) for item in names):
        return f"its {attribute} are {names!r}, not a tuple of strings"
    wrong = next((item for item in names if group == "readers" and not _is_suffix(item)), None)
    return "" if wrong is None else f"its suffix is {wrong!r}, not one like '.txt'"


def _is_suffix(value: object) -> bool:
    return isinstance(value, str) and value.startswith(".") and len(value) > 1 and value == value.lower()


def keeping_promise(step: Callable[[], Result[T]], kind: type[Any]) -> Callable[[], Result[T]]:
    """A step of a plug-in that raises TypeError where it gives anything but a result of ``kind`` with diagnostics."""

    def watched() -> Result[T]:
        result = step()
        if not isinstance(result, Result):
            raise TypeError(f"it gave {type(result).__name__}, not docforge.protocols.Result")
        if not isinstance(result.value, kind):
            raise TypeError(f"the value of its result is {type(result.value).__name__}, not {kind.__name__}")
        for item in result.diagnostics:
            _known(item)
        value: Any = _whole(result.value) if isinstance(result.value, Document) else result.value
        return Result(value, tuple(result.diagnostics))

    return watched


def _known(item: object) -> None:
    if not isinstance(item, Diagnostic):
        raise TypeError(f"a diagnostic of it is {type(item).__name__}, not docforge.diagnostics.Diagnostic")
    try:
        meaning(item.code)
    except (KeyError, TypeError) as error:
        raise TypeError(f"it reports the code {item.code!r}, which docforge does not have: report DF911") from error


def _whole(document: Document) -> Document:
    """A document as the model has it: structs take what they are given, and the fault would show in a later step."""
    try:
        return msgspec.convert(msgspec.to_builtins(document), Document)
    except (msgspec.MsgspecError, TypeError) as error:
        raise TypeError(f"its document is none: {error}") from error


def code_digest(point: EntryPoint) -> str:
    """A SHA-256 of the files of the package that an entry point names, which may change under one version while it is
    written; "" where they cannot be found."""
    try:
        spec = find_spec(point.value.partition(":")[0].partition(".")[0])
    except (ImportError, ValueError):
        return ""
    digest = hashlib.sha256()
    for top in _tops(spec):
        for path in [top] if top.is_file() else sorted(top.rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(f"{path.relative_to(top)} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()


def _tops(spec: Any) -> list[Path]:
    if spec is None:
        return []
    if spec.submodule_search_locations:
        return [Path(folder) for folder in spec.submodule_search_locations]
    return [Path(spec.origin)] if spec.origin else []
