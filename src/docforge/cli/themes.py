"""``docforge themes``: the themes that are installed, and what a theme may name."""

from __future__ import annotations

import json

import click

from docforge.build.config import installed_themes
from docforge.cli.console import Console
from docforge.cli.language import said
from docforge.diagnostics.width import pad, width
from docforge.world import DiskWorld


@click.command("themes")
@click.option("--papers", is_flag=True, help="List the names of page sizes instead.")
@click.option("--sizes", is_flag=True, help="List the names of type sizes (字号) instead.")
@click.option("--json", "as_json", is_flag=True, help="The same as JSON.")
def command(papers: bool, sizes: bool, as_json: bool) -> int:
    """List the installed themes, one line each; or the names of page sizes or type sizes that a theme may use.

    \b
    Examples:
      docforge themes
      docforge themes --papers
      docforge themes --sizes
    """
    if papers:
        rows = _papers()
    elif sizes:
        rows = _sizes()
    else:
        rows, broken = installed_themes(DiskWorld())
        Console(world=DiskWorld()).diagnostics(broken, {})
    if as_json:
        click.echo(json.dumps(dict(rows), ensure_ascii=False, indent=1))
    else:
        widest = max((width(name) for name, _ in rows), default=0)
        for name, line in rows:
            click.echo(f"{pad(name, widest)}  {said(line)}".rstrip())
    return 0


def _papers() -> list[tuple[str, str]]:
    from docforge.theme.papers import papers

    return [
        (paper.name, f"{paper.width:g} × {paper.height:g} mm" + "".join(f", {alias}" for alias in paper.aliases))
        for paper in papers()
    ]


def _sizes() -> list[tuple[str, str]]:
    from docforge.theme.type_sizes import type_sizes

    return [(name, f"{points:g} points") for name, points in type_sizes().items()]
