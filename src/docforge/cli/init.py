"""``docforge init``: a docforge.toml that fits a folder."""

from __future__ import annotations

import os

import click

from docforge.build.project.init import look_at, pages_found, project_text, write_project
from docforge.build.project.schema import FILE
from docforge.cli.console import Console
from docforge.diagnostics import exit_status
from docforge.world import DiskWorld, RootedWorld


@click.command("init")
@click.argument("path", default="", metavar="[PATH|-]")
@click.option("--force", is_flag=True, help="Replace a docforge.toml that is there.")
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def command(path: str, *, force: bool, quiet: bool) -> int:
    """Look at the folder PATH (default: this one) and write a docforge.toml for it, with comments.

    The kind of site, the title, the language and the number of pages are found out. A docforge.toml that is there stays
    as it is, unless --force. With - it is printed, for the current folder, and nothing is written.

    \b
    Examples:
      docforge init
      docforge init notes
      docforge init - | diff docforge.toml -
    """
    folder = "" if path == "-" else path
    world = DiskWorld()
    if not world.has_folder(folder):
        raise click.UsageError(f"no folder {folder}")
    console = Console(quiet=quiet, world=world)
    seen = look_at(RootedWorld(world, folder))
    text = project_text(seen.value, os.path.basename(os.path.abspath(folder)))
    if path == "-":
        click.echo(text, nl=False)
        return 0
    file = os.path.join(folder, FILE)
    found = write_project(file, world, text, force=force)
    console.diagnostics(found, {})
    if not found and not quiet:
        site = seen.value.site
        console.line(
            f"{file}: {site.kind}, {pages_found(seen.value.pages)}, {seen.value.language or 'no language found'}"
        )
        console.line("docforge build makes the files")
    return exit_status(found)
