"""Collects what a pass has to say, and knows the file that each node came from."""

from __future__ import annotations

from collections import Counter

from docforge.diagnostics import Diagnostic, Severity, meaning, report
from docforge.model.nodes import Document, Position, Source
from docforge.protocols import Result

SHOWN = 100
"""Diagnostics of one code about one file that are told one by one; the rest are counted in a last one."""


class Findings:
    """The diagnostics of one run of a pass, in the order they were found."""

    def __init__(self, sources: tuple[Source, ...]) -> None:
        self._sources = sources
        self._found: list[Diagnostic] = []
        self._seen: Counter[tuple[str, Severity, str]] = Counter()
        self._first: dict[tuple[str, Severity, str], Position | None] = {}
        """Where the first one stands that is only counted."""

    def add(
        self,
        code: str,
        message: str,
        at: Position | None = None,
        *,
        hint: str = "",
        length: int = 1,
        severity: Severity | None = None,
    ) -> None:
        """Report ``code`` at a place; without a place it concerns the first source as a whole."""
        number = at.source if at else 0
        name = self._sources[number].name if number < len(self._sources) else ""
        kind = (code, severity or meaning(code).severity, name)
        self._seen[kind] += 1
        if self._seen[kind] > SHOWN:
            self._first.setdefault(kind, at)
            return
        self._found.append(report(code, message, at=at, file=name, hint=hint, length=length, severity=severity))

    def result(self, document: Document) -> Result[Document]:
        """The pass's answer."""
        rest = (
            report(code, f"{self._seen[kind] - SHOWN} more of the same kind", at=at, file=kind[2], severity=severity)
            for kind, at in self._first.items()
            for code, severity, _ in (kind,)
        )
        return Result(document, (*self._found, *rest))
