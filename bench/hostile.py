"""Hostile shapes at full size: what each costs in CPU time and memory, and whether that is within its limits."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from bench.measure import once
from docforge.limits import Limits

SMALL = 100_000
"""Bytes of a source that is laid out on pages as well."""


def hostile_rows(folder: Path) -> Iterator[str]:
    """A row for each case: CPU seconds, peak memory, and the limits named ``unit-seconds`` and ``unit-megabytes``."""
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tests"))
    from hostile.made import heavy

    limits = Limits()
    program = str(Path(sys.executable).with_name("docforge"))
    for case in heavy.cases():
        source = folder / Path(case.path).name
        source.write_bytes(case.data)
        formats = ("epub", "docx", "pdf") if len(case.data) <= SMALL else ("epub", "docx")
        targets = [part for suffix in formats for part in ("-o", f"hostile.{suffix}")]
        cpu, _, memory = once([program, "convert", "-q", source.name, *targets], folder)
        within = cpu < limits.unit_seconds and memory * 1e6 < limits.unit_megabytes << 20
        said = "within its limits" if within else "OVER ITS LIMITS"
        yield f"hostile {source.stem:<24}{'+'.join(formats):<14}{cpu:7.1f} s CPU {memory:6.0f} MB  {said}\n"
