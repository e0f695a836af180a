"""Sites of notes: the order, titles and nesting of their pages, found without running any script of theirs."""

from __future__ import annotations

from docforge.build.site.find import find_site
from docforge.build.site.shape import Entry, Place, Site

__all__ = ["Entry", "Place", "Site", "find_site"]
