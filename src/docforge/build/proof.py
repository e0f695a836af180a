"""What finished files are measured by: facts named by the caller, facts beside the files, or the files themselves."""

from __future__ import annotations

import os
from collections.abc import Sequence

from docforge.build import config
from docforge.build.assets import load_assets
from docforge.build.convert import Options, read
from docforge.build.facts import SUFFIX, document_facts
from docforge.diagnostics import Diagnostic, report
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
    for facts, files in groups:
        if facts is not None and facts.picks:
            found.extend(of_sources(facts, files[0], options or Options(), world))
    rows = {row.file: row for verdict in verdicts for row in verdict.value}
    said = [item for verdict in verdicts for item in verdict.diagnostics]
    return Verdict(tuple(rows.get(path, Row(path, "")) for path in paths), (*found, *said))


def of_sources(facts: Facts, file: str, options: Options, world: World) -> list[Diagnostic]:
    """Prove the numbers of a handout against the sources it was picked from: each is read and settled by itself here,
    and must have every paragraph of the handout under the same number."""
    found: list[Diagnostic] = []
    there: dict[str, set[str]] = {}
    whole = True
    for path in dict.fromkeys(pick.partition("#")[0] for pick in facts.picks):
        source = os.path.normpath(os.path.join(os.path.dirname(file), path))
        outcome = read([source], options, world) if world.exists(source) else None
        if outcome is None or outcome.document is None:
            found.append(report("DF853", f"{source} cannot be read; numbers are proved by the facts alone", file=file))
            whole = False
            continue
        settings = config.settings(options.theme, (), world)
        assert settings.theme is not None
        for paragraph in document_facts(outcome.document, settings.theme, ()).paragraphs:
            for name in (paragraph.id, paragraph.text):
                there.setdefault(name, set()).add(paragraph.number)
    for paragraph in facts.paragraphs:
        if not (paragraph.number and paragraph.address):
            continue
        numbers = there.get(paragraph.id) or there.get(paragraph.text) or set()
        if paragraph.number in numbers or not (numbers or whole):
            continue
        said = f"is {' or '.join(sorted(numbers))} in its source" if numbers else "is not in the sources"
        text = paragraph.text if len(paragraph.text) <= _SHOWN else paragraph.text[:_SHOWN] + "…"
        found.append(report("DF852", f"{paragraph.number} ({paragraph.address}) {said}: {text}", file=file))
    return found


_SHOWN = 30
"""Characters of a paragraph that are shown."""


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
