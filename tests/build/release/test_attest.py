"""``docforge attest``: a bill of materials and a provenance that the standards' own tools accept."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from google.protobuf import json_format
from in_toto_attestation.predicates.provenance.v1 import provenance_pb2
from in_toto_attestation.v1 import statement_pb2
from in_toto_attestation.v1.statement import Statement

import docforge as api
from commandline import docforge

GITHUB = {
    "GITHUB_ACTIONS": "true",
    "GITHUB_SERVER_URL": "https://github.example",
    "GITHUB_REPOSITORY": "o/notes",
    "GITHUB_WORKFLOW_REF": "o/notes/.github/workflows/notes.yml@refs/heads/main",
    "GITHUB_REF": "refs/heads/main",
    "GITHUB_SHA": "0123456789012345678901234567890123456789",
    "GITHUB_RUN_ID": "7",
    "GITHUB_RUN_ATTEMPT": "2",
}


def attested(folder: Path, variables: Mapping[str, str] | None = None, *options: str) -> tuple[Any, Any]:
    """The bill and the statement of a folder."""
    done = docforge(["attest", "dist", *options], folder, variables=variables or {"GITHUB_ACTIONS": ""})
    assert (done.status, "DF" in done.err) == (0, False)
    bill, statement = ((folder / "dist" / name).read_bytes() for name in ("sbom.cdx.json", "provenance.json"))
    return json.loads(bill), json.loads(statement)


def test_the_bill_is_strictly_valid_and_names_files_faces_and_tools(folder: Path) -> None:
    bill, _ = attested(folder)
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(json.dumps(bill)) is None
    parts = {item["bom-ref"]: item for item in bill["components"]}
    book = parts["file:book.pdf"]
    assert book["hashes"][0]["content"] == hashlib.sha256((folder / "dist/book.pdf").read_bytes()).hexdigest()
    assert parts["font:Docforge-Serif-SC"]["licenses"] == [{"license": {"id": "OFL-1.1"}}]
    needs = {item["ref"]: item.get("dependsOn", []) for item in bill["dependencies"]}
    assert "font:Docforge-Serif-SC" in needs["file:book.pdf"]
    assert set(needs["release"]) == {name for name in parts if name.startswith("file:")}
    tools = {item["name"]: item for item in bill["metadata"]["tools"]["components"]}
    assert tools["EbookLib"]["licenses"] == [{"license": {"id": "AGPL-3.0-or-later"}}]
    assert tools["weasyprint"]["purl"].startswith("pkg:pypi/weasyprint@")


def test_the_statement_is_one_of_in_toto_with_the_predicate_of_slsa(folder: Path) -> None:
    _, table = attested(folder)
    statement = json_format.ParseDict(table, statement_pb2.Statement())
    Statement.copy_from_pb(statement).validate()
    predicate = json_format.ParseDict(table["predicate"], provenance_pb2.Provenance())
    assert predicate.run_details.builder.id == "urn:docforge:local"
    subjects = {item["name"]: item["digest"]["sha256"] for item in table["subject"]}
    for path, digest in subjects.items():
        assert hashlib.sha256((folder / "dist" / path).read_bytes()).hexdigest() == digest
    assert {"book.epub", "build.json", "sbom.cdx.json"} <= set(subjects)
    sources = {item["uri"]: item["digest"] for item in table["predicate"]["buildDefinition"]["resolvedDependencies"]}
    assert sources["file:a.md"]["sha256"] == hashlib.sha256((folder / "a.md").read_bytes()).hexdigest()
    assert set(sources) == {"file:a.md", "file:b.md", "file:docforge.toml"}


def test_tools_and_project_are_those_of_the_build_wherever_it_is_attested(folder: Path) -> None:
    """What was built elsewhere: another version of a package, one that is not here, a project file of another name."""
    (folder / "docforge.toml").rename(folder / "notes.toml")
    assert docforge(["build", "notes.toml", "--jobs", "0", "-q"], folder).status == 0
    path = folder / "dist/build.json"
    table = json.loads(path.read_bytes())
    assert (table["project"], table["packages"]["EbookLib"]) == ("notes.toml", version("EbookLib"))
    table["packages"] |= {"weasyprint": "70.9", "elsewhere": "1.0"}
    path.write_text(json.dumps(table), encoding="utf-8")
    bill, statement = attested(folder)
    tools = {item["name"]: item for item in bill["metadata"]["tools"]["components"]}
    assert tools["weasyprint"]["version"] == "70.9"
    assert "licenses" not in tools["weasyprint"]  # of that version nothing is known here
    assert tools["elsewhere"]["purl"] == "pkg:pypi/elsewhere@1.0"
    assert tools["EbookLib"]["licenses"] == [{"license": {"id": "AGPL-3.0-or-later"}}]
    assert tools.keys() == table["packages"].keys()
    assert statement["predicate"]["buildDefinition"]["externalParameters"]["project"] == "notes.toml"


def test_what_github_tells_of_a_run_is_taken_over(folder: Path) -> None:
    _, table = attested(folder, GITHUB)
    details = table["predicate"]["runDetails"]
    assert details["builder"]["id"] == "https://github.example/o/notes/.github/workflows/notes.yml@refs/heads/main"
    assert details["metadata"]["invocationId"] == "https://github.example/o/notes/actions/runs/7/attempts/2"
    source = table["predicate"]["buildDefinition"]["resolvedDependencies"][-1]
    assert source == {
        "uri": "git+https://github.example/o/notes@refs/heads/main",
        "digest": {"gitCommit": GITHUB["GITHUB_SHA"]},
    }
    _, table = attested(folder, GITHUB, "--builder", "https://build.example/1")
    assert table["predicate"]["runDetails"]["builder"]["id"] == "https://build.example/1"


def test_settings_of_the_command_line_are_told_without_paths_of_the_machine(folder: Path) -> None:
    (folder / "my.toml").write_text('base = "book"\nbase-size = 12\n', encoding="utf-8")
    command = [
        "build",
        "--jobs",
        "0",
        "-q",
        "-t",
        "book",
        "--theme",
        "my.toml",
        "--lang",
        "zh-Hans",
        "--set",
        "meta-line=false",
    ]
    assert docforge(command, folder).status == 0
    _, table = attested(folder)
    assert table["predicate"]["buildDefinition"]["externalParameters"]["settings"] == {
        "language": "zh-Hans",
        "theme": "my.toml",
        "set": {"meta-line": False},
    }
    assert str(folder) not in (folder / "dist/build.json").read_text(encoding="utf-8")


def test_the_same_bytes_again_and_no_clock_but_the_epoch(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("sbom.cdx.json", "provenance.json", "SHA256SUMS")
    bill, statement = attested(folder)
    assert "timestamp" not in bill["metadata"]
    assert "finishedOn" not in statement["predicate"]["runDetails"]["metadata"]
    before = [(folder / "dist" / name).read_bytes() for name in names]
    attested(folder)
    assert [(folder / "dist" / name).read_bytes() for name in names] == before
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    api.build(folder, verify=False)
    bill, statement = attested(folder)
    assert bill["metadata"]["timestamp"] == "2023-11-14T22:13:20+00:00"
    assert statement["predicate"]["runDetails"]["metadata"]["finishedOn"] == "2023-11-14T22:13:20Z"


def test_the_sums_hold_what_was_attested_until_something_else_is_built(folder: Path) -> None:
    attested(folder)
    command = ["sha256sum", "--strict", "-c", "SHA256SUMS"]
    done = subprocess.run(command, cwd=folder / "dist", capture_output=True, text=True)
    assert (done.returncode, "provenance.json: OK" in done.stdout) == (0, True)
    assert docforge(["verify", "dist"], folder).status == 0
    (folder / "dist/provenance.json").write_text("{}", encoding="utf-8")
    assert "dist/provenance.json: error[DF828]" in docforge(["verify", "dist"], folder).err
    attested(folder)
    assert docforge(["build", "--jobs", "0", "-q"], folder).status == 0
    assert "provenance.json" in (folder / "dist/SHA256SUMS").read_text(encoding="utf-8")
    (folder / "b.md").write_text("# 乙\n\n1. 别的。\n", encoding="utf-8")
    assert docforge(["build", "--jobs", "0", "-q"], folder).status == 0
    assert "provenance.json" not in (folder / "dist/SHA256SUMS").read_text(encoding="utf-8")


def test_nothing_is_attested_of_files_that_are_not_those_of_the_build(folder: Path) -> None:
    (folder / "dist/book.epub").write_bytes(b"another")
    done = docforge(["attest"], folder)
    assert (done.status, "dist/book.epub: error[DF828]" in done.err) == (4, True)
    assert not (folder / "dist/provenance.json").exists()
    assert docforge(["attest", "nowhere"], folder).status == 4


def test_without_the_library_the_line_that_installs_it_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "cyclonedx.model.bom", None)
    done = docforge(["attest"], folder)
    assert (done.status, "pip install 'docforge[release]'" in done.err) == (5, True)
    assert not (folder / "dist/provenance.json").exists()


def test_what_was_written_is_told_unless_quiet(folder: Path) -> None:
    told = "dist: sbom.cdx.json and provenance.json are written, and named in SHA256SUMS\n"
    for place in ("dist", "dist/", "dist/build.json"):
        assert docforge(["attest", place], folder).err == told
    assert docforge(["attest", "-q"], folder).err == ""
