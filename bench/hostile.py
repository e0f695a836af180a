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
    """A row for each case: CPU seconds and peak memory, each beside the limit that it is held to."""
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
        time = f"{cpu:6.1f} of {limits.unit_seconds:,} s (unit-seconds)"
        size = f"{memory:5.0f} of {limits.unit_megabytes:,} MB (unit-megabytes)"
        said = "" if within else "  OVER ITS LIMITS"
        yield f"hostile {source.stem:<24}{'+'.join(formats):<14}{time} {size}{said}\n"
