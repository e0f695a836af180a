"""One unit of a build: its document under its theme, written to the bytes of its files, and these read back.

Making a unit is a pure function of the plan and of what its steps ask of files and variables. It writes nothing, so it
can be done in another process or on another machine (``crew``); ``deliver`` writes.
"""

from __future__ import annotations

import hashlib
import os
import posixpath
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial

from msgspec import Struct, structs

from docforge.build import config, registry
from docforge.build.assets import Public, load_assets
from docforge.build.chapters import Chapters, Keyed, pass_options
from docforge.build.convert import FONT_PATH, Outcome, settled
from docforge.build.facts import VERIFIED, document_facts, facts_files, facts_path, own_facts_path
from docforge.build.fit import Fitted, laid_out
from docforge.build.guard import guarded
from docforge.build.keys import key_of
from docforge.build.ledger import Ledger
from docforge.build.lock.changed import changed
from docforge.build.outcome import Built, Listed, Made, Work
from docforge.build.outputs import Output
from docforge.build.pages import page_count
from docforge.build.plan import Plan, Unit
from docforge.build.project.load import Loaded
from docforge.build.project.schema import Settings
from docforge.build.references import References
from docforge.build.release.digests import content_sha256
from docforge.build.release.fonts import embedded
from docforge.build.renderings import renderings
from docforge.build.site.shape import public_folders
from docforge.build.steps import run_passes
from docforge.build.store import Values
from docforge.build.summary import numbered, words_of
from docforge.build.unit_themes import UnitThemes
from docforge.build.writing import Writing
from docforge.diagnostics import Diagnostic, report
from docforge.model.locked import Locked
from docforge.model.nodes import Document
from docforge.model.text import inline_text
from docforge.protocols import DOCX_PAGES, EPUB_TARGETS, PDF_VARIANTS, Asset, PassOptions, WriteContext
from docforge.world import RootedWorld


class Final(Struct, frozen=True, dict=True):  # cached properties live in the dictionary
    """A final document for some of a unit's files, and what its writers get."""

    document: Document
    key: str
    context: WriteContext
    pictures: Mapping[str, Asset]
    picture_key: str
    fonts: tuple[str, ...] = ()
    """Folders of further faces, as the project names them."""

    @cached_property
    def numbered(self) -> int:
        """Numbered paragraphs, counted once for all formats."""
        return numbered(self.document)

    @cached_property
    def words(self) -> int:
        """Words as on the page."""
        return words_of(self.document)


def _silent(_path: str) -> None:
    """Says nothing."""


OnFinal = Callable[[Unit, Document, PassOptions, Document], None]
"""Told of each document before and after the passes."""


def ignored(*_told: object) -> None:
    """For whoever needs no final document."""


