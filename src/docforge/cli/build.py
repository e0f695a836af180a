"""``docforge build``: a folder of notes to files, as its ``docforge.toml`` says."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Sequence
from typing import Any

import click
import msgspec
from click.shell_completion import CompletionItem
from msgspec.structs import replace

from docforge.build.crew import Choose
from docforge.build.kernel_limits import held
from docforge.build.keys import Step
from docforge.build.plan import Shard
from docforge.build.pool import TIMEOUT, Cluster, choose
from docforge.build.project.schema import Settings
from docforge.build.registry import UsageError
from docforge.build.reproduce import check
from docforge.build.tree import BuildOutcome, Built, prepare, run
from docforge.cli.console import Console, counts, size_text, table, usage
from docforge.cli.language import said
from docforge.cli.options import layer_options, report_options
from docforge.world import DiskWorld


def _complete_targets(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    prepared = prepare(ctx.params.get("path") or "", DiskWorld())
    names = prepared.loaded.project.target or {} if prepared.loaded else {}
    return [CompletionItem(name) for name in names if name.startswith(incomplete)]


def _shard(ctx: click.Context, param: click.Parameter, value: str | None) -> Shard | None:
    if not value:
        return None
    match = re.fullmatch(r"([0-9]{1,6})/([0-9]{1,6})", value)
    if not match or not 1 <= int(match[1]) <= int(match[2]):
        raise click.BadParameter(f'"{value}" is not a part as 3/10', ctx, param)
    return Shard(int(match[1]), int(match[2]))


def _no_baseline(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    """A baseline is for reports; what was asked for is elsewhere."""
    if value is not None:
        raise click.UsageError("build has no --baseline; docforge check --baseline FILE has it", ctx)


@click.command("build")
@click.argument("path", default="", metavar="[PATH]")
@click.option(
    "-t",
    "--target",
    "targets",
    multiple=True,
    metavar="NAME",
    help="Build this target only. Repeatable.",
    shell_complete=_complete_targets,
)
@click.option("--drafts", is_flag=True, help="Take drafts and unpublished pages too.")
@click.option("--verify/--no-verify", default=True, help="Read the files back and prove them (default), or not.")
@click.option("--frozen", is_flag=True, help="Write nothing if a number that docforge.lock holds would change.")
@click.option("--explain", is_flag=True, help="Print the steps of the build with their keys; write nothing.")
@click.option(
    "--executor",
    type=click.Choice(["local", "dask"]),
    default="local",
    help="Who makes files: processes of this machine (default), or workers of a Dask scheduler.",
)
@click.option("--scheduler", default="", metavar="ADDRESS", help="Of the Dask scheduler: tcp://host:8786.")
@click.option(
    "--shard",
    metavar="N/COUNT",
    callback=_shard,
    help="Build one part of several, as machines beside each other do; docforge merge puts them together.",
)
@click.option(
    "--check-reproducible", "again", is_flag=True, help="Build a second time elsewhere, and compare every byte."
)
@click.option(
    "--jobs",
    type=click.IntRange(min=0),
    metavar="N",
    help="Processes that make files (default: one a core; 0: this process does).",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0),
    metavar="SECONDS",
    help=f"For the files of one document or book (default {TIMEOUT:.0f}; 0: no limit).",
)
@click.option("--cache", "place", default="", metavar="PLACE", help="Keep what steps give here: a folder, or s3://… .")
@click.option("--no-cache", is_flag=True, help="Make everything, whatever was made before; keep nothing.")
@click.option("--baseline", hidden=True, expose_value=False, callback=_no_baseline)
@layer_options
@report_options
def command(
    path: str,
    targets: tuple[str, ...],
    *,
    drafts: bool,
    verify: bool,
    frozen: bool,
    explain: bool,
    executor: str,
    scheduler: str,
    shard: Shard | None,
    again: bool,
    jobs: int | None,
    timeout: float | None,
    place: str,
    no_cache: bool,
    **values: Any,
) -> int:
    """Build the targets of the docforge.toml in PATH, a folder (default: this one) or the file itself.

    Folders for the files are made. A chapter that cannot be read leaves a placeholder in its book; a document that
    cannot be read leaves the others alone. Every file is read back and compared with its document. What an earlier
    build made from the same is not made again. Options given here go before docforge.toml and front matter.
    docforge init writes a docforge.toml.

    \b
    Examples:
      docforge build
      docforge build notes --target book
      docforge build --set base-size=12 --no-verify
      docforge build --explain --format json
    """
    world = DiskWorld()
    console = Console.of(values, world)
    try:
        given = _given(values)
        prepared = prepare(path, world, targets, given, drafts=drafts, shard=shard)
        store = None if no_cache or explain else prepared.store(place)
        with console.steps(0 if explain else prepared.total, always=True) as step:
            crew = _crew(executor, scheduler, 0 if explain else jobs, timeout)
            outcome = run(
                prepared, verify=verify, explain=explain, frozen=frozen, store=store, choose=crew, on_step=step
            )
        if again and not explain:
            try:
                found = check(path, outcome, targets, given, drafts=drafts, shard=shard, jobs=jobs, timeout=timeout)
            except OSError as error:
                raise click.ClickException(f"the project cannot be copied, to be built again: {error}") from error
            outcome = replace(outcome, diagnostics=(*outcome.diagnostics, *found))
            if not found and not console.quiet and outcome.artifacts:
                console.line(f"made twice, the same to the byte: {len(outcome.artifacts)} files")
    except UsageError as error:
        raise usage(error) from error
    console.diagnostics(outcome.diagnostics, outcome.texts, outcome.limits.diagnostics, sources=outcome.sources)
    if console.verbose > 1:
        for trace in outcome.traces:
            console.line(trace.rstrip())
    if explain:
        click.echo(_steps_as_json(outcome.steps) if console.form == "json" else _steps_as_text(outcome.steps), nl=False)
    if not console.quiet and console.form == "text":
        _close(outcome, console)
        if prepared.plan and not prepared.total:
            console.line(f"nothing to build: no document is in part {shard}" if shard else "nothing to build")
    return outcome.status(fail_on=console.fail_on)


def _crew(executor: str, scheduler: str, jobs: int | None, timeout: float | None) -> Choose:
    """Who makes the files."""
    if (executor == "dask") != bool(scheduler):
        raise UsageError("--executor dask and --scheduler ADDRESS go together")
    if executor == "dask" and jobs != 0:
        cluster = Cluster(scheduler)
        return lambda _: cluster
    return choose(jobs, timeout, holding=held)


def _given(values: dict[str, Any]) -> Settings:
    """Settings of the command line; what was not typed is left to the layers below."""
    found: dict[str, Any] = {}
    for field in msgspec.structs.fields(Settings):
        value = values.get(field.name)
        if field.name == "set" and value:
            found["set"] = dict(_assignment(item) for item in value)
        elif value or value is False:
            found[field.name] = list(value) if isinstance(value, tuple) else value
    # Paths of the command line start in the current folder, those of a project in its own.
    if _is_file(found.get("theme", "")):
        found["theme"] = os.path.abspath(found["theme"])
    for name in ("reference_doc", "readings_file"):
        if name in found:
            found[name] = os.path.abspath(found[name])
    if "font_path" in found:
        found["font_path"] = [os.path.abspath(folder) for folder in found["font_path"]]
    return Settings(**found)


def _is_file(theme: str) -> bool:
    return theme.endswith(".toml") or "/" in theme


def _assignment(text: str) -> tuple[str, Any]:
    from docforge.build.config import setting_value

    key, equals, raw = text.partition("=")
    if not equals or not key.strip():
        raise UsageError(f'--set: "{text}" is not KEY=VALUE')
    return key.strip(), setting_value(raw)


def _close(outcome: BuildOutcome, console: Console) -> None:
    """The table of what was written, and one line that counts the diagnostics."""
    if outcome.artifacts:
        console.write(table([["file", "size", "pages", "paragraphs", "warnings", ""], *map(_row, outcome.artifacts)]))
    counted = counts(outcome.diagnostics)
    if counted:
        hidden = not console.all_notes and any(item.severity == "note" for item in outcome.diagnostics)
        console.line(counted + (" (-v shows the notes)" if hidden else ""))


def _row(item: Built) -> list[str]:
    verdict = {True: "verified", False: "FAILED", None: ""}[item.verified]
    pages = "" if item.pages is None else str(item.pages)
    return [item.path, size_text(item.size), pages, str(item.paragraphs), str(item.warnings), said(verdict)]


def _steps_as_text(steps: Sequence[Step]) -> str:
    """One line a step: the beginning of its key, its name, what it is about, and the steps it waits for."""
    width = max((len(step.name) for step in steps), default=0)
    lines = []
    for step in steps:
        needs = " ".join(key[:12] for key in step.needs)
        lines.append(f"{step.key[:12]}  {step.name:{width}}  {step.subject}" + (f"  < {needs}" if needs else ""))
    return "".join(line + "\n" for line in lines)


def _steps_as_json(steps: Sequence[Step]) -> str:
    rows = [{"step": item.name, "subject": item.subject, "key": item.key, "needs": item.needs} for item in steps]
    return json.dumps({"steps": rows}, ensure_ascii=False, indent=1) + "\n"
