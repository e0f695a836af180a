"""``docforge where``: from a paragraph of a finished file to its source."""

from __future__ import annotations

import json
from typing import Any

import click
from msgspec.structs import asdict

from docforge.build.registry import UsageError
from docforge.build.where import by_name, by_place
from docforge.cli.console import Console, usage
from docforge.diagnostics import exit_status
from docforge.world import DiskWorld


def _place(ctx: click.Context, param: click.Parameter, value: str) -> tuple[float, float] | None:
    if not value:
        return None
    try:
        x, y = map(float, value.split(","))
    except ValueError as error:
        raise click.BadParameter("two numbers: points from the left and from the top, 100,200", ctx, param) from error
    return x, y


@click.command("where")
@click.argument("file", metavar="FILE")
@click.option("--par", "name", default="", metavar="NAME", help="The paragraph: 14, s2p7, 第十四条, or an id.")
@click.option("--page", type=click.IntRange(1), metavar="N", help="Of a PDF: the page, from 1.")
@click.option(
    "--at", "place", callback=_place, default="", metavar="X,Y", help="The place on it, in points (1/72 inch)."
)
@click.option("--json", "as_json", is_flag=True, help="The same as JSON.")
def command(file: str, name: str, page: int | None, place: tuple[float, float] | None, **values: Any) -> int:
    """Print the file and line that a paragraph of FILE (PDF, EPUB, DOCX or HTML) is written on.

    The paragraph is named by its number, its address, its label or its id, or, in a PDF, by a place: X points right of
    and Y points below the upper left corner of the page. What is known is in the NAME.facts.json beside FILE. A number
    that several series have gives a line for each.

    \b
    Examples:
      docforge where dist/book.pdf --par 14
      docforge where dist/book.epub --par s2p7
      docforge where dist/book.pdf --page 3 --at 100,200
      vim $(docforge where h.pdf --par 7 | sed 's/:\\([0-9]*\\):.*/ +\\1/')
    """
    if bool(name) == (page is not None):
        raise click.UsageError("name a paragraph with --par, or a place with --page and --at")
    world = DiskWorld()
    try:
        if page is None:
            origins, found = by_name(file, name, world)
        else:
            origins, found = by_place(file, page, place, world)
    except UsageError as error:
        raise usage(error) from error
    Console(world=world).diagnostics(found, {})
    if values["as_json"]:
        click.echo(json.dumps([asdict(origin) for origin in origins], ensure_ascii=False, indent=1))
    else:
        for origin in origins:
            click.echo(str(origin))
    return exit_status(found)
