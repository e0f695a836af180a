"""Every key of docforge.toml: where it stands, its type, what it means, an example."""

from __future__ import annotations

import json
from typing import Any

from scripts.reference.markdown import code, plain, table

from docforge.build.project.schema import project_schema

INTRODUCTION = """# Keys of docforge.toml

Types and examples; [projects](../project.md) says how values are layered. `docforge schema project` prints the same as
JSON Schema.

"""
_TOP = "Project"


def page() -> str:
    """The page."""
    schema = project_schema()
    definitions = schema["$defs"]
    shared = set(definitions["Folder"]["properties"])
    tables = {
        "Shared: for the project, a target, an edition and a folder": dict(definitions["Folder"]["properties"]),
        "The top of the file": _own(definitions[_TOP], shared),
    }
    for name, definition in definitions.items():
        if name not in (_TOP, "Folder"):
            tables[_title(name, definition)] = _own(definition, shared)
    out = [INTRODUCTION]
    for title, keys in tables.items():
        if keys:
            out.append(f"## {title}\n\n")
            out.append(table(("key", "type", "means", "example"), [_row(key, value) for key, value in keys.items()]))
    return "".join(out)


def _own(definition: dict[str, Any], shared: set[str]) -> dict[str, Any]:
    return {key: value for key, value in definition.get("properties", {}).items() if key not in shared}


def _title(name: str, definition: dict[str, Any]) -> str:
    return plain(definition.get("description", name).split("\n")[0].rstrip("."))


def _row(key: str, value: dict[str, Any]) -> tuple[str, str, str, str]:
    example = (value.get("examples") or [None])[0]
    shown = code(json.dumps(example, ensure_ascii=False)) if example is not None else ""
    return code(key), _type(value), plain(value.get("description", "")), shown


def _type(value: dict[str, Any]) -> str:
    """The type in words; the values where there are only some."""
    if "enum" in value:
        return ", ".join(code(json.dumps(one)) for one in value["enum"])
    if "anyOf" in value:
        return " or ".join(dict.fromkeys(_type(one) for one in value["anyOf"]))
    if "$ref" in value:
        return "table"
    match value.get("type"):
        case "array":
            return f"list of {_type(value.get('items', {}))}"
        case "object":
            return "table"
        case "boolean":
            return "true or false"
        case "string":
            return "text"
        case str(name):
            return name
        case _:
            return "any"
