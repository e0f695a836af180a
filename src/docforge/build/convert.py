"""The pipeline: sources → document → passes → pictures → writers → files. Everything is reported.

A fault or an error in one output leaves the others alone. If the sources cannot be read or the settings are wrong,
nothing is written and the files that exist stay as they are.
"""

from __future__ import annotations

import hashlib
import os
import shlex
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Literal

from msgspec import Struct, field, structs
from msgspec.structs import replace

from docforge.build import config, registry
from docforge.build.assets import load_assets
from docforge.build.facts import facts_files, stale_facts
from docforge.build.fit import fitted
from docforge.build.guard import over_limit
from docforge.build.judged import Judged
from docforge.build.kernel_limits import Holding, OutOfTimeError, free
from docforge.build.outputs import Output
from docforge.build.pages import page_count
from docforge.build.reference import referenced
from docforge.build.renderings import renderings
from docforge.build.sources import read_sources
from docforge.build.steps import run_passes, write
from docforge.build.unpacked import FORMAT as SITE
from docforge.build.unpacked import folder_of, unpack
from docforge.diagnostics import Diagnostic, report
from docforge.limits import Limits
from docforge.model.editions import Edition
from docforge.model.nodes import Document
from docforge.model.renderings import Quotes, ReadingKind, ReadingsOf, ScriptName
from docforge.model.source import SourceText
from docforge.protocols import DOCX_PAGES, EPUB_TARGETS, NOTATIONS, PDF_VARIANTS, PassOptions, ReadOptions, WriteContext
from docforge.theme.spec import Theme
from docforge.world import World

DEFAULT_THEME = "handout"
FONT_PATH = "DOCFORGE_FONT_PATH"
"""Folders of further faces, where no option names any."""


class Options(Struct, frozen=True):
    """What a run may be told, as on the command line.

    ``reader`` names the input format ("" by suffix); ``notations`` are read beside those of the front matter;
    ``number``, ``restart`` and
    ``show_run`` left None follow the document's front matter; ``root`` is the folder pictures must be in ("" each
    source's own); ``facts`` asks for ``NAME.facts.json`` beside the outputs; ``track`` says what becomes of tracked
    changes in Word files. ``epub_target`` and ``embed_fonts`` are for e-books, ``pdf_variant`` for
    PDF; see ``WriteContext``. ``reference_doc`` is the path of a Word file that a DOCX takes its looks from.
    ``presets`` are laid over the theme in their order. ``fit`` is the number of pages that the document is to fit.
    ``editions`` names those to make, each in files of its own; ``edition`` is the one that is being made.
    ``beside`` is the path of a document that stands beside this one, aligned by the numbers of paragraphs.
    ``script…`` and ``readings…`` are told in ``renderings``.
    """

    reader: str = ""
    lang: str = ""
    encoding: str = ""
    spacing: Literal["keep", "tidy", "strip"] = "tidy"
    notations: tuple[str, ...] = ()
    number: Literal["source", "all", "none"] | None = None
    restart: Literal["auto", "never"] | None = None
    show_run: Literal["head", "beside", "none"] | None = None
    theme: str = DEFAULT_THEME
    settings: tuple[str, ...] = ()
    root: str = ""
    facts: bool = True
    page_size: str = ""
    orientation: Literal["portrait", "landscape"] | None = None
    writing: Literal["horizontal", "vertical"] | None = None
    font_path: tuple[str, ...] = ()
    track: Literal["accept", "reject", "all"] = "accept"
    epub_target: str = EPUB_TARGETS[0]
    embed_fonts: bool = False
    pdf_variant: str = PDF_VARIANTS[0]
    docx_numbering: str | None = None
    reference_doc: str = ""
    docx_pages: str | None = None
    presets: tuple[str, ...] = ()
    fit: int | None = None
    editions: tuple[str, ...] = ()
    edition: Edition | None = None
    beside: str = ""
    script: ScriptName | None = None
    script_quotes: Quotes | None = None
    script_keep: tuple[str, ...] = ()
    readings: ReadingKind | None = None
    readings_of: ReadingsOf | None = None
    readings_level: int | None = None
    readings_file: str = ""


def known_pdf_variant(name: str) -> str:
    """The name of a kind of PDF, known. Raises UsageError."""
    if name not in PDF_VARIANTS:
        raise registry.UsageError(f'unknown PDF variant "{name}"', registry.near(name, PDF_VARIANTS))
    return name


