"""The theme and limits of each unit, and where the project asks for what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import structs
from msgspec.structs import replace

from docforge.build import config, registry
from docforge.build.handouts import OPTION
from docforge.build.plan import Unit
from docforge.build.project.layers import assignments
from docforge.build.project.load import Loaded
from docforge.build.project.places import places
from docforge.build.project.schema import Settings
from docforge.build.traced import TracedWorld
from docforge.diagnostics import Diagnostic
from docforge.world import World


class UnitThemes:
    """Themes by what units ask for, each read once."""

    def __init__(self, loaded: Loaded, given: Settings, world: World) -> None:
        self.loaded = loaded
        self.given = given
        self.world = world
        self._known: dict[str, tuple[config.Settings, Mapping[str, str]]] = {}

    def of(self, unit: Unit) -> tuple[config.Settings, list[Diagnostic], Mapping[str, str]]:
        """The settings of a unit, what is wrong with them, and the answers they depend on (``traced``)."""
        own = unit.settings
        name = own.theme or ("book" if unit.book else "handout")
        typed = {
            f"page.{key.removeprefix('page_')}": value
            for key in ("page_size", "orientation", "writing")
            if (value := getattr(self.given, key))
        }
        presets = tuple(own.presets or ())
        asked = f"{name} {presets} {assignments(own)} {typed}"
        if asked not in self._known:
            world = TracedWorld(self.world)
            result = config.settings(name, assignments(own), world, typed, presets)
            # What the project sets may be set otherwise by front matter; what was typed may not.
            fixed = frozenset([*typed, *(item.split("=")[0] for item in assignments(self.given))])
            # Installed themes are part of the code that keys cover, and lie elsewhere on each machine.
            installed = registry.theme_paths()
            outside = {question: said for question, said in world.seen.items() if question not in installed}
            self._known[asked] = replace(result, fixed=fixed), outside
        result, seen = self._known[asked]
        return result, [self._at_key(item, unit) for item in result.diagnostics], seen

    def _at_key(self, item: Diagnostic, unit: Unit) -> Diagnostic:
        """A problem of a theme or a setting, at the key of the project file that asks for it."""
        if item.file not in ("", "--set", OPTION):
            return item
        key = "presets" if item.file == OPTION else "theme" if item.code == "DF604" else "set"
        if getattr(self.given, key):
            return item
        where = places(self.loaded.text)
        path = next(
            (path for path in (("target", unit.target, key), (key,)) if path in where.keys),
            ("target", unit.target),
        )
        place = where.value(path)
        if place is None:
            return item
        return structs.replace(item, file=self.loaded.file, line=place.line, column=place.column, length=place.length)
