"""Several editions of the same sources, converted one after the other, each into files of its own."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import Any

from msgspec import UNSET
from msgspec.structs import replace

from docforge.build.convert import DEFAULT_THEME, Options, Outcome, settled
from docforge.build.editions import Chosen, choose, edition_outputs, project_of
from docforge.build.outputs import Output
from docforge.build.project.layers import NAMES, assignments
from docforge.build.project.schema import FILE, Settings
from docforge.build.registry import UsageError
from docforge.diagnostics import Diagnostic, report
from docforge.world import World

Convert = Callable[[Sequence[Output], Options], Outcome]
"""Makes one edition: the files of it, and the options it is made with."""


def each_edition(
    sources: Sequence[str], outputs: Sequence[Output], options: Options, world: World, make: Convert
) -> Outcome:
    """What ``make`` gives for each edition that the options name. Nothing is written if one is unknown."""
    project = project_of(sources, world)
    chosen = choose(options.editions, project.value)
    found = [*project.diagnostics, *chosen.diagnostics]
    if any(item.severity == "error" for item in found):
        return Outcome(None, (), tuple(found))
    alone = len(chosen.value) == 1
    if not alone and any(output.to_stdout for output in outputs):
        raise UsageError("standard output takes one edition", "name a file: -o handout.pdf")
    outcomes = []
    for one in chosen.value:
        given, problems = _options(options, one, os.path.dirname(project.value.file) if project.value else "")
        found.extend(problems)
        outcomes.append(make(edition_outputs(outputs, one.edition, alone=alone), given))
    first = outcomes[0]
    return settled(
        replace(
            first,
            artifacts=tuple(artifact for outcome in outcomes for artifact in outcome.artifacts),
            diagnostics=(*found, *(item for outcome in outcomes for item in outcome.diagnostics)),
            traces=tuple(trace for outcome in outcomes for trace in outcome.traces),
        )
    )


_NAMED = {"language": "lang"}
"""Settings whose options have other names."""


_PATHS = ("readings_file", "reference_doc")
"""Settings that are paths, relative to the project file."""


def _options(given: Options, chosen: Chosen, folder: str) -> tuple[Options, list[Diagnostic]]:
    """The options of one edition: its own settings below what was typed."""
    options, unused = above(given, chosen.settings, folder)
    place = f"[edition.{chosen.edition.name}]"
    found = [report("DF651", f"not used: {key} in {place}", file=FILE) for key in unused]
    return replace(options, editions=(), edition=chosen.edition), found


def above(given: Options, settings: Settings, folder: str = "") -> tuple[Options, tuple[str, ...]]:
    """Options of one document over settings of a project in a folder, and the keys of these that single documents do
    not have."""
    own: dict[str, Any] = {}
    unused: list[str] = []
    usual = Options()

    def given_otherwise(option: str) -> bool:
        return bool(getattr(given, option) != getattr(usual, option))

    for name in NAMES:
        value = getattr(settings, name)
        option = _NAMED.get(name, name)
        if value is UNSET or name == "editions":
            continue
        if name == "set":
            own["settings"] = (*assignments(settings), *given.settings)
        elif name == "presets":
            own["presets"] = (*value, *given.presets)
        elif option not in Options.__struct_fields__:
            unused.append(name.replace("_", "-"))
        elif name in _PATHS or (name == "theme" and value.endswith(".toml")):
            own[option] = getattr(given, option) if given_otherwise(option) else os.path.join(folder, value)
        elif not given_otherwise(option):
            own[option] = tuple(value) if isinstance(value, list) else value
    theme = own.get("theme", given.theme) or DEFAULT_THEME
    return replace(given, **{**own, "theme": theme}), tuple(unused)
