"""``docforge check``: diagnostics only."""

from __future__ import annotations

import sys
from typing import Any

import click

from docforge.build.convert import check
from docforge.build.registry import UsageError
from docforge.cli.console import Console, read_stdin, usage
from docforge.cli.options import build_options, reading_options, report_options, theme_options
from docforge.diagnostics import count_by_severity
from docforge.world import DiskWorld


@click.command("check")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…")
@reading_options
@theme_options
@report_options
def command(sources: tuple[str, ...], **values: Any) -> int:
    """Report everything there is to say about each SOURCE on standard output, and write nothing.

    \b
    Examples:
      docforge check notes.md
      docforge check notes/*.md --strict
      docforge check notes.md --format sarif > docforge.sarif
    """
    world = DiskWorld()
    console = Console(
        values["form"],
        quiet=values["quiet"],
        verbose=values["verbose"],
        color=values["color"],
        all_notes=True,
        stream=sys.stdout,
        world=world,
    )
    options = build_options(values)
    try:
        outcomes = [check([source], options, world, stdin=read_stdin) for source in sources]
    except UsageError as error:
        raise usage(error) from error
    found = [item for outcome in outcomes for item in outcome.diagnostics]
    texts = {name: text for outcome in outcomes for name, text in outcome.texts.items()}
    console.diagnostics(list(dict.fromkeys(found)), texts, outcomes[0].limits.diagnostics)
    if console.verbose > 1:
        for trace in (trace for outcome in outcomes for trace in outcome.traces):
            click.echo(trace, err=True)
    if console.form == "text" and not console.quiet and found:
        click.echo(count_by_severity(list(dict.fromkeys(found))), err=True)
    return max(outcome.status(strict=values["strict"]) for outcome in outcomes)
