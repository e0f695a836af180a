"""Diagnostics as text with the source line and a caret, JSON, GitHub annotations, SARIF 2.1.0 and JUnit XML."""

from __future__ import annotations

import hashlib
import html
import json
import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, TypeAlias
from urllib.parse import quote

from docforge.diagnostics import SEVERITIES, Diagnostic, Severity, meaning
from docforge.diagnostics.width import TAB, char_width, printable, width
from docforge.diagnostics.wording import MESSAGES, SEVERITY, Language, in_chinese, meaning_in_chinese
from docforge.model.source import SourceText

Format: TypeAlias = Literal["text", "json", "github", "sarif", "junit"]

Texts: TypeAlias = Mapping[str, SourceText]

COLUMNS = 100
"""Columns that a shown source line may take: long paragraphs are cut around the caret."""

WITHOUT_LINES = (".docx", ".docm", ".dotx", ".dotm")
"""Files whose places are paragraphs."""

_COLOURS = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m", "note": "\x1b[1;36m"}
_BOLD, _DIM, _END = "\x1b[1m", "\x1b[2m", "\x1b[0m"


def render(
    diagnostics: Sequence[Diagnostic],
    form: Format,
    texts: Texts,
    *,
    version: str,
    colour: bool = False,
    known: Sequence[Diagnostic] | None = None,
    fail_on: Severity = "error",
    sources: Sequence[str] = (),
    language: Language = "en",
) -> str:
    """All diagnostics in one form, with a final line feed; "" for text and github when there is nothing to say.

    ``texts`` gives the sources for the lines shown; ``version`` is docforge's; ``colour`` is for text on a terminal.
    ``known`` are those of a baseline, which JSON counts and SARIF marks; None where there is none. ``fail_on`` is the
    least that fails a case of JUnit, which has one for each of ``sources`` and ``texts``. ``language`` is that of text;
    what machines read is the same in every language.
    """
    forms: dict[Format, Callable[[], str]] = {
        "text": lambda: "".join(one_as_text(item, texts, colour=colour, language=language) for item in diagnostics),
        "json": lambda: as_json(diagnostics, version, known),
        "github": lambda: "".join(_github(item) for item in diagnostics),
        "sarif": lambda: as_sarif(diagnostics, version, known),
        "junit": lambda: as_junit(diagnostics, [*sources, *texts], fail_on),
    }
    return forms[form]()


# ---------------------------------------------------------------- text


def place(item: Diagnostic) -> str:
    """``file:line:column`` as far as it is known; of a Word file, ``file:¶paragraph``."""
    parts = [item.file] if item.file else []
    if item.line and item.file.lower().endswith(WITHOUT_LINES):
        return f"{item.file}:¶{item.line}"
    if item.line:
        parts += [str(item.line), str(item.column)] if item.column else [str(item.line)]
    return ":".join(parts)


def one_as_text(item: Diagnostic, texts: Texts, *, colour: bool = False, language: Language = "en") -> str:
    """One diagnostic: a line that editors understand, the source line with a caret, the hint."""

    def paint(style: str, text: str) -> str:
        return f"{style}{text}{_END}" if colour else text

    where = place(item)
    head = f"{printable(where)}: " if where else ""
    severity, title, message, hint = _worded(item, language)
    label = paint(_COLOURS[item.severity], f"{severity}[{item.code}]")
    lines = [f"{paint(_BOLD, head)}{label} {title}{printable(message)}"]
    if item.line and item.file in texts and item.line <= len(texts[item.file].lines):
        number = str(item.line)
        shown, caret = excerpt(texts[item.file].line(item.line), item.column, item.length)
        lines.append(f"  {paint(_DIM, number + ' |')} {shown}".rstrip())
        if caret:
            lines.append(f"  {paint(_DIM, ' ' * len(number) + ' |')} {paint(_COLOURS[item.severity], caret)}")
    if hint:
        lines.append(f"  = {printable(hint)}")
    return "\n".join(lines) + "\n"


def _worded(item: Diagnostic, language: Language) -> tuple[str, str, str, str]:
    """Severity, title with its colon, message and hint as they are told in a language."""
    if language == "en":
        return item.severity, f"{item.name}: ", item.message, item.hint
    known = meaning_in_chinese(item.code)
    title = f"{known.title}：" if known else f"{item.name}："
    return SEVERITY[item.severity], title, in_chinese(item.message, MESSAGES), in_chinese(item.hint, MESSAGES)


def excerpt(line: str, column: int, length: int, columns: int = COLUMNS) -> tuple[str, str]:
    """A source line cut to ``columns`` around a place (1-based, code points), and the caret line below it."""
    line = printable(line)
    start = min(max(column - 1, 0), len(line))
    end = min(start + max(length, 1), len(line))
    first, last = _window(line, start, columns)
    before = ("… " if first else "") + line[first:start].replace("\t", " " * TAB)
    marked = line[start : min(end, last)].replace("\t", " " * TAB)
    after = line[min(end, last) : last].replace("\t", " " * TAB) + (" …" if last < len(line) else "")
    caret = " " * width(before) + "^" * max(1, width(marked)) if column else ""
    return before + marked + after, caret


def _window(line: str, start: int, columns: int) -> tuple[int, int]:
    """The part of a line to show: all of it, or ``columns`` with the place about a third from the left."""
    cells = [TAB if char == "\t" else char_width(char) for char in line]
    if sum(cells) <= columns:
        return 0, len(line)
    first, room = start, columns // 3
    while first > 0 and room >= cells[first - 1]:
        first -= 1
        room -= cells[first]
    last, room = first, columns - 4
    while last < len(line) and room >= cells[last]:
        room -= cells[last]
        last += 1
    return first, last


# ---------------------------------------------------------------- machines


def as_json(diagnostics: Sequence[Diagnostic], version: str, known: Sequence[Diagnostic] | None = None) -> str:
    """One object: every diagnostic with its name, how many there are of each severity, how many a baseline knows."""
    items = [{**_plain(item), "name": item.name} for item in diagnostics]
    counts = {severity: sum(item.severity == severity for item in diagnostics) for severity in SEVERITIES}
    table = {"docforge": version, "diagnostics": items, "counts": counts}
    return _dump(table if known is None else {**table, "known": len(known)})


def _plain(item: Diagnostic) -> dict[str, Any]:
    return {
        "code": item.code,
        "severity": item.severity,
        "message": item.message,
        "file": item.file,
        "line": item.line,
        "column": item.column,
        "length": item.length,
        "hint": item.hint,
    }


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


_GITHUB = {"error": "error", "warning": "warning", "note": "notice"}


def _github(item: Diagnostic) -> str:
    """A workflow command (https://docs.github.com/actions/reference/workflow-commands-for-github-actions)."""

    def escape(text: str, more: str = "") -> str:
        for char in "%\r\n" + more:
            text = text.replace(char, f"%{ord(char):02X}")
        return text

    fields = {"file": item.file, "line": item.line or "", "col": item.column or "", "title": f"{item.code} {item.name}"}
    properties = ",".join(f"{key}={escape(str(value), ':,')}" for key, value in fields.items() if value)
    message = item.message + (f"\n{item.hint}" if item.hint else "")
    return f"::{_GITHUB[item.severity]} {properties}::{escape(message)}\n"


def as_sarif(diagnostics: Sequence[Diagnostic], version: str, known: Sequence[Diagnostic] | None = None) -> str:
    """SARIF 2.1.0 with one run. Columns count code points; the fingerprint survives moved lines. With a baseline, what
    it knows is there as well, marked as unchanged (3.27.24)."""
    every = [*(known or ()), *diagnostics]
    used = sorted({item.code for item in every})
    rules = [_sarif_rule(code) for code in used]
    seen: dict[str, int] = {}
    results = [_sarif_result(item, used.index(item.code), seen) for item in every]
    if known is not None:
        for place, result in enumerate(results):
            result["baselineState"] = "unchanged" if place < len(known) else "new"
    driver = {"name": "docforge", "version": version, "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
    return _dump({"$schema": schema, "version": "2.1.0", "runs": [run]})


def _sarif_rule(code: str) -> dict[str, Any]:
    entry = meaning(code)
    return {
        "id": code,
        "name": "".join(part.capitalize() for part in entry.name.split("-")),
        "shortDescription": {"text": entry.what},
        "fullDescription": {"text": entry.why},
        "help": {"text": entry.fix},
        "defaultConfiguration": {"level": entry.severity},
    }


def _sarif_result(item: Diagnostic, rule: int, seen: dict[str, int]) -> dict[str, Any]:
    base = f"{item.code}\0{item.file}\0{item.message}"
    seen[base] = seen.get(base, 0) + 1
    print_ = hashlib.sha256(f"{base}\0{seen[base]}".encode("utf-8", "surrogatepass")).hexdigest()[:32]
    result: dict[str, Any] = {
        "ruleId": item.code,
        "ruleIndex": rule,
        "level": item.severity,
        "message": {"text": _valid(item.message + (f" ({item.hint})" if item.hint else ""))},
        "partialFingerprints": {"docforge/v1": print_},
    }
    if item.file and not item.file.startswith(("<", "--")):
        physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(item.file)}}
        location: dict[str, Any] = {"physicalLocation": physical}
        if item.line and item.file.lower().endswith(WITHOUT_LINES):
            location["logicalLocations"] = [{"fullyQualifiedName": f"¶{item.line}", "kind": "element"}]
        elif item.line:
            region = {"startLine": item.line}
            if item.column:
                region |= {"startColumn": item.column, "endColumn": item.column + max(1, item.length)}
            physical["region"] = region
        result["locations"] = [location]
    return result


