"""A disk on which reading some files ends or stops the process that reads, for pools to survive. Workers import it."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

from docforge.world import DiskWorld


class TroubledWorld(DiskWorld):
    """Reading a file of a name in ``killing`` kills a worker, one in ``stopping`` stops it; ``once`` is a folder of
    marks by which trouble comes the first time only."""

    def __init__(self, killing: tuple[str, ...] = (), stopping: tuple[str, ...] = (), once: Path | None = None) -> None:
        self.killing = killing
        self.stopping = stopping
        self.once = once
        self.parent = os.getpid()

    def read(self, path: str, limit: int) -> bytes:
        name = os.path.basename(path)
        if os.getpid() != self.parent and name in (*self.killing, *self.stopping) and self._first(name):
            if name in self.killing:
                os.kill(os.getpid(), signal.SIGKILL)
            self._hang()
        return super().read(path, limit)

    def _hang(self) -> None:
        """Stand still, while a program that was started runs."""
        program = subprocess.Popen(["sleep", "1000"])
        if self.once is not None:
            (self.once / "program").write_text(str(program.pid))
        time.sleep(1e6)

    def _first(self, name: str) -> bool:
        if self.once is None:
            return True
        try:
            (self.once / name).touch(exist_ok=False)
        except FileExistsError:
            return False
        return True
