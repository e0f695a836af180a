"""Chromium, which sets the lines of an e-book as its readers do."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from judges.programs import NODE_MODULES, Finding, JudgeFailed, installed_file, program, run


def chromium_pdf(page: Path, out: Path, env: Mapping[str, str] | None = None) -> Path:
    """A page of XHTML, printed by Chromium to `out`; its size is what the page's own style sheet says (`@page`)."""
    with tempfile.TemporaryDirectory(prefix="chromium-profile-") as profile:
        command = [program("chromium"), "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        command += [f"--user-data-dir={profile}", "--no-pdf-header-footer", f"--print-to-pdf={out}", page.as_uri()]
        run(command, env={"HOME": profile, **(env or {})})
    if not out.is_file():
        raise JudgeFailed(f"Chromium printed nothing of {page}")
    return out


def chromium_picture(page: Path, out: Path, width: int, height: int) -> Path:
    """A page of XHTML as Chromium shows it in a window of so many pixels, as PNG."""
    with tempfile.TemporaryDirectory(prefix="chromium-profile-") as profile:
        command = [program("chromium"), "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        command += [f"--user-data-dir={profile}", "--hide-scrollbars", f"--window-size={width},{height}"]
        # The picture is taken when the page is laid out and painted to its end, not after some time.
        command += ["--run-all-compositor-stages-before-draw", "--virtual-time-budget=2000"]
        run([*command, f"--screenshot={out}", page.as_uri()], env={"HOME": profile})
    if not out.is_file():
        raise JudgeFailed(f"Chromium showed nothing of {page}")
    return out


AXE = NODE_MODULES / "@daisy" / "axe-core-for-ace" / "axe.min.js"
"""axe-core, as Ace brings it."""


def axe_findings(page: Any) -> list[Finding]:
    """What axe-core objects to in a page that Playwright has open: WCAG 2.2 A and AA, and its best practices."""
    page.evaluate(installed_file(AXE, "axe-core").read_text(encoding="utf-8"))
    report = page.evaluate("axe.run(document, {resultTypes: ['violations'], iframes: false})")
    return [
        Finding("axe", found["impact"] or "", found["id"], node["failureSummary"], " ".join(map(str, node["target"])))
        for found in report["violations"]
        for node in found["nodes"]
    ]