def known_epub_target(name: str) -> str:
    """The name of a target of e-books, known. Raises UsageError."""
    if name not in EPUB_TARGETS:
        raise registry.UsageError(f'unknown EPUB target "{name}"', registry.near(name, EPUB_TARGETS))
    return name


def known_notations(names: Iterable[str]) -> tuple[str, ...]:
    """Names of notations, each known. Raises UsageError."""
    found = tuple(names)
    for name in found:
        if name not in NOTATIONS:
            raise registry.UsageError(f'unknown notation "{name}"', registry.near(name, NOTATIONS))
    return found


class Artifact(Struct, frozen=True):
    """A file that was written ("-": standard output): format, size in bytes, SHA-256, pages if it has any."""

    path: str
    format: str
    size: int
    sha256: str
    pages: int | None = None


class Outcome(Struct, Judged, frozen=True):
    """What a run gave: the document (None when nothing could be read), the files written, and all diagnostics.

    ``texts`` holds the sources' text for showing lines, ``traces`` the tracebacks of internal faults.
    """

    document: Document | None
    artifacts: tuple[Artifact, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    texts: Mapping[str, SourceText] = field(default_factory=dict)
    traces: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)


def no_stdin() -> bytes:
    """Standard input of a run that has none."""
    raise registry.UsageError("there is no standard input here", "name a file")


Step = Callable[[str], None]
"""Told what is about to happen (an output's path), for progress."""


def convert(
    sources: Sequence[str],
    outputs: Sequence[Output],
    options: Options,
    world: World,
    *,
    stdin: Callable[[], bytes] = no_stdin,
    stdout: Callable[[bytes], None] | None = None,
    on_step: Step = lambda what: None,
    holding: Holding = free,
) -> Outcome:
    """Convert sources (joined in order) into every output, of each edition that is asked for. Raises UsageError for
    what no run could mean.

    ``holding`` keeps this process within the limits on memory and time while it works.
    """
    if options.editions:
        # Imported here: it imports this module.
        from docforge.build.editioned import each_edition

        given = cache(stdin)

        def make(files: Sequence[Output], own: Options) -> Outcome:
            return convert(sources, files, own, world, stdin=given, stdout=stdout, on_step=on_step, holding=holding)

        return each_edition(sources, outputs, options, world, make)
    settings = config.settings(options.theme, options.settings, world, page_settings(options), options.presets)
    if settings.theme is None:
        return Outcome(None, (), settings.diagnostics, limits=settings.limits)
    writable, absent = with_folders(outputs, world)
    said = (*settings.diagnostics, *absent)
    if not writable:
        return Outcome(None, (), said, limits=settings.limits)

    def work() -> Outcome:
        outcome = read(sources, options, world, limits=settings.limits, stdin=stdin, theme=settings.theme)
        outcome = replace(outcome, diagnostics=(*said, *outcome.diagnostics))
        if options.beside and outcome.document is not None:
            outcome = _with_other(outcome, options, world, settings)
        if outcome.document is None:
            return settled(outcome)
        theme, problems = config.document_theme(settings, outcome.document)
        outcome = replace(outcome, diagnostics=(*outcome.diagnostics, *problems))
        return settled(write_all(outcome, writable, options, replace(settings, theme=theme), world, stdout, on_step))

    return _held(work, settings.limits, holding, sources)


def _with_other(outcome: Outcome, options: Options, world: World, settings: config.Settings) -> Outcome:
    """What was read with the document that is to stand beside it; no document where that cannot be read."""
    # Imported here: few documents have another beside them.
    from docforge.build.beside import beside

    other = read([options.beside], replace(options, lang=""), world, limits=settings.limits, theme=settings.theme)
    told = (*outcome.diagnostics, *other.diagnostics)
    texts, traces = {**outcome.texts, **other.texts}, (*outcome.traces, *other.traces)
    document = None
    if outcome.document is not None and other.document is not None:
        made = beside(outcome.document, other.document)
        document, told = made.value, (*told, *made.diagnostics)
    return replace(outcome, document=document, diagnostics=told, texts=texts, traces=traces)


def _held(work: Callable[[], Outcome], limits: Limits, holding: Holding, sources: Sequence[str]) -> Outcome:
    """What some work gave; the limit that it went over where it could not come to its end."""
    try:
        with holding(limits):
            return work()
    except (MemoryError, OutOfTimeError) as error:
        return Outcome(None, (), (over_limit(error, next(iter(sources), "")),), limits=limits)


