"""The Word file that a DOCX takes its looks from (``--reference-doc``): read, checked, and cut down to what looks need.

Kept are styles, theme, faces, lists, settings, heads and feet, and whatever hangs on these (pictures, embedded faces).
The text, macros, comments and everything else of the file stay out.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import unquote

from docforge.archive import Archive, ArchiveError
from docforge.diagnostics import Diagnostic, report
from docforge.limits import Limits
from docforge.protocols import ReferenceDocument, ReferencePart, Relation, Result
from docforge.wordml.names import RELATIONSHIPS, TYPE, W
from docforge.wordml.numbering import Numbering
from docforge.wordml.package import STRICT_TYPE
from docforge.world import World

_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_MACROS = "application/vnd.ms-word."
_MAIN = {
    f"{_WORD}document.main+xml": False,
    f"{_WORD}template.main+xml": False,
    f"{_MACROS}document.macroEnabled.main+xml": True,
    f"{_MACROS}template.macroEnabledTemplate.main+xml": True,
}
"""Media types of a Word file's main part (.docx, .dotx, .docm, .dotm), and whether the file may have macros."""

_OF_MAIN = ("styles", "theme", "fontTable", "numbering", "settings", "header", "footer")
"""What is kept of the parts that the text relates to."""

_ROOTS = {
    "styles": "styles",
    "fontTable": "fonts",
    "numbering": "numbering",
    "settings": "settings",
    "header": "hdr",
    "footer": "ftr",
}
"""The root of what must be WordprocessingML."""

_ALONE = ("settings", "styles")
"""Parts whose own relations are left out: they lead to the template that a file was made from, and to its glossary."""

_COMPOUND = b"\xd0\xcf\x11\xe0"
"""How a file of Word 97 to 2003 begins, and one with a password."""

_RESAVE = "open it in Word or LibreOffice and save it again as .docx or .dotx"


def referenced(path: str, limits: Limits, world: World) -> Result[ReferenceDocument | None]:
    """The file at a path, None for "" or with an error where nothing can be taken from it."""
    return load_reference(path, limits, world) if path else Result(None)


def load_reference(path: str, limits: Limits, world: World) -> Result[ReferenceDocument | None]:
    """The file at a path, cut down; None with an error where nothing can be taken from it."""
    try:
        data = world.read(path, limits.source_bytes)
    except OSError as error:
        return _refused(path, error.strerror or str(error))
    if data.startswith(_COMPOUND):
        return _refused(path, "a file of Word 97 to 2003, or one with a password", _RESAVE)
    try:
        found = _Reading(Archive(data, limits)).document(path, hashlib.sha256(data).hexdigest())
    except ArchiveError as error:
        return _refused(path, str(error), _RESAVE)
    macros = _MAIN[found.parts[found.main].media_type]
    said = (report("DF169", "the macros of the template are left out", file=path),) if macros else ()
    return Result(found, said)


def _refused(path: str, why: str, hint: str = "") -> Result[ReferenceDocument | None]:
    found: Diagnostic = report(
        "DF615", f"no looks can be taken from it, the theme's stand in: {why}", file=path, hint=hint
    )
    return Result(None, (found,))


class _Reading:
    """One archive while it is read. Raises ``ArchiveError`` for whatever keeps it from being used."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._by_suffix: dict[str, str] = {}
        self._by_name: dict[str, str] = {}
        for element in archive.xml("[Content_Types].xml"):
            media_type = element.get("ContentType", "")
            if element.tag == f"{_TYPES}Default":
                self._by_suffix[element.get("Extension", "").lower()] = media_type
            elif element.tag == f"{_TYPES}Override":
                self._by_name[element.get("PartName", "").lower()] = media_type

    def document(self, file: str, digest: str) -> ReferenceDocument:
        """The main part and what hangs on it."""
        main = next((each.target for each in self._relations("").values() if each.kind == "officeDocument"), "")
        if self._media_type(main) not in _MAIN:
            raise ArchiveError("it is no Word document")
        self._check_text(main)
        relations = {key: each for key, each in self._relations(main).items() if each.kind in _OF_MAIN}
        parts = {main: ReferencePart(self._media_type(main), self._archive.read(main), relations)}
        if not any(each.kind == "styles" for each in relations.values()):
            raise ArchiveError("it has no styles")
        waiting = [each for each in relations.values() if not each.external]
        while waiting:
            relation = waiting.pop(0)
            if relation.target not in parts:
                parts[relation.target] = part = self._part(relation)
                waiting += [each for each in part.relations.values() if not each.external]
        return ReferenceDocument(file, main, parts, digest)

    def _check_text(self, main: str) -> None:
        root = self._archive.xml(main)
        if root.tag.startswith("{http://purl.oclc.org/"):
            raise ArchiveError("it is in the strict form of Open XML")
        if root.tag != f"{W}document" or root.find(f"{W}body") is None:
            raise ArchiveError(f"{main} has no body")

    def _part(self, relation: Relation) -> ReferencePart:
        name = relation.target
        media_type = self._media_type(name)
        if media_type.endswith("xml") or relation.kind in _OF_MAIN:
            root = self._archive.xml(name)  # well-formed, and without definitions of entities
            if relation.kind in _ROOTS and root.tag != W + _ROOTS[relation.kind]:
                raise ArchiveError(f"{name} is not what it should be ({relation.kind})")
            if relation.kind == "numbering":
                _check_lists(root)
        relations = {} if relation.kind in _ALONE else self._relations(name)
        return ReferencePart(media_type, self._archive.read(name), relations)

    def _media_type(self, name: str) -> str:
        suffix = name.rpartition(".")[2].lower()
        return self._by_name.get(f"/{name}".lower()) or self._by_suffix.get(suffix, "application/octet-stream")

    def _relations(self, name: str) -> dict[str, Relation]:
        folder, base = posixpath.split(name)
        member = posixpath.join(folder, "_rels", f"{base}.rels")
        if member not in self._archive:
            return {}
        found = {}
        for element in self._archive.xml(member).iter(f"{RELATIONSHIPS}Relationship"):
            kind = element.get("Type", "").replace(STRICT_TYPE, TYPE)
            target, external = element.get("Target", ""), element.get("TargetMode") == "External"
            if not external:
                target = self._member(target[1:] if target.startswith("/") else posixpath.join(folder, target))
            found[element.get("Id", "")] = Relation(kind.rpartition("/")[2], kind, target, external)
        return found

    def _member(self, path: str) -> str:
        """The member that a target names; its letters may be written with per cent signs."""
        name = posixpath.normpath(path)
        return name if name in self._archive else unquote(name)


def _check_lists(root: Any) -> None:
    """Whether lists, definitions and levels can be told apart, and every number is one. Raises ``ArchiveError``."""
    Numbering(root)
    definitions = list(root.iter(f"{W}abstractNum"))
    _check_numbers(definitions, "abstractNumId")
    _check_numbers(root.iter(f"{W}num"), "numId")
    for definition in definitions:
        _check_numbers(definition.iterchildren(f"{W}lvl"), "ilvl")


def _check_numbers(elements: Iterable[Any], attribute: str) -> None:
    numbers = [element.get(W + attribute, "") for element in elements]
    if len(set(numbers)) < len(numbers) or not all(re.fullmatch("[0-9]{1,9}", number) for number in numbers):
        raise ArchiveError(f"a list without {attribute} of its own")
