"""The last look: facts that every writer prints, and what a reader of the document should know."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from docforge.model import nodes as n
from docforge.model.answers import KEY, MOST, is_count, written
from docforge.model.text import block_text, inline_text
from docforge.model.walk import find
from docforge.passes.findings import Findings
from docforge.protocols import Pass, PassOptions, Result
from docforge.typography import count

WORDS, MINUTES = "df-words", "df-minutes"
"""Metadata keys of the settled count."""

_WORD_LEVELS = 9
"""Levels of a list in Word (ECMA-376 17.9.6)."""


class Check:
    """The pass. It changes nothing that is printed, except the count, and marks the document final."""

    name = "check"
    after: tuple[str, ...] = ("refs", "elements", "crossrefs", "scripts", "readings", "exam")

    def run(self, document: n.Document, options: PassOptions) -> Result[n.Document]:
        """See the module."""
        findings = Findings(document.sources)
        counted = count.words(document)
        if not counted:
            _emptiness(document, findings)
        _pictures(document, findings)
        _depth(document, findings)
        _lines(document, findings)
        facts: dict[str, n.MetaValue] = {
            WORDS: n.MetaString(str(counted)),
            MINUTES: n.MetaString(str(count.minutes(document, counted))),
        }
        meta = {**document.meta, **facts}
        if document.final and meta == document.meta:
            return findings.result(document)
        return findings.result(replace(document, meta=meta, final=True))


def _emptiness(document: n.Document, findings: Findings) -> None:
    shown = (n.Image, n.Math, n.RawBlock, n.RawInline, n.Table)
    drawn = any(isinstance(node, shown) for node in find(document.blocks, n.Node))
    if not drawn and not block_text(document.blocks).strip():
        findings.add("DF220", "there is nothing to print below the title")


def _pictures(document: n.Document, findings: Findings) -> None:
    for image in find((document.blocks, tuple(document.notes.values())), n.Image):
        if not inline_text(image.content).strip() and "decorative" not in image.attr.classes:
            findings.add("DF221", f"no alternative text: {image.url}", image.at)


def _depth(document: n.Document, findings: Findings) -> None:
    """One report for the first place that is too deep."""
    for at in _too_deep(document.blocks, 0):
        hint = "Word has no deeper level: make the upper levels headings (##), or the lower ones plain paragraphs"
        findings.add("DF219", f"nested deeper than {_WORD_LEVELS} levels of lists", at, hint=hint)
        return


def _lines(document: n.Document, findings: Findings) -> None:
    for item in find(document.blocks, n.Item):
        asked = written(item)
        if asked is not None and not is_count(asked):
            message = f"{KEY}={asked} is no number of lines"
            findings.add("DF227", message, item.at, hint=f"write a whole number from 0 to {MOST}")


def _too_deep(blocks: n.Blocks, depth: int) -> Iterator[n.Position | None]:
    """The places of list items and numbered paragraphs below the last level."""
    for block in blocks:
        match block:
            case n.Item(blocks=own):
                yield from _entry(block.at, own, depth)
            case n.Bullets(items=items) | n.Ordered(items=items):
                for item in items:
                    yield from _entry(item.at or block.at, item.blocks, depth)
            case n.Quote(blocks=own) | n.Div(blocks=own):
                yield from _too_deep(own, depth)
            case _:
                pass


def _entry(at: n.Position | None, blocks: n.Blocks, depth: int) -> Iterator[n.Position | None]:
    if depth == _WORD_LEVELS:
        yield at
    else:
        yield from _too_deep(blocks, depth + 1)


PASS: Pass = Check()
