"""The themes that come with docforge, as entry points of ``docforge.themes`` name them: paths of TOML files."""

from __future__ import annotations

from docforge import resources

HANDOUT = resources.path("styles/handout.toml")
