"""Which faces a document needs: a pure decision over coverages, before any font is opened.

For each design and region the characters go, in this order, to the cut; to a supplement cut from the same full face;
to one cut from the other design's full face (serif for sans and the reverse); to the last-resort face.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from typing import NamedTuple

from .characters import is_drawn, is_private_use
from .coverage import Coverage
from .types import FontRequest, Generic, Region, Weight

CoverageOf = Callable[[str, Weight], Coverage]
"""Coverage by design key and weight."""


class Supplement(NamedTuple):
    """Rare characters to cut from the full face of a design, in every weight that is asked for."""

    design: str
    weights: tuple[Weight, ...]
    characters: tuple[int, ...]
    """Sorted; variation selectors among them."""
    first: bool
    """True when it holds variation sequences: then it must be tried before the cut, which has their bases too."""

    @property
    def name(self) -> str:
        """``x3f9a2c``: a digest of the design and the characters."""
        text = f"{self.design} {' '.join(map(str, self.characters))}"
        return "x" + hashlib.sha256(text.encode()).hexdigest()[:10]


class Need(NamedTuple):
    """What one design and region needs, all weights together."""

    designs: tuple[str, ...]
    """Keys of the cuts, in order of trial."""
    weights: tuple[Weight, ...]
    italic: tuple[Weight, ...]
    """Weights that are also asked for in italic."""
    supplements: tuple[Supplement, ...]
    missing: frozenset[int]
    """Characters for the last-resort face."""
    missing_sequences: frozenset[tuple[int, int]]
    """Sequences of characters that are there, in a form that is not."""


def resolve(requests: Iterable[FontRequest], cut: CoverageOf, full: CoverageOf) -> Need:
    """What requests for one design and region (any weights) need.

    :param cut: coverage of the cut of a design in a weight.
    :param full: the same of the face it was cut from.
    """
    group = tuple(requests)
    generic, region = group[0].generic, group[0].region
    designs = _designs(generic, region)
    own = designs[-1]
    design, _, home = own.partition("-")
    other = f"{'sans' if design == 'serif' else 'serif'}-{home}"
    weights = tuple(sorted({request.weight for request in group}))

    lacking = {point for request in group for point in _lacking(request, designs, cut)}
    private = {point for point in lacking if is_private_use(point)}
    from_own, rest = _split(lacking - private, own, weights, full)
    from_other, missing = _split(rest, other, weights, full)

    wanted = {sequence for request in group for sequence in request.sequences}
    wanted = {item for item in wanted if not all(cut(own, weight).has_sequence(*item) for weight in weights)}
    sequences = {item for item in wanted if all(full(own, weight).has_sequence(*item) for weight in weights)}

    own_characters = from_own | {point for sequence in sequences for point in sequence}
    supplements = [
        Supplement(design, weights, tuple(sorted(characters)), first)
        for design, characters, first in ((own, own_characters, bool(sequences)), (other, from_other, False))
        if characters
    ]
    missing |= private
    missing_sequences = frozenset(item for item in wanted - sequences if item[0] not in missing)
    italic = tuple(sorted({request.weight for request in group if request.italic}))
    return Need(designs, weights, italic, tuple(supplements), frozenset(missing), missing_sequences)


def _designs(generic: Generic, region: Region) -> tuple[str, ...]:
    """Keys of the cuts to try; the last is the CJK design that supplements belong to."""
    proportional = "sans" if generic == "mono" else generic
    home = "sc" if region == "latin" else region
    first = {"mono": ("mono",)}.get(generic, (f"{proportional}-latin",) if region == "latin" else ())
    return (*first, f"{proportional}-{home}")


def _lacking(request: FontRequest, designs: tuple[str, ...], cut: CoverageOf) -> frozenset[int]:
    left = request.characters
    for design in designs:
        left = cut(design, request.weight).lacking(left)
    private = {point for point in request.characters if is_private_use(point)}
    return frozenset(point for point in left if is_drawn(point)) | private


def _split(
    characters: set[int], design: str, weights: tuple[Weight, ...], full: CoverageOf
) -> tuple[set[int], set[int]]:
    """Those the full face of ``design`` has in every weight, and the others."""
    if not characters:
        return set(), set()
    lacking = {point for weight in weights for point in full(design, weight).lacking(characters)}
    return characters - lacking, lacking
