"""The path of the theme, as its entry point names it."""

from __future__ import annotations

from pathlib import Path

CARDS = Path(__file__).with_name("cards.toml")
