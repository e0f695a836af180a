"""``docforge convert``: sources to files."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

import click

from docforge.build.convert import convert
from docforge.build.fit import CODE
from docforge.build.kernel_limits import held
from docforge.build.outputs import plan_outputs
from docforge.build.registry import UsageError
from docforge.cli.console import Console, read_stdin, usage, write_stdout
from docforge.cli.options import (
    build_options,
    complete_names,
    edition_option,
    reading_options,
    rendering_options,
    report_options,
    theme_options,
)
from docforge.cli.watch import watched
from docforge.diagnostics import exit_status, report
from docforge.world import DiskWorld


@contextmanager
def _without_collector() -> Iterator[None]:
    """Leave Python's collector of circles out, which would look through every object that is made."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()  # else the first thing it does is to look through all that was made
        if was:
            gc.enable()


@click.command("convert")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…")
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    metavar="FILE",
    help="Output; its suffix tells the format. Repeatable; - is standard output.",
)
@click.option(
    "--to",
    "writer",
    default="",
    metavar="FORMAT",
    help="Output format, for standard output or a file with another suffix.",
    shell_complete=complete_names("writers"),
)
@reading_options
@theme_options
@edition_option
@rendering_options
@click.option(
    "--beside", default="", metavar="FILE", help="A document to stand beside this one, paragraph by paragraph."
)
@click.option(
    "--fit",
    type=click.IntRange(min=1),
    metavar="PAGES",
    help="Make the document fit so many pages, as far as the theme allows.",
)
@click.option("--facts/--no-facts", default=True, help="Write NAME.facts.json for docforge verify (default), or not.")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    metavar="SECONDS",
    help="Work in a process of its own, which is ended after so long.",
)
@report_options
def command(
    sources: tuple[str, ...], outputs: tuple[str, ...], writer: str, timeout: float | None, **values: Any
) -> int:
    """Convert SOURCES into every output, from one reading.

    Several sources become one document, in the order given. Markdown (.md), plain text (.txt), docforge's JSON and
    pandoc's JSON are read; - is standard input. Outputs that exist are replaced as a whole or left as they are.

    \b
    Examples:
      docforge convert notes.md -o notes.pdf
      docforge convert notes.txt -o h.pdf -o h.epub -o h.docx --lang zh-Hans
      docforge convert one.md two.md -o both.pdf --set base-size=12
      docforge convert exam.md -o exam.pdf --edition student,teacher
      cat notes.md | docforge convert - --to epub > notes.epub
      pandoc -t json x.rst | docforge convert - --from pandoc -o x.docx
    """
    console = Console.of(values, DiskWorld())
    if timeout is None:
        return _convert(sources, outputs, writer, values, console, read_stdin)
    given = read_stdin() if "-" in sources else b""  # of a terminal, which only the process in front may read

    def lost(fate: str) -> int:
        problem = report("DF904", f"the process that made it {fate}", file=sources[0])
        console.diagnostics((problem,), {})
        return exit_status((problem,))

    return watched(lambda: _convert(sources, outputs, writer, values, console, lambda: given), timeout, lost)


def _convert(
    sources: tuple[str, ...],
    outputs: tuple[str, ...],
    writer: str,
    values: dict[str, Any],
    console: Console,
    stdin: Callable[[], bytes],
) -> int:
    """Convert, say what there is to say, and give the exit status."""
    try:
        plan = plan_outputs(outputs, writer, sources)
        # Only the boxes of pages hold circles: without a PDF there is nothing for a collector to find.
        collects = any(output.writer.name == "pdf" for output in plan)
        total = len(plan) * max(1, len(values["editions"]))
        with console.steps(total) as step, nullcontext() if collects else _without_collector():
            outcome = convert(
                sources,
                plan,
                build_options(values),
                DiskWorld(),
                stdin=stdin,
                stdout=write_stdout,
                on_step=step,
                holding=held,
            )
    except UsageError as error:
        raise usage(error) from error
    console.report(outcome)
    if not console.quiet and not console.all_notes:
        for item in outcome.diagnostics:
            if item.code == CODE:
                console.line(item.message)
    console.closing(outcome)
    return outcome.status(fail_on=console.fail_on)
