"""What was asked of the numbering: options first, then the front matter."""

from __future__ import annotations

from typing import Literal, cast

from msgspec import Struct

from docforge.model.meta import text as meta_text
from docforge.model.nodes import Document, Heading
from docforge.passes.findings import Findings
from docforge.protocols import PassOptions

Number = Literal["source", "all", "none"]
ShowRun = Literal["head", "beside", "none"]

NUMBERS: tuple[Number, ...] = ("source", "all", "none")
_RESTARTS = ("auto", "never")
_SHOWS: tuple[ShowRun, ...] = ("head", "beside", "none")


class Settings(Struct, frozen=True):
    """``number``: source, all or none. ``numbers_on``: runs never restart. ``show_run``: None: the document decides.

    ``by_chapter``: runs and the body series begin anew in each division of a book.
    """

    number: Number
    numbers_on: bool
    show_run: ShowRun | None
    by_chapter: bool = True


def settings(document: Document, options: PassOptions, findings: Findings) -> Settings:
    """Settings of one document; a value nobody knows is reported and left out of account."""
    number = options.number or _known(document, "number", NUMBERS, findings)
    restart = options.restart or _known(document, "restart", _RESTARTS, findings)
    goes_on = _known(document, "numbering", ("continue", "restart"), findings) == "continue" and options.restart is None
    show = options.show_run or _known(document, "show-run", _SHOWS, findings)
    return Settings(
        number=cast(Number, number or "source"),
        numbers_on=restart == "never" or goes_on,
        show_run=cast("ShowRun | None", show or None),
        by_chapter=options.scope == "chapter",
    )


def _known(document: Document, key: str, known: tuple[str, ...], findings: Findings) -> str:
    value = meta_text(document, key).strip().lower()
    if value and value not in known:
        findings.add("DF223", f'front matter: {key}: "{value}" is not known', hint=f"known: {', '.join(known)}")
        return ""
    return value


class Scopes:
    """How paragraphs are numbered at a point of the text: ``{number=all}`` on a heading holds for its section."""

    def __init__(self, default: Number, findings: Findings | None = None) -> None:
        self._default = default
        self._findings = findings
        self._open: list[tuple[int, Number]] = []

    def enter(self, heading: Heading) -> None:
        """A heading ends the sections of its level and below, and may begin one with a way of its own."""
        self._open = [scope for scope in self._open if scope[0] < heading.level]
        asked = dict(heading.attr.pairs).get("number", "")
        found = [number for number in NUMBERS if number == asked]
        if found:
            self._open.append((heading.level, found[0]))
        elif asked and self._findings is not None:
            hint = f"known: {', '.join(NUMBERS)}"
            self._findings.add("DF223", f'number="{asked}" on a heading is not known', heading.at, hint=hint)

    @property
    def number(self) -> Number:
        """What holds here."""
        return self._open[-1][1] if self._open else self._default
