from collections.abc import Sequence
from importlib.metadata import EntryPoint
from pathlib import Path
from unittest import mock

from docforge.build import registry
from docforge.diagnostics import Diagnostic


def diagnostics(folder: Path) -> Sequence[Diagnostic]:
    point = EntryPoint("wiki", "no_such_package.wiki:READER", "docforge.readers")
    with mock.patch.object(registry, "_groups", return_value={point.group: (point,)}):
        registry._points.cache_clear()
        found = registry.broken()
    registry._points.cache_clear()
    return found
