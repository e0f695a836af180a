"""The schema of docforge.toml: kept for editors, explained in the docs, and the same as what is read."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

from docforge.build.project.load import parse
from docforge.build.project.schema import (
    CacheTable,
    DiagramsTable,
    EditionTable,
    FetchTable,
    Folder,
    Handout,
    Project,
    Settings,
    SiteTable,
    Target,
    project_schema,
)
from docforge.build.tree import prepare
from docforge.world import MemoryWorld

TABLES: dict[str, type[msgspec.Struct]] = {
    "settings": Settings,
    "project": Project,
    "diagrams": DiagramsTable,
    "fetch": FetchTable,
    "cache": CacheTable,
    "site": SiteTable,
    "target": Target,
    "edition": EditionTable,
    "handout": Handout,
    "folder": Folder,
}


def keys(kind: type[msgspec.Struct]) -> list[str]:
    shared = set() if kind is Settings else {field.name for field in msgspec.structs.fields(Settings)}
    return [field.encode_name for field in msgspec.structs.fields(kind) if field.name not in shared]


def test_the_kept_schema_is_the_one_that_is_printed(root: Path) -> None:
    kept = json.loads((root / "schema/docforge.toml.schema.json").read_text(encoding="utf-8"))
    assert kept == json.loads(msgspec.json.encode(project_schema()))


def test_every_key_is_described() -> None:
    for definition in project_schema()["$defs"].values():
        for key, value in definition["properties"].items():
            assert value.get("description"), key


def test_the_docs_explain_every_key_with_its_description(root: Path) -> None:
    """Each table of keys in docs/project.md: ``| `key` | description |``, in the order of the schema."""
    text = (root / "docs/project.md").read_text(encoding="utf-8")
    definitions = project_schema()["$defs"]
    for name, kind in TABLES.items():
        section = re.search(rf"(?ms)^<!-- keys: {name} -->\n(.*?)^<!-- end -->", text)
        assert section, name
        rows = re.findall(r"(?m)^\| `([^`]+)` \| (.*) \|$", section[1])
        properties = definitions["Project" if kind is Settings else kind.__name__]["properties"]
        assert rows == [(key, properties[key]["description"].replace("|", "\\|")) for key in keys(kind)], name


EXAMPLES = [
    ("", True),
    ('title = "x"\n[target.a]\neach = "book"\n[folder."d/"]\nlanguage = "ja"\n[site]\nkind = "mdbook"\n', True),
    ("[target.a.set]\nbase-size = 12\n", True),
    ("titel = 1\n", False),
    ('[target.a]\neach = "chapter"\n', False),
    ("[folder.a]\nnotations = 3\n", False),
]


@pytest.mark.parametrize(("text", "right"), EXAMPLES)
def test_the_schema_and_the_reader_agree(text: str, right: bool) -> None:
    table: dict[str, Any] = tomllib.loads(text)
    schema = json.loads(msgspec.json.encode(project_schema()))
    errors = list(jsonschema.Draft202012Validator(schema).iter_errors(table))
    assert (not errors) is right
    assert (parse(text).value is not None) is right


def test_the_toml_of_the_docs_is_understood(root: Path) -> None:
    text = (root / "docs/project.md").read_text(encoding="utf-8")
    blocks = re.findall(r"(?ms)^```toml\n(.*?)^```", text)
    assert blocks
    for block in blocks:
        result = parse(block)
        assert result.value is not None, result.diagnostics


def test_the_first_project_of_the_docs_is_clean_in_any_folder(root: Path) -> None:
    block = re.findall(r"(?ms)^```toml\n(.*?)^```", (root / "docs/project.md").read_text(encoding="utf-8"))[0]
    files = {"docforge.toml": block.encode(), "a.md": "# 甲\n\n1. 一段。\n".encode()}
    assert prepare("", MemoryWorld(files)).diagnostics == ()
