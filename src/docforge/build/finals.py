"""The final documents of a unit: read, assembled or picked, settled by the passes, with their pictures and all that
writers get beside them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property

from msgspec import Struct, structs

from docforge.build import config, registry
from docforge.build.assets import Public, load_assets
from docforge.build.chapters import Chapters, Keyed, pass_options
from docforge.build.convert import FONT_PATH
from docforge.build.fit import Fitted, laid_out
from docforge.build.lock.changed import changed
from docforge.build.outcome import Work
from docforge.build.outputs import Output
from docforge.build.picks.unit import picked
from docforge.build.plan import Page, Unit
from docforge.build.project.load import Loaded
from docforge.build.project.schema import Settings
from docforge.build.references import References
from docforge.build.renderings import renderings
from docforge.build.site.shape import public_folders
from docforge.build.steps import run_passes
from docforge.build.summary import numbered, words_of
from docforge.build.writing import Writing
from docforge.limits import Limits
from docforge.model.editions import Edition
from docforge.model.locked import Locked
from docforge.model.nodes import Document
from docforge.protocols import DOCX_PAGES, EPUB_TARGETS, PDF_VARIANTS, Asset, PassOptions, WriteContext
from docforge.theme.spec import Theme
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


OnFinal = Callable[[Unit, Document, PassOptions, Document], None]
"""Told of each document before and after the passes."""


def ignored(*_told: object) -> None:
    """For whoever needs no final document."""


class Finals:
    """Makes the final documents of one unit after the other, in one ledger of steps."""

    def __init__(
        self, world: RootedWorld, loaded: Loaded, given: Settings, writing: Writing, chapters: Chapters
    ) -> None:
        self.on_final: OnFinal = ignored
        self.root = world
        self.loaded = loaded
        self.given = given
        self.ledger = chapters.ledger
        self.writing = writing
        self.chapters = chapters
        self.references = References(loaded, world)

    def of(
        self, unit: Unit, chapters: Sequence[Keyed], theme: config.Settings, work: Work
    ) -> Iterator[tuple[Final, list[Output]]]:
        """The final document of a unit with the files it is for. Documents whose links lead to files beside them differ
        from format to format; those are told apart here, and all others are settled once."""
        if unit.picks:
            picked = self._picked(unit, chapters, theme, work)
            if picked is not None:
                yield picked, list(unit.outputs)
            return
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
        asked = self._options(unit.settings, settings.limits, theme, lock, unit.edition, work)
        final, passes_key = self._passed(document, unit.name, key, asked, work)
        if final is None:
            return None
        self._published(unit, document, asked, final, lock, work)
        return self._ready(unit, final, passes_key, theme, settings, work)

    def _picked(self, unit: Unit, chapters: Sequence[Keyed], settings: config.Settings, work: Work) -> Final | None:
        """The handout that is picked from the unit's pages, each settled by itself."""

        def settle(page: Page, document: Document, key: str, edition: Edition | None) -> tuple[Document | None, str]:
            asked = self._options(page.settings, settings.limits, None, (), edition, work)
            return self._passed(document, page.path, key, asked, work)

        document, key = picked(unit, chapters, settle, work)
        if document is None:
            return None
        theme, problems = config.document_theme(settings, document)
        work.found.extend(problems)
        return self._ready(unit, document, key, theme, settings, work)

    def _options(
        self,
        own: Settings,
        limits: Limits,
        theme: Theme | None,
        lock: tuple[Locked, ...],
        edition: Edition | None,
        work: Work,
    ) -> PassOptions:
        """What the passes are told under some settings."""
        asked = pass_options(own, self.given, limits, theme, lock, edition)
        rendered = renderings(own, self.ledger.world)
        work.found.extend(rendered.diagnostics)
        return structs.replace(asked, script=rendered.value.script, readings=rendered.value.readings)

    def _passed(
        self, document: Document, subject: str, key: str, asked: PassOptions, work: Work
    ) -> tuple[Document | None, str]:
        """A document after all passes, and the key of that."""
        name = document.sources[0].name if document.sources else subject
        done, passes_key = self.ledger.run(
            "passes", subject, (key,), asked, lambda _: run_passes(document, asked, registry.passes(), name)
        )
        work.take(done)
        return done.value, passes_key

    def _ready(
        self, unit: Unit, final: Document, passes_key: str, theme: Theme, settings: config.Settings, work: Work
    ) -> Final | None:
        """A final document with its pictures, and what its writers get."""
        name = final.sources[0].name if final.sources else unit.name
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
