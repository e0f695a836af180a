"""Build a whole folder: each unit of the plan goes through read, settle, assemble, passes, pictures, write, verify.

A chapter that cannot be read leaves a placeholder in its book; a document that cannot be read leaves the others alone,
and the file of an earlier build stays where it is. What was written is read back and compared with the document.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct, structs
from msgspec.structs import replace

from docforge.build import registry
from docforge.build.chapters import read_options
from docforge.build.convert import no_stdin
from docforge.build.crew import Choose, Order
from docforge.build.lock.changed import CODES, absent_units
from docforge.build.lock.file import NO_LOCK, load_lock, lock_path
from docforge.build.outcome import BuildOutcome, Built
from docforge.build.plan import Plan, Shard, make_plan
from docforge.build.pool import choose as choose_crew
from docforge.build.project.load import Loaded, load
from docforge.build.project.schema import FILE, Settings
from docforge.build.release.make import Build, publish
from docforge.build.session import Session
from docforge.build.sources import ReadResult, read_one
from docforge.build.store import Store, open_store
from docforge.build.traced import files_read
from docforge.diagnostics import Diagnostic, report
from docforge.diagnostics.policy import weighed
from docforge.limits import Limits
from docforge.model.source import SourceText
from docforge.world import RootedWorld, World

__all__ = ["BuildOutcome", "Built", "Prepared", "prepare", "read_project", "run"]


class Prepared(Struct, frozen=True):
    """A build that may begin: ``plan`` is None when it may not, and ``diagnostics`` say why."""

    world: RootedWorld
    loaded: Loaded | None
    plan: Plan | None
    given: Settings
    diagnostics: tuple[Diagnostic, ...]

    @property
    def total(self) -> int:
        """How many files will be written."""
        return len(self.plan.outputs) if self.plan else 0

    def store(self, place: str = "") -> Store:
        """The cache of the project, or the one at a place."""
        table = self.loaded.project.cache if self.loaded else None
        return open_store(table or None, self.world.root, place)


def prepare(
    path: str,
    world: World,
    targets: Sequence[str] = (),
    given: Settings | None = None,
    *,
    drafts: bool = False,
    shard: Shard | None = None,
) -> Prepared:
    """Find and read the project in a folder (or the project file itself) and plan its targets, or one part of them.

    Raises UsageError for a target that the project does not have.
    """
    file = path if path.endswith(".toml") else os.path.join(path, FILE)
    file = os.path.normpath(file)
    rooted = RootedWorld(world, os.path.dirname(file))
    settings = given or Settings()
    result = load(os.path.basename(file), rooted)
    if result.value is None:
        return Prepared(rooted, None, None, settings, result.diagnostics)
    locks = load_lock(lock_path(result.value.file), rooted)
    loaded = replace(result.value, locks=locks.value)
    plan = make_plan(loaded, rooted, targets, settings, drafts=drafts)
    gone = absent_units(loaded, plan.value) if plan.value else ()
    found = (*result.diagnostics, *locks.diagnostics, *plan.diagnostics, *gone)
    own = replace(plan.value, shard=shard) if plan.value else None
    return Prepared(rooted, loaded, own, settings, found)


def read_project(prepared: Prepared, limits: Limits) -> Iterator[ReadResult]:
    """Every document of a project's targets as read, each once; none where the project cannot be planned."""
    if prepared.plan is None or prepared.loaded is None:
        return
    root = prepared.loaded.project.root or "."
    site = next(iter(prepared.plan.sites.values())).kind
    pages = {page.file: page for unit in prepared.plan.units for page in unit.pages if page.file}
    for page in pages.values():
        options = read_options(page.settings, prepared.given, site, limits, root)
        yield read_one(page.file, "", options, prepared.world, no_stdin)


