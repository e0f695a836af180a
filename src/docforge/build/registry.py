"""Readers, passes, writers and themes by name and suffix, from entry points. Built-ins and plug-ins are found alike.

Groups: ``docforge.readers``, ``docforge.passes``, ``docforge.writers`` (an entry point gives an instance) and
``docforge.themes`` (an entry point gives the path of a TOML file). An entry point's name is the format's name.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable, Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from importlib.metadata import EntryPoint, entry_points
from typing import Any, cast

from docforge.build.plugins import KINDS, PluginError, code_digest, group_of, loaded, package_of, title
from docforge.diagnostics import Diagnostic, report
from docforge.protocols import Pass, Reader, Writer


class UsageError(ValueError):
    """docforge was asked for something it cannot mean; ``hint`` says what to ask for instead."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(f"{message} ({hint})" if hint else message)
        self.message = message
        self.hint = hint


@cache
def _groups() -> Mapping[str, tuple[EntryPoint, ...]]:
    """The entry points of docforge's groups. All packages are scanned once: it costs the same for all as for one."""
    found = entry_points()
    groups = (f"docforge.{name}" for name in KINDS)
    return {group: tuple(found.select(group=group)) for group in groups}


@cache
def _points(group: str) -> Mapping[str, EntryPoint]:
    """The entry points of one group by name, sorted. docforge's own win over a plug-in's of the same name."""
    found = sorted(_groups()[group], key=lambda point: (point.name, not _own(point), point.value))
    table: dict[str, EntryPoint] = {}
    for point in found:
        table.setdefault(point.name, point)
    return table


def _own(point: EntryPoint) -> bool:
    return point.value.startswith("docforge.")


@cache
def _load(point: EntryPoint) -> Any:
    """What an entry point gives. Raises PluginError for a plug-in that cannot be used."""
    return point.load() if _own(point) else loaded(point)


def names(group: str) -> tuple[str, ...]:
    """The names in a group (``readers``, ``passes``, ``writers``, ``themes``), sorted."""
    return tuple(_points(f"docforge.{group}"))


def near(name: str, known: Iterable[str]) -> str:
    """``did you mean X?`` for a name close to a known one, else the known names in a list."""
    choices = list(known)
    close = difflib.get_close_matches(name, choices, n=1, cutoff=0.51)
    return f"did you mean {close[0]}?" if close else f"known: {', '.join(choices)}"


def _named(group: str, kind: str, name: str) -> Any:
    point = _points(f"docforge.{group}").get(name)
    if point is None:
        by_suffix = _with_suffix(group, "." + name.lower().removeprefix("."))
        if by_suffix is not None:
            return by_suffix
        raise UsageError(f'unknown {kind} "{name}"', near(name, names(group)))
    try:
        return _load(point)
    except PluginError as error:
        raise UsageError(str(error), "docforge formats lists what can be used") from error


def _with_suffix(group: str, suffix: str) -> Any:
    """The reader or writer of a suffix that was given for a name, as ``md`` for ``markdown``; None if there is none."""
    for item in _usable(f"docforge.{group}"):
        if suffix in (item.suffixes if group == "readers" else (item.suffix,)):
            return item
    return None


def reader(name: str) -> Reader:
    """The reader of a name or suffix. Raises UsageError with a near match."""
    return cast(Reader, _named("readers", "input format", name))


def writer(name: str) -> Writer:
    """The writer of a name or suffix. Raises UsageError with a near match."""
    return cast(Writer, _named("writers", "output format", name))


def theme_path(name: str) -> str | None:
    """The file of an installed theme, None when no theme has that name. Raises PluginError."""
    point = _points("docforge.themes").get(name)
    return None if point is None else os.fspath(_load(point))


def theme_paths() -> frozenset[str]:
    """The files of all installed themes that can be used."""
    return frozenset(os.fspath(path) for path in _usable("docforge.themes"))


def reader_for(path: str) -> Reader | None:
    """The reader whose suffix is the longest that ``path`` ends with (``.pandoc.json`` before ``.json``), else None."""
    lower = os.path.basename(path).lower()
    best: tuple[int, Reader | None] = (0, None)
    for found in _usable("docforge.readers"):
        length = max((len(suffix) for suffix in found.suffixes if lower.endswith(suffix)), default=0)
        best = max(best, (length, found), key=lambda pair: pair[0])
    return best[1]


