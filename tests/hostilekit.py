"""What is said of each hostile case: ``hostile/expected.txt``, a line each, the codes of warnings and errors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from docforge.diagnostics import Diagnostic

FILE = Path(__file__).parent / "hostile" / "expected.txt"


def said(diagnostics: Iterable[Diagnostic]) -> str:
    """Codes of warnings and errors, once each, in order."""
    return " ".join(sorted({found.code for found in diagnostics if found.severity != "note"}))


def expected() -> dict[str, str]:
    """What must be said of each case, by its path."""
    lines = FILE.read_text(encoding="utf-8").splitlines() if FILE.exists() else []
    return dict(line.split(": ", 1) if ": " in line else (line.rstrip(":"), "") for line in lines)


def accept(found: Mapping[str, str], below: Iterable[str]) -> None:
    """Write what was said of the cases in some folders; cases that are gone are taken out."""
    kept = {
        path: codes for path, codes in expected().items() if not path.startswith(tuple(f"{name}/" for name in below))
    }
    lines = sorted(f"{path}: {codes}".rstrip() for path, codes in {**kept, **found}.items())
    FILE.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
