from collections.abc import Sequence
from pathlib import Path

from alterations import converted
from docforge.build.proof import prove
from docforge.diagnostics import Diagnostic
from docforge.world import DiskWorld


def diagnostics(folder: Path) -> Sequence[Diagnostic]:
    path = converted(folder)
    (folder / "h.facts.json").unlink()
    return prove([str(path)], "", DiskWorld()).diagnostics
