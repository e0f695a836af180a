"""``docforge doctor``: what this machine has and lacks."""

from __future__ import annotations

import click

from docforge.build.environment import Check, checks
from docforge.cli.console import write_stdout
from docforge.cli.language import said
from docforge.diagnostics.width import pad, width
from docforge.world import DiskWorld

MISSING = 5
"""Exit status when something that docforge needs is missing."""

_SIGNS = {"ok": "ok", "missing": "MISSING", "optional": "-"}


@click.command("doctor")
@click.option("--json", "as_json", is_flag=True, help="The same as JSON.")
def command(as_json: bool) -> int:
    """Check what docforge needs: libraries, fonts with hashes and coverage, and programs that some commands use.

    Exit status 5 when something needed is missing. Every finding has the line that fixes it.

    \b
    Examples:
      docforge doctor
      docforge doctor --json
    """
    found = list(checks(DiskWorld()))
    if as_json:
        import msgspec

        write_stdout(msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n")
    else:
        click.echo(report(found), nl=False)
    return MISSING if any(check.state == "missing" for check in found) else 0


def report(found: list[Check]) -> str:
    """One line a finding, the fix below it, and a last line that sums up."""
    names = [said(check.name) for check in found]
    column = max(map(width, names))
    lines = []
    for name, check in zip(names, found, strict=True):
        lines.append(f"{pad(said(_SIGNS[check.state]), 7)}  {pad(name, column)}  {said(check.detail)}".rstrip())
        if check.fix:
            lines.append(f"{'':9}→ {check.fix}")
    missing = sum(check.state == "missing" for check in found)
    lines.append(said(f"{missing} missing" if missing else "docforge has all it needs."))
    return "\n".join(lines) + "\n"
