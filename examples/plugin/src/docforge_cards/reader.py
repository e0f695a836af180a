"""The reader of cards: a line ``question :: answer`` is a numbered paragraph, ``# words`` a heading."""

from __future__ import annotations

import hashlib

from docforge.diagnostics import report
from docforge.model import nodes as n
from docforge.protocols import PROTOCOL, ReadOptions, Result
from docforge.world import World

SIGN = "::"


class CardsReader:
    """Reads UTF-8 text. It parses and counts nothing: numbers are given by docforge's own pass."""

    protocol = PROTOCOL
    name = "cards"
    suffixes = (".cards",)

    def read(self, data: bytes, name: str, options: ReadOptions, world: World) -> Result[n.Document]:
        """The document in ``data``. A line that is no card is kept as a paragraph and reported (DF911)."""
        blocks: list[n.Block] = []
        items: list[n.ListItem] = []
        found = []

        def end_list() -> None:
            if items:
                blocks.append(n.Ordered(items=tuple(items), style="Decimal", delimiter="Period", at=_place(items)))
                items.clear()

        for number, line in enumerate(data.decode("utf-8", "replace").removeprefix("\ufeff").splitlines(), 1):
            text, at = line.strip(), n.Position(number, 1)
            question, sign, answer = (part.strip() for part in text.partition(SIGN))
            if text.startswith("# "):
                end_list()
                blocks.append(n.Heading(level=1, content=(n.Text(text[2:].strip(), at=at),), at=at))
            elif sign and question and answer:
                items.append(n.ListItem(blocks=(_paragraph(question, at), _paragraph(answer, at))))
            elif text:
                end_list()
                blocks.append(_paragraph(text, at))
                hint = f"write question {SIGN} answer"
                found.append(report("DF911", "this line is no card", at=at, file=name, hint=hint))
        end_list()
        source = n.Source(name, hashlib.sha256(data).hexdigest(), "utf-8")
        return Result(n.Document(blocks=tuple(blocks), lang=options.lang, sources=(source,)), tuple(found))


def _paragraph(text: str, at: n.Position) -> n.Para:
    return n.Para(content=(n.Text(text, at=at),), at=at)


def _place(items: list[n.ListItem]) -> n.Position | None:
    return items[0].blocks[0].at


READER = CardsReader()
