"""What a build makes of a folder, before anything is read."""

from __future__ import annotations

import pytest

from docforge.build.registry import UsageError
from docforge.build.tree import Prepared, prepare
from docforge.world import MemoryWorld

PAGES = {"README.md": b"# R", "a/2.md": b"# 2", "a/10.md": b"# 10", "b/1.md": b"# 1"}


def planned(toml: str, *targets: str, files: dict[str, bytes] | None = None) -> Prepared:
    world = MemoryWorld({"docforge.toml": toml.encode(), **(files or PAGES)})
    return prepare("", world, targets)


def names(prepared: Prepared) -> list[str]:
    assert prepared.plan is not None, prepared.diagnostics
    return [output.path for output in prepared.plan.outputs]


def codes(prepared: Prepared) -> list[tuple[str, int]]:
    assert prepared.plan is None
    return [(item.code, item.line) for item in prepared.diagnostics if item.severity == "error"]


def test_every_document_is_a_file_in_natural_order() -> None:
    found = names(planned('[target.h]\ninclude = ["a/", "b/"]\n'))
    assert found == ["dist/h/a/2.pdf", "dist/h/a/10.pdf", "dist/h/b/1.pdf"]


def test_a_project_without_targets_makes_handouts() -> None:
    assert "dist/handouts/a/2.pdf" in names(planned(""))


def test_a_book_takes_all_and_a_folder_its_own() -> None:
    toml = '[target.book]\neach = "book"\nformats = ["epub"]\n[target.f]\neach = "folder"\nformats = ["docx"]\n'
    prepared = planned(toml)
    assert names(prepared) == ["dist/book/book.epub", "dist/f/f.docx", "dist/f/a.docx", "dist/f/b.docx"]
    assert prepared.plan is not None
    book, _, folder, _ = prepared.plan.units
    assert sorted(page.path for page in book.pages if page.path) == sorted(PAGES)
    assert [page.path for page in folder.pages] == ["a/2.md", "a/10.md"]


def test_one_target_of_several() -> None:
    toml = '[target.x]\n[target.y]\nformats = ["epub"]\n'
    assert {name.split("/")[1] for name in names(planned(toml, "y"))} == {"y"}
    with pytest.raises(UsageError, match="did you mean book"):
        planned("[target.book]\n", "bok")


def test_two_files_of_one_name_are_refused() -> None:
    assert codes(planned('[target.h]\noutput = "dist/h.{format}"\n'))[0] == ("DF624", 2)
    one = '[target.h]\noutput = "{path}.{format}"\nformats = ["epub"]\n'
    assert codes(planned(one + '[target.i]\noutput = "{path}.{format}"\nformats = ["epub"]\n'))[0] == ("DF624", 5)


def test_a_file_outside_the_project_is_refused() -> None:
    assert codes(planned('[target.h]\noutput = "../{path}.{format}"\n'))[0] == ("DF624", 2)
    assert codes(planned('[target.h]\noutput = "/tmp/{path}.{format}"\n'))[0] == ("DF624", 2)


def test_an_unknown_format_or_field_is_told_where_it_stands() -> None:
    assert codes(planned('[target.h]\nformats = ["pdf", "epbu"]\n')) == [("DF622", 2)]
    assert codes(planned('[target.h]\noutput = "{pth}.{format}"\n')) == [("DF622", 2)]


def test_a_target_without_documents_is_an_error_and_a_folder_without_a_warning() -> None:
    assert codes(planned('[target.h]\ninclude = ["c/"]\n')) == [("DF623", 1)]
    prepared = planned('[folder."c/"]\nlanguage = "ja"\n')
    assert [(item.code, item.line, item.severity) for item in prepared.diagnostics] == [("DF626", 1, "warning")]


def test_settings_of_a_page_come_from_its_folders() -> None:
    prepared = planned('language = "en"\n[target.h]\nlanguage = "ko"\n[folder."a"]\nlanguage = "ja"\n')
    assert prepared.plan is not None
    found = {unit.name: unit.settings.language for unit in prepared.plan.units}
    assert found == {"README": "ko", "a/2": "ja", "a/10": "ja", "b/1": "ko"}
