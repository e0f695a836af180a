"""What a reader takes for one character: grapheme clusters (UAX #29)."""

from __future__ import annotations


def grapheme_starts(text: str) -> list[int]:
    """Where the grapheme clusters of a text start, without its end: ``か゚き`` has two, at 0 and 2.

    A lone surrogate is a cluster of its own.
    """
    from uniseg.graphemecluster import grapheme_cluster_boundaries  # loaded only where a text needs it

    return list(grapheme_cluster_boundaries(text))[:-1]