def page_settings(options: Options) -> dict[str, str]:
    """Settings of the theme that have options of their own, by key."""
    given = {"size": options.page_size, "orientation": options.orientation, "writing": options.writing}
    return {f"page.{key}": value for key, value in given.items() if value}


def check(
    sources: Sequence[str],
    options: Options,
    world: World,
    *,
    stdin: Callable[[], bytes] = no_stdin,
    holding: Holding = free,
) -> Outcome:
    """Everything ``convert`` would say before writing: reading, passes, pictures."""
    settings = config.settings(options.theme, options.settings, world, page_settings(options), options.presets)
    return _held(lambda: _checked(sources, options, settings, world, stdin), settings.limits, holding, sources)


def _checked(
    sources: Sequence[str], options: Options, settings: config.Settings, world: World, stdin: Callable[[], bytes]
) -> Outcome:
    outcome = read(sources, options, world, limits=settings.limits, stdin=stdin, theme=settings.theme)
    found = [*settings.diagnostics, *outcome.diagnostics]
    if outcome.document is not None and settings.theme is not None:
        found.extend(config.document_theme(settings, outcome.document)[1])
    if outcome.document is not None:
        found.extend(load_assets(outcome.document, settings.limits, world, options.root).diagnostics)
        found.extend(config.epoch(outcome.document, world)[1])
    return settled(replace(outcome, diagnostics=tuple(found)))


def read(
    sources: Sequence[str],
    options: Options,
    world: World,
    *,
    limits: Limits | None = None,
    stdin: Callable[[], bytes] = no_stdin,
    final: bool = True,
    theme: Theme | None = None,
) -> Outcome:
    """Read sources into one document; ``final`` runs the passes as well, which place the elements of ``theme``."""
    bounds = limits or Limits()
    reading = ReadOptions(
        options.encoding,
        options.spacing,
        options.lang,
        bounds,
        options.notations,
        named=bool(options.reader),
        track=options.track,
    )
    result = read_sources(sources, options.reader, reading, world, stdin)
    outcome = Outcome(
        result.document, (), (*registry.broken(), *result.diagnostics), result.texts, result.traces, bounds
    )
    return _passed(outcome, options, theme, world) if final and result.document is not None else outcome


def _passed(outcome: Outcome, options: Options, theme: Theme | None, world: World) -> Outcome:
    """The outcome with its document made final. A fault in a pass leaves no document: half settled is not settled."""
    document = outcome.document
    assert document is not None
    elements = theme.elements if theme else {}
    rendered = renderings(options, world)
    asked = PassOptions(
        options.number,
        options.restart,
        options.show_run,
        outcome.limits,
        elements,
        edition=options.edition,
        exam=theme.exam_measure if theme else None,
        script=rendered.value.script,
        readings=rendered.value.readings,
    )
    done = run_passes(document, asked, registry.passes(), _name(outcome))
    return replace(
        outcome,
        document=done.value,
        diagnostics=(*outcome.diagnostics, *rendered.diagnostics, *done.diagnostics),
        traces=(*outcome.traces, *([done.trace] if done.trace else [])),
    )


def _name(outcome: Outcome) -> str:
    """What the document is called in diagnostics: its first source; JSON need not name one, then the file read."""
    sources = outcome.document.sources if outcome.document else ()
    return sources[0].name if sources else next(iter(outcome.texts), "")


