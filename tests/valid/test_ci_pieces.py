"""The pieces for continuous integration: a GitHub Action, a pre-commit hook, a container file, docs/ci.md."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from commandline import docforge
from docforge.build.release.components import components, licence_files
from judges.ci import ci_schema, hadolint, pre_commit_hooks, zizmor
from judges.programs import JudgeFailed

WORKFLOWS = (".github/workflows/audit.yml",)

NOTES = {
    "docforge.toml": 'language = "zh-Hans"\n[target.h]\nformats = ["json"]\n',
    "a.md": "# 甲\n\n1. 见[那里](#nowhere)。\n",
}


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    folder = tmp_path / "my notes"
    folder.mkdir()
    for name, text in NOTES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return tmp_path


# ---------------------------------------------------------------- the action


def test_the_action_fits_its_schema_and_zizmor_has_nothing_against_it(root: Path) -> None:
    assert ci_schema((root / "action.yml").read_text(encoding="utf-8"), "github-actions") == []
    assert zizmor(root / "action.yml") == []


@pytest.mark.parametrize("name", WORKFLOWS)
def test_the_projects_own_workflows_ask_for_least(root: Path, name: str) -> None:
    text = (root / name).read_text(encoding="utf-8")
    assert ci_schema(text, "github-workflows") == []
    assert [finding for finding in zizmor(root / name) if finding.code != "concurrency-limits"] == []
    assert "\npermissions: {}\n" in text
    assert re.findall(r"(?m)^ +([a-z-]+): (?:write|read)", text) == ["contents"]


def test_the_judges_of_actions_see_what_is_wrong(root: Path, tmp_path: Path) -> None:
    text = (root / "action.yml").read_text(encoding="utf-8")
    bad = tmp_path / "action.yml"
    bad.write_text(text.replace('sh "$GITHUB_ACTION_PATH/scripts/action.sh"', 'echo "${{ inputs.path }}"'))
    assert "template-injection" in {finding.code for finding in zizmor(bad)}
    assert ci_schema(text.replace("using: composite", "using: compost"), "github-actions")


def test_every_action_that_is_used_is_named_by_its_commit(root: Path) -> None:
    for file in ("action.yml", "docs/ci.md", *WORKFLOWS):
        used = re.findall(r"uses: (\S+)", (root / file).read_text(encoding="utf-8"))
        assert used
        assert all(re.fullmatch(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}", name) for name in used)


FAKE_DOCKER = """#!{python}
import subprocess, sys
arguments = sys.argv[1:]
open({log!r}, "a").write(repr(arguments) + "\\n")
if arguments[0] == "build":
    sys.exit(0)
image = arguments.index("docforge-action")
sys.exit(subprocess.run([sys.executable, "-m", "docforge", *arguments[image + 1 :]]).returncode)
"""


def act(root: Path, notes: Path, **inputs: str) -> tuple[subprocess.CompletedProcess[str], str, list[list[str]]]:
    """Run the action's script with a docker that runs docforge itself: what it printed, its output, what docker got."""
    log, output = notes / "docker.log", notes / "output"
    tools = notes / "tools"
    tools.mkdir(exist_ok=True)
    fake = tools / "docker"
    fake.write_text(FAKE_DOCKER.format(python=sys.executable, log=str(log)), encoding="utf-8")
    fake.chmod(fake.stat().st_mode | stat.S_IXUSR)
    given = {"COMMAND": "build", "DOCUMENTS": "my notes", "ARGUMENTS": "", "FAIL_ON": "error", "SARIF": "", "IMAGE": ""}
    done = subprocess.run(
        ["sh", str(root / "scripts/action.sh")],
        cwd=notes,
        env={
            **os.environ,
            **given,
            **inputs,
            "PATH": f"{tools}:{os.environ['PATH']}",
            "GITHUB_ACTION_PATH": str(root),
            "GITHUB_OUTPUT": str(output),
        },
        capture_output=True,
        text=True,
    )
    calls = [eval(line) for line in log.read_text(encoding="utf-8").splitlines()] if log.exists() else []
    return done, output.read_text(encoding="utf-8") if output.exists() else "", calls


def test_the_action_reports_annotations_and_the_status(root: Path, notes: Path) -> None:
    done, output, calls = act(root, notes)
    assert (done.returncode, output) == (1, "status=1\n")
    assert "::error file=my notes/a.md,line=3,col=5,title=DF301 unresolved-reference::" in done.stderr
    assert (notes / "my notes/dist/h/a.json").exists()
    assert calls[0][:1] == ["build"]
    assert tuple(calls[1][2:4]) == ("--network", "none")
    assert {"--cap-drop", "no-new-privileges", "--rm"} <= set(calls[1])


def test_arguments_of_the_action_are_never_expanded(root: Path, notes: Path) -> None:
    done, _, calls = act(root, notes, COMMAND="check", ARGUMENTS="--lang\n$(touch owned) `id`; x\n\n")
    assert not (notes / "owned").exists()
    assert calls[-1][-2:] == ["--lang", "$(touch owned) `id`; x"]
    assert done.returncode != 0


def test_the_action_writes_sarif_and_fails_by_the_threshold(root: Path, notes: Path) -> None:
    (notes / "my notes/a.md").write_text("# 甲\n\n1. 一段。\n3. 又一段。\n", encoding="utf-8")
    done, output, _ = act(root, notes, COMMAND="check", SARIF="found.sarif")
    assert (done.returncode, output) == (0, "status=0\n")
    assert '"ruleId": "DF210"' in (notes / "found.sarif").read_text(encoding="utf-8")
    done, _, _ = act(root, notes, COMMAND="check", FAIL_ON="note")
    assert done.returncode == 3


