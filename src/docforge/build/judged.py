"""What every outcome of a run can be asked: whether it went well, and with which exit status it ends."""

from __future__ import annotations

from docforge.diagnostics import Diagnostic, exit_status


class Judged:
    """Base of outcomes, which have ``diagnostics``."""

    diagnostics: tuple[Diagnostic, ...]

    @property
    def ok(self) -> bool:
        """Whether no error was reported."""
        return all(item.severity != "error" for item in self.diagnostics)

    def status(self, *, strict: bool = False) -> int:
        """The exit status that the diagnostics ask for."""
        return exit_status(self.diagnostics, strict=strict)
