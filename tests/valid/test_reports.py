"""Reports for machines are what their standards ask for: SARIF 2.1.0, JUnit XML, annotations of GitHub Actions."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from commandline import docforge
from judges.reports import junit_cases, sarif_schema

GOOD = "---\nlang: zh-Hans\n---\n\n# 题目\n\n1. 一段。\n"
BAD = """---
lang: zh-Hans
---

# 题目

1. 见[那里](#nowhere)，100% 的人：都,在。
3. ![图](没有.png)

4 月22 日。
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.md").write_text(GOOD, encoding="utf-8")
    (tmp_path / "图 1").mkdir()
    (tmp_path / "图 1" / "b%.md").write_text(BAD, encoding="utf-8")
    return tmp_path


def test_sarif_fits_the_schema_of_the_standard(folder: Path) -> None:
    (folder / "c.docx").write_bytes(b"no Word file")
    for command in (
        ["check", "a.md"],
        ["check", "a.md", "图 1/b%.md", "c.docx", "none.md"],
        ["check", "图 1/b%.md", "--baseline", "known.json", "--update-baseline"],
    ):
        report = docforge([*command, "--format", "sarif"], folder).text
        assert sarif_schema(report) == []
    assert sarif_schema(report.replace('"level": "error"', '"level": "bad"'))  # the judge sees what is wrong


def test_sarif_names_files_relative_to_where_it_was_run(folder: Path) -> None:
    run = json.loads(docforge(["check", "图 1/b%.md", "--format", "sarif"], folder).text)["runs"][0]
    uris = {item["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for item in run["results"]}
    assert [unquote(uri) for uri in uris] == ["图 1/b%.md"]
    assert uris == {"%E5%9B%BE%201/b%25.md"}


def test_files_below_the_folder_are_relative_even_when_they_were_named_in_full(folder: Path, tmp_path: Path) -> None:
    for form, sign in (("sarif", '"uri": "a.md"'), ("github", "file=a.md,")):
        (folder / "a.md").write_text("# 题\n\n见[那里](#nowhere)。\n", encoding="utf-8")
        report = docforge(["check", str(folder / "a.md"), "--format", form], folder).text
        assert sign in report
        assert str(tmp_path) not in report.replace("file://", "")


def test_sarif_fingerprints_are_the_same_after_text_was_put_in_above(folder: Path) -> None:
    def prints() -> list[str]:
        run = json.loads(docforge(["check", "图 1/b%.md", "--format", "sarif"], folder).text)["runs"][0]
        return [item["partialFingerprints"]["docforge/v1"] for item in run["results"]]

    before = prints()
    (folder / "图 1/b%.md").write_text(BAD.replace("# 题目\n", "# 题目\n\n一段新的文字。\n"), encoding="utf-8")
    assert prints() == before
    assert len(before) == len(set(before)) > 3


def test_junit_is_read_by_others_and_fails_by_the_threshold(folder: Path) -> None:
    command = ["check", "a.md", "图 1/b%.md", "--format", "junit"]
    cases = junit_cases(docforge(command, folder).text)
    assert cases["a.md"] == ([], "")
    kinds, said = cases["图 1/b%.md"]
    assert kinds == ["DF301 unresolved-reference", "DF511 image-not-found"]
    assert "DF402" in said
    kinds, said = junit_cases(docforge([*command, "--fail-on", "note"], folder).text)["图 1/b%.md"]
    assert ("DF402 typed-blanks" in kinds, said) == (True, "")


def test_annotations_of_github_are_one_line_each_with_their_properties_escaped(folder: Path) -> None:
    lines = docforge(["check", "图 1/b%.md", "--format", "github"], folder).text.splitlines()
    pattern = re.compile(r"::(error|warning|notice) (?:[a-zA-Z]+=[^,:\r\n]*)(?:,[a-zA-Z]+=[^,:\r\n]*)*::.*")
    assert lines
    assert all(pattern.fullmatch(line) for line in lines)
    properties = dict(pair.split("=", 1) for pair in lines[0].split(" ", 1)[1].split("::")[0].split(","))
    assert properties == {"file": "图 1/b%25.md", "line": "7", "col": "5", "title": "DF301 unresolved-reference"}


@pytest.mark.parametrize("command", [["check"], ["build", "--jobs", "0", "--no-verify"]])
def test_junit_has_a_case_for_each_document_of_a_project(folder: Path, command: list[str]) -> None:
    (folder / "docforge.toml").write_text(
        'language = "zh-Hans"\n[target.h]\nformats = ["json"]\noutput = "dist/{path}.{format}"\n', encoding="utf-8"
    )
    for _ in range(2):  # the second build takes what the first kept
        done = docforge([*command, "--format", "junit"], folder)
        cases = junit_cases(done.text or done.err)
        assert cases["a.md"] == ([], "")
        assert cases["图 1/b%.md"][0] == ["DF301 unresolved-reference", "DF511 image-not-found"]
