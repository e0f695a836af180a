"""``docforge verify``: the proof."""

from __future__ import annotations

from typing import Any

import click

from docforge.build.proof import prove
from docforge.build.registry import UsageError
from docforge.cli.console import Console, table, usage
from docforge.cli.options import build_options, reading_options, report_options, theme_options
from docforge.diagnostics import exit_status
from docforge.verify import Verdict
from docforge.world import DiskWorld

FAILED = 4
"""Exit status when a file differs, or when nothing could be proved."""


@click.command("verify")
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@click.option(
    "--against",
    default="",
    metavar="SOURCE|FACTS",
    help="What the files must say: a source, read with the options below, or a .facts.json.",
)
@reading_options
@theme_options
@report_options
def command(files: tuple[str, ...], against: str, **values: Any) -> int:
    """Read PDF, EPUB and DOCX FILES back and prove that number, text and address of every paragraph are right.

    The measure is the NAME.facts.json that convert wrote beside the files, or what --against names. Without facts
    the files are compared with each other, and that is said. Exit status 4 and a precise difference when a file was
    altered.

    \b
    Examples:
      docforge verify notes.pdf notes.epub notes.docx
      docforge verify notes.docx --against notes.md
      docforge verify *.pdf --format junit 2> report.xml
    """
    world = DiskWorld()
    console = Console(
        values["form"], quiet=values["quiet"], verbose=values["verbose"], color=values["color"], world=world
    )
    try:
        verdict = prove(files, against, world, build_options(values))
    except UsageError as error:
        raise usage(error) from error
    console.diagnostics(verdict.diagnostics, {})
    if not values["quiet"]:
        click.echo(report(verdict), nl=False)
    status = exit_status(verdict.diagnostics, strict=values["strict"])
    return status if verdict.ok or status not in (0, 3) else FAILED


def report(verdict: Verdict) -> str:
    """The table of files, and the last line that scripts and people look for."""
    rows = [["file", "numbered paragraphs", "paragraphs", ""]]
    rows += [
        [row.file, str(row.numbered), str(row.paragraphs), "verified" if row.verified else "FAILED"]
        for row in verdict.value
    ]
    failed = sum(not row.verified for row in verdict.value)
    closing = f"{failed} of {len(rows) - 1} files failed" if failed else "verified"
    return table(rows) + closing + "\n"
