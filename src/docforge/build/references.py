"""The Word files that the DOCX of units take their looks from, and where the project says which style is which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from docforge.build import registry
from docforge.build.plan import Unit
from docforge.build.project.load import Loaded
from docforge.build.project.places import places
from docforge.build.reference import referenced
from docforge.build.traced import TracedWorld
from docforge.diagnostics import Diagnostic
from docforge.limits import Limits
from docforge.protocols import ReferenceDocument, Result
from docforge.theme.spec import Theme
from docforge.theme.word_names import style_names
from docforge.world import World


class References:
    """Templates by their paths, each read once."""

    def __init__(self, loaded: Loaded, world: World) -> None:
        self._loaded = loaded
        self._world = world
        self._known: dict[tuple[str, Limits], tuple[Result[ReferenceDocument | None], Mapping[str, str]]] = {}

    def of(
        self, unit: Unit, theme: Theme, limits: Limits
    ) -> tuple[ReferenceDocument | None, list[Diagnostic], Mapping[str, str]]:
        """The template of a unit, what is wrong with it, and the answers it depends on (``traced``)."""
        path, styles = unit.settings.reference_doc or "", unit.settings.docx_styles or {}
        asked = path if any(output.writer.name == "docx" for output in unit.outputs) else ""
        if (asked, limits) not in self._known:
            world = TracedWorld(self._world)
            self._known[asked, limits] = referenced(asked, limits, world), world.seen
        result, seen = self._known[asked, limits]
        found = list(result.diagnostics)
        if result.value is None:
            return None, found, seen
        return replace(result.value, styles=styles), [*found, *self._unknown(unit, styles, theme)], seen

    def _unknown(self, unit: Unit, styles: Mapping[str, str], theme: Theme) -> Iterator[Diagnostic]:
        """Every key of ``docx-styles`` that is no style of the theme, at its place."""
        known = style_names(theme)
        keys = places(self._loaded.text).keys
        for key in styles:
            if key in known:
                continue
            named = [path[:-1] for path in keys if path[-2:] == ("docx-styles", key)]
            of_target = (table for table in named if table[:2] == ("target", unit.target))
            table = next(of_target, named[0] if named else ("docx-styles",))
            message = f'unknown key "{key}" in [{".".join(map(str, table))}]'
            yield self._loaded.problem("DF621", message, (*table, key), registry.near(key, known), at_key=True)
