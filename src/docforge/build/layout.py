"""The program that sets the pages of a DOCX, whose version is part of what a build depends on."""

from __future__ import annotations

from docforge.build.environment import PROGRAMS
from docforge.world import World

LIBREOFFICE = next(program for program in PROGRAMS if program.label == "LibreOffice")


class Layout:
    """Its version, asked for once and only where pages are wanted."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._version: str | None = None

    def version(self, pages: str | None) -> str:
        """The version for one of ``DOCX_PAGES``; "" where no pages are set, or no program answers."""
        if pages != "libreoffice":
            return ""
        if self._version is None:
            found = LIBREOFFICE.check(self._world)
            self._version = found.detail if found.state == "ok" else ""
        return self._version
