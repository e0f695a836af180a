"""What goes to the terminal: diagnostics, progress, and the closing table. Output proper goes to standard output."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any, TextIO

import click
from msgspec import structs

from docforge import __version__
from docforge.build.convert import Artifact, Outcome
from docforge.build.registry import UsageError
from docforge.build.summary import numbered
from docforge.cli import language, progress
from docforge.cli.language import said
from docforge.cli.progress import Step
from docforge.diagnostics import Diagnostic, Severity, count_by_severity, meaning
from docforge.diagnostics.width import pad, width
from docforge.diagnostics.wording import SEVERITY, meaning_in_chinese
from docforge.world import World

if TYPE_CHECKING:
    from docforge.diagnostics.render import Format, Texts


class Console:
    """How much is said, in which form and where.

    ``form`` is the form of diagnostics; ``quiet`` leaves errors only; ``verbose`` 1 adds notes and steps, 2 tracebacks.
    Machine forms hold everything, whatever the verbosity; in JUnit a case fails by what is as bad as ``fail_on``.
    ``stream`` is where diagnostics go.
    """

    def __init__(
        self,
        form: Format = "text",
        *,
        quiet: bool = False,
        verbose: int = 0,
        color: str = "auto",
        all_notes: bool = False,
        fail_on: Severity = "error",
        stream: TextIO | None = None,
        world: World,
    ) -> None:
        self.form = form
        self.quiet = quiet
        self.verbose = verbose
        self.fail_on = fail_on
        self.all_notes = all_notes or verbose > 0
        self.stream = stream or sys.stderr
        self.colour = _colour(color, self.stream, world)

    @classmethod
    def of(
        cls, values: dict[str, Any], world: World, *, all_notes: bool = False, stream: TextIO | None = None
    ) -> Console:
        """The console that the ``report_options`` of a command ask for."""
        return cls(
            values["form"],
            quiet=values["quiet"],
            verbose=values["verbose"],
            color=values["color"],
            all_notes=all_notes,
            fail_on=least(values),
            stream=stream,
            world=world,
        )

    def report(self, outcome: Outcome) -> None:
        """All diagnostics of a run, as many as the limit allows, and tracebacks under ``-vv``."""
        self.diagnostics(outcome.diagnostics, outcome.texts, outcome.limits.diagnostics)
        if self.verbose > 1:
            for trace in outcome.traces:
                self.line(trace.rstrip())

    def diagnostics(
        self,
        found: Sequence[Diagnostic],
        texts: Texts,
        limit: int = 1000,
        known: Sequence[Diagnostic] | None = None,
        sources: Sequence[str] = (),
    ) -> None:
        """Diagnostics in the chosen form. Text leaves notes out unless asked for; of what repeats it shows the first
        few and counts the others, unless all is asked for. ``known`` are those of a baseline, None without one;
        ``sources`` the documents of which nothing need be said."""
        from docforge.diagnostics.policy import grouped
        from docforge.diagnostics.render import render

        if self.form in ("github", "sarif"):  # they show a repository, of which this folder is the top
            found, known = [*map(_from_here, found)], known and [*map(_from_here, known)]
        if self.form != "text":
            told = render(
                found, self.form, texts, version=__version__, known=known, fail_on=self.fail_on, sources=sources
            )
            self.write(told)
            return
        wanted = [item for item in found if self._wanted(item)]
        shown, repeats = (wanted, []) if self.verbose else grouped(wanted)
        spoken = language.current()
        self.write(render(shown[:limit], "text", texts, version=__version__, colour=self.colour, language=spoken))
        if len(shown) > limit:
            self.line(f"… and {len(shown) - limit} more (limits.diagnostics is {limit})")
        for item in repeats:
            files = f" in {item.files} files" if item.files > 1 else ""
            self.line(f"… and {item.count} more of {item.code} {_title(item.code)}{files} (-v shows all)")

    def _wanted(self, item: Diagnostic) -> bool:
        if item.severity == "error":
            return True
        return not self.quiet and (item.severity == "warning" or self.all_notes)

    def closing(self, outcome: Outcome) -> None:
        """The table of what was written, and one line that counts the diagnostics."""
        if self.quiet or self.form != "text":
            return
        files = [item for item in outcome.artifacts if item.path != "-"]
        if files:
            self.write(table(_rows(files, outcome)))
        counted = counts(outcome.diagnostics)
        if counted:
            hidden = not self.all_notes and any(item.severity == "note" for item in outcome.diagnostics)
            self.line(counted + (" (-v shows the notes)" if hidden else ""))

    def steps(self, total: int, *, always: bool = False) -> AbstractContextManager[Step]:
        """A function that is told each step: a bar on a terminal when there are several, plain lines under ``-v``.

        ``always``: plain lines where there is no terminal as well, for what takes long.
        """
        if self.quiet or self.form != "text":
            return nullcontext(progress.silent)
        if self.verbose or (always and not sys.stderr.isatty()):
            return progress.lines(total)
        return progress.bar(total) if total > 1 and sys.stderr.isatty() else nullcontext(progress.silent)

    def line(self, text: str) -> None:
        """One line on the stream of diagnostics, in the language of who reads it."""
        self.write(said(text) + "\n")

    def write(self, text: str) -> None:
        """Text on the stream of diagnostics."""
        self.stream.write(text)


def counts(found: Sequence[Diagnostic]) -> str:
    """How many diagnostics there are of each severity, in the language of who reads it."""
    return count_by_severity(found, SEVERITY if language.current() == "zh" else None)


def _title(code: str) -> str:
    known = meaning_in_chinese(code) if language.current() == "zh" else None
    return known.title if known else meaning(code).name


def least(values: dict[str, Any]) -> Severity:
    """The least severity that makes a run fail, of ``report_options``."""
    given: Severity = values["fail_on"]
    return "warning" if values["strict"] and given == "error" else given


def _from_here(item: Diagnostic) -> Diagnostic:
    """A diagnostic whose file is named from the current folder, where it is below that."""
    if not os.path.isabs(item.file):
        return item
    path = os.path.relpath(item.file)
    return item if path.startswith("..") else structs.replace(item, file=path)


def _colour(choice: str, stream: TextIO, world: World) -> bool:
    if choice != "auto":
        return choice == "always"
    return stream.isatty() and not world.variable("NO_COLOR") and world.variable("TERM") != "dumb"


def _rows(artifacts: Sequence[Artifact], outcome: Outcome) -> list[list[str]]:
    paragraphs = str(numbered(outcome.document)) if outcome.document else ""
    rows = [["file", "size", "pages", "numbered paragraphs"]]
    rows += [
        [item.path, size_text(item.size), "" if item.pages is None else str(item.pages), paragraphs]
        for item in artifacts
    ]
    return rows


def size_text(size: int) -> str:
    """Bytes as people say them: 812 B, 131 KB, 2.4 MB (thousands)."""
    if size < 1000:
        return f"{size} B"
    return f"{size / 1000:.0f} KB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows in columns; the first column to the left, the others to the right. The first row is the head, which is put
    into the language of who reads it."""
    rows = [[said(cell) for cell in rows[0]], *rows[1:]]
    columns = [max(width(row[index]) for row in rows) for index in range(len(rows[0]))]
    lines = [
        "  ".join(
            [pad(row[0], columns[0]), *(pad(row[i], columns[i], right=True) for i in range(1, len(row)))]
        ).rstrip()
        for row in rows
    ]
    return "\n".join(lines) + "\n"


def usage(error: UsageError) -> click.UsageError:
    """A usage error of the pipeline as click shows it (exit status 2), in the language of who reads it."""
    message, hint = said(error.message), said(error.hint)
    brackets = "（{}）" if language.current() == "zh" else " ({})"
    return click.UsageError(message + (brackets.format(hint) if hint else ""))


def read_stdin() -> bytes:
    """All of standard input."""
    return sys.stdin.buffer.read()


def write_stdout(data: bytes) -> None:
    """Bytes to standard output; a terminal is refused, since they are not text."""
    stream = sys.stdout.buffer
    if stream.isatty() and b"\0" in data:
        raise UsageError("this format is not for a terminal", "redirect it, or name a file with -o")
    stream.write(data)
    stream.flush()
