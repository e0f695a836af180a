"""Verify proves something only if it shares nothing with the writers, and costs nothing where it is not used."""

from __future__ import annotations

import ast
import subprocess
import sys

ALLOWED = (
    "docforge.verify",
    "docforge.archive",
    "docforge.wordml",
    "docforge.model",
    "docforge.diagnostics",
    "docforge.limits",
    "docforge.patterns",
    "docforge.protocols",
    "docforge.world",
)


def test_verify_imports_nothing_of_writers_theme_or_typography(root):
    for path in sorted((root / "src" / "docforge" / "verify").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = []
            if isinstance(node, ast.ImportFrom):
                names = [node.module or ""]
            elif isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            for name in names:
                assert not name.startswith("docforge") or name.startswith(ALLOWED), f"{path} imports {name}"


def test_importing_verify_loads_no_library_of_a_format():
    script = (
        "import sys, docforge.verify, docforge.verify.model_facts; "
        "print([name for name in ('lxml', 'pikepdf', 'weasyprint', 'docx', 'ebooklib') if name in sys.modules])"
    )
    shown = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"
