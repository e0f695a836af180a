"""Whole units that were made before: where all that one depended on is as it was, none of its steps is looked at."""

from __future__ import annotations

from msgspec.structs import replace

from docforge.build.keys import font_state, key_of
from docforge.build.layout import Layout
from docforge.build.ledger import lasting
from docforge.build.outcome import Listed, Made
from docforge.build.plan import Plan, Unit
from docforge.build.project.load import Loaded
from docforge.build.project.schema import Settings
from docforge.build.site.shape import public_folders
from docforge.build.store import Values
from docforge.build.traced import Answers
from docforge.world import World


class Finished:
    """Finds and keeps what units gave. ``verify`` is part of what was asked."""

    def __init__(
        self, world: World, loaded: Loaded, plan: Plan, given: Settings, values: Values, *, verify: bool
    ) -> None:
        self.values = values
        self._answers = Answers(world)
        self._layout = Layout(world)
        self._loaded = loaded
        site = next(iter(plan.sites.values()), None)
        # How a page is read goes by the kind of its site, and where its pictures are by the folders that it publishes.
        read = [site.kind, public_folders(site), site.base] if site else []
        self._told = [given, loaded.project.root or "", loaded.project.facts is not False, verify, font_state(), read]
        self._asked = {unit.page_list for unit in plan.units if unit.page_list}
        self._site = key_of("unit", (), _surroundings(plan))

    def find(self, unit: Unit, listed: Listed | None) -> Made | None:
        """What a unit gave when it was made from the same; its bytes are found by their digests."""
        if self.values.store is None:
            return None
        for alone in (True, False):
            key = self._key(unit, listed, alone=alone)
            found = self.values.get(key, Made)
            if found is not None and self._answers.hold(found.seen):
                for entry in (key, *(file.sha256 for file in found.files)):
                    self.values.touch(entry)
                return found
        return None

    def keep(self, unit: Unit, listed: Listed | None, made: Made) -> None:
        """Keep what a unit gave, if it gave all that was asked and says nothing about places of the project file, which
        move when that is edited."""
        whole = sum(file.built is not None for file in made.files) == len(unit.outputs) and not made.traces
        movable = any(item.file == self._loaded.file for item in made.diagnostics)
        if self.values.store is None or not whole or movable or not lasting(made.diagnostics):
            return
        for sha256, data in made.data.items():
            self.values.put_data(sha256, data)
        self.values.put(self._key(unit, listed, alone=made.alone), replace(made, data={}))

    def _key(self, unit: Unit, listed: Listed | None, *, alone: bool) -> str:
        outputs = [(output.path, output.writer.name) for output in unit.outputs]
        pages = [
            (page.path, page.file, page.entry.title, page.entry.role, page.entry.place, page.depth, page.settings)
            for page in unit.pages
        ]
        own = [unit.target, unit.name, outputs, pages, unit.settings, unit.book, unit.title, unit.page_list]
        own += [[one.text for one in unit.picks], unit.composition, self._loaded.locked(unit.target, unit.name)]
        own.append(self._layout.version(unit.settings.docx_pages or None))
        return key_of("unit", (), [own, unit.target in self._asked, listed, "" if alone else self._site, self._told])


def _surroundings(plan: Plan) -> list[object]:
    """What the links of one document may lead to: the other documents of the site, and the files they become."""
    site = next(iter(plan.sites.values()), None)
    about = site and [
        site.source, site.url, site.lang, dict(site.aliases), dict(site.addresses), site.unlisted
    ]  # fmt: skip
    units = [
        (unit.target, [page.path for page in unit.pages], [(item.path, item.writer.name) for item in unit.outputs])
        for unit in plan.units
    ]
    return [about, units]
