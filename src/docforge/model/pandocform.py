"""How nodes are named in pandoc's JSON AST (pandoc-types 1.22 and 1.23), and how what pandoc lacks travels in it.

An *envelope* is a Div or Span of one class ``df-NAME`` and one attribute ``df`` of JSON. Its children are a readable
fallback, so that pandoc's own writers show something sensible; our reader opens it again without loss. Positions are
not carried.
"""

from __future__ import annotations

from docforge.model import nodes as n

API_VERSION = [1, 23, 1]
"""The pandoc-types version that is written."""

READABLE_VERSIONS = ((1, 22), (1, 23))
"""Major and minor versions that can be read; 1.23 added Figure."""

SIMPLE_INLINES: dict[str, type] = {
    "Emph": n.Emph,
    "Strong": n.Strong,
    "Underline": n.Underline,
    "Strikeout": n.Strike,
    "Superscript": n.Superscript,
    "Subscript": n.Subscript,
    "SmallCaps": n.SmallCaps,
}
"""Inlines that hold nothing but content."""

ALIGNMENTS = {"AlignDefault": "default", "AlignLeft": "left", "AlignCenter": "center", "AlignRight": "right"}

PREFIX = "df-"
KEY = "df"
DOCUMENT_KEY = "df-document"
"""Metadata key that holds the document's own fields as JSON."""

NOTES_KEY = "df-notes"
"""Metadata key that holds notes nobody calls."""

FALLBACK = "df-shown"
"""Class of a Span that repeats in text what an envelope holds as data (a label, a check box); removed on reading."""

FALLBACK_ALONE = "df-shown-alone"
"""Class of such a Span when it fills a paragraph of its own; the whole paragraph is removed on reading."""

CHECK_BOXES = {True: "☒", False: "☐"}
