"""One unit of a build: its document under its theme, written to its files, and read back."""

from __future__ import annotations

import hashlib
import os
import posixpath
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from msgspec import structs

from docforge.build import config, registry
from docforge.build.assets import load_assets
from docforge.build.chapters import Chapters, Keyed, pass_options
from docforge.build.convert import FONT_PATH, Outcome, settled
from docforge.build.facts import VERIFIED, document_facts, facts_files, facts_path, own_facts_path
from docforge.build.guard import guarded
from docforge.build.keys import Ledger, key_of
from docforge.build.outcome import BuildOutcome, Built, Work
from docforge.build.outputs import Output
from docforge.build.pages import page_count
from docforge.build.plan import Plan, Unit
from docforge.build.project.layers import assignments
from docforge.build.project.load import Loaded
from docforge.build.project.places import places
from docforge.build.project.schema import Settings
from docforge.build.release.digests import content_sha256
from docforge.build.release.fonts import embedded
from docforge.build.steps import run_passes, write
from docforge.build.summary import numbered, words_of
from docforge.diagnostics import Diagnostic, report
from docforge.limits import Limits
from docforge.model.nodes import Document
from docforge.model.text import inline_text
from docforge.protocols import EPUB_TARGETS, PDF_VARIANTS, Asset, WriteContext
from docforge.verify import verify_files
from docforge.world import RootedWorld


@dataclass(frozen=True)
class Final:
    """A final document for some of a unit's files, and what its writers get."""

    document: Document
    key: str
    context: WriteContext
    pictures: Mapping[str, Asset]
    picture_key: str


