"""``docforge lock``: the numbers that are published, written down beside the sources."""

from __future__ import annotations

from typing import Any

import click

from docforge.build.lock.survey import survey
from docforge.build.registry import UsageError
from docforge.build.tree import prepare
from docforge.cli.console import Console, usage
from docforge.cli.options import report_options
from docforge.world import DiskWorld


@click.command("lock")
@click.argument("path", default="", metavar="[PATH]")
@click.option("-t", "--target", "targets", multiple=True, metavar="NAME", help="Lock this target only. Repeatable.")
@report_options
def command(path: str, targets: tuple[str, ...], **values: Any) -> int:
    """Write docforge.lock beside the docforge.toml in PATH: id, number and digest of every paragraph, as built now.

    Keep the file with the sources. With it a paragraph that is edited keeps its id, whatever is put in before it, and
    docforge build says which published numbers changed; docforge build --frozen refuses to change any. Run this again
    when changed numbers are to be published.

    \b
    Examples:
      docforge lock
      docforge lock notes --target book
      docforge build --frozen
    """
    world = DiskWorld()
    console = Console.of(values, world)
    try:
        done = survey(prepare(path, world, targets), targets)
    except UsageError as error:
        raise usage(error) from error
    outcome = done.outcome
    console.diagnostics(outcome.diagnostics, outcome.texts, outcome.limits.diagnostics, sources=outcome.sources)
    if not console.quiet and console.form == "text" and done.path:
        console.line(done.summary)
    return outcome.status(fail_on=console.fail_on)
