"""How cost grows with length: one handout, ten and a hundred in one document, in each format, beside the peers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from bench import peers
from bench.measure import alternating, docforge, median, once
from bench.table import beside
from bench.text import notes

TIMES = (1, 10, 100)
FORMATS = ("pdf", "epub", "docx")


def growth_rows(folder: Path, runs: int) -> Iterator[str]:
    """A row for each format and length, then how often the time of the shortest the longest takes."""
    for suffix in FORMATS:
        medians: list[list[float]] = []
        for times in TIMES:
            name = f"growth-{times}.md"
            (folder / name).write_text(notes(times), encoding="utf-8")
            ours, theirs = alternating(
                runs,
                partial(once, docforge("convert", "-q", name, "-o", f"growth.{suffix}"), folder),
                partial(peers.alone, "typst", [suffix], name, folder),
            )
            label = peers.KINDS["typst"] if suffix == "pdf" else "pandoc"
            yield str(beside(f"growth {times}× {suffix}", ours, label, theirs))
            medians.append([median(ours).cpu, median(theirs).cpu])
        first, last = medians[0], medians[-1]
        grown = [now / before for now, before in zip(last, first, strict=True)]
        yield f"  {TIMES[-1]} × the text: {grown[0]:.1f} × the CPU time, the peer's {grown[1]:.1f} ×"
