"""``docforge formats``: what can be read and written here, plug-ins included."""

from __future__ import annotations

import json

import click

from docforge.build import registry
from docforge.build.plugins import KINDS, group_of, package_of
from docforge.cli.console import Console
from docforge.cli.language import said
from docforge.world import DiskWorld


@click.command("formats")
@click.option("--json", "as_json", is_flag=True, help="The same as JSON.")
def command(as_json: bool) -> int:
    """List input formats, output formats and themes, plug-ins included, and which packages plug-ins come from.

    \b
    Examples:
      docforge formats
      docforge formats --json
    """
    readers = {item.name: list(item.suffixes) for item in registry.readers()}
    writers = {item.name: [item.suffix] for item in registry.writers()}
    themes = list(registry.names("themes"))
    plugins = [
        {"package": package_of(point), "kind": KINDS[group_of(point)], "name": point.name}
        for point in registry.plugins()
    ]
    if as_json:
        table = {"readers": readers, "writers": writers, "themes": themes, "plugins": plugins}
        click.echo(json.dumps(table, indent=1))
    else:
        for title, suffixes in (("Reads (--from)", readers), ("Writes (--to)", writers)):
            click.echo(f"{said(title)}:")
            for name, known in suffixes.items():
                click.echo(f"  {name:<10} {' '.join(known)}".rstrip())
        click.echo(f"{said('Themes (--theme)')}:")
        for name in themes:
            click.echo(f"  {name}")
        if plugins:
            click.echo(f"{said('Plug-ins')}:")
        for row in plugins:
            click.echo(f"  {row['kind']:<10} {row['name']:<10} {row['package']}")
    broken = registry.broken()
    Console(world=DiskWorld()).diagnostics(broken, {})
    return 0