def test_the_action_runs_no_other_command(root: Path, notes: Path) -> None:
    done, _, calls = act(root, notes, COMMAND="fetch")
    assert (done.returncode, calls) == (2, [])


# ---------------------------------------------------------------- docs/ci.md


def blocks(root: Path) -> list[str]:
    """The YAML of docs/ci.md."""
    return re.findall(r"(?ms)^```yaml\n(.*?)^```", (root / "docs/ci.md").read_text(encoding="utf-8"))


def test_the_workflows_of_the_docs_fit_their_schemas_and_ask_for_least(root: Path, tmp_path: Path) -> None:
    github, gitlab, hooks = blocks(root)
    assert ci_schema(github, "github-workflows") == []
    workflow = tmp_path / ".github/workflows/notes.yml"
    workflow.parent.mkdir(parents=True)
    workflow.write_text(github, encoding="utf-8")
    named_by_nobody = {"anonymous-definition", "concurrency-limits"}
    assert [finding for finding in zizmor(workflow) if finding.code not in named_by_nobody] == []
    assert ci_schema(gitlab, "gitlab-ci") == []
    assert "docforge-check" in hooks


def test_the_docs_explain_every_input_of_the_action(root: Path) -> None:
    action = (root / "action.yml").read_text(encoding="utf-8").split("inputs:")[1].split("outputs:")[0]
    docs = (root / "docs/ci.md").read_text(encoding="utf-8").split("| input |")[1]
    inputs = re.findall(r"(?m)^  ([a-z-]+):$", action)
    told = re.findall(r"(?m)^\| `([a-z-]+)` \|", docs)
    assert told == inputs


# ---------------------------------------------------------------- pre-commit


def test_pre_commit_understands_the_hook_and_its_entry_runs(root: Path, notes: Path) -> None:
    [hook] = pre_commit_hooks(root / ".pre-commit-hooks.yaml")
    command = hook["entry"].split()
    assert (hook["language"], command[0]) == ("python", "docforge")
    assert re.search(hook["files"], "notes/a.md")
    assert not re.search(hook["files"], "notes/a.pdf")
    done = docforge([*command[1:], "a.md"], notes / "my notes")
    assert (done.status, "a.md:3:5: error[DF301]" in done.text) == (1, True)


def test_the_judge_of_hooks_sees_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "hooks.yaml").write_text("- id: x\n  name: y\n", encoding="utf-8")
    with pytest.raises(JudgeFailed):
        pre_commit_hooks(tmp_path / "hooks.yaml")


# ---------------------------------------------------------------- the container


def test_hadolint_has_nothing_against_the_container_file(root: Path, tmp_path: Path) -> None:
    assert hadolint(root / "Containerfile") == []
    bad = tmp_path / "Containerfile"
    bad.write_text("FROM debian\nRUN apt-get install foo\n", encoding="utf-8")
    assert hadolint(bad)


def test_the_container_has_the_system_packages_of_the_make_target(root: Path) -> None:
    text = (root / "Containerfile").read_text(encoding="utf-8")
    system = re.search(r"debian\.sh 'docforge' (.*)", (root / "Makefile").read_text(encoding="utf-8"))
    assert system is not None
    assert all(re.search(rf"\s{re.escape(package)}\s", text) for package in [*system[1].split(), "fonts-noto-cjk"])


def test_what_the_container_is_built_from_is_there_and_not_ignored(root: Path) -> None:
    kept = {line[1:] for line in (root / ".dockerignore").read_text(encoding="utf-8").splitlines() if line[:1] == "!"}
    assert all((root / name).exists() for name in kept)
    named = set(re.findall(r"/tmp/docforge/([\w./-]+\w)", (root / "Containerfile").read_text(encoding="utf-8")))
    assert named <= kept
    assert {"src", "styles", "templates", "schema", "pyproject.toml", "README.md", "LICENSE"} <= kept  # of the wheel


def test_every_package_brings_its_licence_and_the_agpl_part_is_named(root: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(root / "scripts/licences.py"), str(tmp_path)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    table = (tmp_path / "THIRD-PARTY.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"(?m)^\| ([\w.-]+) \| [^|]+ \| ([^|]+) \|", table))
    assert rows["EbookLib"] == "AGPL-3.0-or-later"
    assert "GNU AFFERO GENERAL PUBLIC LICENSE" in (tmp_path / "EbookLib/LICENSE.txt").read_text(encoding="utf-8")
    assert {"docforge", "weasyprint", "pydyf", "MarkupSafe"} <= set(rows)  # what is required, and what that requires
    assert not {"pytest", "cyclonedx-python-lib"} & set(rows)
    assert len(rows) - 1 == len(components()) > 35  # the head of the table is a row as well


def test_the_source_offer_names_what_is_agpl(root: Path) -> None:
    agpl = [item.name for item in components() if "AGPL" in item.licence]
    assert agpl == ["EbookLib"]
    assert licence_files("EbookLib")
    offer = (root / "SOURCE-OFFER.md").read_text(encoding="utf-8")
    assert "EbookLib" in offer
    assert f"--source {agpl[0]}" in (root / "Containerfile").read_text(encoding="utf-8")
