"""Where lines may end: the right edge at each break, prepared so that a line's breaks are found by bisection."""

from __future__ import annotations

from docforge.press.compose.prepare import Prepared


class Edge:
    """How a line that ends at one boundary ends.

    ``end``: where its visible text ends (before the spaces). ``full``: x of the right edge with the last mark as wide
    as the font has it. ``tight``: the same where the line needs room; ``trim`` and ``hang`` are what the last mark then
    loses, or stands out. ``hyphen``: the width of a hyphen drawn there.
    """

    __slots__ = ("end", "full", "hang", "hyphen", "tight", "trim")

    def __init__(self, end: int, full: float, trim: float, hang: float, hyphen: float) -> None:
        self.end, self.full, self.trim, self.hang, self.hyphen = end, full, trim, hang, hyphen
        self.tight = full - trim - hang


def edge_at(p: Prepared, at: int) -> Edge:
    """The edge of a line that ends at boundary ``at``."""
    text, end = p.text, at
    while end > 1 and text[end - 1] == " ":
        end -= 1
    if end == 1 and text[0] == " ":
        end = at  # nothing but spaces: they stand
    last = end - 1
    full = p.left[last] + p.advance[last]
    while not p.advance[last] and last:
        last -= 1  # the base of the marks that follow it
    if at in p.hyphens:
        return Edge(end, full + p.hyphens[at], 0.0, 0.0, p.hyphens[at])
    room = p.end_room.get(last)
    run = p.run_at(last)
    if not run.adjustable or not (room or p.settings.hang):
        return Edge(end, full, 0.0, 0.0, 0.0)
    rules, char, kind = run.rules, text[last], "none"
    if p.settings.hang and rules.hangs(char, text[last - 1 : last], text[last + 1 : last + 2]):
        return Edge(end, full, 0.0, p.advance[last], 0.0)
    if room and p.settings.trim:
        kind = rules.line_end(char)
    if not room or kind == "none":
        return Edge(end, full, 0.0, 0.0, 0.0)
    edge = Edge(end, full, room, 0.0, 0.0)
    if kind == "force":
        edge.full = edge.tight
    return edge


class Edges:
    """The edges of all breaks of a paragraph, and what bisection needs.

    ``at[k]``: the boundary of break k. ``tight[k]``: the tightest right edge at break k or any later one; ``least[k]``:
    the same after everything is squeezed, from which what stands before the line has to be added again.
    """

    def __init__(self, p: Prepared) -> None:
        self.at = p.breaks
        self._p = p
        self._known: dict[int, Edge] = {}
        text, left, advance, give = p.text, p.left, p.advance, p.give
        special = {*p.end_room, *(at - 1 for at in p.hyphens)}
        hangs = p.settings.hang
        tight, least = [], []
        for k, at in enumerate(p.breaks):
            last = at - 1
            width = advance[last]
            if not width or hangs or last in special or text[last] == " ":
                edge = self.edge(k)
                right, end = edge.tight, edge.end
            else:
                right, end = left[last] + width, at
            tight.append(right)
            least.append(right - give[end])
        self.tight = _suffix_minima(tight)
        self.least = _suffix_minima(least)

    def edge(self, k: int) -> Edge:
        """The edge at break k; made when it is first asked for, since most are never looked at."""
        found = self._known.get(k)
        if found is None:
            found = self._known[k] = edge_at(self._p, self.at[k])
        return found


def _suffix_minima(values: list[float]) -> list[float]:
    out, least = values[:], float("inf")
    for at in range(len(out) - 1, -1, -1):
        if out[at] < least:
            least = out[at]
        out[at] = least
    return out
