"""A signature over its date, as GB/T 9704-2012 7.3.5 places them: distances from the end of the line, in em."""

from __future__ import annotations


def centred(above: float, below: float, end: float, stagger: float) -> tuple[float, float]:
    """Distances of the line above and of the one below, whose own is ``end``, centred on each other.

    The wider one never comes nearer to the end than the margin that leaves both on the line (GB/T 9704-2012 7.3.5.1).
    """
    half = (above - below) / 2
    return (end - half, end) if half <= end else (0.0, half)


def beside(above: float, below: float, end: float, stagger: float) -> tuple[float, float]:
    """Distances where the lower line begins ``stagger`` after the upper one.

    The upper line keeps ``end`` from the end of the line; where the lower one would come nearer than that, it is the
    lower one that keeps it (GB/T 9704-2012 7.3.5.2).
    """
    lower = end + above - stagger - below
    if lower >= end:
        return end, lower
    return end + below + stagger - above, end
