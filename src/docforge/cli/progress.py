"""How far a command is: a bar on a terminal, plain lines elsewhere. Always on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Step = Callable[[str], None]
"""Called with the name of each step as it begins."""


def silent(_what: str) -> None:
    """Says nothing."""


@contextmanager
def lines(total: int) -> Iterator[Step]:
    """One line for each step: ``[2/3] h.epub``."""
    count = 0

    def step(what: str) -> None:
        nonlocal count
        count += 1
        sys.stderr.write(f"[{count}/{total}] {what}\n")

    yield step


@contextmanager
def bar(total: int) -> Iterator[Step]:
    """A bar that names the current step and is gone at the end."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (BarColumn(bar_width=24), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total)
        begun = 0

        def step(what: str) -> None:
            nonlocal begun
            progress.update(task, completed=begun, description=what)
            begun += 1

        yield step
