"""Facts: what a document says, paragraph by paragraph, in a form that every format can be read back into.

A document is a flat list of *paragraphs*: every heading, body paragraph, list entry, table cell, caption, line group
and code block, in reading order. Together they hold every character of the body once. Labels of numbered paragraphs,
notes, link targets, readings (ruby) and alternative texts stand beside the text, never in it.

``convert`` writes the facts of the final model to ``NAME.facts.json``; ``verify`` compares files with them.
"""

from __future__ import annotations

import hashlib
from typing import Any, Literal, TypeAlias

import msgspec
from msgspec.structs import replace

VERSION = (1, 2)
"""Major and minor version of the JSON form of facts."""

ParagraphKind: TypeAlias = Literal[
    "title",
    "heading",
    "text",
    "paragraph",
    "question",
    "option",
    "answer",
    "plain",
    "entry",
    "verse",
    "code",
    "caption",
    "contents",
    "furniture",
]
"""``title`` to ``caption`` hold the document's own text: ``text`` is any paragraph without a label, ``paragraph`` to
``plain`` are the kinds of numbered items, ``entry`` stands in a list with bullets or boxes. ``contents`` is an entry of
a printed table of contents, ``furniture`` a line that docforge adds (meta line, name of an admonition)."""


class Note(msgspec.Struct, frozen=True, array_like=True, forbid_unknown_fields=True):
    """A note where it is called: how many code points of the paragraph's text stand before the call, number, text."""

    at: int
    number: int
    text: str


class Paragraph(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One paragraph as a reader meets it.

    ``text`` has no label, no note call and no reading; a hard line break is ``\\n``. ``number`` is the label verbatim;
    of an ``entry`` it is •, ☐ or ☑, whatever a format draws. ``run`` is the name of the run where it is printed beside
    the label, ``series`` the number in the series of body paragraphs where there is a label as well.
    ``id`` is the portable name that every format uses, ``address`` the form that people say (``s2p2.4``). ``notes`` are
    called here, in this order. ``links`` are URLs or ``#`` and a portable name. ``ruby`` gives each reading: where its
    base begins in ``text`` (code points), base, reading. ``images`` are alternative texts. ``places`` are what an entry
    of an index leads to, and ``named`` tells where in ``text`` (code points) the first of them begins to be named and
    the last ends; on paper their pages stand there.
    """

    kind: ParagraphKind
    text: str
    number: str = ""
    run: str = ""
    series: str = ""
    address: str = ""
    id: str = ""
    lang: str = ""
    level: int = 0
    notes: tuple[Note, ...] = ()
    links: tuple[str, ...] = ()
    ruby: tuple[tuple[int, str, str], ...] = ()
    images: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    named: tuple[int, int] = (0, 0)
    at: tuple[int, int, int] | None = None
    """Where it is written: place among ``Facts.sources``, line and column (of Word files the paragraph), from 1."""


class Facts(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What one document or one file says.

    ``anchors`` are the portable names of everything that can be linked to, paragraphs included, in reading order.
    ``outline`` is the plain text of every heading, as navigation lists it.
    ``furniture`` are lines that some format may add besides (names of runs); empty when added lines are not known.
    ``sources`` are the files it was read from, relative to the project where there is one, else without their folders.
    ``picks`` are what a handout was picked from (``notes/a.md#3-7``), relative to the folder that the facts are in.
    ``digest`` is the SHA-256 (hex) of the canonical JSON of all other fields; "" until sealed.
    """

    title: str
    lang: str
    paragraphs: tuple[Paragraph, ...]
    anchors: tuple[str, ...] = ()
    outline: tuple[str, ...] = ()
    furniture: tuple[str, ...] = ()
    source: str = ""
    sources: tuple[str, ...] = ()
    picks: tuple[str, ...] = ()
    digest: str = ""
    facts: tuple[int, int] = VERSION

    @property
    def numbered(self) -> int:
        """How many paragraphs carry a label and take part in a run (they have an address)."""
        return sum(1 for paragraph in self.paragraphs if paragraph.number and paragraph.address)


def count_language(counts: dict[str, int], tag: str, text: str) -> None:
    """Add the characters of a text, blanks not counted, to those of its language."""
    size = sum(map(len, text.split()))
    if size:
        counts[tag] = counts.get(tag, 0) + size


def main_language(counts: dict[str, int], own: str) -> str:
    """The language of most characters of a paragraph; ``own`` where it has none or as many are in that."""
    return max(counts, key=lambda tag: (counts[tag], tag == own, tag), default=own)


def note_line(paragraph: Paragraph) -> str:
    """A paragraph of a note as a line of the note's text: with its label, but for a mark; inner notes in brackets."""
    text = paragraph.text
    for note in reversed(paragraph.notes):
        text = f"{text[: note.at]} [{note.text}]{text[note.at :]}"
    return ("" if paragraph.kind == "entry" else paragraph.number) + text


class FactsError(ValueError):
    """The bytes are not facts that can be read; the message says why."""


def seal(facts: Facts) -> Facts:
    """The same facts with their digest."""
    bare = replace(facts, digest="")
    canonical = msgspec.json.encode(_fields(bare), order="sorted")
    return replace(bare, digest=hashlib.sha256(canonical).hexdigest())


def _fields(facts: Facts) -> dict[str, Any]:
    """The fields of facts, the version always among them and first."""
    fields: dict[str, Any] = msgspec.to_builtins(facts)
    return {"facts": list(facts.facts), **{name: value for name, value in fields.items() if name != "facts"}}


def encode(facts: Facts) -> bytes:
    """UTF-8 JSON of sealed facts: version first, one field a line, a line feed at the end."""
    sealed = facts if facts.digest else seal(facts)
    return msgspec.json.format(msgspec.json.encode(_fields(sealed)), indent=1) + b"\n"


def decode(data: bytes) -> Facts:
    """Facts from their JSON form. Raises ``FactsError`` if they are malformed, too new, or not what was sealed."""
    try:
        facts = msgspec.json.decode(data, type=Facts)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise FactsError(str(error)) from error
    if facts.facts[0] != VERSION[0] or facts.facts[1] > VERSION[1]:
        raise FactsError(
            f"version {facts.facts[0]}.{facts.facts[1]} cannot be read; this docforge reads {VERSION[0]}.{VERSION[1]}"
        )
    if facts.digest != seal(facts).digest:
        raise FactsError("the digest does not fit: the facts were changed after they were written")
    return facts


def schema() -> bytes:
    """JSON Schema of this version's JSON form."""
    table = msgspec.json.schema(Facts)
    table["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    table["title"] = f"docforge facts {VERSION[0]}.{VERSION[1]}"
    return msgspec.json.format(msgspec.json.encode(table), indent=1) + b"\n"
