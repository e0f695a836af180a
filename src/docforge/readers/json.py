"""The reader of docforge's own JSON form."""

from __future__ import annotations

from docforge.diagnostics import report
from docforge.model import jsonform
from docforge.model.nodes import Document
from docforge.protocols import ReadOptions, Result
from docforge.world import World


class JsonReader:
    """Documents that ``docforge inspect`` or ``--to json`` wrote."""

    name = "json"
    suffixes = (".json",)

    def read(self, data: bytes, name: str, options: ReadOptions, world: World) -> Result[Document]:
        """The document in ``data``, exactly as it was written; an invalid one is an error and reads as empty."""
        if len(data) > options.limits.source_bytes:
            problem = f"{len(data)} bytes, over the limit source-bytes of {options.limits.source_bytes}"
            return Result(Document(blocks=()), (report("DF130", problem, file=name),))
        try:
            return Result(jsonform.decode(data))
        except jsonform.JsonFormError as error:
            return Result(Document(blocks=()), (report("DF125", str(error), file=name),))


READER = JsonReader()
