"""What a build was made by: the versions that show in the bytes of its files."""

from __future__ import annotations

import platform
import zlib

from docforge import __version__
from docforge.build.environment import pango_version
from docforge.build.keys import libraries


def tool_versions() -> dict[str, str]:
    """Name → version of docforge, Python, the libraries and plug-ins it runs, zlib, and Pango where it is there."""
    found = dict(line.rsplit(" ", 1) for line in libraries().splitlines())
    found |= {"docforge": __version__, "Python": platform.python_version(), "zlib": zlib.ZLIB_RUNTIME_VERSION}
    pango = pango_version()
    if pango:
        found["Pango"] = pango
    return dict(sorted(found.items(), key=lambda item: item[0].casefold()))
