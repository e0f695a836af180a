"""Judges of reports for machines: the standard's schema of SARIF, a reader of JUnit XML by other people."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from jsonschema import Draft7Validator

from judges.programs import NODE_MODULES, Finding, JudgeMissing, installed_file

SCHEMA = NODE_MODULES / "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"


def sarif_schema(text: str) -> list[Finding]:
    """What the JSON Schema of SARIF 2.1.0 (OASIS) has against a report; formats such as URIs are looked at as well."""
    schema = json.loads(installed_file(SCHEMA, "sarif").read_text(encoding="utf-8"))
    validator = Draft7Validator(schema, format_checker=Draft7Validator.FORMAT_CHECKER)
    return [
        Finding("sarif", "error", str(error.validator), error.message, error.json_path)
        for error in validator.iter_errors(json.loads(text))
    ]


def junit_cases(text: str) -> dict[str, tuple[list[str], str]]:
    """Case → types of its failures, and its output, as junitparser reads them. Its counts must be the suite's own."""
    try:
        from junitparser import Failure, JUnitXml
    except ImportError as error:
        raise JudgeMissing("junitparser") from error
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "report.xml"
        file.write_text(text, encoding="utf-8")
        suites = list(JUnitXml.fromfile(str(file)))
    found: dict[str, tuple[list[str], str]] = {}
    for suite in suites:
        cases = list(suite)
        failed = [case for case in cases if any(isinstance(result, Failure) for result in case.result)]
        assert (suite.tests, suite.failures) == (len(cases), len(failed))
        for case in cases:
            found[case.name] = ([result.type for result in case.result], case.system_out or "")
    return found
