"""Which characters a face has, in a form that loads in microseconds and answers without opening the font."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate, pairwise

import msgspec


def boundaries(code_points: Iterable[int]) -> tuple[int, ...]:
    """The set as alternating starts and stops: ``{1, 2, 3, 7}`` gives ``(1, 4, 7, 8)``."""
    found: list[int] = []
    for point in sorted(set(code_points)):
        if found and found[-1] == point:
            found[-1] = point + 1
        else:
            found += [point, point + 1]
    return tuple(found)


def packed(starts_and_stops: tuple[int, ...]) -> str:
    """Starts and stops as a text of differences, ``"1 3 3 1"``: read from JSON ten times faster than numbers."""
    return " ".join(str(now - before) for before, now in pairwise((0, *starts_and_stops)))


@lru_cache(maxsize=64)
def unpacked(text: str) -> tuple[int, ...]:
    """The inverse of ``packed``."""
    return tuple(accumulate(map(int, text.split())))


class PackedCoverage(msgspec.Struct, frozen=True):
    """A coverage as a file keeps it; see ``packed``."""

    characters: str
    sequences: dict[int, str] = {}


class Coverage(msgspec.Struct, frozen=True):
    """Code points and variation sequences of one face."""

    characters: tuple[int, ...]
    """Starts and stops (stop excluded) of runs of code points, ascending."""
    sequences: dict[int, tuple[int, ...]] = {}
    """For each variation selector the base characters it applies to, as starts and stops."""

    def pack(self) -> PackedCoverage:
        """The form for a file."""
        return PackedCoverage(packed(self.characters), {key: packed(value) for key, value in self.sequences.items()})

    @classmethod
    def unpack(cls, stored: PackedCoverage) -> Coverage:
        """The inverse of ``pack``."""
        return cls(unpacked(stored.characters), {key: unpacked(value) for key, value in stored.sequences.items()})

    def __contains__(self, code_point: int) -> bool:
        return bool(bisect_right(self.characters, code_point) & 1)

    def __len__(self) -> int:
        return sum(self.characters[1::2]) - sum(self.characters[::2])

    def __iter__(self) -> Iterator[int]:
        for start, stop in zip(self.characters[::2], self.characters[1::2], strict=True):
            yield from range(start, stop)

    def has_sequence(self, base: int, selector: int) -> bool:
        """Whether the face has a glyph of its own, or says that the usual one is right, for ``base`` + ``selector``."""
        return bool(bisect_right(self.sequences.get(selector, ()), base) & 1)

    def lacking(self, code_points: Iterable[int]) -> frozenset[int]:
        """Those of ``code_points`` that the face does not have."""
        runs = self.characters
        return frozenset(point for point in code_points if not bisect_right(runs, point) & 1)
