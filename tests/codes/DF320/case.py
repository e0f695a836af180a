"""A link that looks like one to an own page."""

from collections.abc import Sequence
from pathlib import Path

from docforge.build.site import Site
from docforge.build.site.links import own_links
from docforge.diagnostics import Diagnostic, report


def diagnostics(folder: Path) -> Sequence[Diagnostic]:
    links = own_links(Site("folder", "", "", url="https://notes.example"), ["b/03速算技巧.md"])
    found = links.resolve("https://notes.example/b/速算.html", "a.md")
    return [report(found.code, found.message, file="a.md")]
