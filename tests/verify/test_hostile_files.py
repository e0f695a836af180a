"""Damaged, hostile and foreign files give coded diagnostics, never an exception, and never much time or memory."""

from __future__ import annotations

import io
import random
import zipfile

import pytest

from docforge.archive import Archive, ArchiveError, UnsafeArchiveError
from docforge.limits import Limits
from docforge.verify import verify_files
from docforge.verify.facts import encode
from docforge.verify.files import facts_beside, facts_path, read_bytes
from docforge.world import MemoryWorld
from tampering import member, rezip


def archive(members: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return out.getvalue()


def codes(data: bytes, kind: str, limits: Limits | None = None) -> list[str]:
    return [item.code for item in read_bytes(data, kind, f"h.{kind}", limits or Limits()).diagnostics]


@pytest.mark.parametrize("kind", ["pdf", "epub", "docx"])
@pytest.mark.parametrize("data", [b"", b"PK", b"%PDF-1.7\n", b"\x00" * 5000, b"PK\x05\x06" + b"\x00" * 18])
def test_what_is_no_such_file_is_unreadable(kind, data):
    assert codes(data, kind) == ["DF820"]


@pytest.mark.parametrize("kind", ["epub", "docx"])
def test_a_member_that_unpacks_out_of_proportion_is_refused(kind):
    assert codes(archive({"big": b"\x00" * (20 << 20)}), kind) == ["DF821"]


def test_too_many_members_too_large_a_whole_and_two_of_one_name_are_refused():
    limits = Limits(archive_members=2, archive_bytes=1000)
    with pytest.raises(UnsafeArchiveError, match="archive-members"):
        Archive(archive({str(k): b"" for k in range(3)}), limits)
    with pytest.raises(UnsafeArchiveError, match="archive-bytes"):
        Archive(archive({"a": b"x" * 900, "b": b"x" * 900}), limits)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("a", "1")
        with pytest.warns(UserWarning, match="Duplicate"):
            made.writestr("a", "2")
    with pytest.raises(UnsafeArchiveError, match="two members"):
        Archive(out.getvalue(), Limits())


@pytest.mark.parametrize("name", ["../evil", "/abs", "a/../../b", "..\\evil"])
def test_names_that_lead_out_of_the_archive_are_refused(name):
    with pytest.raises(UnsafeArchiveError, match="leads out"):
        Archive(archive({name: b""}), Limits())


def test_entities_are_refused_and_the_doctype_of_html_is_not():
    laughs = b'<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    outside = b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>'
    wide = '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE x [<!ENTITY a "aa">]><x>&a;</x>'.encode("utf-16")
    members = {"1": laughs, "2": outside, "3": wide, "4": b"<!DOCTYPE html><html/>", "5": b"<x>"}
    made = Archive(archive(members), Limits())
    for name in ("1", "2", "3"):
        with pytest.raises(UnsafeArchiveError, match="document type"):
            made.xml(name)
    assert made.xml("4").tag == "html"
    with pytest.raises(ArchiveError, match="well-formed"):
        made.xml("5")


def test_a_word_file_with_a_document_type_definition_is_refused(everything):
    data = everything.files["docx"]
    xml = member(data, "word/document.xml")
    start = xml.index(b"<w:document")
    evil = xml[:start] + b'<!DOCTYPE x [<!ENTITY a "aa">]>' + xml[start:]
    assert codes(rezip(data, {"word/document.xml": evil}), "docx") == ["DF821"]


def test_a_pdf_whose_text_unpacks_to_too_much_is_refused():
    import pikepdf

    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    page.Contents = pdf.make_stream(b" " * 3_000_000)
    pdf.Root.StructTreeRoot = pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot)
    out = io.BytesIO()
    pdf.save(out, compress_streams=True)
    assert codes(out.getvalue(), "pdf", Limits(archive_bytes=1 << 20)) == ["DF821"]
    assert codes(out.getvalue(), "pdf") == []


