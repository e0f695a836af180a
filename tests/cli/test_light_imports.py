"""What starting docforge may load: help, completion and ``import docforge`` must not wait for the big libraries."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = (
    "weasyprint",
    "lxml",
    "docx",
    "jinja2",
    "ebooklib",
    "markdown_it",
    "PIL",
    "fontTools",
    "pikepdf",
    "pypdfium2",
    "uharfbuzz",
    "yaml",
)

_PROBE = """
import io, json, sys
from contextlib import redirect_stdout, redirect_stderr
with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
    {action}
print(json.dumps(sorted(sys.modules)))
"""


def loaded(action: str) -> set[str]:
    """The names of all modules that are loaded after an action in a fresh interpreter."""
    done = subprocess.run(
        [sys.executable, "-c", _PROBE.format(action=action)], capture_output=True, text=True, check=True
    )
    return set(json.loads(done.stdout))


def command(*arguments: str) -> set[str]:
    return loaded(f"from docforge.cli import run; run({list(arguments)!r})")


def roots(modules: set[str]) -> set[str]:
    return {name.split(".")[0] for name in modules}


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["--version"],
        ["convert", "--help"],
        ["build", "--help"],
        ["init", "--help"],
        ["explain", "DF101"],
        ["no-such-command"],
    ],
)
def test_no_big_library_is_loaded(arguments: list[str]) -> None:
    assert roots(command(*arguments)) & set(HEAVY) == set()


def test_help_loads_no_command_and_no_model() -> None:
    modules = command("--help")
    assert {name for name in modules if name.startswith("docforge")} == {
        "docforge",
        "docforge.cli",
        "docforge.cli.language",
    }
    assert "msgspec" not in modules
    assert "importlib.metadata" not in modules


def test_importing_docforge_loads_nothing_but_itself() -> None:
    modules = loaded("import docforge")
    assert {name for name in modules if name.startswith("docforge")} == {"docforge"}
    assert "msgspec" not in modules


@pytest.mark.parametrize("suffix", ["json", "pandoc"])
def test_converting_without_pages_loads_no_page_library(suffix: str) -> None:
    """Reading Markdown needs markdown-it; writing JSON needs nothing of what sets pages."""
    modules = command("convert", "--to", suffix, "-", "--from", "json")
    assert roots(modules) & {"weasyprint", "docx", "ebooklib", "fontTools", "pikepdf"} == set()
