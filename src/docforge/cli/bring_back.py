"""``docforge import``: the edits of a Word file brought back into its Markdown."""

from __future__ import annotations

import json
from typing import Any

import click
from msgspec.structs import replace

from docforge.build.convert import read
from docforge.build.registry import UsageError
from docforge.cli.console import Console, usage, write_stdout
from docforge.cli.options import build_options, reading_options, report_options
from docforge.limits import Limits
from docforge.world import DiskWorld

LEFT = 1
"""Exit status when some changes have to be made by hand."""


@click.command("import")
@click.argument("edited", metavar="EDITED")
@click.option("--onto", required=True, metavar="FILE", help="The Markdown that EDITED was made from.")
@click.option("-o", "--output", default="", metavar="FILE", help="Where to write (default: FILE itself; - is stdout).")
@click.option(
    "--edition",
    default="",
    metavar="NAME",
    help="The edition of FILE that EDITED was made from (default: the one that differs least from it).",
)
@click.option("--dry-run", is_flag=True, help="Say what would change; write nothing.")
@reading_options
@report_options
def command(edited: str, onto: str, output: str, edition: str, *, dry_run: bool, **values: Any) -> int:
    """Bring what colleagues changed in EDITED (a Word file, or any input) back into the Markdown that it came from.

    Paragraphs are paired by bookmark, then by text; only the words that changed are touched. Comments are listed by
    paragraph (DF164). What cannot be changed safely, in tables or formulas, is listed to be done by hand, and the exit
    status is 1.

    \b
    Examples:
      docforge import edited.docx --onto notes/a.md --dry-run
      docforge import edited.docx --onto notes/a.md
      docforge import edited.docx --onto notes/a.md -o notes/b.md --track reject
    """
    world = DiskWorld()
    console = Console.of(values, world)
    try:
        options = build_options(values)
        new = read([edited], options, world)
    except UsageError as error:
        raise usage(error) from error
    console.report(new)
    if new.document is None:
        return 2
    from docforge.build.changes.edition import edition_of

    options, old, unknown = edition_of(onto, options, new.document, edition, world)
    if old.document is None or unknown:
        console.report(replace(old, diagnostics=unknown) if unknown else old)
        return 2
    if options.edition and not edition and not console.quiet:
        console.line(f"{edited} is the edition {options.edition.name}")
    from docforge.build.changes.patch import patch
    from docforge.build.changes.rendering import renderer
    from docforge.build.changes.report import as_data, line
    from docforge.build.changes.rereading import encoder, rereader

    encode = encoder(world.read(onto, Limits().source_bytes), old.texts[onto].encoding)
    again = rereader(onto, options, world, encode, (*old.diagnostics, *new.diagnostics))
    found = patch(old.document, old.texts[onto], new.document, renderer(old.document), again)
    if values["form"] == "json":
        click.echo(json.dumps({"done": as_data(found.done), "left": as_data(found.left)}, ensure_ascii=False, indent=2))
    else:
        for change in found.done:
            click.echo(line(change), err=output == "-")
        for change in found.left:
            click.echo(f"by hand: {line(change)}", err=True)
    if not dry_run and (found.done or output):
        data = encode(found.text)
        if output == "-":
            write_stdout(data)
        else:
            world.write(output or onto, data)
    return LEFT if found.left else 0