def run(
    prepared: Prepared,
    *,
    verify: bool = True,
    explain: bool = False,
    frozen: bool = False,
    store: Store | None = None,
    choose: Choose | None = None,
    on_step: Callable[[str], None] = lambda what: None,
) -> BuildOutcome:
    """Build what was planned.

    ``explain`` writes nothing and gives the steps with their keys. ``frozen`` writes nothing where a published number
    would change. ``store`` keeps what steps gave for later builds, ``choose`` says who makes the units (by default
    this process). ``on_step`` is told the path of each file.
    """
    if frozen:
        refused = _refused(prepared)
        if refused is not None:
            return refused
    texts = {}
    if prepared.loaded is not None:
        texts[prepared.loaded.file] = SourceText(prepared.loaded.file, prepared.loaded.text)
    if prepared.plan is None or prepared.loaded is None:
        return _shown(BuildOutcome((), prepared.diagnostics, texts=texts), prepared.world)
    world = prepared.world
    order = Order(world, prepared.loaded, prepared.plan, prepared.given, verify, explain, None if explain else store)
    session = Session(order, choose or choose_crew(0), lambda path: on_step(world.path(path)))
    done = session.run()
    found = dict.fromkeys(
        [
            *registry.broken(),
            *prepared.diagnostics,
            *(item for one in done for item in (*one.made.diagnostics, *one.failed)),
            *session.problems(),
        ]
    )
    for one in done:
        texts.update(one.made.texts)
    found = dict.fromkeys(weighed(found, prepared.loaded.project.diagnostics or {}))
    artifacts = tuple(item for one in done for item in _with_inputs(one.artifacts, one.made.seen))
    limits = done[-1].made.limits if done else Limits()
    if not explain:
        release = Build(prepared.loaded, prepared.plan, artifacts, tuple(found), limits, prepared.given)
        found.update(dict.fromkeys(publish(release, world)))
    outcome = BuildOutcome(
        artifacts,
        tuple(found),
        tuple(dict.fromkeys(step for one in done for step in one.made.steps)),
        texts,
        tuple(trace for one in done for trace in one.made.traces),
        limits,
        prepared.plan.sources,
    )
    return _shown(outcome, world)


def _with_inputs(files: Sequence[Built], seen: Mapping[str, str]) -> Iterator[Built]:
    """The files of a unit with everything of the project that they were made from: its documents, then what these
    include and show."""
    read = files_read(seen)
    for item in files:
        yield replace(item, sources=tuple(dict.fromkeys((*item.sources, *read))))


def _refused(prepared: Prepared) -> BuildOutcome | None:
    """What a build says that would change published numbers, or that has no lock to hold to; None where it may go on.

    All documents are settled before any file is written.
    """
    if prepared.loaded is not None and not prepared.world.exists(lock_path(prepared.loaded.file)):
        absent = report("DF632", "there is none to hold to", file=lock_path(prepared.loaded.file), hint=NO_LOCK)
        return _shown(BuildOutcome((), (absent,)), prepared.world)
    if any(item.code == "DF632" for item in prepared.diagnostics):
        return _shown(BuildOutcome((), prepared.diagnostics), prepared.world)
    loaded = prepared.loaded and replace(
        prepared.loaded, project=structs.replace(prepared.loaded.project, diagnostics={})
    )
    tried = run(replace(prepared, loaded=loaded), verify=False, explain=True)  # whatever weight the project gives them
    if not any(item.code in CODES for item in tried.diagnostics):
        return None
    strict = (structs.replace(item, severity="error") if item.code in CODES else item for item in tried.diagnostics)
    return replace(tried, diagnostics=tuple(strict), steps=())


def _shown(outcome: BuildOutcome, world: RootedWorld) -> BuildOutcome:
    """Paths as the caller's folder has them, not the project's."""

    def name(path: str) -> str:
        return world.path(path) if path and not path.startswith(("-", "<")) else path

    return replace(
        outcome,
        artifacts=tuple(replace(item, path=name(item.path)) for item in outcome.artifacts),
        diagnostics=tuple(structs.replace(item, file=name(item.file)) for item in outcome.diagnostics),
        sources=tuple(map(name, outcome.sources)),
        texts={name(path): SourceText(name(path), text.text, text.encoding) for path, text in outcome.texts.items()},
    )
