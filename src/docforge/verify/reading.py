"""What a reader found in one file, before it is compared."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, TypeAlias

import msgspec
from msgspec.structs import replace

from docforge.diagnostics import Diagnostic
from docforge.verify.facts import Facts, Note, Paragraph, seal

Format: TypeAlias = Literal["pdf", "epub", "docx", "html", "site"]

LINE_END = "\u2028"
"""In text read from a PDF: here a line ended. The document may have nothing, blanks or a hard break at this place."""
DRAWN_BLANK = "\u2029"
"""In text read from a PDF: an empty piece of text. It was a box of blanks, or only a place where a line may end."""

CALL_START, CALL_END = "\ufdd0", "\ufdd1"
"""In text read from a PDF: around digits that may be the call of a note, or just digits that are raised."""

_NOTE = re.compile(r"a_fn(ref)?([0-9]+-)?[0-9]+|fn_[0-9]+")
"""Names of notes and their calls, which formats choose for themselves."""
KINDS_OF_MARK = ("•", "☐", "☑")
"""What stands in facts for a bullet, an empty and a checked box."""
MARKS = str.maketrans({mark: kind[0] for kind in ("•●◦▪·・‧∙\uf0b7-–", "☐□", "☑■☒✓✔") for mark in kind})
"""Bullets and boxes that formats draw, and the one that stands for them in facts."""

_NO_CALLS = re.compile(f"[{CALL_START}{CALL_END}]")
_ADDRESS = re.compile(r"s[0-9]+p[0-9a-z_]+|n[0-9]+")


class Found(msgspec.Struct, frozen=True):
    """A paragraph as it stands in a file.

    ``names`` are all anchors that lead to its beginning. ``resumes``: it stands first on its page and may be the rest
    of the paragraph before it. ``where`` tells a person where to look ("page 2", "text/c1.xhtml"). ``latin_lang`` is a
    second language, which Word gives to text outside East Asian scripts. Where a format does not tell a label from the
    text, ``paragraph.text`` begins with it and ``number`` is empty.
    """

    paragraph: Paragraph
    names: tuple[str, ...] = ()
    resumes: bool = False
    where: str = ""
    latin_lang: str = ""


class Reading(msgspec.Struct, frozen=True):
    """Everything that was read of one file. ``outline`` is what its navigation lists, level and text.

    ``notes`` are texts of notes by key, where calls are told from digits only by comparison (PDF): the number, or that
    of the division before it (``2-1``). ``pages`` are those of names, from 1, where a format has pages.
    """

    format: Format
    title: str
    lang: str
    found: tuple[Found, ...]
    names: frozenset[str]
    outline: tuple[tuple[int, str], ...] | None = None
    notes: dict[str, str] = {}
    latin_lang: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()
    pages: dict[str, int] = {}

    def facts(self, source: str = "") -> Facts:
        """The same as facts, so that another file can be measured against this one."""
        notes = {number: texts[0] for number, texts in by_number(self.notes).items()}
        paragraphs = tuple(settle_calls(_settled(item), notes) for item in self.found)
        names = tuple(sorted(name for name in self.names if not _NOTE.fullmatch(name)))
        outline = tuple(text for _, text in self.outline or ())
        return seal(Facts(self.title, self.lang, paragraphs, names, outline, source=source))


def by_number(notes: Mapping[str, str]) -> dict[int, list[str]]:
    """Texts of notes by the number that is printed, in the order of the divisions that count anew."""
    found: dict[int, list[str]] = {}
    for key in sorted(notes, key=lambda key: tuple(map(int, key.split("-")))):
        found.setdefault(int(key.rpartition("-")[2]), []).append(notes[key])
    return found


def _settled(found: Found) -> Paragraph:
    """A paragraph with its id and address told apart (the mapping reserves the form of addresses), and its mark."""
    paragraph, names = found.paragraph, found.names
    place = next((index for index, name in enumerate(names) if is_address(name)), -1)
    if place >= 0:
        identity = names[place - 1] if place else ""
        paragraph = replace(paragraph, address=names[place].replace("_", "."), id=identity)
    elif paragraph.kind == "heading" and len(names) == 1:
        paragraph = replace(paragraph, id=names[0])
    return settle_mark(paragraph)


def settle_mark(paragraph: Paragraph) -> Paragraph:
    """A paragraph whose label is a bullet or box as an entry of a list."""
    mark = paragraph.number.translate(MARKS)
    return replace(paragraph, kind="entry", number=mark) if mark in KINDS_OF_MARK else paragraph


def settle_calls(paragraph: Paragraph, notes: dict[int, str]) -> Paragraph:
    """Digits that may call a note do, if there is a note of that number."""
    if CALL_START not in paragraph.text:
        return paragraph
    text, calls = "", list(paragraph.notes)
    for part in re.split(f"({CALL_START}.*?{CALL_END})", paragraph.text):
        digits = part.strip(CALL_START + CALL_END)
        if part.startswith(CALL_START) and digits.isdecimal() and int(digits) in notes:
            calls.append(Note(len(text), int(digits), _NO_CALLS.sub("", notes[int(digits)])))
        else:
            text += digits
    return replace(paragraph, text=text, notes=tuple(calls))


def is_address(name: str) -> bool:
    """Whether a portable name is an address (``s2p7``, ``s2p2_4``, ``n12``), never an id."""
    return bool(_ADDRESS.fullmatch(name))
