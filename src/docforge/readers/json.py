"""The reader of docforge's own JSON form."""

from __future__ import annotations

import re

from docforge.diagnostics import Diagnostic, report
from docforge.model import jsonform
from docforge.model.nodes import Document
from docforge.protocols import ReadOptions, Result
from docforge.readers.gate import NOT_XML, REPLACEMENT
from docforge.world import World

_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|.)", re.DOTALL)


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
            text, replaced = _fit_for_xml(data.decode("utf-8").removeprefix("\ufeff"))
            return Result(jsonform.decode(text), _replacements(replaced, name))
        except UnicodeDecodeError as error:
            problem = f"not UTF-8: byte 0x{data[error.start]:02X} at offset {error.start}"
            return Result(Document(blocks=()), (report("DF125", problem, file=name),))
        except jsonform.JsonFormError as error:
            return Result(Document(blocks=()), (report("DF125", str(error), file=name),))


def _replacements(count: int, name: str) -> tuple[Diagnostic, ...]:
    return (report("DF110", f"control characters replaced by U+FFFD: {count}", file=name),) if count else ()


def _fit_for_xml(text: str) -> tuple[str, int]:
    """JSON in which no string holds a character that XML forbids, neither raw nor escaped; and how many did.

    Lone surrogates stay: decoding refuses them.
    """
    count = 0

    def escape(found: re.Match[str]) -> str:
        nonlocal count
        char = chr(int(found[1], 16)) if found[1] else ""
        if char and not "\ud800" <= char <= "\udfff" and NOT_XML.match(char):
            count += 1
            return REPLACEMENT
        return found[0]

    text = _ESCAPE.sub(escape, text)
    text, raw = NOT_XML.subn(REPLACEMENT, text)
    return text, count + raw


READER = JsonReader()
