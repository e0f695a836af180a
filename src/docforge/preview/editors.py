"""Opening a line in an editor: by an address that the browser hands on, or by a command."""

from __future__ import annotations

import shlex
from urllib.parse import quote

from docforge.diagnostics import Diagnostic, report
from docforge.world import World

VSCODE = "vscode"
_SECONDS = 10.0
"""An editor that opens a file in a window that is there answers at once."""


def link(editor: str, path: str, line: int, column: int) -> str:
    """The address that opens a line, "" where a command does, or nothing."""
    return f"vscode://file{quote(path)}:{line}:{column or 1}" if editor == VSCODE and path else ""


def command(editor: str, path: str, line: int, column: int) -> list[str]:
    """The words of a command: ``{file}``, ``{line}`` and ``{column}`` are filled in. No shell reads them."""
    values = {"{file}": path, "{line}": str(line), "{column}": str(column or 1)}
    words = shlex.split(editor)
    if not any("{file}" in word for word in words):
        words.append("{file}")
    for key, value in values.items():
        words = [word.replace(key, value) for word in words]
    return words


def run(editor: str, path: str, line: int, column: int, world: World) -> Diagnostic | None:
    """Open a line by a command; DF914 where that does not start or fails."""
    words = command(editor, path, line, column)
    try:
        status, said = world.run(words, _SECONDS)
    except TimeoutError:
        return None  # it is open, in the terminal that it was started from or a window of its own
    except OSError as error:
        return report("DF914", f"{words[0]}: {error.strerror or error}", file="--editor")
    if status:
        return report("DF914", f"{words[0]} ended with status {status} {said.strip()[:200]}".strip(), file="--editor")
    return None