class Builder:
    """Makes units one after the other, in one ledger of steps."""

    def __init__(
        self,
        world: RootedWorld,
        loaded: Loaded,
        plan: Plan,
        given: Settings,
        *,
        verify: bool,
        explain: bool = False,
        values: Values | None = None,
        on_step: Callable[[str], None] = _silent,
    ) -> None:
        self.on_final: OnFinal = ignored
        self.root = world
        self.loaded = loaded
        self.given = given
        self.verify = verify
        self.explain = explain
        self.on_step = on_step
        self.ledger = Ledger(world, values or Values())
        self.writing = Writing(self.ledger, world, values or Values())
        self.themes = UnitThemes(loaded, given, world)
        self.references = References(loaded, world)
        self.chapters = Chapters(plan, given, self.ledger, loaded.project.root or "")
        self._asked = {unit.page_list for unit in plan.units if unit.page_list}
        """Targets whose pages another one lists."""

    def unit(self, unit: Unit, listed: tuple[Listed, bytes] | None = None) -> Made:
        """One unit: its document, its files, and the proof. ``listed`` is the PDF whose pages its e-book lists."""
        self.ledger.begin()
        work = Work()
        settings, problems, seen = self.themes.of(unit)
        work.found.extend(problems)
        self.ledger.see(seen)
        if settings.theme is not None:
            chapters = [self.chapters.read(page, settings.limits, work) for page in unit.pages]
            if any(chapter.document is not None for chapter, _ in chapters):
                finals = list(self._finals(unit, chapters, settings, work))
                for final, outputs in finals:
                    self._files(unit, final, outputs, partial(self._beside, several=len(finals) > 1), listed, work)
        done = settled(Outcome(None, (), tuple(work.found), work.texts))
        shown = {item.file for item in done.diagnostics if item.line}
        return Made(
            tuple(work.files),
            work.data,
            done.diagnostics,
            tuple(self.ledger.steps.values()),
            {name: text for name, text in work.texts.items() if name in shown},
            tuple(work.traces),
            settings.limits,
            dict(self.ledger.world.seen),
            work.alone,
            work.listed,
        )

    # ------------------------------------------------------------ documents

    def _finals(
        self, unit: Unit, chapters: Sequence[Keyed], theme: config.Settings, work: Work
    ) -> Iterator[tuple[Final, list[Output]]]:
        """The final document of a unit with the files it is for. Documents whose links lead to files beside them differ
        from format to format; those are told apart here, and all others are settled once."""
        drafts: dict[str, tuple[Document, list[Output]]] = {}
        for output in unit.outputs:
            document, key = self.chapters.assembled(unit, chapters, output, work)
            if document is not None:
                drafts.setdefault(key, (document, []))[1].append(output)
        for key, (document, outputs) in drafts.items():
            final = self._final(unit, document, key, theme, work)
            if final is not None:
                yield final, outputs

    def _final(self, unit: Unit, document: Document, key: str, settings: config.Settings, work: Work) -> Final | None:
        """The document after all passes, with its theme and pictures."""
        theme, problems = config.document_theme(settings, document)
        work.found.extend(problems)
        lock = self.loaded.locked(unit.target, unit.name)
        asked = pass_options(unit.settings, self.given, settings.limits, theme, lock, unit.edition)
        rendered = renderings(unit.settings, self.ledger.world)
        work.found.extend(rendered.diagnostics)
        asked = structs.replace(asked, script=rendered.value.script, readings=rendered.value.readings)
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
        self._published(unit, document, asked, final, lock, work)
        root = self.loaded.project.root or "."
        public = Public(public_folders(self.chapters.site), self.chapters.site.base)
        pictures, picture_key = self.ledger.run(
            "pictures",
            unit.name,
            (passes_key,),
            [root, settings.limits, public],
            lambda world: load_assets(final, settings.limits, world, root, public),
        )
        epoch, dates = config.epoch(final, self.ledger.world)
        work.found.extend((*pictures.diagnostics, *dates))
        if any(item.code == "DF605" for item in dates):  # no file may carry a time that was not understood
            return None
        fonts = tuple(unit.settings.font_path or ()) or tuple(
            filter(None, (self.ledger.world.variable(FONT_PATH) or "").split(os.pathsep))
        )
        folders = tuple(self.root.path(folder) for folder in fonts)
        reference, problems, seen = self.references.of(unit, theme, settings.limits)
        work.found.extend(problems)
        self.ledger.see(seen)
        own = unit.settings
        context = WriteContext(
            theme,
            pictures.value,
            epoch,
            name,
            settings.limits,
            folders,
            own.epub_target or EPUB_TARGETS[0],
            bool(own.embed_fonts),
            settings.named,
            own.pdf_variant or PDF_VARIANTS[0],
            own.docx_numbering or "",
            reference,
            own.docx_pages or DOCX_PAGES[0],
        )
        if theme.grayscale:
            # Imported here: few documents need to look at their pictures.
            from docforge.build.greys import coloured

            work.found.extend(coloured(final, pictures.value, name))
        if own.fit:
            needs = (passes_key, picture_key)
            context = self._fitted(unit.name, needs, final, context, fonts, own.fit, work)
        return Final(final, passes_key, context, pictures.value, picture_key, fonts)

    def _fitted(
        self,
        name: str,
        needs: tuple[str, ...],
        document: Document,
        context: WriteContext,
        fonts: tuple[str, ...],
        pages: int,
        work: Work,
    ) -> WriteContext:
        """The context with a theme that sets the document on so many pages."""
        told = self.writing.options(Output("", registry.writer("pdf")), context, fonts)
        done, _ = self.ledger.run_kept(
            "fit", name, needs, [pages, told], lambda world: laid_out(document, context, pages, world), Fitted
        )
        work.found.extend(done.diagnostics)
        return structs.replace(context, theme=done.theme)

    def _published(
        self,
        unit: Unit,
        document: Document,
        asked: PassOptions,
        final: Document,
        lock: tuple[Locked, ...],
        work: Work,
    ) -> None:
        """Tell what changed of published numbers, which are those of the whole document, whatever an edition shows."""
        rendered = unit.edition or asked.script or asked.readings
        if rendered and (lock or self.on_final is not ignored):
            asked = structs.replace(asked, edition=None, script=None, readings=None)
            final = run_passes(document, asked, registry.passes(), unit.name).value or final
        work.found.extend(changed(lock, final))
        self.on_final(unit, document, asked, final)

    # ------------------------------------------------------------ files

    def _files(
        self,
        unit: Unit,
        final: Final,
        outputs: Sequence[Output],
        beside: Callable[[str], str],
        listed: tuple[Listed, bytes] | None,
        work: Work,
    ) -> None:
        """Write a final document to the bytes of its files, read them back, and add its facts ``beside`` them."""
        written: list[tuple[str, str]] = []
        before = _warnings(work.found)
        for output in outputs:
            needs = (final.key, final.picture_key)
            options = self.writing.options(output, final.context, final.fonts)
            source = self._pages(unit, output, listed, work)
            if source:
                options.append([unit.page_list, source[0].key])
            key = key_of("write", needs, options)
            self.ledger.note("write", output.path, key, needs)
            proof = self._proof(output, final, key)
            if self.explain:
                self._list(unit, output, key, b"", work)
                continue
            self.on_step(output.path)
            document = self._paged(final, source, work) if source else final.document
            done = self.writing.write(output, document, final.context, key)
            work.take(done)
            if done.value is None:
                continue
            verdict = self._proved(output, proof, done.value, final, work)
            warnings = before + _warnings(done.diagnostics)
            work.add(output.path, done.value, self._built(unit, output, done.value, final, beside, warnings, verdict))
            self._list(unit, output, key, done.value, work)
            written.append((output.path, output.writer.name))
        if self.loaded.project.facts is not False:
            for path, data in facts_files(
                final.document, final.context.theme, final.pictures, written, beside, rooted=True
            ):
                work.add(path, data)

    def _beside(self, path: str, *, several: bool) -> str:
        """Where the facts of a file go: to its own where ``several`` documents have its name, or had it before."""
        own = own_facts_path(path)
        return own if several or self.ledger.world.exists(own) else facts_path(path)

    def _built(
        self,
        unit: Unit,
        output: Output,
        data: bytes,
        final: Final,
        beside: Callable[[str], str],
        warnings: int,
        verdict: bool | None,
    ) -> Built:
        """A file as the table and the manifest of a build name it."""
        form = output.writer.name
        return Built(
            output.path,
            form,
            len(data),
            hashlib.sha256(data).hexdigest(),
            unit.target,
            page_count(data) if form == "pdf" else None,
            final.numbered,
            warnings,
            verdict,
            content_sha256(data, form),
            final.words,
            final.context.theme.name,
            embedded(data, form),
            tuple(dict.fromkeys(page.file for page in unit.pages if page.file)),
            beside(output.path) if self.loaded.project.facts is not False and form in VERIFIED else "",
            self.writing.layout.version(final.context.docx_pages) if form == "docx" else "",
        )

    def _proof(self, output: Output, final: Final, key: str) -> str:
        """The key of the reading back of a file, "" where there is nothing to do."""
        if not self.verify or output.writer.name not in VERIFIED:
            return ""
        needs = (key, final.key)
        proof = key_of("verify", needs, [output.path, final.context.limits])
        self.ledger.note("verify", output.path, proof, needs)
        return proof

    def _proved(self, output: Output, proof: str, data: bytes, final: Final, work: Work) -> bool | None:
        """Read the bytes of a file back; None where there is nothing to do."""
        if not proof:
            return None
        context = final.context
        facts = partial(document_facts, final.document, context.theme, final.pictures)
        verdict = self.writing.prove(output.path, data, facts, context.limits, proof)
        work.found.extend(verdict.diagnostics)
        return verdict.ok

    # ------------------------------------------------------------ pages listed

    def _list(self, unit: Unit, output: Output, key: str, data: bytes, work: Work) -> None:
        """Remember a PDF whose pages another target lists."""
        if output.writer.name == "pdf" and unit.target in self._asked:
            work.listed = Listed(_sources(unit), key, output.path, hashlib.sha256(data).hexdigest())
            work.data.setdefault(work.listed.sha256, data)

    def _pages(
        self, unit: Unit, output: Output, listed: tuple[Listed, bytes] | None, work: Work
    ) -> tuple[Listed, bytes] | None:
        """The PDF whose pages an e-book lists; None for other files, and where there is none of the same documents."""
        if output.writer.name != "epub" or not unit.page_list:
            return None
        if unit.page_list == unit.target and work.listed:
            listed = work.listed, work.data[work.listed.sha256]
        if listed is None or listed[0].pages != _sources(unit):
            message = f'the target "{unit.page_list}" made no PDF of the same documents'
            work.found.append(report("DF628", message, file=self.loaded.file))
            return None
        return listed

    def _paged(self, final: Final, source: tuple[Listed, bytes], work: Work) -> Document:
        """The document with the pages of a PDF."""
        # Imported here: it loads what reads PDFs back.
        from docforge.build.pagelist import with_pages

        listed, data = source
        said = f"{inline_text(final.document.title).strip()} (PDF: {posixpath.basename(listed.path)})"
        make = partial(with_pages, final.document, data, said, final.context.limits)
        paged = guarded(make, "the list of pages", listed.path)
        work.take(paged)
        return paged.value or final.document


def _sources(unit: Unit) -> tuple[str, ...]:
    return tuple(page.file for page in unit.pages)


def _warnings(found: Sequence[Diagnostic]) -> int:
    return sum(item.severity == "warning" for item in dict.fromkeys(found))
