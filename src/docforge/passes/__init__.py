"""Passes settle a document: variants → normalise → formulas → numbering → ids → captions → refs → editions → details →
index → imprint → crossrefs → elements → scripts → readings → exam →
check.

Each is a pure function, and running it again changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from graphlib import TopologicalSorter

from docforge.diagnostics import Diagnostic
from docforge.model.nodes import Document
from docforge.protocols import Pass, PassOptions, Result


def builtin() -> tuple[Pass, ...]:
    """docforge's own passes."""
    from docforge.passes import (
        captions,
        check,
        crossrefs,
        details,
        editions,
        elements,
        exam,
        formulas,
        ids,
        imprint,
        index,
        normalise,
        numbering,
        readings,
        refs,
        scripts,
        variants,
    )

    first = (variants.PASS, normalise.PASS, formulas.PASS)
    counted = (numbering.PASS, ids.PASS, captions.PASS, refs.PASS, editions.PASS)
    last = (crossrefs.PASS, elements.PASS, scripts.PASS, readings.PASS, exam.PASS, check.PASS)
    return (*first, *counted, details.PASS, index.PASS, imprint.PASS, *last)


def ordered(passes: Iterable[Pass]) -> tuple[Pass, ...]:
    """Passes in an order that respects ``after``; among free ones, by name. Raises graphlib.CycleError."""
    by_name = {item.name: item for item in passes}
    sorter = TopologicalSorter(
        {name: [other for other in by_name[name].after if other in by_name] for name in sorted(by_name)}
    )
    return tuple(by_name[name] for name in sorter.static_order())


def run_all(document: Document, options: PassOptions, passes: Iterable[Pass] | None = None) -> Result[Document]:
    """The final document and everything the passes had to say, in order."""
    found: list[Diagnostic] = []
    for step in ordered(builtin() if passes is None else passes):
        result = step.run(document, options)
        document = result.value
        found.extend(result.diagnostics)
    return Result(document, tuple(found))
