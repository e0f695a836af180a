"""From a paragraph of a finished file back to the line that it is written on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from docforge.build.registry import UsageError
from docforge.diagnostics import Diagnostic
from docforge.limits import Limits
from docforge.model.ids import portable_id
from docforge.verify import facts_for, load_facts
from docforge.verify.facts import Facts, Paragraph
from docforge.world import World

if TYPE_CHECKING:
    from docforge.verify.pdf.spots import Spot

WORD_FILES = (".docx", ".docm", ".dotx", ".dotm")
"""Sources whose places are paragraphs."""
BEGINNING = 40
"""Characters of a paragraph that are shown."""


class Origin(Struct, frozen=True):
    """A paragraph and where it is written. ``line`` and ``column`` count from 1 (0: not known); of a Word file ``line``
    is the paragraph."""

    file: str
    line: int
    column: int
    label: str
    address: str
    id: str
    text: str

    def __str__(self) -> str:
        """``notes/a.md:14:1: 7. (s1p7) 段落…``; of a Word file ``notes/a.docx:¶14: …``."""
        if self.file.lower().endswith(WORD_FILES):
            place = f"{self.file}:¶{self.line}"
        else:
            place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        name = " ".join(filter(None, (self.label, f"({self.address})" if self.address else "")))
        text = self.text if len(self.text) <= BEGINNING else self.text[:BEGINNING] + "…"
        return f"{place}: {' '.join(filter(None, (name, ' '.join(text.split()))))}"


def by_name(path: str, name: str, world: World) -> tuple[tuple[Origin, ...], tuple[Diagnostic, ...]]:
    """The paragraphs that a name means in a file: an address (s2p7), an id, a label (第十四条) or a number (14).

    A number means every paragraph that people call so. Raises UsageError where there are none.
    """
    facts, found = _facts(path, world)
    if facts is None:
        return (), found
    met = _named(facts, name)
    if not met:
        raise UsageError(f'{path} has no paragraph "{name}"', "docforge inspect lists numbers and ids of a source")
    return tuple(_origin(facts, paragraph) for paragraph in met), found


def by_place(
    path: str, page: int, place: tuple[float, float] | None, world: World
) -> tuple[tuple[Origin, ...], tuple[Diagnostic, ...]]:
    """The paragraph at a place of a page of a PDF: points right of and below the page's upper left corner.

    Raises UsageError where there is none.
    """
    if not path.lower().endswith(".pdf"):
        raise UsageError(f"{path} has no pages", "--page is for PDF files; name the paragraph with --par")
    facts, found = _facts(path, world)
    if facts is None:
        return (), found
    from docforge.verify.pdf.reader import PdfError
    from docforge.verify.pdf.spots import spot

    limits = Limits()
    try:
        met = spot(world.read(path, limits.archive_bytes), page, place, limits)
    except (OSError, PdfError) as error:
        raise UsageError(f"{path}: {error}") from error
    if met is None:
        raise UsageError(f"{path} has no text on page {page}")
    origin = origin_of(facts, met)
    return ((origin,) if origin else ()), found


def origin_of(facts: Facts, met: Spot) -> Origin | None:
    """Where what stands at a spot of a PDF is written."""
    paragraph = _drawn(facts, met.text, met.names, named=met.named)
    return _origin(facts, paragraph) if paragraph else None


def _facts(path: str, world: World) -> tuple[Facts | None, tuple[Diagnostic, ...]]:
    beside = facts_for(path, world)
    if not world.exists(beside):
        raise UsageError(f"{beside} is not there", "convert and build write it; without it nobody knows the sources")
    result = load_facts(beside, world)
    return result.value, result.diagnostics


def _named(facts: Facts, name: str) -> Sequence[Paragraph]:
    """What a name means: the first kind of name that anything has."""
    own = [item for item in facts.paragraphs if item.kind not in ("contents", "furniture")]
    number = re.compile(rf"(?:c[0-9]+)?(?:s[0-9]+p|n){re.escape(name)}[a-z]?")
    for meant in (
        [item for item in own if item.address == name],
        [item for item in own if item.id in (name, portable_id(name))],
        [item for item in own if item.number == name],
        [item for item in own if number.fullmatch(item.address) or item.series == name],
        [item for item in own if name.isdecimal() and re.findall(r"[0-9]+", item.number) == [name]],
    ):
        if meant:
            return meant
    return ()


def _drawn(facts: Facts, text: str, names: Sequence[str], *, named: bool) -> Paragraph | None:
    """The paragraph of a drawn text: that of its own names, else the first of these words after the last one named."""
    wanted = {name.replace("_", ".") for name in names} | set(names)
    places = [place for place, item in enumerate(facts.paragraphs) if {item.id, item.address} & wanted]
    if named and places:
        return facts.paragraphs[places[-1]]
    begin = _bare(text)
    after = facts.paragraphs[places[-1] if places else 0 :]
    alike = (item for item in after if begin and _bare(item.number + item.text).startswith(begin[:BEGINNING]))
    rest = (item for item in after if begin and begin[:BEGINNING] in _bare(item.text))
    return next(alike, None) or next(rest, None) or (facts.paragraphs[places[-1]] if places else None)


def _bare(text: str) -> str:
    """A text without blanks and what stands for line ends in drawn text."""
    return re.sub(r"[\s\u2028\u2029\ufdd0\ufdd1\u00ad]", "", text)


def _origin(facts: Facts, paragraph: Paragraph) -> Origin:
    source, line, column = paragraph.at or (0, 0, 0)
    file = facts.sources[source] if source < len(facts.sources) else facts.source
    return Origin(file, line, column, paragraph.number, paragraph.address, paragraph.id, paragraph.text)
