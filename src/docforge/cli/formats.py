"""``docforge formats``: what can be read and written here, plug-ins included."""

from __future__ import annotations

import json

import click

from docforge.build import registry
from docforge.cli.console import Console
from docforge.world import DiskWorld


@click.command("formats")
@click.option("--json", "as_json", is_flag=True, help="The same as JSON.")
def command(as_json: bool) -> int:
    """List input formats, output formats and themes, plug-ins included.

    \b
    Examples:
      docforge formats
      docforge formats --json
    """
    readers = {item.name: list(item.suffixes) for item in registry.readers()}
    writers = {item.name: [item.suffix] for item in registry.writers()}
    themes = list(registry.names("themes"))
    if as_json:
        click.echo(json.dumps({"readers": readers, "writers": writers, "themes": themes}, indent=1))
    else:
        for title, table in (("Reads (--from)", readers), ("Writes (--to)", writers)):
            click.echo(f"{title}:")
            for name, suffixes in table.items():
                click.echo(f"  {name:<10} {' '.join(suffixes)}".rstrip())
        click.echo("Themes (--theme):")
        for name in themes:
            click.echo(f"  {name}")
    broken = registry.broken()
    Console(world=DiskWorld()).diagnostics(broken, {})
    return 0
