"""How much CPU time and memory docforge needs, beside its peers: ``python -m bench [WORKLOAD…]`` prints a table.

Beside pandoc with typst or WeasyPrint, on the same text, in turn: ``cold`` (one handout in a new process), ``handouts``
(1, 100 and 1,000 of them in three formats, verified, or as many as ``--count`` says; built again with nothing changed
and with one changed), ``book`` (60,000, 255,000 and 600,000 characters), ``growth`` (one text, ten and a hundred times
as long). By itself: ``endurance`` (2,000 documents in one worker, or ``--count``: its memory, and the share of the
proof), ``help`` (``docforge --help``), ``rules`` (the typographic rules of 1,000 characters), ``sample`` (a handout of
2,000 characters, cold and warm), ``sample×10`` (20 pages), ``press`` (layout and drawing of ``sample×10`` as a ratio to
WeasyPrint alone, at most 1.00), ``hostile`` (Markdown on which parsers have been
slow, as it grows; hostile shapes at full size, beside the limits of a document), ``preview``
(from a save to the new page in Chromium, a handout of three pages, median of ten).

CPU is that of all processes, memory that of the largest; figures are medians, the ratio is the median of the rounds'.
What decides is the ratio to the peer in the same run. ``--json`` prints the figures of what is by itself, for
``--compare``.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict
from functools import partial
from pathlib import Path

from bench.books import book_rows
from bench.endurance import endurance_rows
from bench.growth import growth_rows
from bench.handouts import again_rows, cold_rows, handout_rows
from bench.hostile import hostile_rows
from bench.measure import Cost, cold, warm
from bench.pathological import pathological_rows
from bench.press import press_row
from bench.preview import preview_row
from bench.scan import scan
from bench.text import notes

FORMATS = ("pdf", "epub", "docx")
PAGES = {"sample": 1, "sample×10": 10}
BESIDE = ("cold", "handouts", "book", "growth", "endurance", "hostile", "press", "preview")
"""Workloads that print lines of their own."""
WORKLOADS = ("help", "rules", *PAGES, *BESIDE)
COUNTS = (1, 100, 1000)
ENDURANCE = 2000

Task = tuple[str, Callable[[], Cost]]


def main(arguments: list[str]) -> int:
    """Measure and print; 0, or 1 when a conversion failed."""
    options = _parser().parse_args(arguments)
    unknown = [name for name in options.workloads if name not in WORKLOADS]
    if unknown:
        sys.stderr.write(f"no workload {', '.join(unknown)}; there are {', '.join(WORKLOADS)}\n")
        return 2
    earlier = json.loads(Path(options.compare).read_text(encoding="utf-8")) if options.compare else {}
    results: dict[str, Cost] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, task in _tasks(Path(folder), options.workloads or list(WORKLOADS), options.runs):
            results[name] = task()
            if not options.json:
                sys.stdout.write(_row(name, results[name], earlier.get(name)))
                sys.stdout.flush()
        for name in BESIDE if not options.json else ():
            if name in (options.workloads or BESIDE):
                for line in _lines(name, Path(folder), options):
                    sys.stdout.write(f"{line.rstrip()}\n")
                    sys.stdout.flush()
    if options.json:
        sys.stdout.write(json.dumps({name: asdict(cost) for name, cost in results.items()}, indent=1) + "\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("workloads", nargs="*", help=f"default: {' '.join(WORKLOADS)}")
    parser.add_argument("--runs", type=int, default=5, help="counted runs of each (default 5)")
    parser.add_argument("--count", type=int, help="documents of handouts and endurance")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--compare", metavar="FILE", help="earlier figures (--json) to compare CPU time with")
    return parser


def _tasks(folder: Path, workloads: list[str], runs: int) -> Iterator[Task]:
    """What is measured, in order."""
    if "help" in workloads:
        yield "cold --help", partial(cold, ["--help"], folder, runs)
    if "rules" in workloads:
        yield "rules of 1,000 characters", partial(scan, runs)
    for name, pages in PAGES.items():
        if name not in workloads:
            continue
        source = folder / f"notes-{pages}.md"
        source.write_text(notes(pages), encoding="utf-8")
        for outputs in (*((suffix,) for suffix in FORMATS), FORMATS):
            files = [f"out.{suffix}" for suffix in outputs]
            targets = [part for file in files for part in ("-o", file)]
            label = "+".join(outputs)
            yield f"cold {name} {label}", partial(cold, ["convert", "-q", source.name, *targets], folder, runs)
            if len(outputs) == 1:
                yield f"warm {name} {label}", partial(warm, source, files, folder, max(runs, 7))


def _lines(name: str, folder: Path, options: argparse.Namespace) -> Iterator[str]:
    """The lines of a workload that is measured beside others, or has limits of its own."""
    few = min(options.runs, 3)
    if name == "cold":
        yield from cold_rows(folder, options.runs)
    if name == "handouts":
        for count in (options.count,) if options.count else COUNTS:
            yield from handout_rows(folder, count, 1 if count > COUNTS[1] else few)
            yield from again_rows(folder, count, few) if count > 1 else ()
    if name == "book":
        yield from book_rows(folder, few)
    if name == "growth":
        yield from growth_rows(folder, few)
    if name == "endurance":
        yield from endurance_rows(folder, options.count or ENDURANCE)
    if name == "hostile":
        yield from hostile_rows(folder)  # first: a process that grew would be counted as the peak of those it starts
        yield from pathological_rows()
    if name == "preview":
        yield preview_row(folder)
    if name == "press":
        source = folder / "press.md"
        source.write_text(notes(10), encoding="utf-8")
        yield press_row(source, folder, max(options.runs, 7))


def _row(name: str, cost: Cost, earlier: dict[str, float] | None) -> str:
    times = f"{cost.cpu * 1000:8.1f} ms CPU {cost.wall * 1000:8.1f} ms wall {cost.memory:6.0f} MB"
    change = f"  {cost.cpu / earlier['cpu']:5.2f} × before" if earlier else ""
    return f"{name:<32}{times}{change}\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
