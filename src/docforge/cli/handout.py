"""``docforge handout``: paragraphs picked from several sources, with the numbers they have there."""

from __future__ import annotations

from typing import Any

import click

from docforge.build.outputs import plan_outputs
from docforge.build.picks import Composition
from docforge.build.picks.run import handout
from docforge.build.registry import UsageError
from docforge.cli.console import Console, usage, write_stdout
from docforge.cli.options import (
    build_options,
    complete_names,
    edition_option,
    reading_options,
    rendering_options,
    report_options,
    theme_options,
)
from docforge.world import DiskWorld


@click.command("handout")
@click.argument("picks", nargs=-1, required=True, metavar="FILE#NAMES…")
@click.option(
    "-o", "--output", "outputs", multiple=True, metavar="FILE", help="Output; its suffix tells the format. Repeatable."
)
@click.option(
    "--to",
    "writer",
    default="",
    metavar="FORMAT",
    help="Output format, for standard output or a file with another suffix.",
    shell_complete=complete_names("writers"),
)
@click.option("--title", default="", metavar="TEXT", help="Title (default: those of the sources).")
@click.option("--headings/--no-headings", default=False, help="Print the headings that stand over what is picked.")
@click.option("--origins/--no-origins", default=True, help="Say where paragraphs come from (default), or not.")
@click.option(
    "--base-url",
    default="",
    metavar="URL",
    help="Where the pages are published (default: base-url of docforge.toml here); references and codes lead there.",
)
@click.option("--codes/--no-codes", default=True, help="Print a QR code for each section, where its address is known.")
@reading_options
@theme_options
@edition_option
@rendering_options
@click.option(
    "--fit",
    type=click.IntRange(min=1),
    metavar="PAGES",
    help="Make the handout fit so many pages, as far as the theme allows.",
)
@click.option("--facts/--no-facts", default=True, help="Write NAME.facts.json for docforge verify (default), or not.")
@report_options
def command(picks: tuple[str, ...], outputs: tuple[str, ...], writer: str, **values: Any) -> int:
    """Pick numbered paragraphs from FILES into one handout; each keeps the number it has in its source.

    After the # stand numbers (3), addresses (s2p9), ranges (3-7, s2p3-s2p9), whole series (s2), labels (第三条), or
    the ids of headings, which mean their sections; several with commas. FILE alone is the whole file. Notes, pictures
    and references come along. docforge verify proves the numbers against the sources.

    \b
    Examples:
      docforge handout notes/a.md#3-7 notes/b.md#s2 -o out.pdf
      docforge handout notes/a.md#3,5,9-11 --preset answer-lines -o out.pdf -o out.docx
      docforge handout notes/a.md#3-7 -o out.pdf --edition student,teacher
      docforge handout notes/a.md#intro --base-url https://notes.example/ -o out.pdf
    """
    world = DiskWorld()
    console = Console.of(values, world)
    composition = Composition(
        values["title"], values["headings"], values["origins"], values["base_url"], values["codes"]
    )
    try:
        plan = plan_outputs(outputs, writer, [pick.partition("#")[0] for pick in picks])
        with console.steps(len(plan)) as step:
            outcome = handout(picks, plan, build_options(values), composition, world, stdout=write_stdout, on_step=step)
    except UsageError as error:
        raise usage(error) from error
    console.report(outcome)
    console.closing(outcome)
    return outcome.status(fail_on=console.fail_on)