class Builder:
    """Builds units one after the other, in one ledger of steps."""

    def __init__(
        self,
        world: RootedWorld,
        loaded: Loaded,
        plan: Plan,
        given: Settings,
        *,
        verify: bool,
        explain: bool,
        on_step: Callable[[str], None],
    ) -> None:
        self.world = world
        self.loaded = loaded
        self.given = given
        self.verify = verify
        self.explain = explain
        self.on_step = on_step
        self.ledger = Ledger(world)
        self.chapters = Chapters(plan, given, self.ledger, loaded.project.root or "")
        self.limits = Limits()
        self._themes: dict[str, config.Settings] = {}
        self._pdfs: dict[str, dict[tuple[str, ...], tuple[str, bytes]]] = {
            unit.page_list: {} for unit in plan.units if unit.page_list
        }
        """The PDFs that were made of targets whose pages another one lists: of which sources, under which path."""

    def unit(self, unit: Unit) -> BuildOutcome:
        """One unit: its document, its files, and the proof."""
        work = Work()
        theme = self._theme(unit, work)
        if theme.theme is not None:
            self.limits = theme.limits
            chapters = [self.chapters.read(page, theme.limits, work) for page in unit.pages]
            if any(chapter.document is not None for chapter, _ in chapters):
                finals = list(self._finals(unit, chapters, theme, work))
                for final, outputs in finals:
                    self._files(unit, final, outputs, partial(self._beside, several=len(finals) > 1), work)
        done = settled(Outcome(None, (), tuple(work.found), work.texts))
        return BuildOutcome(tuple(work.artifacts), done.diagnostics, (), work.texts, tuple(work.traces))

    # ------------------------------------------------------------ settings

    def _theme(self, unit: Unit, work: Work) -> config.Settings:
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
        asked = pass_options(unit.settings, self.given, settings.limits, theme)
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
        folders = tuple(self.world.path(folder) for folder in fonts)
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
        )
        return Final(final, passes_key, context, pictures.value, picture_key)

    # ------------------------------------------------------------ files

    def _files(
        self, unit: Unit, final: Final, outputs: Sequence[Output], beside: Callable[[str], str], work: Work
    ) -> None:
        """Write a final document to its files, with its facts ``beside`` them, and read them back."""
        context = final.context
        fonts = [(posixpath.basename(folder), self.world.names(folder)) for folder in context.font_folders]
        written: list[tuple[Output, bytes, str, int]] = []
        before = _warnings(work.found)
        for output in outputs:
            needs = (final.key, final.picture_key)
            options: list[object] = [output.writer.name, context.theme, context.epoch, context.limits, fonts]
            if output.writer.name == "epub":
                options += [context.epub_target, context.embed_fonts]
            if output.writer.name == "pdf":
                options.append(context.pdf_variant)
            if output.writer.name == "docx":
                options.append(context.docx_numbering)
            if output.writer.name == "epub" and unit.page_list:
                options.append(unit.page_list)
            key = key_of("write", needs, options)
            self.ledger.note("write", output.path, key, needs)
            if self.explain:
                self._note_verify(output, key, final.key)
                continue
            self.on_step(self.world.path(output.path))
            document = final.document
            if output.writer.name == "epub" and unit.page_list:
                document = self._paged(unit, document, work)
            done = write(output.writer, document, context, self.world)
            work.take(done)
            if done.value and output.writer.name == "pdf" and unit.target in self._pdfs:
                self._pdfs[unit.target].setdefault(_files(unit), (output.path, done.value))
            if done.value and self._put(output.path, done.value, work):
                written.append((output, done.value, key, _warnings(done.diagnostics)))
        paths = [(output.path, output.writer.name) for output, _, _, _ in written]
        if self.loaded.project.facts is not False:
            for path, data in facts_files(final.document, context.theme, final.pictures, paths, beside):
                self._put(path, data, work)
        for output, data, key, warnings in written:
            verdict = self._proved(output, key, final, work)
            work.artifacts.append(self._built(unit, output, data, final, beside, before + warnings, verdict))

    def _beside(self, path: str, *, several: bool) -> str:
        """Where the facts of a file go: to its own where ``several`` documents have its name, or had it before."""
        own = own_facts_path(path)
        return own if several or self.world.exists(own) else facts_path(path)

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
            numbered(final.document),
            warnings,
            verdict,
            content_sha256(data, form),
            words_of(final.document),
            final.context.theme.name,
            embedded(data, form),
            tuple(dict.fromkeys(page.file for page in unit.pages if page.file)),
            beside(output.path) if self.loaded.project.facts is not False and form in VERIFIED else "",
        )

    def _paged(self, unit: Unit, document: Document, work: Work) -> Document:
        """The document with the pages of the PDF that its target names."""
        same = self._pdfs[unit.page_list].get(_files(unit))
        if same is None:
            message = f'the target "{unit.page_list}" made no PDF of the same documents'
            work.found.append(report("DF628", message, file=self.loaded.file))
            return document
        path, data = same
        # Imported here: it loads what reads PDFs back.
        from docforge.build.pagelist import with_pages

        source = f"{inline_text(document.title).strip()} (PDF: {posixpath.basename(path)})"
        paged = guarded(partial(with_pages, document, data, source, self.limits), "the list of pages", path)
        work.take(paged)
        return paged.value or document

    def _note_verify(self, output: Output, key: str, document_key: str) -> None:
        if self.verify and output.writer.name in VERIFIED:
            needs = (key, document_key)
            self.ledger.note("verify", output.path, key_of("verify", needs, None), needs)

    def _put(self, path: str, data: bytes, work: Work) -> bool:
        """Write a file, its folder made first; whether it was possible."""
        try:
            self.world.make_folder(posixpath.dirname(path))
            self.world.write(path, data)
        except OSError as error:
            work.found.append(report("DF902", f"not written: {error.strerror or error}", file=path))
            return False
        return True

    def _proved(self, output: Output, key: str, final: Final, work: Work) -> bool | None:
        """Read a file back from where it was written; None where there is nothing to do."""
        if not self.verify or output.writer.name not in VERIFIED:
            return None
        self._note_verify(output, key, final.key)
        facts = document_facts(final.document, final.context.theme, final.pictures)
        verdict = verify_files([output.path], facts, self.world, self.limits)
        work.found.extend(verdict.diagnostics)
        return verdict.ok


def _files(unit: Unit) -> tuple[str, ...]:
    """The sources of a unit."""
    return tuple(page.file for page in unit.pages)


def _warnings(found: Sequence[Diagnostic]) -> int:
    return sum(item.severity == "warning" for item in dict.fromkeys(found))
