"""Handouts of picked paragraphs: what is asked for (``asked``), where it stands (``places``), one document of it
(``compose``), and the way to its page (``online``)."""

from docforge.build.picks.asked import Asked, ask
from docforge.build.picks.compose import Composition, Part, compose

__all__ = ["Asked", "Composition", "Part", "ask", "compose"]
