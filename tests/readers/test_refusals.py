"""What is said of files that are no source: in plain words, the same in every run."""

from __future__ import annotations

import pytest

from docforge.protocols import ReadOptions
from docforge.readers.json import READER as JSON
from docforge.readers.markdown import READER as MARKDOWN
from docforge.readers.pandoc import READER as PANDOC
from docforge.world import MemoryWorld


@pytest.mark.parametrize(
    ("data", "kind"), [(b"PK\x03\x04\x14\x00", "zip archive"), (b"%PDF-1.7\n", "PDF"), (b"\x00\x01\x02", "binary")]
)
def test_a_finished_book_or_page_given_as_a_source_is_named(data: bytes, kind: str) -> None:
    (problem,) = MARKDOWN.read(data, "a.md", ReadOptions(), MemoryWorld()).diagnostics
    assert problem.code == "DF104"
    assert kind in problem.message


def test_json_in_another_encoding_is_told_by_its_byte() -> None:
    (problem,) = JSON.read(b'{"docforge": "\xff"}', "a.json", ReadOptions(), MemoryWorld()).diagnostics
    assert (problem.code, problem.message) == ("DF125", "not UTF-8: byte 0xFF at offset 14")


@pytest.mark.parametrize(("node", "words"), [('{"t":"Str"}', "it has no “c”"), ('{"t":"Str","c":[1]}', "another kind")])
def test_a_node_that_is_not_pandocs_is_told_without_words_of_python(node: str, words: str) -> None:
    data = f'{{"pandoc-api-version":[1,23],"meta":{{}},"blocks":[{{"t":"Para","c":[{node}]}}]}}'.encode()
    (problem,) = PANDOC.read(data, "a.ast", ReadOptions(), MemoryWorld()).diagnostics
    assert problem.code == "DF195"
    assert words in problem.message
    assert "Error" not in problem.message
