"""The commands as a user types them: help, usage errors, exit statuses, streams."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from commandline import docforge
from docforge.cli import COMMANDS, MODULES
from docforge.diagnostics import codes


@pytest.mark.parametrize("name", list(COMMANDS))
def test_every_command_has_help_with_examples(name: str, tmp_path: Path) -> None:
    done = docforge([name, "--help"], tmp_path)
    assert done.status == 0
    assert "Examples:" in done.text
    assert f"docforge {name}" in done.text
    assert all(len(line) <= 100 for line in done.text.splitlines())


def test_help_lists_every_command(tmp_path: Path) -> None:
    done = docforge(["--help"], tmp_path)
    assert [name for name in COMMANDS if f"\n  {name} " not in done.text] == []


def test_every_module_of_a_command_is_listed() -> None:
    import docforge.cli

    folder = Path(docforge.cli.__file__).parent
    shared = {"__init__", "options", "console", "progress", "watch", "language", "spoken"}
    assert {path.stem for path in folder.glob("*.py")} - shared == {MODULES.get(name, name) for name in COMMANDS}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["convrt"], "Did you mean convert?"),
        (["convert"], "Missing argument"),
        (["convert", "a.md"], "nothing to write"),
        (["convert", "a.md", "-o", "a.pdff"], "did you mean .pdf?"),
        (["convert", "a.md", "-o", "b.pdf", "--from", "markdwn"], "did you mean markdown?"),
        (["convert", "a.md", "-o", "a.md", "--to", "json"], "would be overwritten"),
        (["convert", "a.md", "-o", "b.pdf", "--spacing", "wide"], "'keep', 'tidy', 'strip'"),
        (["explain", "DF5110"], "did you mean DF511?"),
        (["explain", "511"], "did you mean DF511?"),
        (["explain", "DF000"], '"DF000" (docforge explain lists all codes)'),
        (["explain", "nothing"], '"nothing" (docforge explain lists all codes)'),
        (["explain", "image-not-fond"], "did you mean image-not-found?"),
        (["fonts", "list", "--force"], "belong to docforge fonts build"),
    ],
)
def test_a_usage_error_has_status_2_and_says_what_to_type(arguments: list[str], message: str, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("text\n")
    done = docforge(arguments, tmp_path)
    assert done.status == 2
    assert message in done.err
    assert done.out == b""
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]


@pytest.mark.parametrize("code", list(codes()))
def test_every_code_explains_itself(code: str, tmp_path: Path) -> None:
    done = docforge(["explain", code.lower()], tmp_path)
    entry = codes()[code]
    assert done.status == 0
    assert done.text.startswith(f"{code} {entry.name} ({entry.severity})\n")
    for part in (entry.what, entry.why, entry.fix, entry.example):
        assert part.strip(), f"{code} says nothing in one of its parts"
        assert part.split()[0] in done.text


def test_explain_alone_lists_all_codes(tmp_path: Path) -> None:
    lines = docforge(["explain"], tmp_path).text.splitlines()
    assert [line.split()[0] for line in lines] == list(codes())


def test_names_of_codes_are_unique_and_in_kebab_case() -> None:
    names = [entry.name for entry in codes().values()]
    assert len(set(names)) == len(names)
    assert [name for name in names if name != name.lower() or "_" in name or " " in name] == []


def test_formats_as_json_name_every_reader_writer_and_theme(tmp_path: Path) -> None:
    table = json.loads(docforge(["formats", "--json"], tmp_path).text)
    assert {"markdown", "text", "json", "pandoc"} <= set(table["readers"])
    assert {"pdf", "epub", "docx", "json", "pandoc"} <= set(table["writers"])
    assert "handout" in table["themes"]
    assert ".md" in table["readers"]["markdown"]


@pytest.mark.parametrize("which", ["document", "facts", "theme"])
def test_schemas_are_valid_json_schemas(which: str, tmp_path: Path) -> None:
    import jsonschema

    schema = json.loads(docforge(["schema", which], tmp_path).text)
    jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts_name_the_command(shell: str, tmp_path: Path) -> None:
    done = docforge(["completions", shell], tmp_path)
    assert done.status == 0
    assert "_DOCFORGE_COMPLETE" in done.text


def test_completion_offers_formats(tmp_path: Path) -> None:
    done = _typed("docforge convert a.md --to p", tmp_path)
    assert done == ["plain,pandoc", "plain,pdf"]


def _typed(line: str, cwd: Path) -> list[str]:
    """What the shell would be offered at the end of a line."""
    words = line.split(" ")
    variables = {"_DOCFORGE_COMPLETE": "bash_complete", "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
    done = subprocess.run(
        [sys.executable, "-m", "docforge"], env={**os.environ, **variables}, cwd=cwd, capture_output=True, text=True
    )
    return done.stdout.split()


def test_doctor_as_json_has_a_fix_for_whatever_is_not_ok(tmp_path: Path) -> None:
    done = docforge(["doctor", "--json"], tmp_path)
    found = json.loads(done.text)
    assert {"Python", "Pango", "libharfbuzz-subset", "Java", "epubcheck", "LibreOffice", "browser", "pandoc"} <= {
        check["name"] for check in found
    }
    assert [check["name"] for check in found if check["state"] != "ok" and not check.get("fix")] == []
    assert done.status == (5 if any(check["state"] == "missing" for check in found) else 0)


def test_an_interrupted_run_ends_with_130_and_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt() -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr("docforge.cli.convert.read_stdin", interrupt)
    done = docforge(["convert", "-", "-o", "a.json"], tmp_path)
    assert (done.status, done.err) == (130, "\ninterrupted\n")
    assert list(tmp_path.iterdir()) == []


def test_a_reader_that_goes_away_is_no_error_message(tmp_path: Path) -> None:
    shell = f"'{sys.executable}' -m docforge explain | head -1"
    done = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, cwd=tmp_path)
    assert done.stdout.startswith("DF101")
    assert done.stderr == ""


def test_suffixes_are_understood_as_names_of_formats(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("# Title\n\n1. One.\n", encoding="utf-8")
    done = docforge(["convert", "a.txt", "--from", "md", "--to", "md", "-o", "-", "--lang", "en"], tmp_path)
    assert (done.status, done.text.splitlines()[-1]) == (0, "1. One.")
    wrong = docforge(["convert", "a.txt", "--to", "markdwn"], tmp_path)
    assert (wrong.status, "did you mean markdown?" in wrong.err) == (2, True)


def test_build_says_which_command_has_a_baseline(tmp_path: Path) -> None:
    done = docforge(["build", "--baseline", "known.json"], tmp_path)
    assert (done.status, "docforge check --baseline FILE" in done.err) == (2, True)
    assert "--baseline" not in docforge(["build", "--help"], tmp_path).text


def test_a_part_without_documents_says_so(tmp_path: Path) -> None:
    target = '[target.h]\nformats = ["json"]\noutput = "dist/{path}.{format}"\n'
    (tmp_path / "docforge.toml").write_text('language = "en"\n' + target, encoding="utf-8")
    (tmp_path / "a.md").write_text("# A\n\n1. One.\n", encoding="utf-8")
    parts = ["1/2", "2/2"]
    told = [docforge(["build", "--jobs", "0", "--shard", part], tmp_path).err for part in parts]
    empty = [f"nothing to build: no document is in part {part}\n" for part in parts]
    assert [one == line for one, line in zip(told, empty, strict=True)].count(True) == 1
    quiet = [docforge(["build", "--jobs", "0", "-q", "--shard", part], tmp_path).err for part in parts]
    assert quiet == ["", ""]
