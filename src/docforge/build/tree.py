"""Build a whole folder: each unit of the plan goes through read, settle, assemble, passes, pictures, write, verify.

A chapter that cannot be read leaves a placeholder in its book; a document that cannot be read leaves the others alone,
and the file of an earlier build stays where it is. What was written is read back and compared with the document.
"""

from __future__ import annotations

import hashlib
import os
import posixpath
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from msgspec import structs

from docforge.build import config, registry
from docforge.build.assets import load_assets
from docforge.build.books import BookSettings, Chapter, assemble, link_documents, settle_chapter
from docforge.build.convert import FONT_PATH, Outcome, no_stdin, settled
from docforge.build.facts import VERIFIED, document_facts, facts_files
from docforge.build.guard import Guarded, guarded
from docforge.build.keys import Ledger, Step, key_of
from docforge.build.outputs import Output
from docforge.build.pages import page_count
from docforge.build.plan import Page, Plan, Unit, make_plan
from docforge.build.project.layers import assignments, front_matter
from docforge.build.project.load import Loaded, load
from docforge.build.project.places import places
from docforge.build.project.schema import FILE, Settings
from docforge.build.sources import ReadResult, read_one
from docforge.build.steps import lay, run_passes, write
from docforge.build.summary import numbered
from docforge.diagnostics import Diagnostic, exit_status, report
from docforge.limits import Limits
from docforge.model.nodes import Document
from docforge.model.source import SourceText
from docforge.protocols import Asset, PassOptions, ReadOptions, WriteContext
from docforge.theme.spec import Theme
from docforge.verify import verify_files
from docforge.world import RootedWorld, World


@dataclass(frozen=True)
class Built:
    """A file that was written: format, size in bytes, SHA-256, pages if it has any, numbered paragraphs.

    ``warnings``: of its document and its writer. ``verified``: whether it was read back and found right; None where
    that was not asked for, or ``verify`` does not read the format.
    """

    path: str
    format: str
    size: int
    sha256: str
    target: str
    pages: int | None = None
    paragraphs: int = 0
    warnings: int = 0
    verified: bool | None = None


@dataclass(frozen=True)
class BuildOutcome:
    """What a build gave: the files, every diagnostic, and the steps with their keys in the order they came.

    ``texts`` holds the sources' text for showing lines, ``traces`` the tracebacks of internal faults.
    """

    artifacts: tuple[Built, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    steps: tuple[Step, ...] = ()
    texts: Mapping[str, SourceText] = field(default_factory=dict)
    traces: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)

    @property
    def ok(self) -> bool:
        """Whether no error was reported."""
        return all(item.severity != "error" for item in self.diagnostics)

    def status(self, *, strict: bool = False) -> int:
        """The exit status that the diagnostics ask for."""
        return exit_status(self.diagnostics, strict=strict)


@dataclass(frozen=True)
class Prepared:
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


def prepare(
    path: str, world: World, targets: Sequence[str] = (), given: Settings | None = None, *, drafts: bool = False
) -> Prepared:
    """Find and read the project in a folder (or the project file itself) and plan its targets.

    Raises UsageError for a target that the project does not have.
    """
    file = path if path.endswith(".toml") else os.path.join(path, FILE)
    file = os.path.normpath(file)
    rooted = RootedWorld(world, os.path.dirname(file))
    settings = given or Settings()
    result = load(os.path.basename(file), rooted)
    if result.value is None:
        return Prepared(rooted, None, None, settings, result.diagnostics)
    plan = make_plan(result.value, rooted, targets, settings, drafts=drafts)
    return Prepared(rooted, result.value, plan.value, settings, (*result.diagnostics, *plan.diagnostics))


def run(
    prepared: Prepared,
    *,
    verify: bool = True,
    explain: bool = False,
    on_step: Callable[[str], None] = lambda what: None,
) -> BuildOutcome:
    """Build what was planned. ``explain`` writes nothing and gives the steps with their keys."""
    texts = {}
    if prepared.loaded is not None:
        texts[prepared.loaded.file] = SourceText(prepared.loaded.file, prepared.loaded.text)
    if prepared.plan is None or prepared.loaded is None:
        return _shown(BuildOutcome((), prepared.diagnostics, texts=texts), prepared.world)
    builder = _Builder(prepared, verify=verify, explain=explain, on_step=on_step)
    outcomes = [builder.unit(unit) for unit in prepared.plan.units]
    found = dict.fromkeys(
        [*registry.broken(), *prepared.diagnostics, *(item for one in outcomes for item in one.diagnostics)]
    )
    for one in outcomes:
        texts.update(one.texts)
    outcome = BuildOutcome(
        tuple(item for one in outcomes for item in one.artifacts),
        tuple(found),
        tuple(builder.ledger.steps.values()),
        texts,
        tuple(trace for one in outcomes for trace in one.traces),
        builder.limits,
    )
    return _shown(outcome, prepared.world)


