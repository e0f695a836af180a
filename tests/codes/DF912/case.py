"""Another program listens on the port that is asked for."""

from __future__ import annotations

import socket
from pathlib import Path

from msgspec.structs import replace

from docforge.build.convert import Options
from docforge.diagnostics import Diagnostic
from docforge.preview.session import open_session
from docforge.world import DiskWorld


def diagnostics(folder: Path) -> list[Diagnostic]:
    (folder / "a.md").write_text("# a\n")
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        found = open_session(str(folder / "a.md"), Options(), DiskWorld(), port=port).diagnostics
    return [replace(item, message=item.message.replace(str(port), "8000")) for item in found]
