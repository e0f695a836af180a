"""Round trips that must lose nothing, over random documents."""

from __future__ import annotations

import jsonschema
import msgspec
import pytest
from hypothesis import given, settings

from docforge.model import jsonform
from docforge.model import nodes as n
from docforge.model.walk import rewrite, strip_positions
from docforge.protocols import ReadOptions
from docforge.readers.pandoc import READER, from_pandoc
from docforge.resources import path
from docforge.world import MemoryWorld
from docforge.writers.pandoc import to_pandoc
from props.strategies import documents


@given(documents)
def test_json_form_gives_the_same_document_back(document: n.Document) -> None:
    assert jsonform.decode(jsonform.encode(document)) == document


@given(documents)
@settings(max_examples=8)
def test_json_form_obeys_its_schema(document: n.Document) -> None:
    validator = jsonschema.Draft202012Validator(msgspec.json.decode(jsonform.schema()))
    validator.validate(msgspec.json.decode(jsonform.encode(document)))


def test_the_kept_schema_is_the_one_of_this_version() -> None:
    kept = path(f"schema/docforge-{n.VERSION[0]}.{n.VERSION[1]}.schema.json").read_bytes()
    assert kept == jsonform.schema(), "write it with: docforge schema document > schema/docforge-1.1.schema.json"


@given(documents)
def test_pandoc_form_gives_the_same_document_back(document: n.Document) -> None:
    tree = msgspec.json.decode(msgspec.json.encode(to_pandoc(document)))
    assert from_pandoc(tree) == strip_positions(document)


@given(documents)
def test_rewriting_with_no_rule_returns_the_same_object(document: n.Document) -> None:
    assert rewrite(document, {}) is document


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{}",
        b"[1, 2",
        b'{"pandoc-api-version": [2, 0], "meta": {}, "blocks": []}',
        b'{"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": [{"t": "Nope", "c": []}]}',
        b'{"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": [{"t": "Para", "c": 7}]}',
        b'{"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": '
        + b'[{"t":"BlockQuote","c":' * 3000
        + b"[]"
        + b"}]" * 3000
        + b"}",
    ],
)
def test_malformed_pandoc_json_gives_a_diagnostic_and_an_empty_document(data: bytes) -> None:
    result = READER.read(data, "a.json", ReadOptions(), MemoryWorld())
    assert [found.severity for found in result.diagnostics] == ["error"]
    assert result.value.blocks == ()


def test_an_unknown_field_is_refused_with_its_place() -> None:
    with pytest.raises(jsonform.JsonFormError, match=r"blocks\[0\]"):
        jsonform.decode('{"docforge": [1, 0], "blocks": [{"t": "Para", "content": [], "colour": 1}]}')


def test_a_later_minor_version_is_refused() -> None:
    with pytest.raises(jsonform.JsonFormError, match=r"1\.9"):
        jsonform.decode('{"docforge": [1, 9], "blocks": []}')