def _shown(outcome: BuildOutcome, world: RootedWorld) -> BuildOutcome:
    """Paths as the caller's folder has them, not the project's."""

    def name(path: str) -> str:
        return world.path(path) if path and not path.startswith(("-", "<")) else path

    return replace(
        outcome,
        artifacts=tuple(replace(item, path=name(item.path)) for item in outcome.artifacts),
        diagnostics=tuple(structs.replace(item, file=name(item.file)) for item in outcome.diagnostics),
        texts={name(path): SourceText(name(path), text.text, text.encoding) for path, text in outcome.texts.items()},
    )


@dataclass
class _Work:
    """What is said and written while a unit is built."""

    found: list[Diagnostic] = field(default_factory=list)
    texts: dict[str, SourceText] = field(default_factory=dict)
    traces: list[str] = field(default_factory=list)
    artifacts: list[Built] = field(default_factory=list)

    def take(self, done: Guarded[Document] | Guarded[bytes]) -> None:
        self.found.extend(done.diagnostics)
        self.traces.extend([done.trace] if done.trace else [])


@dataclass(frozen=True)
class _Final:
    """A final document for some of a unit's files, and what its writers get."""

    document: Document
    key: str
    context: WriteContext
    pictures: Mapping[str, Asset]
    picture_key: str


