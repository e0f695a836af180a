"""Faults that nobody foresaw, as diagnostics."""

from __future__ import annotations

import io

from docforge.build.guard import guarded
from docforge.model.nodes import Document
from docforge.protocols import Result


def test_a_fault_never_shows_where_an_object_lay_in_memory() -> None:
    def step() -> Result[Document]:
        raise ValueError(f"stream {io.BytesIO()}: no trailer")

    (problem,) = guarded(step, "the reader").diagnostics
    assert problem.message == "the reader failed: ValueError: stream <_io.BytesIO object>: no trailer"
