"""What the composer is asked for: the runs of a paragraph and how its lines are set."""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct

from docforge.typography.rules import Rules


class Run(NamedTuple):
    """A stretch ``text[start:end]`` in one language and size.

    ``em``: the size, in the paragraph's unit. ``adjustable``: False keeps everything inside as the font has it (code,
    formulas, links that must look alike): no trims, gaps, squeezing or stretching. ``wraps``: False breaks no line
    inside (white-space: nowrap). The runs of a paragraph follow one another and cover its text.
    """

    start: int
    end: int
    rules: Rules
    em: float
    adjustable: bool = True
    wraps: bool = True


class Settings(Struct, frozen=True):
    """How lines are set. Lengths are in em of the run they stand in.

    ``autospace``: the width of the CJK–Latin gap (CLREQ 3.2.2: at most ¼; CSS Text 4: ⅛). A space that the author
    typed there is narrowed to it, and never doubled. ``gap_most``: to what the gap is stretched before the boundaries
    between other characters are (JLREQ 3.8.4: ½). ``trim``: marks lose their blanks beside marks and at line edges.
    ``squeeze``: a line may take in one more character by squeezing. ``hang``: marks that may hang do so where the line
    has no room for them (JLREQ 3.8.2). ``last_line_min``: the last line keeps so many characters, marks not counted
    (孤字; CLREQ 3.1.7). ``optimise``: breaks are chosen over the whole paragraph.
    ``burst``: an unbreakable piece that is wider than the line is parted between its full-width letters, between its
    marks, or where Unicode's rules would part it; else it sticks out, as a long Latin word does. ``anywhere``: such a
    piece, of any script, is parted between any two characters (CSS overflow-wrap: anywhere).
    """

    autospace: float = 0.25
    gap_most: float = 0.5
    trim: bool = True
    squeeze: bool = True
    hang: bool = False
    last_line_min: int = 1
    optimise: bool = False
    burst: bool = True
    anywhere: bool = False
