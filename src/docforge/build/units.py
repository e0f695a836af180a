"""One unit of a build: its document under its theme, written to the bytes of its files, and these read back.

Making a unit is a pure function of the plan and of what its steps ask of files and variables. It writes nothing, so it
can be done in another process or on another machine (``crew``); ``deliver`` writes.
"""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Callable, Sequence
from functools import partial

from docforge.build.chapters import Chapters
from docforge.build.convert import Outcome, settled
from docforge.build.facts import VERIFIED, document_facts, facts_files, facts_path, own_facts_path
from docforge.build.finals import Final, Finals
from docforge.build.guard import guarded
from docforge.build.keys import key_of
from docforge.build.ledger import Ledger
from docforge.build.outcome import Built, Listed, Made, Work
from docforge.build.outputs import Output
from docforge.build.pages import page_count
from docforge.build.picks.asked import provable
from docforge.build.plan import Plan, Unit
from docforge.build.project.load import Loaded
from docforge.build.project.schema import Settings
from docforge.build.release.digests import content_sha256
from docforge.build.release.fonts import embedded
from docforge.build.store import Values
from docforge.build.unit_themes import UnitThemes
from docforge.build.writing import Writing
from docforge.diagnostics import Diagnostic, report
from docforge.model.nodes import Document
from docforge.model.text import inline_text
from docforge.world import RootedWorld


def _silent(_path: str) -> None:
    """Says nothing."""


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
        self.root = world
        self.loaded = loaded
        self.given = given
        self.verify = verify
        self.explain = explain
        self.on_step = on_step
        self.ledger = Ledger(world, values or Values())
        self.writing = Writing(self.ledger, world, values or Values())
        self.themes = UnitThemes(loaded, given, world)
        self.chapters = Chapters(plan, given, self.ledger, loaded.project.root or "")
        self.finals = Finals(world, loaded, given, self.writing, self.chapters)
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
                finals = list(self.finals.of(unit, chapters, settings, work))
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
                final.document,
                final.context.theme,
                final.pictures,
                written,
                beside,
                rooted=True,
                picks=provable(
                    [one.text for one in unit.picks], unit.edition, unit.settings.number, unit.settings.restart
                ),
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
