"""The functions of ``import docforge``: the same pipeline as the command line, with paths and keywords."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias

from docforge.build.convert import DEFAULT_THEME, Options, Outcome, known_notations
from docforge.build.convert import convert as run_convert
from docforge.build.convert import read as run_read
from docforge.build.outputs import plan_outputs
from docforge.build.registry import UsageError
from docforge.world import DiskWorld, World

if TYPE_CHECKING:
    from docforge.build.tree import BuildOutcome
    from docforge.verify import Verdict

Path: TypeAlias = "str | os.PathLike[str]"
Paths: TypeAlias = "Path | Iterable[Path]"
Spacing: TypeAlias = Literal["keep", "tidy", "strip"]
Number: TypeAlias = Literal["source", "all", "none"]
Restart: TypeAlias = Literal["auto", "never"]
Track: TypeAlias = Literal["accept", "reject", "all"]
ShowRun: TypeAlias = Literal["head", "beside", "none"]

__all__ = ["UsageError", "build", "convert", "read", "verify"]


def convert(
    source: Paths,
    outputs: Paths,
    *,
    from_format: str = "",
    to_format: str = "",
    lang: str = "",
    encoding: str = "",
    spacing: Spacing = "tidy",
    notations: Iterable[str] = (),
    number: Number | None = None,
    restart: Restart | None = None,
    show_run: ShowRun | None = None,
    theme: str = DEFAULT_THEME,
    settings: Mapping[str, object] | None = None,
    root: Path = "",
    facts: bool = True,
    page_size: str = "",
    orientation: Literal["portrait", "landscape"] | None = None,
    writing: Literal["horizontal", "vertical"] | None = None,
    font_path: Paths = (),
    track: Track = "accept",
    reference_doc: Path = "",
    presets: Iterable[str] = (),
    fit: int | None = None,
    editions: Iterable[str] = (),
    beside: Path = "",
    world: World | None = None,
) -> Outcome:
    """Convert one source, or several joined in order, into every output from one reading.

    :param source: paths of Markdown, text, HTML, Word or JSON files.
    :param outputs: paths whose suffixes tell the formats, or one path with ``to_format``.
    :param notations: further syntax to read: ``aozora``, ``denden``, ``mark``.
    :param settings: theme keys and limits, ``{"roles.body.leading": 1.6, "limits.image-pixels": 90_000_000}``.
    :param root: the folder pictures must be in; by default each source's own.
    :param page_size: a paper's name (A5, B5, 16开); like ``orientation`` and ``writing`` it goes before front matter.
    :param font_path: folders of further faces that the theme may name.
    :param track: what becomes of tracked changes in Word files; ``all`` marks them.
    :param reference_doc: a Word file that a DOCX takes styles, page, heads and feet from.
    :param presets: what the handout is for: ``compact``, ``note-margin`` …, laid over the theme in this order.
    :param fit: the number of pages that the document is to fit, as far as the theme allows.
    :param editions: editions to make, each in files of its own: ``student``, ``teacher``, ``key``, or those of a
        ``docforge.toml`` beside the first source. Of several, the document is that of the first.
    :param beside: a document that stands beside this one, as a translation, aligned by the numbers of paragraphs.
    :param world: files and environment; by default the machine's.
    :return: the document, the files written, and every diagnostic. Problems of the document are never raised: look
        at ``ok`` and ``diagnostics``.
    :raises UsageError: an unknown format or notation, nothing to write, an output given twice or equal to a source.
    """
    sources = _paths(source)
    options = Options(
        from_format,
        lang,
        encoding,
        spacing,
        known_notations(notations),
        number,
        restart,
        show_run,
        theme,
        _assignments(settings),
        os.fspath(root),
        facts,
        page_size,
        orientation,
        writing,
        tuple(_paths(font_path)),
        track,
        reference_doc=os.fspath(reference_doc),
        presets=tuple(presets),
        fit=fit,
        editions=tuple(editions),
        beside=os.fspath(beside),
    )
    return run_convert(sources, plan_outputs(_paths(outputs), to_format, sources), options, world or DiskWorld())


def build(
    path: Path = "",
    *,
    targets: Iterable[str] = (),
    settings: Mapping[str, object] | None = None,
    drafts: bool = False,
    verify: bool = True,
    explain: bool = False,
    cache: bool | Path = False,
    frozen: bool = False,
    jobs: int = 0,
    timeout: float | None = None,
    world: World | None = None,
) -> BuildOutcome:
    """Build a folder as its ``docforge.toml`` says.

    :param path: the folder, or the project file itself; by default the current folder.
    :param targets: names of the targets to build; by default all.
    :param settings: keys of ``docforge.toml`` that hold for the project, a target or a folder, and go before all of
        these and before front matter: ``{"language": "ja", "set": {"base-size": 12}}``.
    :param drafts: take unpublished pages too.
    :param verify: read every file back and compare it with its document.
    :param explain: write nothing; ``steps`` of the outcome holds the steps with their keys either way.
    :param cache: keep what steps give for the next build, and take what earlier ones kept: in the project's own cache,
        or in the folder that is named.
    :param frozen: write nothing if a number that ``docforge.lock`` holds would change.
    :param jobs: processes that make files, 0 this one. More need a ``__main__`` that can be imported.
    :param timeout: seconds for the files of one document or book when ``jobs`` processes make them, 0 for no limit.
    :return: the files written, every diagnostic, the steps. Problems are never raised: look at ``ok``.
    :raises UsageError: a target that the project does not have, or a setting that does not exist.
    """
    from docforge.build.pool import choose
    from docforge.build.project.schema import given_settings
    from docforge.build.tree import prepare, run

    try:
        given = given_settings(settings or {})
    except ValueError as error:
        raise UsageError(f"settings: {error}") from error
    prepared = prepare(os.fspath(path), world or DiskWorld(), tuple(targets), given, drafts=drafts)
    store = prepared.store("" if cache is True else os.fspath(cache)) if cache and not explain else None
    chosen = choose(0 if explain else jobs, timeout)
    return run(prepared, verify=verify, explain=explain, frozen=frozen, store=store, choose=chosen)


def read(
    source: Paths,
    *,
    from_format: str = "",
    lang: str = "",
    encoding: str = "",
    spacing: Spacing = "tidy",
    notations: Iterable[str] = (),
    number: Number | None = None,
    restart: Restart | None = None,
    show_run: ShowRun | None = None,
    track: Track = "accept",
    final: bool = True,
    world: World | None = None,
) -> Outcome:
    """Read sources into one document and settle it (``final``), without writing anything.

    :return: ``document`` is None when a source could not be read; ``diagnostics`` say why.
    :raises UsageError: an unknown format or notation.
    """
    options = Options(
        from_format, lang, encoding, spacing, known_notations(notations), number, restart, show_run, track=track
    )
    return run_read(_paths(source), options, world or DiskWorld(), final=final)


def verify(files: Paths, *, against: Path | None = None, world: World | None = None) -> Verdict:
    """Read PDF, EPUB and DOCX files back and compare number, text and address of every paragraph.

    :param against: a source or a ``.facts.json``; by default the facts beside the files, else each other.
    """
    from docforge.build.proof import prove

    return prove(_paths(files), os.fspath(against) if against is not None else "", world or DiskWorld())


def _paths(value: Paths) -> Sequence[str]:
    if isinstance(value, (str, os.PathLike)):
        return (os.fspath(value),)
    return tuple(os.fspath(item) for item in value)


def _assignments(settings: Mapping[str, object] | None) -> tuple[str, ...]:
    """Settings as ``KEY=VALUE``; JSON's notation of text, numbers and booleans is TOML's too."""
    return tuple(f"{key}={json.dumps(value, ensure_ascii=False)}" for key, value in (settings or {}).items())
