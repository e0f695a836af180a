"""Two texts side by side: every stretch that one has and the other has not."""

from __future__ import annotations

import re
from dataclasses import dataclass

from witness.rules import Format, settled
from witness.text import ANY, NOTE, Told

_ADDED = 40
"""Characters that a format may add where a source has ``ANY``, at most."""
_CALL = 4
"""Characters that the call of a note may have in print."""
_SURE = 8
"""Characters that must be alike before two texts are taken to go on together."""
_FAR = 600


@dataclass(frozen=True)
class Difference:
    """What stands in the source and in the file at one place, with the characters before it."""

    before: str
    source: str
    file: str

    def __str__(self) -> str:
        return f"…{self.before}⟦source {self.source!r} | file {self.file!r}⟧"


def differences(source: Told, file: Told, format: Format) -> list[Difference]:
    """Every difference of two texts after the normalisations; [] when they say the same."""
    one, other = settled(source, "source", format), settled(file, "file", format)
    if format == "docx":  # Word has no notes in notes: they stand in brackets where they are called
        one, other = (Told(told.body, re.sub(rf"[\[\]{NOTE}]", "", told.notes)) for told in (one, other))
    return [
        difference
        for mine, its in ((one.body, other.body), (one.notes, other.notes))
        for difference in _walk(mine, its, calls_are_printed=format == "pdf")
    ]


def _walk(source: str, file: str, *, calls_are_printed: bool) -> list[Difference]:
    found: list[Difference] = []
    here = there = 0
    while here < len(source) or there < len(file):
        char = source[here : here + 1]
        if char == ANY:
            if calls_are_printed and source[here + 1 : here + 2] == NOTE:
                here += 1
            here, there = here + 1, there + _skipped(source, here + 1, file, there, _ADDED, calls_are_printed)
        elif char == NOTE and calls_are_printed:
            here, there = here + 1, there + _skipped(source, here + 1, file, there, _CALL, calls_are_printed)
        elif char and char == file[there : there + 1]:
            here, there = here + 1, there + 1
        else:
            ahead, beyond = _together(source[here : here + _FAR], file[there : there + _FAR])
            before = source[max(here - 16, 0) : here]
            found.append(Difference(before, source[here : here + ahead], file[there : there + beyond]))
            here, there = here + ahead, there + beyond
    return found


def _skipped(source: str, here: int, file: str, there: int, most: int, calls: bool) -> int:
    """How many characters of the file were added: the fewest after which the source goes on."""
    for count in range(most + 1):
        if _goes_on(source, here, file, there + count, calls):
            return count
    return 0


def _goes_on(source: str, here: int, file: str, there: int, calls: bool) -> bool:
    """Whether the next characters are alike, up to where anything may stand again."""
    for step in range(_SURE):
        char = source[here + step : here + step + 1]
        if char == ANY or (char == NOTE and calls):
            return step > 0
        if char != file[there + step : there + step + 1]:
            return False
    return True


def _together(source: str, file: str) -> tuple[int, int]:
    """The nearest place after which both texts go on alike."""
    for far in range(1, len(source) + len(file) + 1):
        for ahead in range(max(0, far - len(file)), min(far, len(source)) + 1):
            mine, its = source[ahead : ahead + _SURE], file[far - ahead : far - ahead + _SURE]
            if mine and mine == its and (len(mine) == _SURE or len(source) - ahead == len(file) - far + ahead):
                return ahead, far - ahead
    return len(source), len(file)
