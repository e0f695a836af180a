"""docforge: notes become PDF, EPUB and DOCX with the same numbered paragraphs in all three.

>>> import docforge
>>> result = docforge.convert("notes.md", ["notes.pdf", "notes.epub", "notes.docx"])
>>> result.ok
True
>>> docforge.verify(["notes.pdf", "notes.epub", "notes.docx"]).ok
True

Everything here is loaded on first use: ``import docforge`` costs nothing.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docforge.build.api import UsageError, build, convert, read, verify
    from docforge.build.convert import Artifact, Outcome
    from docforge.build.tree import BuildOutcome
    from docforge.diagnostics import Diagnostic
    from docforge.press.compose.lines import typeset_lines
    from docforge.typography.annotate import annotate
    from docforge.typography.numbers import format_number

__version__ = "0.1.0"

_HOMES = {
    "Artifact": "docforge.build.convert",
    "BuildOutcome": "docforge.build.tree",
    "Diagnostic": "docforge.diagnostics",
    "Outcome": "docforge.build.convert",
    "UsageError": "docforge.build.registry",
    "annotate": "docforge.typography.annotate",
    "build": "docforge.build.api",
    "convert": "docforge.build.api",
    "format_number": "docforge.typography.numbers",
    "read": "docforge.build.api",
    "typeset_lines": "docforge.press.compose.lines",
    "verify": "docforge.build.api",
}
"""The module that each public name lives in."""

__all__ = [
    "Artifact",
    "BuildOutcome",
    "Diagnostic",
    "Outcome",
    "UsageError",
    "__version__",
    "annotate",
    "build",
    "convert",
    "format_number",
    "read",
    "typeset_lines",
    "verify",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


class _Package(ModuleType):
    """A public function goes before a room of the same name: importing ``docforge.verify`` binds no module here."""

    def __setattr__(self, name: str, value: Any) -> None:
        if not (name in _HOMES and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


def __dir__() -> list[str]:
    """What is public; not the helpers of this module."""
    return sorted({*(name for name in globals() if name.startswith("__")), *__all__})
