"""A single block as Markdown, by the Markdown writer."""

from __future__ import annotations

from docforge.model import nodes as n


def render(block: n.Block) -> str:
    """The Markdown of one block."""
    from docforge.writers.markdown.blocks import blocks
    from docforge.writers.markdown.draft import Draft

    return "\n".join(blocks(Draft(n.Document(blocks=(block,)), ""), (block,)))
