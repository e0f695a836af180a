"""Writing into the store so that two processes may fill it at once and a killed one leaves nothing half done."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from .types import FontStoreError


def write_atomically(path: Path, data: bytes) -> None:
    """Writes ``path`` whole or not at all. Raises FontStoreError DF547 when the store cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                os.fchmod(handle, 0o644)
            os.replace(temporary, path)
        except BaseException:
            os.unlink(temporary)
            raise
    except OSError as error:
        raise FontStoreError(
            "DF547",
            f"Cannot write to the font store: {error}.",
            "Make room or set DOCFORGE_FONTS to a folder that can be written.",
        ) from error
