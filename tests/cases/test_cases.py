"""Command cases in plain text: what is typed, what comes out.

A case is a fenced block in a Markdown file of this folder, after pandoc's command tests:

    ```
    % docforge check -
    text given to standard input
    ^D
    what standard output holds
    2> what standard error holds
    => 2
    ```

Lines ``% …`` are commands, run one after the other in an empty folder; ``% cat > FILE`` takes lines up to ``^D`` as a
file, ``% cat FILE`` prints one, ``% ls`` lists the folder. Input is given up to ``^D``. ``=> N`` is the exit status, if
it is not 0. ``pytest --accept`` writes what came out into the file.
"""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

import pytest

from commandline import Done, docforge

HERE = Path(__file__).parent
_BLOCK = re.compile(r"(?ms)^(```+)\n(%.*?)\n\1$")


@dataclass(frozen=True)
class Command:
    """One typed line with its input, and what is expected of it."""

    line: str
    stdin: str
    expected: str


def _cases() -> list[object]:
    found = []
    for path in sorted(HERE.glob("*.md")):
        for number, block in enumerate(_BLOCK.finditer(path.read_text(encoding="utf-8")), 1):
            found.append(pytest.param(path, block[2], id=f"{path.stem}-{number}"))
    return found


def commands(block: str) -> list[Command]:
    """The commands of a block in order."""
    found = []
    for part in re.split(r"(?m)^% ", block)[1:]:
        line, _, rest = part.partition("\n")
        stdin, mark, expected = rest.partition("^D\n") if re.search(r"(?m)^\^D$", rest) else ("", "", rest)
        if not mark and rest.endswith("^D"):
            stdin, expected = rest.removesuffix("^D"), ""
        found.append(Command(line, stdin, expected.rstrip("\n")))
    return found


def run(command: Command, folder: Path) -> str:
    """What a command printed, in the notation of the cases."""
    words = shlex.split(command.line)
    if words[0] == "docforge":
        return _shown(docforge(words[1:], folder, command.stdin.encode()))
    if words[0] == "cat" and words[1] == ">":
        target = folder / words[2]
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(command.stdin, encoding="utf-8")
        return ""
    if words[0] == "cat":
        return (folder / words[1]).read_text(encoding="utf-8").rstrip("\n")
    if words == ["ls"]:
        return "\n".join(sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()))
    raise AssertionError(f"a case can use docforge, cat and ls, not {words[0]}")


def _shown(done: Done) -> str:
    """Sizes of files are left out: they depend on the versions of libraries."""
    lines = done.text.rstrip("\n").split("\n") if done.out else []
    errors = re.sub(r" +\d+ (?:B|KB|MB)\b", "  … KB", done.err)
    lines += [f"2> {line}".rstrip() for line in errors.rstrip("\n").split("\n")] if errors else []
    lines += [f"=> {done.status}"] if done.status else []
    return "\n".join(lines)


def written(command: Command, output: str) -> str:
    """A command and its output as they stand in a case."""
    parts = [f"% {command.line}"]
    if command.stdin:
        parts.append(command.stdin.removesuffix("\n") + "\n^D")
    if output:
        parts.append(output)
    return "\n".join(parts)


@pytest.mark.parametrize(("path", "block"), _cases())
def test_case(path: Path, block: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    steps = [(command, run(command, tmp_path)) for command in commands(block)]
    if request.config.getoption("--accept"):
        text = path.read_text(encoding="utf-8")
        fresh = "\n".join(written(command, output) for command, output in steps)
        path.write_text(text.replace(block, fresh, 1), encoding="utf-8")
        return
    for command, output in steps:
        assert output == command.expected, f"% {command.line}"


def test_every_file_of_cases_holds_cases() -> None:
    files = sorted(HERE.glob("*.md"))
    assert files
    assert [path.name for path in files if not _BLOCK.search(path.read_text(encoding="utf-8"))] == []
