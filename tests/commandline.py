"""Run the command line inside the test's process, as fast as a function call, with its streams caught."""

from __future__ import annotations

import contextlib
import io
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from docforge.cli import run


@dataclass(frozen=True)
class Done:
    """What a command did: exit status and what it printed on both streams."""

    status: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        """Standard output as text."""
        return self.out.decode()


def docforge(
    arguments: Sequence[str], cwd: Path, stdin: bytes = b"", variables: Mapping[str, str] | None = None
) -> Done:
    """``docforge ARGUMENTS`` in a folder. Standard streams are not terminals."""
    out, err = _stream(), _stream()
    status: int = 0
    with (
        mock.patch("sys.stdin", _stream(stdin)),
        mock.patch("sys.stdout", out),
        mock.patch("sys.stderr", err),
        mock.patch.dict(os.environ, {**dict.fromkeys(_NEUTRAL, ""), **(variables or {})}),
        _folder(cwd),
    ):
        status = run(list(arguments))
        out.flush()
        err.flush()
    return Done(status, _bytes(out), _bytes(err).decode())


_NEUTRAL = ("SOURCE_DATE_EPOCH", "NO_COLOR", "GITHUB_ACTIONS", "DOCFORGE_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
"""Variables of the caller's that must not reach a test; an empty one counts as none."""


def _stream(data: bytes = b"") -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", write_through=True)


def _bytes(stream: io.TextIOWrapper) -> bytes:
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue()


@contextlib.contextmanager
def _folder(path: Path) -> Iterator[None]:
    with contextlib.chdir(path):
        yield
