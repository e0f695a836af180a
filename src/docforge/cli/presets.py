"""``docforge presets``: what a handout may be for, to be laid over any theme."""

from __future__ import annotations

import json

import click

from docforge.cli.language import said
from docforge.diagnostics.width import pad, width
from docforge.theme.presets import presets


@click.command("presets")
@click.option("--json", "as_json", is_flag=True, help="The same as JSON.")
def command(as_json: bool) -> int:
    """List the presets, one line each. They combine with every theme and with each other.

    \b
    Examples:
      docforge presets
      docforge convert notes.md -o notes.pdf --preset compact --preset note-margin
    """
    rows = [(preset.name, preset.description) for preset in presets().values()]
    if as_json:
        click.echo(json.dumps(dict(rows), ensure_ascii=False, indent=1))
        return 0
    widest = max(width(name) for name, _ in rows)
    for name, line in rows:
        click.echo(f"{pad(name, widest)}  {said(line)}")
    return 0
