"""The Word file behind ``--reference-doc``: read through the world, checked before use, refused in words."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from commandline import docforge
from docforge.build.reference import load_reference
from docforge.limits import Limits
from docforge.world import MemoryWorld
from referencekit import FILE, as_template, by_python_docx, changed, loaded, refused
from wordkit import level, lists, paragraph, word

WHOLE = by_python_docx()


# ---------------------------------------------------------------- what is taken


def test_text_comments_and_properties_of_the_file_are_not_taken() -> None:
    kinds = {relation.kind for relation in loaded(WHOLE).parts["word/document.xml"].relations.values()}
    assert kinds == {"styles", "theme", "fontTable", "numbering", "settings"}
    assert not [name for name in loaded(WHOLE).parts if name.startswith("docProps")]


@pytest.mark.parametrize(
    "media_type",
    [
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    ],
)
def test_templates_and_files_with_macros_can_be_used(media_type: str) -> None:
    plain = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    data = changed(WHOLE, "[Content_Types].xml", lambda text: text.replace(plain, media_type))
    result = load_reference(FILE, Limits(), MemoryWorld({FILE: data}))
    assert result.value is not None
    assert [found.code for found in result.diagnostics] == (["DF169"] if "ms-word" in media_type else [])


def test_the_main_part_may_have_any_name() -> None:
    moved = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WHOLE)) as source, zipfile.ZipFile(moved, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name in ("[Content_Types].xml", "_rels/.rels"):
                data = data.replace(b"word/document.xml", b"word/letter1.xml")
            target.writestr(name.replace("document.xml", "letter1.xml"), data)
    assert loaded(moved.getvalue()).main == "word/letter1.xml"


# ---------------------------------------------------------------- what is refused


@pytest.mark.parametrize("length", [0, 3, 100, len(WHOLE) // 2, len(WHOLE) - 1])
def test_a_truncated_file_is_refused(length: int) -> None:
    refused(WHOLE[:length])


def test_a_file_of_old_word_or_with_a_password_is_refused() -> None:
    assert "password" in refused(b"\xd0\xcf\x11\xe0" + bytes(600))


def test_an_archive_that_is_no_word_file_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", '<Types xmlns="x"/>')
        archive.writestr("mimetype", "application/epub+zip")
    assert "no Word document" in refused(out.getvalue())


@pytest.mark.parametrize("member", ["word/styles.xml", "word/theme/theme1.xml", "word/numbering.xml"])
def test_a_missing_part_is_refused_by_name(member: str) -> None:
    assert member in refused(changed(WHOLE, member, None))


def test_a_file_without_styles_is_refused() -> None:
    assert "no styles" in refused(word(paragraph("文"), styles=""))


def test_a_part_that_unpacks_to_far_more_is_refused() -> None:
    assert "unpacks" in refused(changed(WHOLE, "word/settings.xml", lambda text: text + " " * (20 << 20)))


def test_too_many_members_are_refused() -> None:
    assert "archive-members" in refused(WHOLE, archive_members=3)


@pytest.mark.parametrize(
    "member", ["word/styles.xml", "word/document.xml", "word/settings.xml", "word/theme/theme1.xml"]
)
def test_entities_are_refused(member: str) -> None:
    entity = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    data = changed(WHOLE, member, lambda text: text.replace("?>", "?>" + entity, 1))
    assert "document type" in refused(data)


def test_a_part_that_is_another_than_it_should_be_is_refused() -> None:
    assert "styles" in refused(changed(WHOLE, "word/styles.xml", lambda text: "<styles/>"))


def test_levels_that_there_cannot_be_are_refused() -> None:
    refused(word("", numbering=lists([level(-1, "decimal", "%1.")])))


@pytest.mark.parametrize(("there", "instead"), [(' w:numId="1"', ""), ('abstractNumId="1"', 'abstractNumId="x"')])
def test_lists_that_cannot_be_told_apart_are_refused(there: str, instead: str) -> None:
    data = word("", numbering=lists([level(0, "decimal", "%1.")]))
    assert "list" in refused(changed(data, "word/numbering.xml", lambda text: text.replace(there, instead, 1)))


def test_the_strict_form_is_refused_in_words() -> None:
    usual = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    strict = changed(
        WHOLE, "word/document.xml", lambda text: text.replace(usual, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    )
    assert "strict" in refused(strict)


# ---------------------------------------------------------------- commands

NOTES = "# 通知\n\n1. 甲\n2. 乙，见第1段。\n\n> 引文\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "notes.md").write_text(NOTES, encoding="utf-8")
    (tmp_path / "corporate.dotx").write_bytes(as_template(WHOLE))
    return tmp_path


def styles_of(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read("word/styles.xml").decode()


def test_convert_takes_a_template_and_verify_proves_the_file(folder: Path) -> None:
    done = docforge(["convert", "notes.md", "-o", "notes.docx", "--reference-doc", "corporate.dotx"], folder)
    assert done.status == 0, done.err
    assert "Colorful Shading Accent 1" in styles_of(folder / "notes.docx")
    assert docforge(["verify", "notes.docx"], folder).status == 0


def test_a_bad_template_is_an_error_and_the_file_is_written_all_the_same(folder: Path) -> None:
    (folder / "corporate.dotx").write_bytes(WHOLE[:900])
    done = docforge(["convert", "notes.md", "-o", "notes.docx", "--reference-doc", "corporate.dotx"], folder)
    assert done.status == 1
    assert "DF615" in done.err
    assert docforge(["verify", "notes.docx"], folder).status == 0


def test_other_formats_do_not_ask_for_the_template(folder: Path) -> None:
    done = docforge(["convert", "notes.md", "-o", "notes.epub", "--reference-doc", "absent.docx"], folder)
    assert done.status == 0, done.err


def project(folder: Path, more: str) -> None:
    (folder / "docforge.toml").write_text(f'language = "zh-Hans"\n{more}', encoding="utf-8")


TARGET = '[target.h]\nformats = ["docx"]\noutput = "{path}.{format}"\n'


def test_a_project_names_the_template_and_the_styles_of_roles(folder: Path) -> None:
    project(folder, f'reference-doc = "corporate.dotx"\n[docx-styles]\nquote = "Intense Quote"\n{TARGET}')
    done = docforge(["build"], folder)
    assert done.status == 0, done.err
    with zipfile.ZipFile(folder / "notes.docx") as archive:
        assert b'<w:pStyle w:val="IntenseQuote"/>' in archive.read("word/document.xml")


def test_a_target_may_have_a_template_of_its_own(folder: Path) -> None:
    project(folder, f'{TARGET}reference-doc = "corporate.dotx"\n[target.plain]\nformats = ["docx"]\n')
    assert docforge(["build"], folder).status == 0
    assert "Colorful Shading" in styles_of(folder / "notes.docx")
    assert "Colorful Shading" not in styles_of(folder / "dist/plain/notes.docx")


def test_a_role_that_does_not_exist_is_told_at_its_place_with_the_nearest(folder: Path) -> None:
    project(folder, f'reference-doc = "corporate.dotx"\n[docx-styles]\nqoute = "Quote"\n{TARGET}')
    done = docforge(["build"], folder)
    assert 'docforge.toml:4:1: error[DF621] unknown-project-key: unknown key "qoute" in [docx-styles]' in done.err
    assert "did you mean quote?" in done.err


def test_a_folder_may_have_a_template_of_its_own(folder: Path) -> None:
    (folder / "letters").mkdir()
    (folder / "letters/one.md").write_text(NOTES, encoding="utf-8")
    more = '[folder."letters/"]\nreference-doc = "corporate.dotx"\n[folder."letters/".docx-styles]\nqoute = "Quote"\n'
    project(folder, TARGET + more)
    done = docforge(["build"], folder)
    assert "Colorful Shading" in styles_of(folder / "letters/one.docx")
    assert "Colorful Shading" not in styles_of(folder / "notes.docx")
    assert "docforge.toml:8:1: error[DF621]" in done.err


def test_a_build_notices_that_the_template_changed(folder: Path) -> None:
    project(folder, f'reference-doc = "corporate.dotx"\n{TARGET}')

    def built() -> dict[str, str]:
        done = docforge(["build", "--format", "json"], folder)
        assert done.status == 0, done.err
        return {"styles": styles_of(folder / "notes.docx")}

    before = built()
    assert built() == before
    other = changed(WHOLE, "word/styles.xml", lambda text: text.replace("Colorful Shading Accent 1", "House Shading"))
    (folder / "corporate.dotx").write_bytes(other)
    assert "House Shading" in built()["styles"]


def test_the_key_of_a_file_depends_on_the_template(folder: Path) -> None:
    def keys(more: str) -> list[str]:
        project(folder, more + TARGET)
        steps = json.loads(docforge(["build", "--explain", "--format", "json"], folder).text)["steps"]
        return [step["key"] for step in steps if step["step"] == "write"]

    assert keys('reference-doc = "corporate.dotx"\n') != keys("")
