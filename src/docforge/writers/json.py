"""The model itself as JSON: what ``docforge inspect`` prints, and what the JSON reader reads back without loss."""

from __future__ import annotations

from docforge.model.jsonform import encode
from docforge.model.nodes import Document
from docforge.protocols import Result, WriteContext
from docforge.world import World


class JsonWriter:
    """docforge's own JSON form, indented, with its version first."""

    name = "json"
    suffix = ".json"

    def write(self, document: Document, context: WriteContext, world: World) -> Result[bytes]:
        """Every node of the final document; nothing is left out."""
        return Result(encode(document, pretty=True))


WRITER = JsonWriter()
