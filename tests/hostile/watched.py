"""``python -m hostile.watched FOLDER REPORT``: builds a project and writes down each file and socket that Python opens.

What a library in C opens by itself is not seen. In a process of its own, since nothing takes an audit hook away again.
It may use 2 GB and 600 s of the processor.
"""

from __future__ import annotations

import json
import os
import resource
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

MEMORY, SECONDS = 2 << 30, 600
WATCHED = (
    *("socket.", "subprocess.", "os.exec", "os.spawn", "os.posix_spawn", "os.system", "os.fork", "pty.", "urllib."),
    *("os.symlink", "os.link", "shutil.", "pickle.find_class", "code.__new__"),
)


def main(folder: str, report: str) -> None:
    """Build a project here; the report says what was opened, what else was asked of the system, and what was said."""
    opened: Counter[str] = Counter()
    asked: Counter[str] = Counter()

    def hook(event: str, args: tuple[Any, ...]) -> None:
        if event == "open" and isinstance(args[0], str | bytes):
            opened[os.path.realpath(os.fsdecode(args[0]))] += 1
        elif event.startswith(WATCHED):
            asked[f"{event} {args[0] if args else ''}"[:200]] += 1

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    import docforge
    from docforge.diagnostics.render import render

    sys.addaudithook(hook)
    outcome = docforge.build(folder, jobs=0)
    said: defaultdict[str, list[str]] = defaultdict(list)
    for found in outcome.diagnostics:
        if found.severity != "note":
            said[os.path.relpath(found.file, folder)].append(found.code)
    usage = resource.getrusage(resource.RUSAGE_SELF)
    result = {
        "opened": dict(opened),
        "asked": dict(asked),
        "said": said,
        "files": {one.path: one.verified for one in outcome.artifacts},
        "traces": outcome.traces,
        "shown": render(outcome.diagnostics, "text", outcome.texts, version="0"),
        "megabytes": usage.ru_maxrss / 1024,
        "seconds": usage.ru_utime + usage.ru_stime,
    }
    Path(report).write_text(json.dumps(result), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
