"""The command ``docforge``. This file names the commands; each lives in a file of its own, loaded when it is used."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from typing import Any

import click

from docforge import __version__
from docforge.cli import language

COMMANDS = {
    "convert": "Convert notes into PDF, EPUB, DOCX, HTML … from one reading.",
    "handout": "Pick numbered paragraphs from notes into one handout.",
    "preview": "Show a document in the browser, made anew when it is saved.",
    "build": "Build a folder of notes as its docforge.toml says.",
    "merge": "Put the parts of a build together (build --shard).",
    "cache": "Say what the cache of a project holds, or empty it.",
    "draw": "Draw the diagrams of documents with programs that you name.",
    "fetch": "Download the remote pictures of documents, once, for all builds.",
    "init": "Write a docforge.toml that fits a folder.",
    "lock": "Keep the numbers that are published, with the sources.",
    "check": "Report the problems of sources; write nothing.",
    "inspect": "Print the document model as JSON, or a summary.",
    "diff": "Say what changed between two documents, by paragraph number.",
    "import": "Bring the edits of a Word file back into its Markdown.",
    "verify": "Read finished files back and prove their numbers and text.",
    "where": "Print the line that a paragraph of a finished file is written on.",
    "attest": "Write the bill of materials and the provenance of what was built.",
    "explain": "Explain a diagnostic code.",
    "formats": "List input formats, output formats and themes.",
    "themes": "List the themes, and the names of page and type sizes.",
    "presets": "List the presets of handouts.",
    "doctor": "Check this machine: libraries, fonts, programs.",
    "fonts": "Fill and list the font store.",
    "schema": "Print a JSON Schema: of documents, facts, themes or projects.",
    "completions": "Print the completion script of a shell.",
}
"""Each command with the line that ``docforge --help`` prints, so that help loads no command."""

MODULES = {"import": "bring_back"}
"""Modules of commands whose names are words of Python."""

COLLECT = (50_000, 20, 100)
"""Thresholds of Python's collector of circles (gc.set_threshold)."""

INTERRUPTED = 130


class LazyGroup(click.Group):
    """A group whose commands are modules ``docforge.cli.NAME`` with a ``command``, loaded on first use."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"docforge.cli.{MODULES.get(cmd_name, cmd_name)}").command
        return language.translated(command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        if name not in COMMANDS and not name.startswith("-"):
            import difflib

            close = difflib.get_close_matches(name, COMMANDS, n=1)
            hint = f" Did you mean {close[0]}?" if close else ""
            ctx.fail(f'No such command "{name}".{hint}')
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(language.helped("Commands")):
            formatter.write_dl([(name, language.helped(line)) for name, line in COMMANDS.items()])


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="docforge COMMAND --help shows a command's options with examples.",
)
@click.version_option(__version__, message="docforge %(version)s")
def cli() -> None:
    """Notes become PDF handouts, EPUB e-books and Word files with the same numbered paragraphs in all three.

    \b
    docforge convert notes.md -o notes.pdf -o notes.epub -o notes.docx
    docforge verify notes.pdf notes.epub notes.docx

    \b
    Exit status: 0 clean, 1 errors, 2 usage, 3 findings of --fail-on,
    4 verification failed, 5 a font or program is missing, 130 interrupted.
    """


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and leave with its exit status."""
    # What cannot be printed in the terminal's encoding must not end the run.
    for stream in (sys.stdout, sys.stderr):
        _never_fail(stream)
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """Run the command line (``sys.argv`` by default) and return its exit status."""
    with language.speaking():
        return _run(language.translated(cli), arguments)


def _run(command: click.Command, arguments: list[str] | None) -> int:
    try:
        # A document is a tree of very many small objects that hold no circles: looking for circles each few hundred
        # of them is wasted time.
        gc.set_threshold(*COLLECT)
        status = command.main(arguments, prog_name="docforge", standalone_mode=False)
    except click.ClickException as error:
        vars(error)["message"] = language.said(error.message)  # click calls it final, and asks it again as it shows it
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo(language.said("interrupted"), err=True)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output went away (docforge inspect … | head): nothing is left to say to it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # for what is flushed at exit
        return 1
    return status if isinstance(status, int) else 0


def _never_fail(stream: Any) -> None:
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="backslashreplace")
