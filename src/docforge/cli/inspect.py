"""``docforge inspect``: the model as JSON, or a summary for people."""

from __future__ import annotations

from typing import Any

import click

from docforge.build.convert import read
from docforge.build.registry import UsageError
from docforge.cli.console import Console, read_stdin, usage, write_stdout
from docforge.cli.options import build_options, reading_options, report_options
from docforge.world import DiskWorld


@click.command("inspect")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…")
@click.option(
    "--stage",
    type=click.Choice(["model", "final"]),
    default="final",
    show_default=True,
    help="The model as it was read, or after numbering, references and checks.",
)
@click.option("--summary", is_flag=True, help="Title, language, series and counts instead of JSON.")
@reading_options
@report_options
def command(sources: tuple[str, ...], stage: str, summary: bool, **values: Any) -> int:
    """Print the document that SOURCES become, as docforge's JSON, on standard output.

    \b
    Examples:
      docforge inspect notes.md
      docforge inspect notes.txt --summary --lang zh-Hans
      docforge inspect notes.md --stage model > notes.json
      docforge convert notes.json -o notes.pdf
    """
    world = DiskWorld()
    console = Console.of(values, world)
    try:
        outcome = read(sources, build_options(values), world, stdin=read_stdin, final=stage == "final" or summary)
    except UsageError as error:
        raise usage(error) from error
    if outcome.document is not None:
        from docforge.build.summary import summarise
        from docforge.model.jsonform import encode

        data = summarise(outcome.document).encode() if summary else encode(outcome.document, pretty=True)
        write_stdout(data)
    console.report(outcome)
    return outcome.status(fail_on=console.fail_on)
