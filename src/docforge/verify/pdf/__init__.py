"""Read a PDF back: text by its structure tree, anchors by its named destinations."""
