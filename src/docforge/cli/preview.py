"""``docforge preview``: a document in the browser, made anew whenever it is saved."""

from __future__ import annotations

import sys
import webbrowser
from typing import Any

import click

from docforge.build.registry import UsageError
from docforge.cli.console import Console, usage
from docforge.cli.options import build_options, reading_options, report_options, theme_options
from docforge.diagnostics import exit_status
from docforge.world import DiskWorld


@click.command("preview")
@click.argument("source", default="", metavar="[SOURCE]")
@click.option("--port", type=click.IntRange(0, 65535), default=0, metavar="N", help="Port (default: a free one).")
@click.option("--open/--no-open", "opens", default=False, help="Open the page in your browser, or print its address.")
@click.option(
    "--editor",
    default="",
    metavar="vscode|COMMAND",
    help="What opens a line: vscode, or a command with {file}, {line} and {column}.",
)
@click.option(
    "--ui", "language", default="", metavar="TAG", help="Language of the page itself (default: the browser's)."
)
@reading_options
@theme_options
@report_options
def command(source: str, port: int, language: str, editor: str, *, opens: bool, **values: Any) -> int:
    """Show SOURCE, a file or the documents of a folder (default: this one), as pages, e-book and outline.

    The page is made anew when a file is saved, with what is wrong beside the line. A paragraph that is chosen shows its
    line. Only this machine can see it, and only a browser that has the address printed here. Nothing is written.

    \b
    Examples:
      docforge preview notes.md --open
      docforge preview --editor vscode
      docforge preview notes/ --editor 'subl {file}:{line}' --port 8000
    """
    from docforge.preview.session import open_session

    world = DiskWorld()
    console = Console.of(values, world)
    try:
        result = open_session(source, build_options(values), world, port=port, editor=editor, language=language)
    except UsageError as error:
        raise usage(error) from error
    console.diagnostics(result.diagnostics, {})
    session = result.value
    if session is None:
        return exit_status(result.diagnostics)
    click.echo(session.url)
    sys.stdout.flush()
    if not console.quiet:
        console.line("only a browser with this address may see it; Ctrl-C ends it")
    if opens:
        webbrowser.open(session.url)
    try:
        session.run(lambda error: console.line(f"{type(error).__name__}: {error}"))
    except KeyboardInterrupt:
        return 0  # the way it ends
    finally:
        session.close()
    return 0
