"""``docforge merge``: the parts of a build become one folder."""

from __future__ import annotations

from typing import Any

import click

from docforge.build.release.merge import merge
from docforge.cli.console import Console
from docforge.cli.options import report_options
from docforge.world import DiskWorld


@click.command("merge")
@click.argument("folders", nargs=-1, required=True, metavar="FOLDER…")
@click.option("-o", "--output", "out", required=True, metavar="FOLDER", help="Where the whole goes.")
@report_options
def command(folders: tuple[str, ...], out: str, **values: Any) -> int:
    """Put the parts of a build together: each FOLDER holds the files and the build.json of one docforge build --shard.

    Every file is proved by its digest, no part may be missing, and all must have been made by the same versions. The
    manifest is the same to the byte as that of a build in one piece.

    \b
    Examples:
      docforge build --shard 1/2
      docforge merge part-1/dist part-2/dist -o dist
    """
    world = DiskWorld()
    console = Console.of(values, world)
    merged = merge(folders, out, world)
    console.diagnostics(merged.diagnostics, {})
    if merged.manifest and not console.quiet and console.form == "text":
        console.line(f"{out}: {len(merged.manifest.artifacts)} files of {len(folders)} parts")
    return merged.status(fail_on=console.fail_on)
