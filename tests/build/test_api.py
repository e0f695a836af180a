"""``import docforge``: the public functions, as a program uses them."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import docforge

NOTES = "---\nlang: zh-Hans\n---\n\n# 题目\n\n1. 甲段在此。\n2. 乙段在此。\n"


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "notes.md"
    path.write_text(NOTES, encoding="utf-8")
    return path


def test_convert_writes_and_verify_proves(notes: Path, tmp_path: Path) -> None:
    files = [tmp_path / "h.epub", tmp_path / "h.docx"]
    outcome = docforge.convert(notes, files)
    assert outcome.ok
    assert [item.path for item in outcome.artifacts] == [str(file) for file in files]
    assert [item.format for item in outcome.artifacts] == ["epub", "docx"]
    verdict = docforge.verify(files)
    assert verdict.ok
    assert [row.numbered for row in verdict.value] == [2, 2]


def test_verify_measures_by_a_source_when_told(notes: Path, tmp_path: Path) -> None:
    assert docforge.convert(notes, tmp_path / "h.epub", facts=False).ok
    assert docforge.verify(tmp_path / "h.epub", against=notes).ok
    notes.write_text(NOTES.replace("乙段", "丙段"), encoding="utf-8")
    verdict = docforge.verify(tmp_path / "h.epub", against=notes)
    assert not verdict.ok
    # The text, and with it the id that was made from the text.
    assert [item.code for item in verdict.diagnostics] == ["DF802", "DF806"]


def test_facts_named_among_the_files_are_no_file_to_verify(notes: Path, tmp_path: Path) -> None:
    docforge.convert(notes, tmp_path / "h.epub")
    verdict = docforge.verify(sorted(tmp_path.glob("h.*")))
    assert verdict.ok
    assert len(verdict.value) == 1


def test_files_of_different_documents_are_measured_by_their_own_facts(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.md").write_text(f"# {name}\n\n1. Text of {name}.\n")
        assert docforge.convert(tmp_path / f"{name}.md", tmp_path / f"{name}.epub", lang="en").ok
    assert docforge.verify([tmp_path / "one.epub", tmp_path / "two.epub"]).ok


def test_read_gives_the_document_without_writing(notes: Path, tmp_path: Path) -> None:
    document = docforge.read(notes).document
    assert document is not None
    assert document.final
    assert [run.count for run in document.runs] == [2]
    model = docforge.read(notes, final=False).document
    assert model is not None
    assert not model.final
    assert [path.name for path in tmp_path.iterdir()] == ["notes.md"]


def test_problems_are_values_and_wrong_calls_are_raised(tmp_path: Path) -> None:
    outcome = docforge.convert(tmp_path / "gone.md", tmp_path / "h.epub")
    assert not outcome.ok
    assert outcome.document is None
    assert [item.code for item in outcome.diagnostics] == ["DF101"]
    with pytest.raises(docforge.UsageError, match="did you mean"):
        docforge.convert(tmp_path / "a.md", tmp_path / "h.epubb")


def test_settings_are_given_as_a_mapping(notes: Path, tmp_path: Path) -> None:
    outcome = docforge.convert(notes, tmp_path / "h.json", settings={"limits.source-bytes": 10})
    assert [item.code for item in outcome.diagnostics] == ["DF130"]
    outcome = docforge.convert(notes, tmp_path / "h.json", settings={"page.folio": "nowhere"})
    assert [item.code for item in outcome.diagnostics] == ["DF603"]


def test_numbers_are_formatted() -> None:
    assert docforge.format_number(12, "chinese", "zh-Hans") == "十二"


def test_verify_is_a_function_even_when_its_room_was_imported_first() -> None:
    code = "import docforge.verify.files, docforge; assert callable(docforge.verify), docforge.verify"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_every_public_name_exists_and_nothing_else_is_offered() -> None:
    for name in docforge.__all__:
        assert getattr(docforge, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'biuld'"):
        docforge.biuld  # noqa: B018  # the access itself is what is tested


def test_the_package_lists_what_is_public_and_not_its_helpers() -> None:
    shown = {name for name in dir(docforge) if not name.startswith("__")}
    assert shown == {name for name in docforge.__all__ if not name.startswith("__")}


@pytest.mark.parametrize(("settings", "printed"), [({}, True), ({"meta-line": False}, False)])
def test_the_line_of_words_and_minutes_can_be_left_out_of_every_format(
    settings: dict[str, object], printed: bool, tmp_path: Path
) -> None:
    (tmp_path / "a.md").write_text("# 题目\n\n1. 甲段。\n", encoding="utf-8")
    files = [tmp_path / f"a.{suffix}" for suffix in ("pdf", "epub", "docx")]
    outcome = docforge.convert(tmp_path / "a.md", files, lang="zh-Hans", settings=settings)
    assert outcome.ok
    assert docforge.verify(files).ok
    assert ("字数".encode() in (tmp_path / "a.facts.json").read_bytes()) is printed
    with zipfile.ZipFile(tmp_path / "a.docx") as package:
        assert ("字数".encode() in package.read("word/document.xml")) is printed