class _Builder:
    """Builds units one after the other, in one ledger of steps."""

    def __init__(self, prepared: Prepared, *, verify: bool, explain: bool, on_step: Callable[[str], None]) -> None:
        assert prepared.loaded is not None
        assert prepared.plan is not None
        self.world: World = prepared.world
        self.loaded = prepared.loaded
        self.plan = prepared.plan
        self.given = prepared.given
        self.verify = verify
        self.explain = explain
        self.on_step = on_step
        self.ledger = Ledger(prepared.world)
        self.limits = Limits()
        self._themes: dict[str, config.Settings] = {}
        self._several = len({unit.target for unit in prepared.plan.units}) > 1

    def unit(self, unit: Unit) -> BuildOutcome:
        """One unit: its document, its files, and the proof."""
        work = _Work()
        theme = self._theme(unit, work)
        if theme.theme is not None:
            self.limits = theme.limits
            chapters = [self._chapter(unit, page, theme.limits, work) for page in unit.pages]
            if any(chapter.document is not None for chapter, _ in chapters):
                for final, outputs in self._finals(unit, chapters, theme, work):
                    self._files(unit, final, outputs, work)
        done = settled(Outcome(None, (), tuple(work.found), work.texts))
        return BuildOutcome(tuple(work.artifacts), done.diagnostics, (), work.texts, tuple(work.traces))

    # ------------------------------------------------------------ settings

    def _theme(self, unit: Unit, work: _Work) -> config.Settings:
        """The theme and limits of a unit; problems are told where the project file has the key."""
        own = unit.settings
        name = own.theme or ("book" if unit.book else "handout")
        typed = {
            f"page.{key.removeprefix('page_')}": value
            for key in ("page_size", "orientation", "writing")
            if (value := getattr(self.given, key))
        }
        known = f"{name} {assignments(own)} {typed}"
        if known not in self._themes:
            result = config.settings(name, assignments(own), self.world, typed)
            # What the project sets may be set otherwise by front matter; what was typed may not.
            fixed = frozenset([*typed, *(item.split("=")[0] for item in assignments(self.given))])
            self._themes[known] = replace(result, fixed=fixed)
            work.found.extend(self._at_key(item, unit) for item in result.diagnostics)
        return self._themes[known]

    def _at_key(self, item: Diagnostic, unit: Unit) -> Diagnostic:
        """A problem of a theme or a setting, at the key of the project file that asks for it."""
        if item.file not in ("", "--set"):
            return item
        key = "theme" if item.code == "DF604" else "set"
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

    def _passing(self, settings: Settings, limits: Limits, theme: Theme | None = None) -> PassOptions:
        """What the passes are told: of what front matter has too, only what was typed."""
        given = self.given
        return PassOptions(
            given.number or None,
            given.restart or None,
            given.show_run or None,
            limits,
            theme.elements if theme else {},
            settings.scope or "chapter",
            settings.notes or "book",
            settings.captions or None,
            settings.details or None,
            tuple(settings.variants or ()),
            settings.index or "",
        )

    # ------------------------------------------------------------ chapters

    def _chapter(self, unit: Unit, page: Page, limits: Limits, work: _Work) -> tuple[Chapter, str]:
        """A page read and settled alone, and the key of that."""
        entry = page.entry
        place = (entry.place.file, entry.place.line, entry.place.column) if entry.place else None
        document, key = self._settled(page, limits, work) if page.file else (None, "")
        title = entry.title
        return Chapter(document, page.path, title, entry.role, page.depth, place), key

    def _settled(self, page: Page, limits: Limits, work: _Work) -> tuple[Document | None, str]:
        own = page.settings
        reading = ReadOptions(
            own.encoding or "",
            own.spacing or "tidy",
            self.given.language or "",
            limits,
            tuple(own.notations or ()),
            site=next(iter(self.plan.sites.values())).kind,
        )
        read, read_key = self.ledger.run(
            "read",
            page.file,
            (),
            [page.file, reading],
            lambda world: read_one(page.file, "", reading, world, no_stdin),
            keep=self._several,
        )
        self._take_read(read, work)
        if read.document is None:
            return None, read_key
        below, language, title = front_matter(own), own.language or "", page.entry.title
        asked = self._passing(own, limits)
        laid = lay(read.document, below, language)
        done, key = self.ledger.run(
            "settle",
            page.file,
            (read_key,),
            [below, language, title, asked],
            lambda _: guarded(partial(settle_chapter, laid, title, asked), "the settling of a chapter", page.file),
            keep=self._several,
        )
        work.take(done)
        return done.value, key

    @staticmethod
    def _take_read(read: ReadResult, work: _Work) -> None:
        work.found.extend(read.diagnostics)
        work.texts.update(read.texts)
        work.traces.extend(read.traces)

    # ------------------------------------------------------------ documents

    def _finals(
        self, unit: Unit, chapters: Sequence[tuple[Chapter, str]], theme: config.Settings, work: _Work
    ) -> Iterator[tuple[_Final, list[Output]]]:
        """The final document of a unit with the files it is for. Documents whose links lead to files beside them differ
        from format to format; those are told apart here, and all others are settled once."""
        drafts: dict[str, tuple[Document, list[Output]]] = {}
        for output in unit.outputs:
            document, key = self._assembled(unit, chapters, output, work)
            if document is not None:
                drafts.setdefault(key, (document, []))[1].append(output)
        for key, (document, outputs) in drafts.items():
            final = self._final(unit, document, key, theme, work)
            if final is not None:
                yield final, outputs

    def _assembled(
        self, unit: Unit, chapters: Sequence[tuple[Chapter, str]], output: Output, work: _Work
    ) -> tuple[Document | None, str]:
        """One document of a unit's chapters (for a book), or with its links settled (for a single page)."""
        needs = tuple(key for _, key in chapters if key)
        site = next(iter(self.plan.sites.values()))
        everything = [page.path for other in self.plan.units for page in other.pages if page.path]
        own = {page.path for page in unit.pages}
        settings = BookSettings(
            unit.title,
            unit.settings.language or site.lang if unit.book else "",
            front_matter(unit.settings) if unit.book else {},
            site.url,
            tuple(path for path in dict.fromkeys([*everything, *site.unlisted]) if path not in own),
            site.aliases,
        )
        told = [
            settings.title,
            settings.lang,
            settings.meta,
            settings.site_url,
            settings.others,
            dict(settings.aliases),
        ]
        if unit.book:
            parts = [chapter for chapter, _ in chapters]
            shape = [(one.path, one.title, one.role, one.depth, one.document is None) for one in parts]
            done, key = self.ledger.run(
                "assemble",
                unit.name,
                needs,
                [told, shape],
                lambda _: guarded(partial(assemble, parts, settings), "the assembling of a book"),
                keep=len(unit.outputs) > 1,
            )
            work.take(done)
            return done.value, key
        document, path = chapters[0][0].document, chapters[0][0].path
        assert document is not None
        beside = self._beside(unit, output)
        linked = guarded(partial(link_documents, document, path, beside, settings), "the linking of documents", path)
        work.take(linked)
        if linked.value is None:
            return None, ""
        if linked.value == document:
            return document, needs[0]
        key = key_of("assemble", needs, [path, beside, told])
        self.ledger.note("assemble", f"{unit.name} ({output.writer.name})", key, needs)
        return linked.value, key

    def _beside(self, unit: Unit, output: Output) -> dict[str, str]:
        """Source path → file of the same format, of each other document of the target, relative to this file."""
        folder = posixpath.dirname(output.path)
        return {
            other.pages[0].path: posixpath.relpath(file.path, folder or ".")
            for other in self.plan.units
            if other.target == unit.target and other is not unit
            for file in other.outputs
            if file.writer is output.writer
        }

    def _final(self, unit: Unit, document: Document, key: str, settings: config.Settings, work: _Work) -> _Final | None:
        """The document after all passes, with its theme and pictures."""
        theme, problems = config.document_theme(settings, document)
        work.found.extend(problems)
        asked = self._passing(unit.settings, settings.limits, theme)
        name = document.sources[0].name if document.sources else unit.name
        done, passes_key = self.ledger.run(
            "passes",
            unit.name,
            (key,),
            asked,
            lambda _: run_passes(document, asked, registry.passes(), name),
        )
        work.take(done)
        if done.value is None:
            return None
        final = done.value
        root = self.loaded.project.root or "."
        pictures, picture_key = self.ledger.run(
            "pictures",
            unit.name,
            (passes_key,),
            [root, settings.limits],
            lambda world: load_assets(final, settings.limits, world, root),
        )
        epoch, dates = config.epoch(final, self.world)
        work.found.extend((*pictures.diagnostics, *dates))
        if any(item.code == "DF605" for item in dates):  # no file may carry a time that was not understood
            return None
        fonts = tuple(unit.settings.font_path or ()) or tuple(
            filter(None, (self.world.variable(FONT_PATH) or "").split(os.pathsep))
        )
        folders = tuple(self.world.path(folder) for folder in fonts) if isinstance(self.world, RootedWorld) else fonts
        context = WriteContext(theme, pictures.value, epoch, name, settings.limits, folders)
        return _Final(final, passes_key, context, pictures.value, picture_key)

    # ------------------------------------------------------------ files

    def _files(self, unit: Unit, final: _Final, outputs: Sequence[Output], work: _Work) -> None:
        """Write a final document to its files, with its facts, and read them back."""
        context = final.context
        fonts = [(posixpath.basename(folder), self.world.names(folder)) for folder in context.font_folders]
        written: list[tuple[Output, bytes, str, int]] = []
        before = _warnings(work.found)
        for output in outputs:
            needs = (final.key, final.picture_key)
            options = [output.writer.name, context.theme, context.epoch, context.limits, fonts]
            key = key_of("write", needs, options)
            self.ledger.note("write", output.path, key, needs)
            if self.explain:
                self._note_verify(output, key, final.key)
                continue
            self.on_step(self._shown(output.path))
            done = write(output.writer, final.document, context, self.world)
            work.take(done)
            if done.value and self._put(output.path, done.value, work):
                written.append((output, done.value, key, _warnings(done.diagnostics)))
        paths = [(output.path, output.writer.name) for output, _, _, _ in written]
        if self.loaded.project.facts is not False:
            for path, data in facts_files(final.document, context.theme, final.pictures, paths):
                self._put(path, data, work)
        for output, data, key, warnings in written:
            verdict = self._proved(output, key, final, work)
            work.artifacts.append(
                Built(
                    output.path,
                    output.writer.name,
                    len(data),
                    hashlib.sha256(data).hexdigest(),
                    unit.target,
                    page_count(data) if output.writer.name == "pdf" else None,
                    numbered(final.document),
                    before + warnings,
                    verdict,
                )
            )

    def _shown(self, path: str) -> str:
        return self.world.path(path) if isinstance(self.world, RootedWorld) else path

    def _note_verify(self, output: Output, key: str, document_key: str) -> None:
        if self.verify and output.writer.name in VERIFIED:
            needs = (key, document_key)
            self.ledger.note("verify", output.path, key_of("verify", needs, None), needs)

    def _put(self, path: str, data: bytes, work: _Work) -> bool:
        """Write a file, its folder made first; whether it was possible."""
        try:
            self.world.make_folder(posixpath.dirname(path))
            self.world.write(path, data)
        except OSError as error:
            work.found.append(report("DF902", f"not written: {error.strerror or error}", file=path))
            return False
        return True

    def _proved(self, output: Output, key: str, final: _Final, work: _Work) -> bool | None:
        """Read a file back from where it was written; None where there is nothing to do."""
        if not self.verify or output.writer.name not in VERIFIED:
            return None
        self._note_verify(output, key, final.key)
        facts = document_facts(final.document, final.context.theme, final.pictures)
        verdict = verify_files([output.path], facts, self.world, self.limits)
        work.found.extend(verdict.diagnostics)
        return verdict.ok


def _warnings(found: Sequence[Diagnostic]) -> int:
    return sum(item.severity == "warning" for item in dict.fromkeys(found))
