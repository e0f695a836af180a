from collections.abc import Sequence
from pathlib import Path

from alterations import compared, converted, edited
from docforge.diagnostics import Diagnostic


def diagnostics(folder: Path) -> Sequence[Diagnostic]:
    path = converted(folder)
    declared = b"<!DOCTYPE container [<!ENTITY x 'y'>]>"
    return compared(edited(path, "META-INF/container.xml", lambda xml: xml.replace(b"?>", b"?>" + declared, 1)))
