"""A disk on which reading some files makes a worker spin or swell, for limits to end. Workers import it."""

from __future__ import annotations

import os

from docforge.world import DiskWorld


class GreedyWorld(DiskWorld):
    """Reading ``spins.md`` never comes to an end, ``swells.md`` asks for more memory than any worker may have, and
    ``storms.md`` does it where Python cannot say so; not in the process ``parent``, by default this one."""

    def __init__(self, parent: int | None = None) -> None:
        self.parent = os.getpid() if parent is None else parent

    def read(self, path: str, limit: int) -> bytes:
        name = os.path.basename(path)
        if os.getpid() != self.parent:
            while name == "spins.md":
                pass
            if name == "swells.md":
                return bytes(1 << 45)
            if name == "storms.md":
                os.abort()
        return super().read(path, limit)