def _uri(path: str) -> str:
    """A relative path as a URI reference, an absolute one as a ``file:`` URI."""
    escaped = quote(path.replace(os.sep, "/").encode("utf-8", "surrogateescape"))
    return f"file://{escaped}" if path.startswith("/") else escaped


def _valid(text: str) -> str:
    """The text without lone surrogates, which no UTF-8 file can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")


def as_junit(diagnostics: Sequence[Diagnostic], files: Sequence[str], fail_on: Severity = "error") -> str:
    """JUnit XML: a test case for each source, failed by what is as bad as ``fail_on``; the rest is its output."""
    failing = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    names = list(dict.fromkeys([*files, *(item.file or "docforge" for item in diagnostics)]))
    cases = {name: [item for item in diagnostics if (item.file or "docforge") == name] for name in names}
    failed = sum(any(item.severity in failing for item in found) for found in cases.values())
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    lines.append(f'<testsuites><testsuite name="docforge" tests="{len(cases)}" failures="{failed}">')
    for name, found in cases.items():
        lines.append(f'<testcase classname="docforge" name={_attribute(name)}>')
        for item in found:
            if item.severity in failing:
                text = one_as_text(item, {}).rstrip("\n")
                kind = _attribute(f"{item.code} {item.name}")
                lines.append(f"<failure type={kind} message={_attribute(item.message)}>{_cdata(text)}</failure>")
        rest = "".join(one_as_text(item, {}) for item in found if item.severity not in failing)
        if rest:
            lines.append(f"<system-out>{_cdata(rest.rstrip())}</system-out>")
        lines.append("</testcase>")
    lines.append("</testsuite></testsuites>")
    return "\n".join(lines) + "\n"


def _attribute(text: str) -> str:
    return f'"{html.escape(printable(_valid(text)))}"'


def _cdata(text: str) -> str:
    clean = "\n".join(printable(_valid(line)) for line in text.split("\n"))
    return "<![CDATA[" + clean.replace("]]>", "]]]]><![CDATA[>") + "]]>"
