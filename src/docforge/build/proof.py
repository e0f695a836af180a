"""What finished files are measured by: facts named by the caller, facts beside the files, or the files themselves."""

from __future__ import annotations

from collections.abc import Sequence

from docforge.build import config
from docforge.build.assets import load_assets
from docforge.build.convert import Options, read
from docforge.build.facts import SUFFIX, document_facts
from docforge.diagnostics import Diagnostic
from docforge.verify import Row, Verdict, facts_for, load_facts, verify_files
from docforge.verify.facts import Facts
from docforge.world import World

Group = tuple[Facts | None, list[str]]
"""Files of one document, and its facts if there are any."""


def prove(paths: Sequence[str], against: str, world: World, options: Options | None = None) -> Verdict:
    """Read files back and compare them.

    ``against`` is a ``.facts.json`` or a source, which is read with ``options``; "" takes the facts beside the files.
    Files that have facts of their own are each measured by these; files without any are measured by those of the
    others, and by each other when nothing has facts. The rows stand in the order of ``paths``; facts among them
    (``verify h.*``) are no files to be verified when they lie beside one.
    """
    beside = {facts_for(path, world) for path in paths if not path.endswith(SUFFIX)}
    paths = [path for path in paths if path not in beside]
    if against:
        facts, found = _given(against, world, options or Options())
        groups: list[Group] = [(facts, list(paths))] if facts else []
    else:
        groups, found = _beside(paths, world)
    verdicts = [verify_files(files, facts, world) for facts, files in groups]
    rows = {row.file: row for verdict in verdicts for row in verdict.value}
    said = [item for verdict in verdicts for item in verdict.diagnostics]
    return Verdict(tuple(rows.get(path, Row(path, "")) for path in paths), (*found, *said))


def _given(against: str, world: World, options: Options) -> tuple[Facts | None, list[Diagnostic]]:
    if against.endswith(SUFFIX):
        result = load_facts(against, world)
        return result.value, list(result.diagnostics)
    return _of_source(against, world, options)


def _of_source(source: str, world: World, options: Options) -> tuple[Facts | None, list[Diagnostic]]:
    """The facts that converting a source now would give. Its warnings are not about the files and are left out."""
    settings = config.settings(options.theme, options.settings, world)
    if settings.theme is None:
        return None, list(settings.diagnostics)
    outcome = read([source], options, world, limits=settings.limits)
    if outcome.document is None:
        return None, list(outcome.diagnostics)
    pictures = load_assets(outcome.document, settings.limits, world, options.root)
    return document_facts(outcome.document, settings.theme, pictures.value), []


def _beside(paths: Sequence[str], world: World) -> tuple[list[Group], list[Diagnostic]]:
    """Files grouped by the facts beside them; those without join the first group."""
    groups: dict[str, Group] = {}
    without: list[str] = []
    found: list[Diagnostic] = []
    for path in paths:
        beside = facts_for(path, world)
        if beside in groups:
            groups[beside][1].append(path)
        elif world.exists(beside):
            result = load_facts(beside, world)
            found.extend(result.diagnostics)
            if result.value is not None:
                groups[beside] = (result.value, [path])
        else:
            without.append(path)
    found = list(dict.fromkeys(found))
    if not without:
        return list(groups.values()), found
    if not groups:
        return [(None, without)], found
    next(iter(groups.values()))[1].extend(without)
    return list(groups.values()), found
