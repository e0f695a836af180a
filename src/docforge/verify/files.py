"""``docforge verify``: read finished files and compare them with facts, or with each other."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence

import msgspec

from docforge.archive import ArchiveError, UnsafeArchiveError
from docforge.diagnostics import Diagnostic, report
from docforge.limits import Limits
from docforge.protocols import Result
from docforge.verify.compare import Comparison
from docforge.verify.facts import Facts, FactsError, decode
from docforge.verify.reading import Format, Reading
from docforge.world import World

SUFFIXES: dict[str, Format] = {".pdf": "pdf", ".epub": "epub", ".docx": "docx", ".html": "html", ".zip": "site"}
FACTS_SUFFIX = ".facts.json"


class Row(msgspec.Struct, frozen=True):
    """A line of the table that ``verify`` prints.

    ``paragraphs`` and ``numbered`` count what the measure (facts, or the first file) has; ``matching`` how many of the
    paragraphs agree in every respect; ``verified``: nothing differs in the whole file.
    """

    file: str
    format: str
    paragraphs: int = 0
    numbered: int = 0
    matching: int = 0
    verified: bool = False


class Verdict(Result[tuple[Row, ...]], frozen=True):
    """The table of ``verify`` and everything there is to say about it."""

    @property
    def ok(self) -> bool:
        """Whether there is a file and every file was read, compared and found to say the same."""
        return bool(self.value) and all(row.verified for row in self.value)


def facts_path(path: str) -> str:
    """Where ``convert`` puts the facts of a file: ``out/h.pdf`` → ``out/h.facts.json``."""
    stem, suffix = posixpath.splitext(path)
    return (stem if suffix.lower() in SUFFIXES else path) + FACTS_SUFFIX


def facts_for(path: str, world: World) -> str:
    """The facts of a file: those of its own (``out/h.pdf.facts.json``), else those that files of one name share."""
    own = path + FACTS_SUFFIX
    return own if world.exists(own) else facts_path(path)


def load_facts(path: str, world: World, limits: Limits | None = None) -> Result[Facts | None]:
    """Facts from a file; None, with the reason, if they cannot be used."""
    limits = limits or Limits()
    try:
        return Result(decode(world.read(path, limits.archive_bytes)))
    except FactsError as error:
        return Result(None, (report("DF825", f"the facts cannot be used: {error}", file=path),))
    except OSError as error:
        return Result(None, (report("DF825", f"the facts cannot be read: {_reason(error)}", file=path),))


def facts_beside(paths: Sequence[str], world: World, limits: Limits | None = None) -> Result[Facts | None]:
    """The facts that lie beside the first file that has some; None without a word if no file has."""
    for path in paths:
        if world.exists(facts_for(path, world)):
            return load_facts(facts_for(path, world), world, limits)
    return Result(None)


def verify_files(paths: Sequence[str], against: Facts | None, world: World, limits: Limits | None = None) -> Verdict:
    """Read files and compare them with facts; without facts, compare them with the first that can be read.

    Every problem is a diagnostic of the family DF8xx; those of severity error ask for exit status 4. The table has a
    row for every path.
    """
    limits = limits or Limits()
    diagnostics: list[Diagnostic] = []
    read: list[tuple[str, Reading | None]] = []
    for path in paths:
        result = read_artifact(path, world, limits)
        diagnostics.extend(result.diagnostics)
        read.append((path, result.value))
    measure, other = against, "the document"
    if measure is None:
        measure, other = _measure(read, diagnostics)
    rows = []
    for path, reading in read:
        if reading is None or measure is None:
            rows.append(Row(path, _format(path)))
            continue
        diagnostics.extend(reading.diagnostics)
        comparison = Comparison(measure, reading, path, other)
        diagnostics.extend(comparison.diagnostics)
        failed = any(item.severity == "error" for item in (*reading.diagnostics, *comparison.diagnostics))
        proved = against is not None or sum(one is not None for _, one in read) > 1
        rows.append(
            Row(
                path,
                reading.format,
                sum(paragraph.kind not in ("contents", "furniture") for paragraph in measure.paragraphs),
                measure.numbered,
                comparison.matching,
                proved and not failed,
            )
        )
    return Verdict(tuple(rows), tuple(diagnostics))


def read_artifact(path: str, world: World, limits: Limits) -> Result[Reading | None]:
    """What one file says; None, with the reason, if it cannot be read. Never raises on any bytes."""
    kind = _format(path)
    if not kind:
        return Result(None, (report("DF822", "not a PDF, EPUB, Word or HTML file", file=path),))
    try:
        data = world.read(path, limits.archive_bytes)
    except OSError as error:
        return Result(None, (report("DF820", f"cannot be read: {_reason(error)}", file=path),))
    return read_bytes(data, kind, path, limits)


def read_bytes(data: bytes, kind: str, path: str, limits: Limits) -> Result[Reading | None]:
    """The same for bytes in memory."""
    try:
        if kind == "pdf":
            return Result(_read_pdf(data, limits, path))
        if kind == "epub":
            from docforge.verify.epub import read_epub

            return Result(read_epub(data, limits))
        if kind in ("html", "site"):
            from docforge.verify.web import read_html, read_site

            return Result((read_html if kind == "html" else read_site)(data, limits))
        from docforge.verify.docx.package import read_docx

        return Result(read_docx(data, limits, path))
    except UnsafeArchiveError as error:
        return Result(None, (report("DF821", str(error), file=path),))
    except RecursionError:
        return Result(None, (report("DF820", "nested too deep to be read", file=path),))
    except ArchiveError as error:
        return Result(None, (report("DF820", str(error), file=path),))
    except _Refused as error:
        return Result(None, (report(error.code, str(error), file=path),))


class _Refused(ValueError):
    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def _read_pdf(data: bytes, limits: Limits, path: str) -> Reading:
    from docforge.verify.pdf.reader import PdfError, read_pdf

    try:
        return read_pdf(data, limits, path)
    except PdfError as error:
        raise _Refused(error.code, str(error)) from error


def _format(path: str) -> str:
    return SUFFIXES.get(posixpath.splitext(path)[1].lower(), "")


def _measure(read: list[tuple[str, Reading | None]], diagnostics: list[Diagnostic]) -> tuple[Facts | None, str]:
    """The file that the others are compared with: one that tells labels from text, if there is one."""
    ranks = {"epub": 0, "html": 0, "site": 0, "docx": 1, "pdf": 2}
    readable = [(ranks[reading.format], path, reading) for path, reading in read if reading is not None]
    if not readable:
        return None, ""
    _, path, reading = min(readable, key=lambda item: item[0])
    if len(readable) == 1:
        why = "there are no facts and no other file to compare with"
        diagnostics.append(report("DF827", why, file=path, hint="name the source: --against NOTES.md"))
    else:
        diagnostics.append(report("DF826", f"no facts were found: the files are compared with {path}"))
    return reading.facts(path), path


def _reason(error: OSError) -> str:
    return error.strerror or str(error)
