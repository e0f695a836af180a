"""Where templates, styles and schemas are: in the wheel, or in the checkout for an editable install."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_INSTALLED = _PACKAGE / "_share"
_CHECKOUT = _PACKAGE.parent.parent


def path(name: str) -> Path:
    """The file or folder ``name`` ("styles/handout.toml"). Raises FileNotFoundError if the installation lacks it."""
    for root in (_INSTALLED, _CHECKOUT):
        found = root / name
        if found.exists():
            return found
    raise FileNotFoundError(f"docforge's own file {name} is missing: the installation is incomplete")


def text(name: str) -> str:
    """The text of a resource (UTF-8)."""
    return path(name).read_text(encoding="utf-8")
