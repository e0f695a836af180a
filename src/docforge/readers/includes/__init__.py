"""Includes: files whose text stands in a Markdown document, in the notations of mdBook, VitePress and MkDocs."""

from __future__ import annotations

from docforge.readers.includes.expand import Expanded, expand

__all__ = ["Expanded", "expand"]