def write_all(
    outcome: Outcome,
    outputs: Sequence[Output],
    options: Options,
    settings: config.Settings,
    world: World,
    stdout: Callable[[bytes], None] | None,
    on_step: Step,
    picks: Sequence[str] = (),
) -> Outcome:
    """Run every writer and put its bytes in place. ``picks`` are what a handout was picked from."""
    document, theme = outcome.document, settings.theme
    assert document is not None
    assert theme is not None
    pictures = load_assets(document, outcome.limits, world, options.root)
    epoch, dates = config.epoch(document, world)
    asked = options.reference_doc if any(output.writer.name == "docx" for output in outputs) else ""
    reference = referenced(asked, outcome.limits, world)
    found = [*outcome.diagnostics, *pictures.diagnostics, *dates, *reference.diagnostics]
    traces = list(outcome.traces)
    if any(item.code == "DF605" for item in dates):  # no file may carry a time that was not understood
        return replace(outcome, diagnostics=tuple(found))
    fonts = options.font_path or tuple(filter(None, (world.variable(FONT_PATH) or "").split(os.pathsep)))
    context = WriteContext(
        theme,
        pictures.value,
        epoch,
        _name(outcome),
        outcome.limits,
        fonts,
        known_epub_target(options.epub_target),
        options.embed_fonts,
        settings.named,
        known_pdf_variant(options.pdf_variant),
        options.docx_numbering or "",
        reference.value,
        options.docx_pages or DOCX_PAGES[0],
    )
    if theme.grayscale:
        # Imported here: few documents need to look at their pictures.
        from docforge.build.greys import coloured

        found.extend(coloured(document, pictures.value, context.file))
    if options.fit:
        context, problems = fitted(document, context, options.fit, world)
        found.extend(problems)
    artifacts: list[Artifact] = []
    for output in outputs:
        on_step(output.path)
        step = write(output.writer, document, context, world)
        found.extend(step.diagnostics)
        traces.extend([step.trace] if step.trace else [])
        if not step.value:  # a fault, or a writer that says in its diagnostics why there is nothing
            continue
        problem = _put(output, step.value, world, stdout)
        if output.writer.name == SITE and not output.to_stdout and not problem:
            problem = _put_pages(output.path, step.value, world)
        found.extend(problem)
        if not problem:
            artifacts.append(_artifact(output, step.value))
    paths = [(artifact.path, artifact.format) for artifact in artifacts]
    if options.facts:
        for path, data in facts_files(document, context.theme, pictures.value, paths, picks=picks):
            found.extend(_put_file(path, data, world))
    else:
        found.extend(stale_facts(paths, world))
    return replace(outcome, artifacts=tuple(artifacts), diagnostics=tuple(found), traces=tuple(traces))


def with_folders(outputs: Sequence[Output], world: World) -> tuple[list[Output], list[Diagnostic]]:
    """The outputs that can be written, and DF902 for every folder that is not there: once each, before any work."""
    writable = [output for output in outputs if output.to_stdout or world.has_folder(os.path.dirname(output.path))]
    folders = dict.fromkeys(os.path.dirname(output.path) for output in outputs if output not in writable)
    return writable, [
        report("DF902", "the folder does not exist", file=folder, hint=f"make it first: mkdir -p {shlex.quote(folder)}")
        for folder in folders
    ]


def _put(output: Output, data: bytes, world: World, stdout: Callable[[bytes], None] | None) -> list[Diagnostic]:
    if output.to_stdout:
        if stdout is None:
            raise registry.UsageError("there is no standard output here", "name a file")
        stdout(data)
        return []
    return _put_file(output.path, data, world)


def _put_pages(path: str, data: bytes, world: World) -> list[Diagnostic]:
    """The pages of a site beside its archive."""
    try:
        unpack(path, data, world)
    except OSError as error:
        return [report("DF902", f"not written: {error.strerror or error}", file=folder_of(path))]
    return []


def _put_file(path: str, data: bytes, world: World) -> list[Diagnostic]:
    try:
        world.write(path, data)
    except OSError as error:
        return [report("DF902", f"not written: {error.strerror or error}", file=path)]
    return []


def _artifact(output: Output, data: bytes) -> Artifact:
    pages = page_count(data) if output.writer.name == "pdf" else None
    return Artifact(output.path, output.writer.name, len(data), hashlib.sha256(data).hexdigest(), pages)


_OF_TEXT = ("DF1", "DF2", "DF3", "DF4")
"""Families of codes that are about the source's text, not about settings or the machine."""


def _is_about_text(item: Diagnostic) -> bool:
    return item.line > 0 or item.code.startswith(_OF_TEXT)


def settled(outcome: Outcome) -> Outcome:
    """Diagnostics once each, with a file, ordered by place: sources in order, then line and column."""
    order = {name: index for index, name in enumerate(outcome.texts)}
    single = next(iter(outcome.texts)) if len(outcome.texts) == 1 else ""
    named = (
        item if item.file or not _is_about_text(item) else structs.replace(item, file=single)
        for item in dict.fromkeys(outcome.diagnostics)
    )
    ordered = sorted(named, key=lambda item: (order.get(item.file, len(order)), not item.line, item.line, item.column))
    return replace(outcome, diagnostics=tuple(ordered))
