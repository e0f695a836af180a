"""``docforge verify``: the proof."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import click

from docforge.build.proof import prove
from docforge.build.registry import UsageError
from docforge.build.release.check import is_release, prove_release
from docforge.cli.console import Console, table, usage
from docforge.cli.language import said
from docforge.cli.options import build_options, reading_options, report_options, theme_options
from docforge.diagnostics import exit_status, meaning
from docforge.verify import Verdict
from docforge.verify.typeset import LevelError, Options, Row, as_data, prove_files
from docforge.verify.typeset.findings import CODES
from docforge.world import DiskWorld, World

FAILED = 4
"""Exit status when a file differs, or when nothing could be proved."""


@click.command("verify")
@click.argument("files", nargs=-1, required=True, metavar="FILE|FOLDER…")
@click.option(
    "--against",
    default="",
    metavar="SOURCE|FACTS",
    help="What the files must say: a source, read with the options below, or a .facts.json.",
)
@click.option(
    "--typography",
    is_flag=True,
    help="Check how the lines of PDF files are set instead: line edges, spacing, faces, what is copied.",
)
@click.option(
    "--level", default="", metavar="NAME", help="With --typography: strictness of line breaking (gb, strict …)."
)
@reading_options
@theme_options
@report_options
def command(files: tuple[str, ...], against: str, *, typography: bool, level: str, **values: Any) -> int:
    """Read PDF, EPUB, DOCX and HTML FILES back and prove that number, text and address of every paragraph are right.

    A folder is measured by the build.json that docforge build wrote into it: every file is there, no byte differs, and
    each says what its document said. The measure of single files is the NAME.facts.json beside them, or what --against
    names. Without facts the files are compared with each other, and that is said. Exit status 4 and a precise
    difference when a file was altered.

    \b
    Examples:
      docforge verify notes.pdf notes.epub notes.docx
      docforge verify notes.docx --against notes.md
      docforge verify *.pdf --format junit 2> report.xml
      docforge verify dist/
      docforge verify --typography notes.pdf
    """
    world = DiskWorld()
    console = Console.of(values, world)
    if typography:
        return _typography(files, level, values, console, world)
    try:
        verdict = _verdict(files, against, world, values)
    except UsageError as error:
        raise usage(error) from error
    console.diagnostics(verdict.diagnostics, {})
    if not values["quiet"]:
        click.echo(report(verdict), nl=False)
    status = exit_status(verdict.diagnostics, fail_on=console.fail_on)
    return status if verdict.ok or status not in (0, 3) else FAILED


def _verdict(files: tuple[str, ...], against: str, world: World, values: dict[str, Any]) -> Verdict:
    """The proof of files, and of published folders by their manifests."""
    folders = () if against else tuple(path for path in files if is_release(path, world))
    rest = [path for path in files if path not in folders]
    verdicts = [prove_release(path, world) for path in folders]
    verdicts += [prove(rest, against, world, build_options(values))] if rest else []
    rows = [row for verdict in verdicts for row in verdict.value]
    return Verdict(tuple(rows), tuple(item for verdict in verdicts for item in verdict.diagnostics))


def _typography(files: tuple[str, ...], level: str, values: dict[str, Any], console: Console, world: World) -> int:
    """Check how lines are set: a table of counts, or with ``--format json`` everything that was measured."""
    try:
        result = prove_files(files, world, Options(values["lang"], level))
    except LevelError as error:
        raise usage(UsageError(str(error))) from error
    console.diagnostics(result.diagnostics, {})
    if values["form"] == "json":
        click.echo(json.dumps(as_data(result.value), ensure_ascii=False, indent=2))
    elif not values["quiet"]:
        click.echo(setting_report(result.value), nl=False)
    return exit_status(result.diagnostics, fail_on=console.fail_on)


def setting_report(rows: Sequence[Row]) -> str:
    """A table of what was counted in each file; kinds of which there is nothing are left out."""
    out = []
    for row in rows:
        if row.setting is None:
            continue
        counted = {kind: count for kind, count in row.setting.counts().items() if count}
        cells = [["lines", str(row.setting.lines)], ["justified", str(row.setting.justified)]]
        cells += [[f"{CODES[kind]} {meaning(CODES[kind]).name}", str(count)] for kind, count in counted.items()]
        out.append(table([[row.file, ""], *cells]) + ("" if counted else "nothing to object to\n"))
    return "".join(out)


def report(verdict: Verdict) -> str:
    """The table of files, and the last line that scripts and people look for."""
    rows = [["file", "numbered paragraphs", "paragraphs", ""]]
    rows += [
        [row.file, str(row.numbered), str(row.paragraphs), said("verified" if row.verified else "FAILED")]
        for row in verdict.value
    ]
    failed = sum(not row.verified for row in verdict.value)
    closing = f"{failed} of {len(rows) - 1} files failed" if failed else "verified"
    return table(rows) + said(closing) + "\n"
