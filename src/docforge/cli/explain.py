"""``docforge explain``: what a code means and what to do."""

from __future__ import annotations

import difflib
import re
from collections.abc import Container, Iterable

import click
from click.shell_completion import CompletionItem

from docforge.cli.language import current
from docforge.diagnostics import Code, codes
from docforge.diagnostics.width import pad
from docforge.diagnostics.wording import SEVERITY, meaning_in_chinese


def _complete(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(code) for code in codes() if code.startswith(incomplete.upper())]


@click.command("explain")
@click.argument("code", required=False, shell_complete=_complete)
def command(code: str | None) -> None:
    """Explain a diagnostic CODE (or its name): what it says, why it matters, an example, what to do.

    Without CODE, list all codes.

    \b
    Examples:
      docforge explain DF301
      docforge explain image-not-found
      docforge explain
    """
    table = codes()
    if code is None:
        for number, entry in table.items():
            click.echo(_line(number, entry))
        return
    names = {entry.name: number for number, entry in table.items()}
    number = names.get(code.lower(), code.upper())
    if number not in table:
        near = _near(code, table, names)
        hint = f"did you mean {near}?" if near else "docforge explain lists all codes"
        raise click.UsageError(f'no code "{code}" ({hint})')
    click.echo(explanation(number, table[number]))


def _near(code: str, table: Container[str], names: Iterable[str]) -> str:
    """What was meant: the code with these digits (``511``, ``DF5110``), else a name like it, else "".

    Another code of a similar number is about something else.
    """
    if re.fullmatch(r"[A-Za-z]{0,2}\W?\d+", code):
        same = "DF" + re.sub(r"\D", "", code)[:3]
        return same if same in table else ""
    return next(iter(difflib.get_close_matches(code.lower(), names, n=1)), "")


def _line(number: str, entry: Code) -> str:
    known = meaning_in_chinese(number) if current() == "zh" else None
    if known is None:
        return f"{number}  {entry.severity:<7}  {entry.name}"
    return f"{number}  {SEVERITY[entry.severity]}  {pad(entry.name, 28)}  {known.title}"


def explanation(number: str, entry: Code) -> str:
    """The page of one code, in the language of who reads it. The example is a source, the same in each."""
    example = "\n".join(f"  {line}" for line in entry.example.strip("\n").split("\n"))
    known = meaning_in_chinese(number) if current() == "zh" else None
    if known is not None:
        from docforge.cli.spoken import fold

        head = f"{number} {entry.name} {known.title}（{SEVERITY[entry.severity]}）"
        texts = (known.what, known.why, f"怎么办：{known.fix}")
        what, why, fix = (fold(text, 90, preserve_paragraphs=True) for text in texts)
        return "\n\n".join([head, what, why, f"示例：\n{example}", fix])
    parts = [
        f"{number} {entry.name} ({entry.severity})",
        _fold(entry.what),
        _fold(entry.why),
        f"Example:\n{example}",
        _fold(f"What to do: {entry.fix}"),
    ]
    return "\n\n".join(parts)


def _fold(text: str) -> str:
    return click.wrap_text(text.strip(), width=90, preserve_paragraphs=True)
