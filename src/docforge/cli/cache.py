"""``docforge cache``: what builds keep for the next one."""

from __future__ import annotations

import json
import os

import click
import msgspec

from docforge.build.tree import prepare
from docforge.cli.console import size_text
from docforge.cli.language import said
from docforge.world import DiskWorld


@click.command("cache")
@click.argument("action", type=click.Choice(["info", "clear"]))
@click.argument("path", default="", metavar="[PATH]")
@click.option("--cache", "place", default="", metavar="PLACE", help="The cache here, not that of the project.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Form of info.")
def command(action: str, path: str, place: str, form: str) -> None:
    """Say what the cache of the project in PATH holds (info), or empty it (clear).

    Builds keep what their steps gave, and make only what changed. Emptying it changes no file of any build.

    \b
    Examples:
      docforge cache info
      docforge cache info notes --format json
      docforge cache clear
    """
    world = DiskWorld()
    folder = path if not path.endswith(".toml") else os.path.dirname(path)
    for name in (folder, "" if "://" in place else place):
        if name and not world.has_folder(name):
            raise click.UsageError(f"no folder {name}")
    store = prepare(path, world).store(place)
    removed = store.clear() if action == "clear" else 0
    info = store.info()
    if store.problem:
        raise click.ClickException(f"the cache cannot be used: {store.problem}")
    if action == "clear":
        click.echo(said(f"{removed} entries removed"))
        return
    if form == "json":
        click.echo(json.dumps(msgspec.to_builtins(info), ensure_ascii=False, indent=1))
        return
    limit = f" of at most {size_text(info.limit)}" if info.limit else ""
    click.echo(said(f"{info.place}: {info.entries} entries, {size_text(info.size)}{limit}"))
