"""The line composer: shaped runs, rules and a width in, lines with positions out. It knows no layout engine.

A ``Paragraph`` is prepared once; every line is arithmetic afterwards. All lengths are in one unit of the
caller's choice (Pango units, points, em); all offsets are code points of the paragraph's text.

>>> from docforge.typography.rules import rules_for
>>> text = "他说：“好。”"
>>> run = Run(0, 7, rules_for("zh-Hans"), em=10.0)
>>> paragraph = Paragraph(text, [run], [10.0] * 7, start_room={3: 5.0}, end_room={2: 5.0, 5: 5.0, 6: 5.0})
>>> line = paragraph.line(0, width=100.0)
>>> line.start, line.end, line.resume, line.width
(0, 7, None, 55.0)
>>> line.kerns
{3: -5.0, 6: -5.0}
"""

from docforge.press.compose.line import Line
from docforge.press.compose.paragraph import Paragraph
from docforge.press.compose.settings import Run, Settings

__all__ = ["Line", "Paragraph", "Run", "Settings"]
