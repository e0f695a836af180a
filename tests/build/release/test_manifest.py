"""The manifest names every file with what it is, and is the last thing that a build writes."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import jsonschema
import pikepdf
import pypdf
import pytest

import docforge
from docforge.build.project.load import parse
from docforge.build.release.digests import content_sha256
from docforge.build.release.make import manifest_path
from docforge.build.release.manifest import ManifestError, decode, encode, schema
from docforge.resources import path
from docforge.world import DiskWorld


def manifest(folder: Path) -> Any:
    return json.loads((folder / "dist/build.json").read_text(encoding="utf-8"))


def artifact(folder: Path, name: str) -> Any:
    return next(item for item in manifest(folder)["artifacts"] if item["path"] == name)


def test_every_file_is_named_with_its_size_and_digest(kept: Path) -> None:
    found = {item["path"]: item for item in manifest(kept)["artifacts"]}
    assert list(found) == [
        "book.epub", "book.pdf", "handouts/a.docx", "handouts/a.pdf", "handouts/b.docx", "handouts/b.pdf",
    ]  # fmt: skip
    for name, item in found.items():
        data = (kept / "dist" / name).read_bytes()
        assert (item["size"], item["sha256"]) == (len(data), hashlib.sha256(data).hexdigest())
        facts = (kept / "dist" / item["facts"]["path"]).read_bytes()
        assert item["facts"]["sha256"] == hashlib.sha256(facts).hexdigest()
    book = found["book.pdf"]
    assert (book["pages"], book["paragraphs"], book["theme"]) == (
        len(pypdf.PdfReader(kept / "dist/book.pdf").pages),
        4,
        "book",
    )
    assert book["sources"] == ["a.md", "b.md"]
    # Counted by hand, without the title: 重点 and 段落是思想的最小单位; 读书会在图书馆举行, 说明见第, 1, 段.
    assert found["handouts/a.pdf"]["words"] == 2 + 10 + 9 + 4 + 1 + 1


def test_sha256sum_accepts_the_folder(kept: Path) -> None:
    done = subprocess.run(
        ["sha256sum", "--strict", "-c", "SHA256SUMS"], cwd=kept / "dist", capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout
    named = {line.rpartition(": ")[0] for line in done.stdout.splitlines()}
    there = {str(item.relative_to(kept / "dist")) for item in (kept / "dist").rglob("*") if item.is_file()}
    assert named == there - {"SHA256SUMS"}


def test_the_schema_is_kept_and_fits(kept: Path) -> None:
    published = path("schema/build-1.1.schema.json").read_bytes()
    assert published == schema(), "write it with: docforge schema manifest > schema/build-1.1.schema.json"
    jsonschema.validate(manifest(kept), json.loads(published))
    data = (kept / "dist/build.json").read_bytes()
    assert encode(decode(data)) == data


def test_faces_are_named_with_licence_and_source(kept: Path) -> None:
    fonts = {item["name"]: item for item in manifest(kept)["fonts"]}
    with pikepdf.open(kept / "dist/book.pdf") as pdf:
        inside = {str(item.BaseFont).rpartition("+")[2] for item in pdf.objects
                  if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"}  # fmt: skip
    assert set(artifact(kept, "book.pdf")["fonts"]) == inside
    assert set(fonts) >= inside
    assert {item["licence"] for item in fonts.values()} == {"OFL-1.1"}
    assert fonts["Docforge-Serif-SC-Bold"]["source"] == "NotoSerifCJK-Bold.ttc"
    assert artifact(kept, "handouts/a.docx")["fonts"] == []


def test_faces_that_an_e_book_carries_are_named_too(folder: Path) -> None:
    assert docforge.build(folder, targets=["book"], settings={"embed-fonts": True}, verify=False).ok
    names = artifact(folder, "book.epub")["fonts"]
    told = {item["name"]: item["source"] for item in manifest(folder)["fonts"]}
    assert "serif-sc-regular" in names
    assert told["serif-sc-regular"] == "NotoSerifCJK-Regular.ttc"


class Recorded(DiskWorld):
    """A disk that remembers what was written, in order."""

    def __init__(self) -> None:
        self.written: list[str] = []

    def write(self, path: str, data: bytes) -> None:
        super().write(path, data)
        self.written.append(path)


def test_the_manifest_is_written_last(folder: Path) -> None:
    place = Recorded()
    docforge.build(folder, world=place, verify=False)
    assert place.written[-2:] == [str(folder / "dist/SHA256SUMS"), str(folder / "dist/build.json")]


def test_the_same_bytes_in_another_folder_and_again(kept: Path, folder: Path) -> None:
    before = (kept / "dist/build.json").read_bytes()
    (folder / "dist/build.json").unlink()
    docforge.build(folder)
    assert (folder / "dist/build.json").read_bytes() == before
    docforge.build(folder)
    assert (folder / "dist/build.json").read_bytes() == before


def test_the_epoch_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert manifest(folder)["epoch"] is None
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    docforge.build(folder, targets=["book"], verify=False)
    assert manifest(folder)["epoch"] == 1700000000


def test_a_proof_that_was_left_out_is_told(folder: Path) -> None:
    assert artifact(folder, "book.epub")["validators"][0]["result"] == "passed"
    docforge.build(folder, verify=False)
    assert artifact(folder, "book.epub")["validators"][0]["result"] == "skipped"


def test_one_target_leaves_the_files_of_the_others_in_the_manifest(folder: Path) -> None:
    before = manifest(folder)["artifacts"]
    docforge.build(folder, targets=["book"])
    assert manifest(folder)["artifacts"] == before


def test_a_document_that_fails_keeps_its_earlier_file_and_one_that_is_gone_does_not(folder: Path) -> None:
    (folder / "a.md").write_bytes(b"\xff\xfe\x00broken")
    assert not docforge.build(folder, targets=["handouts"]).ok
    assert "handouts/a.pdf" in {item["path"] for item in manifest(folder)["artifacts"]}
    (folder / "a.md").unlink()
    docforge.build(folder, targets=["handouts"])
    assert "handouts/a.pdf" not in {item["path"] for item in manifest(folder)["artifacts"]}


def test_a_file_that_was_changed_by_hand_is_not_taken_over(folder: Path) -> None:
    (folder / "dist/handouts/a.pdf").write_bytes(b"%PDF-1.7 of somebody else")
    docforge.build(folder, targets=["book"], verify=False)
    assert "handouts/a.pdf" not in {item["path"] for item in manifest(folder)["artifacts"]}


@pytest.mark.parametrize(
    ("toml", "expected"),
    [
        ("", "dist/build.json"),
        ('[target.a]\noutput = "public/{path}.{format}"', "public/build.json"),
        ('[target.a]\noutput = "out/a/{name}.{format}"\n[target.b]\noutput = "out/b/x.{format}"', "out/build.json"),
        ('[target.a]\noutput = "{path}.{format}"\n[target.b]', "build.json"),
        ('manifest = "dist/all.json"\n', "dist/all.json"),
        ('manifest = ""\n', ""),
    ],
)
def test_where_the_manifest_is(toml: str, expected: str) -> None:
    loaded = parse(toml).value
    assert loaded is not None
    assert manifest_path(loaded) == expected


def test_no_manifest_where_none_is_wanted(folder: Path) -> None:
    (folder / "dist/build.json").unlink()
    text = (folder / "docforge.toml").read_text(encoding="utf-8")
    (folder / "docforge.toml").write_text('manifest = ""\n' + text, encoding="utf-8")
    docforge.build(folder, verify=False)
    assert not (folder / "dist/build.json").exists()


def test_the_sources_are_everything_that_was_read(folder: Path, root: Path) -> None:
    (folder / "bilder").mkdir()
    (folder / "bilder/图 1.png").write_bytes((root / "examples/images/chart.png").read_bytes())
    (folder / "my.toml").write_text('base = "handout"\nbase-size = 12\n', encoding="utf-8")
    (folder / "a.md").write_text("# 甲\n\n1. 一段。\n\n![图](bilder/图%201.png)\n", encoding="utf-8")
    (folder / "docforge.lock").write_text('{"lock": [1, 0], "published": {}}\n', encoding="utf-8")
    assert docforge.build(folder, targets=["handouts"], settings={"theme": str(folder / "my.toml")}, verify=False).ok
    assert artifact(folder, "handouts/a.pdf")["sources"][:2] == ["a.md", "bilder/图 1.png"]
    assert artifact(folder, "handouts/b.pdf")["sources"][:1] == ["b.md"]
    told = {item["path"]: item["sha256"] for item in manifest(folder)["sources"]}
    assert {"a.md", "b.md", "bilder/图 1.png", "docforge.toml", "docforge.lock"} <= set(told)
    for name, digest in told.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest


def test_a_manifest_of_a_newer_docforge_is_not_guessed_at() -> None:
    with pytest.raises(ManifestError, match=r"version 1\.7 cannot be read"):
        decode(b'{"manifest": [1, 7], "more": true}')


def test_the_digest_of_the_content_does_not_depend_on_how_it_is_packed(kept: Path) -> None:
    epub = (kept / "dist/book.epub").read_bytes()
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(epub)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in reversed(old.namelist()):
            new.writestr(name, old.read(name), zipfile.ZIP_DEFLATED, 1)
    assert packed.getvalue() != epub
    assert content_sha256(packed.getvalue(), "epub") == artifact(kept, "book.epub")["content-sha256"]


def test_nor_does_that_of_a_pdf(kept: Path) -> None:
    import re
    import zlib

    data = (kept / "dist/book.pdf").read_bytes()

    def again(match: re.Match[bytes]) -> bytes:
        """The stream packed by another level, with its length."""
        stream = zlib.compress(zlib.decompress(match[3]), 1)
        return b"/Length %d%sstream\n%s\nendstream" % (len(stream), match[2], stream)

    pattern = re.compile(rb"/Length (\d+)((?:(?!stream).)*?>>\s*)stream\n(x.*?)\nendstream", re.DOTALL)
    packed = pattern.sub(again, data)
    assert len(packed) > len(data)
    assert content_sha256(packed, "pdf") == artifact(kept, "book.pdf")["content-sha256"]
    altered = (
        data.replace(b"/Lang", b"/Long", 1) if b"/Lang" in data else data.replace(b"FlateDecode", b"FlateDecade", 1)
    )
    assert content_sha256(altered, "pdf") != content_sha256(data, "pdf")
