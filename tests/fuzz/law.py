"""The law of a reader, as fuzzing runs it and ``test_kept.py`` runs it again.

Whatever the bytes, a reader gives a document that the JSON form holds, and diagnostics of known codes.
"""

from __future__ import annotations

from docforge.build import registry
from docforge.build.bounds import bounded
from docforge.limits import Limits, deep_recursion
from docforge.model import jsonform
from docforge.protocols import ReadOptions
from docforge.world import MemoryWorld
from wordkit import word

NAMES = {"docx": "a.docx", "html": "a.html", "json": "a.json", "markdown": "a.md", "pandoc": "a.ast", "text": "a.txt"}
WORLD = MemoryWorld({"b.md": "首段。\n".encode(), "b.png": b"\x89PNG"})
SMALL = Limits(table_cells=500, includes=20)
"""Instrumented code is ten times as slow."""
OPTIONS = (
    ReadOptions(limits=SMALL),
    ReadOptions(encoding="auto", spacing="strip", notations=("aozora", "denden", "mark"), limits=SMALL),
    ReadOptions(spacing="keep", site="vitepress", named=True, limits=SMALL),
    ReadOptions(site="mdbook", track="all", limits=SMALL),
)


def law(reader: str, data: bytes) -> None:
    """Read once. The length of the input settles the options, so that it settles everything."""
    options = OPTIONS[len(data) % len(OPTIONS)]
    if reader == "docx":
        data = packed(data)
    with deep_recursion(5_000):
        result = registry.reader(reader).read(data, NAMES[reader], options, WORLD)
        document = bounded(result.value, options.limits).value
        assert jsonform.decode(jsonform.encode(document)) == document


def packed(data: bytes) -> bytes:
    """A Word file around the inside of its body; what is an archive stays one."""
    return data if data.startswith(b"PK") else word(data.decode("utf-8", "replace"))
