"""Edits proved: the Markdown that they make is read again, and must say what the edited document says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from docforge.build.changes.pairing import pair
from docforge.build.changes.passages import Passage, passages
from docforge.build.changes.report import Change, changes_of
from docforge.build.changes.wording import Edit
from docforge.model import nodes as n

Reread = Callable[[str], n.Document | None]
"""The document that a text of Markdown is; None where it has errors that it had not."""
_UNREADABLE = 1 << 30


class Offer(NamedTuple):
    """Changes and the edits that make them, which go together."""

    changes: tuple[Change, ...]
    edits: tuple[Edit, ...]


class Proof:
    """``new`` are the passages of the edited document."""

    def __init__(self, text: str, new: Sequence[Passage], reread: Reread) -> None:
        self._text = text
        self._new = new
        self._reread = reread

    def accepted(self, offers: Sequence[Offer], left: int) -> list[Offer]:
        """The offers that do what they promise; ``left``: changes for which there is none.

        All are tried at once. If more differs than must, they are tried by halves: words first, as if all numbers were
        right, then the numbers.
        """
        rest = self._rest(offers)
        if rest is not None and len(rest) <= left:
            return list(offers)
        words = [offer for offer in offers if not _is_number(offer)]
        numbers = [offer for offer in offers if _is_number(offer)]
        found = self._grown([], words, numbers)
        return self._grown(found, numbers)

    def remaining(self, offers: Sequence[Offer]) -> tuple[Change, ...]:
        """What still differs when the edits are made."""
        return self._rest(offers) or ()

    def text(self, offers: Sequence[Offer]) -> str:
        """The text with the edits of some offers."""
        return applied(self._text, [edit for offer in offers for edit in offer.edits])

    def _grown(self, accepted: list[Offer], block: Sequence[Offer], numbers: Sequence[Offer] = ()) -> list[Offer]:
        """The accepted offers and those of a block that bring the documents nearer to each other."""
        if not block:
            return accepted
        if self._distance([*accepted, *block], numbers) <= self._distance(accepted, numbers) - len(block):
            return [*accepted, *block]
        if len(block) == 1:
            return accepted
        half = len(block) // 2
        return self._grown(self._grown(accepted, block[:half], numbers), block[half:], numbers)

    def _distance(self, offers: Sequence[Offer], numbers: Sequence[Offer]) -> int:
        """How much differs with some offers; with ``numbers`` as well, how many words."""
        rest = self._rest([*offers, *numbers])
        if rest is None:
            return _UNREADABLE
        return sum(not numbers or change.kind != "renumbered" for change in rest)

    def _rest(self, offers: Sequence[Offer]) -> tuple[Change, ...] | None:
        document = self._reread(self.text(offers))
        return None if document is None else changes_of(pair(passages(document), self._new))


def _is_number(offer: Offer) -> bool:
    return all(change.kind == "renumbered" for change in offer.changes)


def applied(text: str, edits: Sequence[Edit]) -> str:
    """The text with the edits made; those of one place keep their order."""
    out: list[str] = []
    place = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        if edit.start < place:
            continue  # within what another edit removed
        out += [text[place : edit.start], edit.text]
        place = edit.end
    return "".join((*out, text[place:]))
