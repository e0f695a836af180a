"""``docforge check``: diagnostics only."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from typing import Any

import click

from docforge.build.convert import check
from docforge.build.crew import Alone
from docforge.build.kernel_limits import held
from docforge.build.project.load import load
from docforge.build.project.schema import FILE
from docforge.build.registry import UsageError
from docforge.build.tree import prepare, run
from docforge.cli.console import Console, counts, read_stdin, usage
from docforge.cli.language import said
from docforge.cli.options import build_options, reading_options, report_options, theme_options
from docforge.diagnostics import Diagnostic, baseline, exit_status
from docforge.diagnostics.policy import weighed
from docforge.limits import Limits
from docforge.model.source import SourceText
from docforge.world import DiskWorld, World


class Checked:
    """What some sources and projects said."""

    def __init__(self) -> None:
        self.diagnostics: tuple[Diagnostic, ...] = ()
        self.texts: dict[str, SourceText] = {}
        self.traces: list[str] = []
        self.sources: list[str] = []
        self.limit = Limits().diagnostics

    def take(self, outcome: Any) -> None:
        """What one run said (an outcome of ``convert`` or ``build``), each thing once."""
        self.diagnostics = tuple(dict.fromkeys((*self.diagnostics, *outcome.diagnostics)))
        self.texts.update(outcome.texts)
        self.traces.extend(outcome.traces)
        self.limit = outcome.limits.diagnostics


@click.command("check")
@click.argument("sources", nargs=-1, metavar="[SOURCE|FOLDER]…")
@click.option("--baseline", "known", default="", metavar="FILE", help="Only what is not in FILE is shown and fails.")
@click.option("--update-baseline", is_flag=True, help="Write what is found now into the --baseline FILE.")
@reading_options
@theme_options
@report_options
def command(sources: tuple[str, ...], known: str, *, update_baseline: bool, **values: Any) -> int:
    """Report everything there is to say about each SOURCE on standard output, and write nothing.

    A FOLDER is checked as docforge build would build it; without any, the current one is. The severities of
    [diagnostics] in the docforge.toml of the current folder hold for sources too.

    \b
    Examples:
      docforge check
      docforge check notes/*.md --fail-on warning
      docforge check --baseline known.json --update-baseline
      docforge check notes.md --format sarif > docforge.sarif
    """
    if update_baseline and not known:
        raise click.UsageError("--update-baseline needs --baseline FILE")
    world = DiskWorld()
    console = Console.of(values, world, all_notes=True, stream=sys.stdout)
    try:
        checked = _checked(sources, values, world)
    except UsageError as error:
        raise usage(error) from error
    # A run that could not be made says nothing about the documents: what is known of them stays.
    failed = any(item.severity == "error" and not baseline.is_a_finding(item) for item in checked.diagnostics)
    if update_baseline and not failed:
        try:
            world.write(known, baseline.encode(checked.diagnostics))
        except OSError as error:
            raise click.ClickException(f"{known} is not written: {error.strerror or error}") from error
    without = not known or (update_baseline and failed and not world.exists(known))
    new, old, gone = baseline.parted(checked.diagnostics, Counter() if without else _known(known, world))
    console.diagnostics(new, checked.texts, checked.limit, known=old if known else None, sources=checked.sources)
    if console.verbose > 1:
        for trace in checked.traces:
            click.echo(trace, err=True)
    if console.form == "text" and not console.quiet:
        for line in _closing(new, old, gone):
            click.echo(said(line), err=True)
        if update_baseline and failed:
            click.echo(said(f"{known} is not written"), err=True)
    return exit_status(new, fail_on=console.fail_on)


def _closing(new: Sequence[Diagnostic], old: Sequence[Diagnostic], gone: int) -> list[str]:
    """How many there are of each severity, and what the baseline says."""
    lines = [counts(new)] if new else []
    if old:
        lines.append(f"{len(old)} known by the baseline")
    if gone:
        lines.append(f"{gone} of the baseline are gone (--update-baseline takes them out)")
    return lines


def _known(path: str, world: World) -> Counter[baseline.Key]:
    """What a baseline holds."""
    try:
        return baseline.decode(world.read(path, Limits().archive_bytes))
    except OSError as error:
        raise click.UsageError(f"--baseline {path}: {error.strerror or error} (--update-baseline writes it)") from error
    except baseline.BaselineError as error:
        raise click.UsageError(f"--baseline {path}: {error}") from error


def _checked(sources: Sequence[str], values: dict[str, Any], world: World) -> Checked:
    """Everything there is to say, weighed."""
    checked = Checked()
    projects = [path for path in sources if path.endswith(".toml") or world.has_folder(path)]
    documents = [path for path in sources if path not in projects]
    options = build_options(values)
    for source in documents:
        checked.take(check([source], options, world, stdin=read_stdin, holding=held))
    if documents and world.exists(FILE):
        project = load(FILE, world)
        weights = project.value.project.diagnostics if project.value else None
        checked.diagnostics = (*project.diagnostics, *weighed(checked.diagnostics, weights or {}))
    for path in projects or ([] if documents else [""]):
        outcome = run(prepare(path, world), verify=False, explain=True, choose=lambda _: Alone(held))
        checked.take(outcome)
        checked.sources.extend(outcome.sources)
    return checked
