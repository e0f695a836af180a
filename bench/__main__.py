"""``python -m bench [WORKLOAD…]``: a table of CPU time and peak memory.

Workloads: ``help`` (cold ``docforge --help``), ``rules`` (the typographic rules of 1,000 characters), ``sample`` (one
handout of 2,000 characters), ``sample×10`` (20 pages), ``press`` (layout and drawing of ``sample×10`` with the press,
as a ratio to WeasyPrint alone, in interleaved pairs; the aim is at most 1.00), ``book`` (books of 60,000, 255,000 and
600,000 characters as EPUB and DOCX beside pandoc, in interleaved pairs, with their aims), ``tree`` (1,000 handouts in
three formats, or as many as ``--handouts`` says: built, built again with nothing changed, and with one changed),
``hostile`` (hostile shapes at full size, once each, beside the limits of a document), ``preview`` (from a save to the
new page in Chromium, a handout of three pages, median of ten).
Times are medians; cold means a new process, warm the same process again. ``--json`` prints figures for ``--compare``.
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

from bench.books import book_report, book_rows
from bench.hostile import hostile_rows
from bench.measure import Cost, cold, warm
from bench.press import press_row
from bench.preview import preview_row
from bench.scan import scan
from bench.text import notes
from bench.tree import tree_line, tree_rows

FORMATS = ("pdf", "epub", "docx")
PAGES = {"sample": 1, "sample×10": 10}
WORKLOADS = ("help", "rules", *PAGES, "press", "book", "tree", "hostile", "preview")

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
        if "press" in (options.workloads or WORKLOADS) and not options.json:
            source = Path(folder) / "press.md"
            source.write_text(notes(10), encoding="utf-8")
            sys.stdout.write(press_row(source, Path(folder), max(options.runs, 7)))
        if "hostile" in (options.workloads or WORKLOADS) and not options.json:
            sys.stdout.writelines(hostile_rows(Path(folder)))
        if "preview" in (options.workloads or WORKLOADS) and not options.json:
            sys.stdout.write(preview_row(Path(folder)))
        if "book" in (options.workloads or WORKLOADS) and not options.json:
            rows = list(book_rows(Path(folder), min(options.runs, 3)))
            sys.stdout.writelines(book_report(rows))
        if "tree" in (options.workloads or WORKLOADS):
            for name, cost in tree_rows(Path(folder), options.handouts, min(options.runs, 3)):
                results[name] = cost
                if not options.json:
                    sys.stdout.write(tree_line(name, cost))
                    sys.stdout.flush()
    if options.json:
        sys.stdout.write(json.dumps({name: asdict(cost) for name, cost in results.items()}, indent=1) + "\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("workloads", nargs="*", help=f"default: {' '.join(WORKLOADS)}")
    parser.add_argument("--runs", type=int, default=5, help="counted runs of each (default 5)")
    parser.add_argument("--handouts", type=int, default=1000, help="of the tree (default 1000)")
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


def _row(name: str, cost: Cost, earlier: dict[str, float] | None) -> str:
    times = f"{cost.cpu * 1000:8.1f} ms CPU {cost.wall * 1000:8.1f} ms wall {cost.memory:6.0f} MB"
    change = f"  {cost.cpu / earlier['cpu']:5.2f} × before" if earlier else ""
    return f"{name:<32}{times}{change}\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
