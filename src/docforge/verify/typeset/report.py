"""What the proof says of files: diagnostics, counts, and the same for programs."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence

import msgspec

from docforge.diagnostics import Diagnostic, report
from docforge.limits import Limits
from docforge.protocols import Result
from docforge.verify.pdf.reader import PdfError
from docforge.verify.typeset.findings import Finding, Options
from docforge.verify.typeset.proof import AS_FOUND, Setting, prove_setting
from docforge.world import World

EXCERPT = 24
"""Characters of a line that a diagnostic shows."""


class Row(msgspec.Struct, frozen=True):
    """One file. ``setting`` is None when it could not be read."""

    file: str
    setting: Setting | None = None


def prove_files(
    paths: Sequence[str], world: World, options: Options = AS_FOUND, limits: Limits | None = None
) -> Result[tuple[Row, ...]]:
    """Check how the lines of PDF files are set. Raises ``LevelError`` for a level that the language has not."""
    limits = limits or Limits()
    rows: list[Row] = []
    said: list[Diagnostic] = []
    for path in paths:
        setting, problem = _setting(path, world, options, limits)
        rows.append(Row(path, setting))
        if problem is not None:
            said.append(problem)
        if setting is not None:
            said.extend(_diagnostic(path, finding) for finding in setting.findings)
    return Result(tuple(rows), tuple(said))


def as_data(rows: Sequence[Row]) -> list[dict[str, object]]:
    """The rows as plain data: counts of every kind, and every finding with page, line and the measured em."""
    return [
        {"file": row.file}
        if row.setting is None
        else {
            "file": row.file,
            "pages": row.setting.pages,
            "lines": row.setting.lines,
            "justified": row.setting.justified,
            "counts": row.setting.counts(),
            "findings": [{"code": item.code, **msgspec.to_builtins(item)} for item in row.setting.findings],
        }
        for row in rows
    ]


def _setting(path: str, world: World, options: Options, limits: Limits) -> tuple[Setting | None, Diagnostic | None]:
    if posixpath.splitext(path)[1].lower() != ".pdf":
        return None, report("DF851", "not a PDF: only a PDF holds lines", file=path)
    try:
        return prove_setting(world.read(path, limits.archive_bytes), options, limits), None
    except PdfError as error:
        return None, report(error.code, str(error), file=path)
    except OSError as error:
        return None, report("DF820", f"cannot be read: {error.strerror or error}", file=path)


def _diagnostic(path: str, finding: Finding) -> Diagnostic:
    line = finding.line if len(finding.line) <= EXCERPT else finding.line[:EXCERPT] + "…"
    return report(finding.code, f"page {finding.page}, “{line}”: {finding.detail}", file=path)
