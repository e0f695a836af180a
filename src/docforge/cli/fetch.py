"""``docforge fetch``: remote pictures, downloaded once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import click
from msgspec import structs

from docforge.build import config
from docforge.build.convert import DEFAULT_THEME
from docforge.build.fetch import Network, Wanted, fetch, of_project, of_sources
from docforge.build.project.schema import FetchTable
from docforge.build.tree import prepare
from docforge.cli.console import Console
from docforge.diagnostics import Diagnostic, exit_status
from docforge.limits import Limits
from docforge.protocols import ReadOptions
from docforge.world import DiskWorld, RootedWorld, World


class _Home(NamedTuple):
    """Documents with one lock or more: what they want, and which hosts their project allows."""

    world: RootedWorld
    wanted: tuple[Wanted, ...]
    hosts: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


@click.command("fetch")
@click.argument("paths", nargs=-1, metavar="[PATH…]")
@click.option(
    "--allow-host",
    "hosts",
    multiple=True,
    metavar="HOST",
    help="Host that may be asked: a name, '*.example' for all below one, '*' for any. Repeatable.",
)
@click.option("--update", is_flag=True, help="Download again what is there already.")
@click.option("--check", "offline", is_flag=True, help="Ask nothing; report what is missing or changed.")
@click.option("--root", default="", metavar="DIR", help="Folder of the lock for single documents (default: their own).")
@click.option("--set", "settings", multiple=True, metavar="KEY=VALUE", help="A limit (limits.fetch-seconds=20).")
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def command(
    paths: tuple[str, ...],
    hosts: tuple[str, ...],
    settings: tuple[str, ...],
    *,
    update: bool,
    offline: bool,
    root: str,
    quiet: bool,
) -> int:
    """Download the remote pictures of PATH: a folder with a docforge.toml (default: this one), or documents.

    Builds never ask the network. What is fetched is kept in remote-assets beside the documents, with a lock that names
    address, digest and date of each picture; keep both with the documents. Only hosts that you name are asked, at
    public addresses, within limits.image-bytes and limits.fetch-seconds a picture.

    \b
    Examples:
      docforge fetch --allow-host img.example
      docforge fetch notes/a.md notes/b.md --allow-host '*.cdn.example'
      docforge fetch --check
    """
    world = DiskWorld()
    console = Console(quiet=quiet, world=world)
    asked = config.settings(DEFAULT_THEME, settings, world)
    found = list(asked.diagnostics)
    for home in _homes(paths, root, asked.limits, world):
        network = Network((*hosts, *home.hosts))
        step = console.line if not quiet else (lambda what: None)
        done = fetch(home.wanted, home.world, network, asked.limits, update=update, offline=offline, on_step=step)
        for item in (*home.diagnostics, *done.diagnostics):
            found.append(structs.replace(item, file=home.world.path(item.file) if item.file else ""))
        if not quiet:
            console.line(f"{len(done.fetched)} fetched, {len(done.kept)} there already")
    console.diagnostics(found, {})
    return exit_status(found)


def _homes(paths: Sequence[str], root: str, limits: Limits, world: World) -> Iterator[_Home]:
    """The documents among the paths together, and each project."""
    projects = [path for path in paths if path.endswith(".toml") or world.has_folder(path)]
    documents = [path for path in paths if path not in projects]
    if documents:
        result = of_sources(documents, ReadOptions(limits=limits), world, root)
        yield _Home(RootedWorld(world, ""), result.value, (), result.diagnostics)
    for path in projects or ([] if documents else [""]):
        prepared = prepare(path, world)
        result = of_project(prepared, limits)
        table = (prepared.loaded.project.fetch if prepared.loaded else None) or FetchTable()
        yield _Home(prepared.world, result.value, tuple(table.hosts or ()), result.diagnostics)
