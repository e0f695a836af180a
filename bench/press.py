"""The press against WeasyPrint alone: CPU time of laying out and drawing the same document, in interleaved pairs."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


def press_ratios(source: Path, folder: Path, pairs: int) -> list[float]:
    """Press to stock for each pair of conversions; the first pair, which loads everything, is not counted."""
    from docforge.press import setting as room

    ratios = []
    with _measured() as spent:
        for _ in range(pairs + 1):
            composed = _spent(source, folder, spent)
            opened = room.current
            _replace_current(lambda: None)
            try:
                stock = _spent(source, folder, spent)
            finally:
                _replace_current(opened)
            ratios.append(composed / stock)
    return ratios[1:]


def press_row(source: Path, folder: Path, pairs: int) -> str:
    """One line of the table: median of the pairs, and their spread."""
    ratios = press_ratios(source, folder, pairs)
    low, high = min(ratios), max(ratios)
    return f"{'press to stock, sample×10':<32}{statistics.median(ratios):8.2f} × CPU ({low:.2f} to {high:.2f})\n"


def _spent(source: Path, folder: Path, spent: list[float]) -> float:
    import docforge

    spent.clear()
    docforge.convert(source, outputs=[folder / "press.pdf"])
    return sum(spent)


def _replace_current(function: Callable[[], Any]) -> None:
    """The hooks ask this for the document being set; None leaves every line to WeasyPrint."""
    from docforge.press import hooks

    hooks.current = function


@contextmanager
def _measured() -> Iterator[list[float]]:
    """CPU seconds of every call of ``Engine.page`` and ``Engine.pdf`` inside."""
    from docforge.writers.pdf.engine import Engine

    spent: list[float] = []
    originals = {name: getattr(Engine, name) for name in ("page", "pdf")}

    def timed(function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            before = time.process_time()
            try:
                return function(*arguments, **named)
            finally:
                spent.append(time.process_time() - before)

        return call

    for name, function in originals.items():
        setattr(Engine, name, timed(function))
    try:
        yield spent
    finally:
        for name, function in originals.items():
            setattr(Engine, name, function)