def writer_for(path: str) -> Writer:
    """The writer whose suffix is the longest that ``path`` ends with. Raises UsageError with the list of suffixes."""
    lower = os.path.basename(path).lower()
    own = _points("docforge.writers").get(os.path.splitext(lower)[1][1:])
    if own is not None and lower.count(".") == 1:  # the common case loads one writer only
        return cast(Writer, _load(own))
    found = [item for item in _usable("docforge.writers") if lower.endswith(item.suffix)]
    if found:
        return cast(Writer, max(found, key=lambda item: len(item.suffix)))
    suffixes = sorted(item.suffix for item in _usable("docforge.writers"))
    ending = os.path.splitext(lower)[1]
    if not ending:
        raise UsageError(
            f"{path} has no suffix to tell the format by", f"known: {', '.join(suffixes)}; or name it with --to"
        )
    raise UsageError(f'no output format has the suffix "{ending}" of {path}', near(ending, suffixes))


def passes() -> tuple[Pass, ...]:
    """All passes in an order that respects ``after``; among free ones, by name. A plug-in's pass that waits for itself,
    also through others, is left out (``broken`` tells of it)."""
    found = {item.name: item for item in _usable("docforge.passes") if item.name not in _waiting_for_themselves()}
    sorter = TopologicalSorter(_graph(found))
    sorter.prepare()
    order: list[Pass] = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready())
        for name in ready:
            order.append(found[name])
            sorter.done(name)
    return tuple(order)


def _graph(found: Mapping[str, Pass]) -> dict[str, list[str]]:
    return {name: [other for other in found[name].after if other in found] for name in sorted(found)}


@cache
def _waiting_for_themselves() -> Mapping[str, str]:
    """Passes of plug-ins that would never be ready, each with the circle that it stands in."""
    found = {item.name: item for item in _usable("docforge.passes")}
    out: dict[str, str] = {}
    while True:
        try:
            TopologicalSorter(_graph(found)).prepare()
        except CycleError as error:
            circle: list[str] = error.args[1]
            foreign = [name for name in circle if not _own(_points("docforge.passes")[name])]
            for name in foreign:
                out[name] = " → ".join(reversed(circle))
                found.pop(name, None)
        else:
            return out


def readers() -> tuple[Reader, ...]:
    """All readers that load, by name."""
    return tuple(_usable("docforge.readers"))


def writers() -> tuple[Writer, ...]:
    """All writers that load, by name."""
    return tuple(_usable("docforge.writers"))


def broken() -> tuple[Diagnostic, ...]:
    """DF607 for every installed plug-in that cannot be used."""
    found = []
    for group, points in _groups().items():
        for point in points:
            why = "" if _own(point) else _unusable(point, _points(group)[point.name])
            if why:
                found.append(report("DF607", why))
    return tuple(found)


def _unusable(point: EntryPoint, winner: EntryPoint) -> str:
    """Why a plug-in's entry point is not used, "" where it is."""
    if point != winner:
        by = "docforge itself" if _own(winner) else package_of(winner)
        return f"{title(point)} ({point.value}): {by} has a {KINDS[group_of(point)]} of that name"
    try:
        _load(point)
    except PluginError as error:
        return str(error)
    circle = _waiting_for_themselves().get(point.name, "") if group_of(point) == "passes" else ""
    return f"{title(point)} ({point.value}): it waits for itself: {circle}" if circle else ""


def plugins() -> tuple[EntryPoint, ...]:
    """The entry points of plug-ins that stand for something, sorted by package, group and name."""
    points = [point for group in _groups() for point in _points(group).values() if not _own(point)]
    return tuple(sorted(points, key=lambda point: (package_of(point), point.group, point.name)))


def package_behind(group: str, name: str) -> str:
    """``NAME VERSION`` of the package that a reader, pass or writer comes from, "" for docforge's own."""
    point = _points(f"docforge.{group}").get(name)
    return "" if point is None or _own(point) else package_of(point)


def plugin_versions() -> tuple[str, ...]:
    """``group name package version`` of every plug-in that is not docforge's own, sorted."""
    return tuple(sorted(f"{point.group} {point.name} {package_of(point)}" for point in plugins()))


def plugin_code() -> tuple[str, ...]:
    """A digest of the code of each plug-in, sorted by package, group and name."""
    return tuple(code_digest(point) for point in plugins())


def _usable(group: str) -> list[Any]:
    """Every instance of a group that loads; what does not is told by ``broken``."""
    found = []
    for point in _points(group).values():
        try:
            found.append(_load(point))
        except PluginError:
            continue
    return found
