"""``docforge attest``: what was published, of what and by what it was made, in forms that other programs read."""

from __future__ import annotations

import os

import click

from docforge.build.release import provenance, sbom
from docforge.build.release.attest import attest
from docforge.build.release.check import manifest_in
from docforge.build.release.manifest import SUMS
from docforge.cli.console import Console
from docforge.diagnostics import exit_status
from docforge.world import DiskWorld


@click.command("attest")
@click.argument("folder", default="dist", metavar="[FOLDER]")
@click.option(
    "--builder", default="", metavar="URI", help="Who built (default: what GitHub Actions tells, else local)."
)
@click.option("-q", "--quiet", is_flag=True, help="Print errors only.")
def command(folder: str, builder: str, *, quiet: bool) -> int:
    """Write the bill of materials (CycloneDX 1.6) and the provenance (in-toto, SLSA v1) of a FOLDER that was built.

    Both are made from build.json and named in SHA256SUMS; neither holds a clock but SOURCE_DATE_EPOCH. A folder whose
    files are not those of the build is refused, with exit status 4. Needs docforge[release].

    \b
    Examples:
      docforge build && docforge verify dist/ && docforge attest dist/
    """
    world = DiskWorld()
    console = Console(quiet=quiet, world=world)
    manifest = manifest_in(folder)
    found = attest(manifest, builder, world)
    console.diagnostics(found, {})
    if not found and not quiet:
        console.line(
            f"{os.path.dirname(manifest) or '.'}: {sbom.FILE} and {provenance.FILE} are written, and named in {SUMS}"
        )
    return exit_status(found)
