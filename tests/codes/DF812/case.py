from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from alterations import compared, converted
from docforge.diagnostics import Diagnostic


def diagnostics(folder: Path) -> Sequence[Diagnostic]:
    return compared(converted(folder), lambda facts: replace(facts, title="另一题"))
