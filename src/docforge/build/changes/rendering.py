"""A single block as Markdown, by the Markdown writer; links lead by the addresses of the document it comes into."""

from __future__ import annotations

from collections.abc import Callable

from docforge.model import nodes as n


def renderer(document: n.Document) -> Callable[[n.Block], str]:
    """What gives the Markdown of one block that comes into a document."""
    from docforge.writers.markdown.blocks import blocks
    from docforge.writers.markdown.draft import Draft

    draft = Draft(document, "")
    return lambda block: "\n".join(blocks(draft, (block,)))
