"""Every input that fuzzing kept, and every one that once made a reader raise, is read again."""

from __future__ import annotations

import pytest

from docforge.build import registry
from docforge.build.bounds import bounded
from docforge.build.guard import guarded
from docforge.model import jsonform
from docforge.protocols import ReadOptions
from docforge.world import MemoryWorld
from fuzz.__main__ import HERE, READERS, kept
from wordkit import word


def packed(data: bytes) -> bytes:
    """A Word file around the inside of its body; what is an archive stays one."""
    return data if data.startswith(b"PK") else word(data.decode("utf-8", "replace"))


OPTIONS = (ReadOptions(), ReadOptions(encoding="auto", spacing="strip", notations=("aozora", "denden", "mark")))


@pytest.mark.parametrize("reader", READERS)
def test_no_kept_input_makes_a_reader_raise(reader: str) -> None:
    inputs = [*kept(reader), *(path.read_bytes() for path in sorted(HERE.glob(f"crashes/{reader}/*")))]
    assert inputs
    for data in (packed(data) if reader == "docx" else data for data in inputs):
        for options in OPTIONS:
            done = guarded(lambda: registry.reader(reader).read(data, "a", options, MemoryWorld()), reader)  # noqa: B023
            assert done.value is not None, (data, done.trace)
            document = bounded(done.value, options.limits).value
            assert jsonform.decode(jsonform.encode(document)) == document
