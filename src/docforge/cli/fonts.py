"""``docforge fonts``: the font store."""

from __future__ import annotations

import click


@click.command("fonts")
@click.argument("action", type=click.Choice(["build", "list"]))
@click.option("--jobs", type=click.IntRange(min=1), help="Processes that cut fonts (default: one a core, at most 4).")
@click.option("--force", is_flag=True, help="Cut again what is there.")
def command(action: str, jobs: int | None, force: bool) -> int:
    """Fill the font store (build), or list its faces with hashes and coverage (list).

    Pages are set in pinned faces only. They are cut once a machine, from fonts whose hashes the lock names.

    \b
    Examples:
      docforge fonts build
      docforge fonts list
    """
    from docforge.theme.fonts.__main__ import main

    arguments: list[str] = [action]
    if action == "build":
        arguments += ["--jobs", str(jobs)] if jobs else []
        arguments += ["--force"] if force else []
    elif jobs or force:
        raise click.UsageError("--jobs and --force belong to docforge fonts build")
    return main(arguments)
