"""The JSON Schema of a theme file, for editors that complete and check TOML: keys, types, ranges and names."""

from __future__ import annotations

from typing import Any

import msgspec

from docforge.theme.load import BASE
from docforge.theme.papers import papers
from docforge.theme.spec import Theme
from docforge.theme.type_sizes import type_sizes
from docforge.theme.values import RANGES, Range


def theme_schema() -> dict[str, Any]:
    """The schema of a file: any key may be left out when ``base`` names another theme."""
    table = msgspec.json.schema(Theme)
    definitions: dict[str, Any] = table["$defs"]
    for (kind, key), wanted in RANGES.items():
        _limit(definitions[kind.__name__]["properties"][key], wanted)
    theme = definitions["Theme"]
    required = theme.pop("required")
    description = "An installed theme by name, or a file from this one's folder, that this theme starts from."
    theme["properties"] = {BASE: {"type": "string", "description": description}, **theme["properties"]}
    theme["anyOf"] = [{"required": [BASE]}, {"required": required}]
    for definition in definitions.values():
        # A theme with a base says only what differs.
        if definition is not theme:
            definition.pop("required", None)
    _also(theme["properties"], "base-size", {"enum": list(type_sizes())})
    _also(definitions["Role"]["properties"], "size", {"enum": list(type_sizes())})
    definitions["Page"]["properties"]["size"]["examples"] = [paper.name for paper in papers()]
    face = definitions["Font"]["properties"]["face"]
    names = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
    definitions["Font"]["properties"]["face"] = {"anyOf": [names, {**face, "additionalProperties": names}]}
    table["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    table["title"] = "docforge theme"
    return table


def _limit(schema: dict[str, Any], wanted: Range) -> None:
    """Put a range on a number, or on the numbers of a table."""
    if "additionalProperties" in schema:
        _limit(schema["additionalProperties"], wanted)
        return
    bounds = {"minimum": wanted.low, "maximum": wanted.high}
    if wanted.zero and wanted.low > 0:
        schema["anyOf"] = [{"const": 0}, bounds]
    else:
        schema.update(bounds)
    schema["description"] = str(wanted)


def _also(properties: dict[str, Any], key: str, other: dict[str, Any]) -> None:
    number = properties[key]
    kept = {name: number.pop(name) for name in ("default", "description") if name in number}
    properties[key] = {"anyOf": [number, other], **kept}
