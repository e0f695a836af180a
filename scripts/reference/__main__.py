"""Write the pages: ``python -m scripts.reference [FOLDER]``."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from scripts.reference import codes, commands, languages, roles, settings

PAGES: dict[str, Callable[[], str]] = {
    "commands": commands.page,
    "settings": settings.page,
    "roles": roles.page,
    "codes": codes.page,
    "languages": languages.page,
}
NOTE = "<!-- Made by scripts/reference: run `make reference`. -->\n"


def text(name: str) -> str:
    """A page by its name."""
    return f"{PAGES[name]().rstrip()}\n\n{NOTE}"


def write(folder: Path) -> None:
    """Every page into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in PAGES:
        folder.joinpath(f"{name}.md").write_text(text(name), "utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/reference"))
