"""``docforge draw``: diagrams drawn by programs that the user names."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import click
import msgspec
from msgspec import structs

from docforge.build import config
from docforge.build.convert import DEFAULT_THEME, no_stdin
from docforge.build.draw import CommandError, checked_commands, draw
from docforge.build.project.schema import DiagramsTable
from docforge.build.sources import ReadResult, read_one
from docforge.build.tree import prepare, read_project
from docforge.cli.console import Console
from docforge.diagnostics import Diagnostic, exit_status
from docforge.limits import Limits
from docforge.protocols import ReadOptions
from docforge.world import DiskWorld, RootedWorld, World


class _Home(NamedTuple):
    """Documents that were read, and the commands of their project."""

    world: RootedWorld
    documents: tuple[ReadResult, ...]
    commands: dict[str, tuple[str, ...]]
    diagnostics: tuple[Diagnostic, ...]


@click.command("draw")
@click.argument("paths", nargs=-1, metavar="[PATH…]")
@click.option(
    "--command",
    "commands",
    multiple=True,
    metavar="LANGUAGE=COMMAND",
    help="Program that draws a language, with {input} and {output} among its words. Repeatable.",
)
@click.option("--set", "settings", multiple=True, metavar="KEY=VALUE", help="A limit (limits.draw-seconds=20).")
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def command(paths: tuple[str, ...], commands: tuple[str, ...], settings: tuple[str, ...], *, quiet: bool) -> int:
    """Draw the diagrams of PATH that have no picture: a folder with a docforge.toml (default: this one), or documents.

    Builds run no program. Each drawing is kept in drawn-diagrams beside its document, for that very text; builds take
    it from there. The programs are yours: those of --command, and of [diagrams] in a docforge.toml that you trust.

    \b
    Examples:
      docforge draw notes.md --command 'dot=dot -Tsvg {input} -o {output}'
      docforge draw --command 'mermaid=mmdc -i {input} -o {output}'
      docforge draw
    """
    world = DiskWorld()
    console = Console(quiet=quiet, world=world)
    asked = config.settings(DEFAULT_THEME, settings, world)
    found = list(asked.diagnostics)
    try:
        own = checked_commands(dict(_command(text) for text in commands))
        for home in _homes(paths, asked.limits, world):
            step = console.line if not quiet else (lambda what: None)
            done = draw(home.documents, {**home.commands, **own}, home.world, asked.limits, step)
            for item in (*home.diagnostics, *done.diagnostics):
                found.append(structs.replace(item, file=home.world.path(item.file) if item.file else ""))
            if not quiet:
                console.line(f"{len(done.files)} drawn")
    except CommandError as error:
        raise click.UsageError(str(error)) from error
    console.diagnostics(found, {})
    return exit_status(found)


def _command(text: str) -> tuple[str, list[str]]:
    language, equals, words = text.partition("=")
    if not equals:
        raise CommandError(f'"{text}" is not LANGUAGE=COMMAND')
    return language.strip().lower(), shlex.split(words)


def _homes(paths: Sequence[str], limits: Limits, world: World) -> Iterator[_Home]:
    projects = [path for path in paths if path.endswith(".toml") or world.has_folder(path)]
    documents = [path for path in paths if path not in projects]
    if documents:
        read = tuple(read_one(path, "", ReadOptions(limits=limits), world, no_stdin) for path in documents)
        yield _Home(RootedWorld(world, ""), read, {}, _errors(read))
    for path in projects or ([] if documents else [""]):
        prepared = prepare(path, world)
        read = tuple(read_project(prepared, limits))
        table = (prepared.loaded.project.diagrams if prepared.loaded else None) or DiagramsTable()
        given = {name: words for name, words in msgspec.structs.asdict(table).items() if words}
        yield _Home(prepared.world, read, checked_commands(given), (*prepared.diagnostics, *_errors(read)))


def _errors(read: Sequence[ReadResult]) -> tuple[Diagnostic, ...]:
    return tuple(item for result in read for item in result.diagnostics if item.severity == "error")
