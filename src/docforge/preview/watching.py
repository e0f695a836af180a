"""Waits for files to change: what the last view was made from, and what else is in its folders."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable

from docforge.preview.desk import Desk

_GROUP = 200
"""Milliseconds within which changes are taken for one."""
_STEP = 10
"""Milliseconds without a change after which what an editor does to save a file is over."""


_ABSENT = 0.5
"""Seconds after which a folder that is not there is looked for again."""


def watch(desk: Desk, stop: threading.Event, failed: Callable[[Exception], None]) -> None:
    """Make a view after each change, until it is told to stop. Raises KeyboardInterrupt in the main thread."""
    import watchfiles

    while not stop.is_set():
        folders = _folders(desk)
        if not folders:  # the folder was moved away, perhaps for a moment
            stop.wait(_ABSENT)
            continue
        changes = watchfiles.watch(
            *folders,
            watch_filter=lambda _, path: _counts(path),
            debounce=_GROUP,
            step=_STEP,
            stop_event=stop,
            rust_timeout=500,
            yield_on_timeout=True,
            recursive=False,
        )
        for found in changes:
            if found:
                try:
                    desk.make()
                except Exception as error:  # noqa: BLE001 - one document that fails must not end the watch
                    failed(error)
            if _folders(desk) != folders:
                break


def _folders(desk: Desk) -> list[str]:
    """The folders of everything that was asked for, there or not."""
    base = os.path.abspath(desk.offer.folder or os.curdir)
    around = {path if os.path.isdir(path) else os.path.dirname(path) for path in desk.files}
    return sorted(path for path in {base, *around} if os.path.isdir(path))


def _counts(path: str) -> bool:
    """Whether a change matters: not what editors keep for themselves while they save."""
    name = os.path.basename(path)
    return not (name.startswith((".", "#")) or name.endswith(("~", ".swp", ".swx", ".tmp", ".part")))
