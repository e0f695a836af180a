"""The themes that come with docforge, as entry points of ``docforge.themes`` name them: paths of TOML files."""

from __future__ import annotations

from docforge import resources

BOOK = resources.path("styles/book.toml")
GOV = resources.path("styles/gov.toml")
HANDOUT = resources.path("styles/handout.toml")
LARGE_PRINT = resources.path("styles/large-print.toml")
