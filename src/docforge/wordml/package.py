"""The parts of a Word file, by relationship (ECMA-376 Part 2, 9.3)."""

from __future__ import annotations

import posixpath
from typing import Any

from docforge.archive import Archive, ArchiveError
from docforge.wordml.names import RELATIONSHIPS, TYPE, W
from docforge.wordml.strict import transitional

STRICT_TYPE = "http://purl.oclc.org/ooxml/officeDocument/relationships/"
"""What relationship types of the strict form begin with."""


class Part:
    """A part and its relationships.

    ``targets``: the first part of each type; ``kinds``: all of each; ``members``: parts by relationship id;
    ``links``: what leads outside, by id.
    """

    def __init__(self, archive: Archive, name: str) -> None:
        self.name = name
        self.targets: dict[str, str] = {}
        self.kinds: dict[str, list[str]] = {}
        self.members: dict[str, str] = {}
        self.links: dict[str, str] = {}
        folder, base = posixpath.split(name)
        relationships = posixpath.join(folder, "_rels", base + ".rels")
        if relationships not in archive:
            return
        for element in archive.xml(relationships).iter(RELATIONSHIPS + "Relationship"):
            target, identifier = element.get("Target", ""), element.get("Id", "")
            if element.get("TargetMode") == "External":
                self.links[identifier] = target
                continue
            path = target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            self.members[identifier] = path
            kind = element.get("Type", "").replace(STRICT_TYPE, TYPE)
            self.targets.setdefault(kind, path)
            self.kinds.setdefault(kind, []).append(path)


class Package:
    """A Word file: its archive, its main part, and the roots of the parts that this names.

    Raises ``ArchiveError`` when it is none.
    """

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.front = Part(archive, "")
        main = self.front.targets.get(TYPE + "officeDocument")
        if main is None:
            raise ArchiveError("the package has no Word document")
        self.main = Part(archive, main)

    def xml(self, name: str) -> Any:
        """The root of a part by its path, in the transitional form. Raises ``ArchiveError`` where it cannot be read."""
        return transitional(self.archive.xml(name))

    def root(self, kind: str) -> Any | None:
        """The root of the part of a kind (``styles``, ``footnotes``), None where there is none."""
        name = self.main.targets.get(TYPE + kind)
        return None if name is None else self.xml(name)

    def part(self, kind: str) -> Part:
        """The part of a kind with its own relationships. Raises KeyError where there is none."""
        return Part(self.archive, self.main.targets[TYPE + kind])

    def body(self) -> Any:
        """The body of the document. Raises ``ArchiveError`` where there is none."""
        body = self.xml(self.main.name).find(W + "body")
        if body is None:
            raise ArchiveError(f"{self.main.name} has no body (is it a Word document?)")
        return body
