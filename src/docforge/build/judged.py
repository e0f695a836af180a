"""What every outcome of a run can be asked: whether it went well, and with which exit status it ends."""

from __future__ import annotations

from docforge.diagnostics import Diagnostic, Severity, exit_status


class Judged:
    """Base of outcomes, which have ``diagnostics``."""

    diagnostics: tuple[Diagnostic, ...]

    @property
    def ok(self) -> bool:
        """Whether no error was reported."""
        return all(item.severity != "error" for item in self.diagnostics)

    def status(self, *, strict: bool = False, fail_on: Severity = "error") -> int:
        """The exit status that the diagnostics ask for; 3 where none is an error but one as bad as ``fail_on``
        (``strict``: a warning)."""
        return exit_status(self.diagnostics, fail_on="warning" if strict and fail_on == "error" else fail_on)
