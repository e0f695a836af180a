"""What is to be written where: outputs named on the command line, checked before anything is read."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

from msgspec import Struct

from docforge.build import registry
from docforge.build.registry import UsageError
from docforge.protocols import Writer

STDOUT = "-"


class Output(Struct, frozen=True):
    """A path and the writer for it."""

    path: str
    writer: Writer

    def __reduce__(self) -> tuple[Callable[[str, str], Output], tuple[str, str]]:
        """Another process has its own writers, by the same names."""
        return _output, (self.path, self.writer.name)

    @property
    def to_stdout(self) -> bool:
        """Whether the bytes go to standard output."""
        return self.path == STDOUT


def _output(path: str, writer: str) -> Output:
    return Output(path, registry.writer(writer))


def plan_outputs(paths: Sequence[str], format_name: str, sources: Sequence[str]) -> tuple[Output, ...]:
    """The writer of each path: by its suffix, or ``format_name`` for a single one.

    No path with a format means standard output. Raises UsageError: nothing to write, an unknown format, a path given
    twice, or an output that would replace a source.
    """
    if not paths and not format_name:
        raise UsageError("nothing to write", "name a file: -o handout.pdf")
    if format_name and len(paths) > 1:
        raise UsageError(
            "--to names one format and there are several outputs", "leave --to out; suffixes tell the formats"
        )
    targets = tuple(paths) or (STDOUT,)
    _refuse_twice(targets)
    _refuse_source(targets, sources)
    return tuple(Output(path, _writer(path, format_name)) for path in targets)


def _writer(path: str, format_name: str) -> Writer:
    if format_name:
        return registry.writer(format_name)
    if path == STDOUT:
        raise UsageError("standard output needs a format", f"--to {' | '.join(registry.names('writers'))}")
    return registry.writer_for(path)


def _refuse_twice(paths: Sequence[str]) -> None:
    seen: set[str] = set()
    for path in paths:
        real = os.path.abspath(path)
        if real in seen:
            raise UsageError(f"{path} is given twice")
        seen.add(real)


def _refuse_source(paths: Sequence[str], sources: Sequence[str]) -> None:
    taken = {os.path.abspath(source) for source in sources if source != "-"}
    for path in paths:
        if path != STDOUT and os.path.abspath(path) in taken:
            raise UsageError(f"{path} is a source and would be overwritten", "choose another name")
