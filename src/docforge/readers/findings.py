"""What a reader has to say and what it changed, gathered while it goes on."""

from __future__ import annotations

from collections import Counter

from docforge.diagnostics import Diagnostic, Severity, report
from docforge.model.nodes import Edit, Position
from docforge.model.source import SourceText

SHOWN = 20
"""Diagnostics of one kind that are listed one by one; the rest are counted in a last one."""


class Findings:
    """Diagnostics and edits of one source.

    ``once`` remembers what is said only once in a document (an unknown tag, for instance).
    """

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.diagnostics: list[Diagnostic] = []
        self.edits: list[Edit] = []
        self._seen: Counter[str] = Counter()
        self._rest: dict[str, list[int]] = {}
        self._said: set[str] = set()

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
        """Report a problem. Past ``SHOWN`` of one code, only its line is kept for the last, summing one."""
        self._seen[code] += 1
        if self._seen[code] > SHOWN:
            self._rest.setdefault(code, []).append(at.line if at else 0)
            return
        self.diagnostics.append(
            report(code, message, at=at, file=self.source.name_of(at), hint=hint, length=length, severity=severity)
        )

    def once(self, key: str, code: str, message: str, at: Position | None = None, *, hint: str = "") -> None:
        """Report a problem the first time it is met in this source."""
        if key not in self._said:
            self._said.add(key)
            self.add(code, message, at, hint=hint)

    def edit(self, rule: str, offset: int, before: str, after: str = "") -> None:
        """Note that ``before``, at an offset of the source, was replaced."""
        self.edits.append(Edit(rule, self.source.position(offset), before, after))

    def finish(self) -> tuple[Diagnostic, ...]:
        """All diagnostics in the order of the source, with one more for each code that had too many to list."""
        for code, lines in sorted(self._rest.items()):
            named = ", ".join(str(line) for line in dict.fromkeys(lines[:10]))
            more = "" if len(lines) <= 10 else ", …"
            self.diagnostics.append(
                report(
                    code,
                    f"{len(lines)} more of the same kind (lines {named}{more})",
                    at=Position(lines[0], 1) if lines[0] else None,
                    file=self.source.name,
                )
            )
        self._rest = {}
        return tuple(sorted(self.diagnostics, key=self._place))

    def _place(self, item: Diagnostic) -> tuple[bool, str, int, int]:
        """The document's own file comes first, then what it includes."""
        return item.file != self.source.name, item.file, item.line, item.column

    def ordered_edits(self) -> tuple[Edit, ...]:
        """The edits in the order of the source."""
        return tuple(sorted(self.edits, key=lambda edit: (edit.at.source, edit.at.line, edit.at.column)))
