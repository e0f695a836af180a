"""``docforge diff``: what changed between two documents, by paragraph number."""

from __future__ import annotations

import json
from typing import Any

import click

from docforge.build.convert import read
from docforge.build.registry import UsageError
from docforge.cli.console import Console, usage
from docforge.cli.options import build_options, reading_options, report_options
from docforge.world import DiskWorld

DIFFERENT = 1
"""Exit status when the documents differ, as of diff(1)."""


@click.command("diff")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@reading_options
@report_options
def command(old: str, new: str, **values: Any) -> int:
    """Say what changed from OLD to NEW: two inputs of any format.

    Paragraphs are paired by text, by id and by likeness, so that an insertion is one addition and not a change of all
    that follows. Exit status 0 when both say the same, 1 when they differ, 2 when one could not be read.

    \b
    Examples:
      docforge diff notes.md edited.docx
      docforge diff v1/notes.md v2/notes.md --format json
    """
    world = DiskWorld()
    console = Console.of(values, world)
    try:
        outcomes = [read([path], build_options(values), world) for path in (old, new)]
    except UsageError as error:
        raise usage(error) from error
    documents = [outcome.document for outcome in outcomes]
    for outcome in outcomes:
        console.report(outcome)
    if documents[0] is None or documents[1] is None:
        return 2
    from docforge.build.changes.report import as_data, changes, line

    found = changes(documents[0], documents[1])
    if values["form"] == "json":
        click.echo(json.dumps(as_data(found), ensure_ascii=False, indent=2))
    else:
        for change in found:
            click.echo(line(change))
    return DIFFERENT if found else 0
