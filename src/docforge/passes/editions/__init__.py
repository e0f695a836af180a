"""Cuts a document down to the edition that is asked for (``PassOptions.edition``).

It is numbered and its references are settled before, so that every edition has the same numbers: a paragraph that is
left out leaves a gap, unless the edition asks for numbers that follow each other.
"""

from __future__ import annotations

import difflib

from msgspec.structs import replace

from docforge.model import nodes as n
from docforge.model.editions import NOT, ONLY, Edition, audiences, is_conditional
from docforge.model.walk import WITH_ATTR, iterate
from docforge.passes.editions import answers
from docforge.passes.editions.blanks import blanked
from docforge.passes.editions.cut import cut
from docforge.passes.editions.references import without_links
from docforge.passes.editions.renumber import renumbered
from docforge.passes.findings import Findings
from docforge.passes.moved import has_moved, moved
from docforge.passes.normalise.notes import reordered
from docforge.protocols import Pass, PassOptions, Result


class Editions:
    """The pass."""

    name = "editions"
    after: tuple[str, ...] = ("refs",)

    def run(self, document: n.Document, options: PassOptions) -> Result[n.Document]:
        """See the module."""
        findings = Findings(document.sources)
        edition = options.edition
        if has_moved(document):
            return findings.result(document)
        conditions = _conditions(document)
        _check(conditions, edition, findings)
        if edition is None:
            if conditions and not document.final:
                findings.add("DF242", f"parts are only for some ({len(conditions)}); all are shown", conditions[0][2])
            return findings.result(document)
        before, whole = _ids(document), document
        gone: list[str] = []
        document = answers.placed(blanked(cut(document, edition, gone), edition), edition, gone)
        document = _titled(reordered(document), edition)
        document = without_links(document, before - _ids(document), edition.name, findings)
        if gone and edition.renumber:
            document = renumbered(document, whole, findings)
        elif gone:
            labels = f": {', '.join(gone)}" if len(gone) <= _MOST else ""
            message = f"{edition.name}: numbered paragraphs left out, their numbers stay free ({len(gone)}){labels}"
            findings.add("DF243", message)
        if document is whole:
            return findings.result(document)
        return findings.result(moved(replace(document, runs=_runs(document))))


_MOST = 12
"""Labels that one message names."""

_Condition = tuple[str, str, n.Position | None]
"""Key, value and place."""


def _conditions(document: n.Document) -> list[_Condition]:
    return [
        (key, value, getattr(node, "at", None))
        for node in iterate((document.blocks, document.notes, document.title), *WITH_ATTR)
        if is_conditional(getattr(node, "attr", n.NO_ATTR))
        for key, value in getattr(node, "attr", n.NO_ATTR).pairs
        if key in (ONLY, NOT)
    ]


def _check(conditions: list[_Condition], edition: Edition | None, findings: Findings) -> None:
    """Conditions that name nobody, or somebody whom no edition is for."""
    known = edition.known if edition else ()
    for key, value, at in conditions:
        named = audiences(value)
        if not named:
            findings.add("DF241", f'"{key}" names nobody; the part is shown to all', at, hint="write ::: only teacher")
        for name in named if known else ():
            if name not in known:
                close = difflib.get_close_matches(name, known, n=1)
                hint = f"did you mean {close[0]}?" if close else f"known: {', '.join(known)}"
                findings.add("DF241", f'no edition is for "{name}"', at, hint=hint)


def _ids(document: n.Document) -> set[str]:
    nodes = iterate((document.blocks, document.notes, document.title), *WITH_ATTR)
    return {attr.id for node in nodes if isinstance(attr := getattr(node, "attr", None), n.Attr) and attr.id}


def _titled(document: n.Document, edition: Edition) -> n.Document:
    """The title with what the edition puts behind it."""
    suffix = edition.suffix(document.lang)
    if not suffix or not document.title:
        return document
    *before, last = document.title
    if isinstance(last, n.Text):
        if last.text.endswith(suffix):
            return document
        return replace(document, title=(*before, replace(last, text=last.text + suffix)))
    return replace(document, title=(*document.title, n.Text(suffix)))


def _runs(document: n.Document) -> tuple[n.Run, ...]:
    """What is left of each series; it keeps its number and name."""
    left: dict[int, list[str]] = {}
    for item in iterate((document.blocks, document.notes), n.Item):
        assert isinstance(item, n.Item)
        if item.run and item.level == 1:
            left.setdefault(item.run, []).append(item.label)
    return tuple(
        replace(run, first=labels[0], last=labels[-1], count=len(labels))
        for run in document.runs
        if (labels := left.get(run.number))
    )


PASS: Pass = Editions()
