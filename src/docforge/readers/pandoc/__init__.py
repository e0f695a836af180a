"""The pandoc JSON reader: whatever pandoc reads can become a docforge document (``pandoc -t json``)."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

from docforge.diagnostics import Diagnostic, report
from docforge.model import jsonform
from docforge.model import nodes as n
from docforge.model import pandocform as form
from docforge.model.text import merge_text
from docforge.protocols import ReadOptions, Result
from docforge.readers.pandoc.lift import Lifting, PandocFormError
from docforge.world import World

_OWN = {
    "lang": str,
    "title_attr": n.Attr,
    "aliases": dict[str, str],
    "runs": tuple[n.Run, ...],
    "show_run": str,
    "note_scope": str,
    "edits": tuple[n.Edit, ...],
    "sources": tuple[n.Source, ...],
    "final": bool,
}


def from_pandoc(tree: dict[str, Any]) -> n.Document:
    """The document in a pandoc JSON AST. Raises PandocFormError with the place of a node that is not pandoc's."""
    lifting = Lifting()
    meta = dict(tree["meta"])
    own = _document_fields(meta)
    uncalled = meta.pop(form.NOTES_KEY, {"c": {}})["c"]
    order = meta.pop(form.NOTES_KEY + "-order", None)
    title: n.Inlines = ()
    where = own.pop("title", None)
    if where:
        key = "title" if where == "meta" else form.PREFIX + "title"
        title = lifting.inlines(meta.pop(key)["c"], "$.meta.title")
    if own.pop("lang_in_meta", False):
        meta.pop("lang")
    values = {key: lifting.meta(value, f"$.meta.{key}") for key, value in meta.items()}
    blocks = lifting.blocks(tree["blocks"], "$.blocks")
    for key, note in uncalled.items():
        lifting.notes[key] = ()  # its place, before the notes that it calls
        lifting.notes[key] = lifting.blocks(note["c"], f"$.meta.{form.NOTES_KEY}.{key}")
    notes = lifting.notes
    if order:
        notes = {key: notes[key] for key in msgspec.json.decode(order["c"], type=list[str])}
    fields: dict[str, Any] = {key: msgspec.convert(value, _OWN[key]) for key, value in own.items()}
    return n.Document(blocks, merge_text(title), notes=notes, meta=values, **fields)


def _document_fields(meta: dict[str, Any]) -> dict[str, Any]:
    entry = meta.pop(form.DOCUMENT_KEY, None)
    return dict(msgspec.json.decode(entry["c"], type=dict[str, Any])) if entry else {}


class PandocReader:
    """Reads pandoc's JSON AST of version 1.22 or 1.23."""

    name = "pandoc"
    suffixes = (".pandoc.json", ".ast")

    def read(self, data: bytes, name: str, options: ReadOptions, world: World) -> Result[n.Document]:
        source = n.Source(name, hashlib.sha256(data).hexdigest())
        found: list[Diagnostic] = []
        document = n.Document(())
        try:
            tree = msgspec.json.decode(data)
            found.extend(_version_problem(tree, name))
            if not found:
                document = jsonform.decode(jsonform.encode(from_pandoc(tree)))  # every part of its type
        except (PandocFormError, jsonform.JsonFormError, msgspec.MsgspecError, UnicodeDecodeError) as error:
            found.append(report("DF195", str(error), file=name, hint="make it with: pandoc -t json"))
        except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
            # The tree is untyped JSON: a part that is missing or of another kind shows up as one of these.
            found.append(report("DF195", f"a node has another shape than pandoc's: {_shape(error)}", file=name))
        except RecursionError:
            found.append(report("DF196", "the tree is nested too deeply to read", file=name))
        if not document.sources:
            document = msgspec.structs.replace(document, sources=(source,))
        if options.lang:
            document = msgspec.structs.replace(document, lang=options.lang)
        return Result(document, tuple(found))


def _shape(error: Exception) -> str:
    """What is wrong with a node, without Python's words for it."""
    return f"it has no “{error.args[0]}”" if isinstance(error, KeyError) else "a part is of another kind"


def _version_problem(tree: Any, name: str) -> list[Diagnostic]:
    version = tree.get("pandoc-api-version") if isinstance(tree, dict) else None
    if not isinstance(version, list) or len(version) < 2:
        return [report("DF195", "no pandoc-api-version: this is not pandoc's JSON", file=name)]
    if tuple(version[:2]) not in form.READABLE_VERSIONS:
        known = " and ".join(f"{major}.{minor}" for major, minor in form.READABLE_VERSIONS)
        message = f"pandoc-api-version {'.'.join(map(str, version))}; {known} can be read"
        return [report("DF195", message, file=name, hint="use a pandoc of version 2.17 to 3.x")]
    return []


READER = PandocReader()