def test_a_pdf_without_structure_and_one_with_a_password_are_told_apart():
    import pikepdf

    for options, code in (({}, "DF824"), ({"encryption": pikepdf.Encryption(user="x", owner="y")}, "DF820")):
        pdf = pikepdf.new()
        pdf.add_blank_page()
        out = io.BytesIO()
        pdf.save(out, **options)
        assert codes(out.getvalue(), "pdf") == [code]


def test_deep_nesting_is_no_exception(everything):
    deep = b"<div>" * 240 + b"x" + b"</div>" * 240
    page = member(everything.files["epub"], "EPUB/c001.xhtml")
    start = page.index(b"<section")
    data = rezip(everything.files["epub"], {"EPUB/c001.xhtml": page[:start] + deep + page[start:]})
    assert codes(data, "epub") in ([], ["DF820"])


@pytest.mark.parametrize("kind", ["pdf", "epub", "docx"])
def test_damaged_bytes_never_raise(everything, kind):
    rng = random.Random(7)
    for _ in range(40):
        data = bytearray(everything.files[kind])
        if rng.random() < 0.3:
            data = data[: rng.randrange(len(data))]
        for _ in range(rng.choice((1, 4, 30))):
            if data:
                data[rng.randrange(len(data))] = rng.randrange(256)
        found = everything.verdict(kind, **{kind: bytes(data)})
        assert all(item.code.startswith("DF8") for item in found.diagnostics)


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("docx", "word/document.xml"),
        ("docx", "word/numbering.xml"),
        ("docx", "word/styles.xml"),
        ("epub", "EPUB/c001.xhtml"),
        ("epub", "EPUB/content.opf"),
    ],
)
def test_odd_values_in_well_formed_parts_never_raise(everything, kind, name):
    import re

    rng = random.Random(11)
    part = member(everything.files[kind], name)
    values = list(re.finditer(rb'[\w:]+="([^"]*)"', part[part.index(b"?>") :]))
    offset = part.index(b"?>")
    for _ in range(25):
        spot = rng.choice(values)
        odd = rng.choice((b"", b"x", b"-1", b"99999999999999999999", b"1.5", rng.choice(values)[1]))
        changed = part[: offset + spot.start(1)] + odd + part[offset + spot.end(1) :]
        found = everything.verdict(kind, **{kind: rezip(everything.files[kind], {name: changed})})
        assert all(item.code.startswith("DF8") for item in found.diagnostics)


def test_missing_unknown_and_lonely_files_are_said(everything):
    world = MemoryWorld({"h.epub": everything.files["epub"], "h.odt": b"x"})
    verdict = verify_files(["h.epub", "gone.pdf", "h.odt"], None, world)
    assert [(item.code, item.file) for item in verdict.diagnostics] == [
        ("DF820", "gone.pdf"),
        ("DF822", "h.odt"),
        ("DF827", "h.epub"),
    ]
    assert not verdict.ok
    assert [row.verified for row in verdict.value] == [False, False, False]


def test_nothing_verifies_nothing():
    assert not verify_files([], None, MemoryWorld()).ok


def test_facts_lie_beside_their_files(everything):
    assert facts_path("out/h.pdf") == facts_path("out/h.EPUB") == "out/h.facts.json"
    world = MemoryWorld({"out/h.facts.json": encode(everything.facts)})
    assert facts_beside(["out/x.pdf", "out/h.docx"], world).value == everything.facts
    assert facts_beside(["out/x.pdf"], world).value is None
    world.files["out/h.facts.json"] = b"{}"
    broken = facts_beside(["out/h.docx"], world)
    assert broken.value is None
    assert [item.code for item in broken.diagnostics] == ["DF825"]


def test_what_is_said_of_a_truncated_pdf_is_the_same_every_time_and_tells_no_address_in_memory():
    (said,) = read_bytes(b"%PDF-1.7\n1 0 obj\n<<", "pdf", "h.pdf", Limits()).diagnostics
    assert "0x" not in said.message
    assert "BytesIO" not in said.message
    assert said.message.startswith("not a PDF that can be read (unable to find")
