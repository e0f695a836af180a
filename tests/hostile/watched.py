"""``python -m hostile.watched REPORT COMMAND…``: runs docforge and writes down every file it opened and every socket.

In a process of its own, since nothing takes an audit hook away again. It may use 2 GB and 600 s of the processor.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from collections import Counter
from pathlib import Path
from typing import Any

MEMORY, SECONDS = 2 << 30, 600
WATCHED = (
    "socket.",
    "subprocess.",
    "os.exec",
    "os.spawn",
    "os.posix_spawn",
    "os.system",
    "pty.",
    "urllib.",
    "ctypes.dlopen",
)


def main(report: str, arguments: list[str]) -> int:
    """Run a command; the report says which files were opened, what else was asked of the system, and the status."""
    opened: Counter[str] = Counter()
    asked: Counter[str] = Counter()

    def hook(event: str, args: tuple[Any, ...]) -> None:
        if event == "open" and isinstance(args[0], str | bytes):
            opened[os.path.realpath(os.fsdecode(args[0]))] += 1
        elif event.startswith(WATCHED):
            asked[f"{event} {args[0] if args else ''}"[:200]] += 1

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    from docforge.cli import run

    sys.addaudithook(hook)
    status = run(arguments)
    usage = resource.getrusage(resource.RUSAGE_SELF)
    found = {
        "opened": dict(opened),
        "asked": dict(asked),
        "status": status,
        "megabytes": usage.ru_maxrss / 1024,
        "seconds": usage.ru_utime + usage.ru_stime,
    }
    Path(report).write_text(json.dumps(found), encoding="utf-8", errors="surrogateescape")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
