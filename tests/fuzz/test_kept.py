"""Every input that fuzzing kept, and every one that once made a reader raise, is read again by the same law."""

from __future__ import annotations

import pytest

from fuzz.__main__ import HERE, READERS, kept
from fuzz.law import law


@pytest.mark.parametrize("reader", READERS)
def test_no_kept_input_makes_a_reader_raise(reader: str) -> None:
    inputs = [*kept(reader), *(path.read_bytes() for path in sorted(HERE.glob(f"crashes/{reader}/*")))]
    assert inputs
    for data in inputs:
        law(reader, data)
