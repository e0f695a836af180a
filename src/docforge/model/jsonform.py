"""The JSON form of a document: encode, decode, upgrade, schema.

Defaults are left out; unknown fields are refused. A reader accepts its own major version and any minor up to its own;
an older document passes through the steps of ``UPGRADES`` first.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import msgspec

from docforge.model.nodes import VERSION, Document
from docforge.model.walk import strip_positions

UPGRADES: dict[tuple[int, int], Callable[[dict[str, Any]], dict[str, Any]]] = {
    (1, 0): lambda raw: {**raw, "docforge": [1, 1]},
}
"""For each older version, the step that makes the next one. Version 1.1 only added fields."""

_ENCODER = msgspec.json.Encoder()


class JsonFormError(ValueError):
    """The JSON is not a docforge document of a version that can be read; the message says where."""


def encode(document: Document, *, pretty: bool = False) -> bytes:
    """UTF-8 JSON of a document, with its version first and a final line feed when ``pretty``."""
    fields = msgspec.to_builtins(document)
    fields["docforge"] = list(document.docforge)
    ordered = {"docforge": fields.pop("docforge"), **fields}
    data = _ENCODER.encode(ordered)
    return msgspec.json.format(data, indent=1) + b"\n" if pretty else data


def decode(data: bytes | str) -> Document:
    """The document in a JSON form, validated. Raises ``JsonFormError``."""
    try:
        raw = msgspec.json.decode(data)
        version = _version(raw)
        while version != VERSION and version in UPGRADES:
            raw = UPGRADES[version](raw)
            version = _version(raw)
        if version[0] != VERSION[0] or version[1] > VERSION[1]:
            raise JsonFormError(
                f"version {version[0]}.{version[1]} cannot be read by docforge {VERSION[0]}.{VERSION[1]}"
            )
        document: Document = msgspec.convert(raw, Document)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise JsonFormError(str(error)) from error
    return document


def _version(raw: Any) -> tuple[int, int]:
    version = raw.get("docforge", list(VERSION)) if isinstance(raw, dict) else None
    if not (isinstance(version, list) and len(version) == 2 and all(isinstance(part, int) for part in version)):
        raise JsonFormError('no version: a document is an object with "docforge": [major, minor]')
    return version[0], version[1]


def digest(document: Document) -> str:
    """SHA-256 (hex) of a document without positions: moving text in its source changes nothing."""
    return hashlib.sha256(encode(strip_positions(document))).hexdigest()


def schema() -> bytes:
    """JSON Schema of this version's JSON form."""
    table = msgspec.json.schema(Document)
    table["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    table["title"] = f"docforge document {VERSION[0]}.{VERSION[1]}"
    return msgspec.json.format(_ENCODER.encode(table), indent=1) + b"\n"
