"""The lowering of the model to XHTML, shared by the PDF and EPUB writers."""

from docforge.writers.html.index import anchors, call_name, note_name
from docforge.writers.html.lowering import HtmlLowering
from docforge.writers.html.meta import meta_line
from docforge.writers.html.settings import Flavour, HtmlSettings, Ink, Voice, source_name

__all__ = [
    "Flavour",
    "HtmlLowering",
    "HtmlSettings",
    "Ink",
    "Voice",
    "anchors",
    "call_name",
    "meta_line",
    "note_name",
    "source_name",
]
