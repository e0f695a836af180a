"""What the font store reads from the environment, and the one variable it sets for Fontconfig."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

STORE_VARIABLE = "DOCFORGE_FONTS"
SOURCES_VARIABLE = "DOCFORGE_FONT_SOURCES"
_FONTCONFIG_VARIABLE = "FONTCONFIG_FILE"


class Environment(NamedTuple):
    """What the environment says about fonts."""

    store: Path
    """Root of the font store."""
    sources: tuple[Path, ...]
    """Folders to look for source fonts in before those of the lock."""


def read_environment() -> Environment:
    """The only place of the font store that reads environment variables."""
    data = os.environ.get("XDG_DATA_HOME") or os.path.join(os.path.expanduser("~"), ".local", "share")
    store = os.environ.get(STORE_VARIABLE) or os.path.join(data, "docforge", "fonts")
    folders = [part for part in os.environ.get(SOURCES_VARIABLE, "").split(os.pathsep) if part]
    return Environment(Path(store).absolute(), tuple(Path(folder) for folder in folders))


@contextmanager
def fontconfig_from(configuration: Path) -> Iterator[None]:
    """Fontconfig reads ``configuration`` instead of the system's, for code run inside.

    Fontconfig looks at the variable when WeasyPrint is imported and when a FontConfiguration is made; what was made
    inside stays as it is afterwards.
    """
    before = os.environ.get(_FONTCONFIG_VARIABLE)
    os.environ[_FONTCONFIG_VARIABLE] = str(configuration)
    try:
        yield
    finally:
        if before is None:
            del os.environ[_FONTCONFIG_VARIABLE]
        else:
            os.environ[_FONTCONFIG_VARIABLE] = before
