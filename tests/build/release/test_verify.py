"""``docforge verify dist/`` finds a byte that was flipped, a label that was altered, and what is missing."""

from __future__ import annotations

import hashlib
import io
import json
import random
import re
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from commandline import docforge
from tampering import member, rezip, tamper_pdf

FILES = ("book.epub", "book.pdf", "handouts/a.docx", "handouts/a.pdf", "handouts/b.docx", "handouts/b.pdf")
BESIDE = ("handouts/a.facts.json", "handouts/b.pdf.facts.json", "book.facts.json", "build.json", "SHA256SUMS")


_TOLD = {"SHA256SUMS": r"dist/\S+: error\[(DF828|DF829)\]"}
"""Its lines tell of other files: a digest that one does not have, or a name that none has."""


def test_what_was_built_is_proved(folder: Path) -> None:
    done = docforge(["verify", "dist/"], folder)
    assert (done.status, done.err) == (0, "")
    assert done.text.splitlines()[-1] == "verified"
    assert [line.split()[0] for line in done.text.splitlines()[1:-1]] == [f"dist/{name}" for name in FILES]
    assert docforge(["verify", "build.json"], folder / "dist").status == 0


@pytest.mark.parametrize("name", [*FILES, *BESIDE])
@pytest.mark.parametrize("seed", range(3))
def test_a_byte_flipped_in_any_file_is_found(folder: Path, name: str, seed: int) -> None:
    file = folder / "dist" / name
    data = bytearray(file.read_bytes())
    data[random.Random(f"{name} {seed}").randrange(len(data))] ^= 1
    file.write_bytes(data)
    done = docforge(["verify", "dist"], folder)
    assert done.status == 4
    assert re.search(_TOLD.get(name, re.escape(f"dist/{name}: error[") + "(DF82|DF830)"), done.err)


def _label_of_an_e_book(data: bytes) -> bytes:
    """An e-book in which paragraph 2 is labelled 3."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if name.endswith(".xhtml")}
    name, found = next((name, found) for name, part in parts.items() if (found := re.search(rb">2\.[^<]*<", part)))
    return rezip(data, {name: parts[name].replace(found[0], found[0].replace(b"2", b"3"), 1)})


def _labels_of_a_word_file(data: bytes) -> bytes:
    """A Word file whose series begins at 4."""
    part = member(data, "word/numbering.xml")
    altered = part.replace(b'<w:startOverride w:val="1"/>', b'<w:startOverride w:val="4"/>')
    altered = altered if altered != part else part.replace(b'<w:start w:val="1"/>', b'<w:start w:val="4"/>')
    return rezip(data, {"word/numbering.xml": altered})


def _words_of_a_word_file(data: bytes) -> bytes:
    part = member(data, "word/document.xml").replace("最小单位".encode(), "最大单位".encode(), 1)
    return rezip(data, {"word/document.xml": part})


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("book.epub", _label_of_an_e_book),
        ("handouts/a.docx", _labels_of_a_word_file),
        ("handouts/a.docx", _words_of_a_word_file),
        *(("handouts/a.pdf", partial(tamper_pdf, rng=random.Random(seed))) for seed in range(3)),
    ],
)
def test_a_change_inside_is_found_although_all_digests_were_made_to_fit(
    folder: Path, name: str, change: Callable[[bytes], bytes]
) -> None:
    data = (folder / "dist" / name).read_bytes()
    altered = change(data)
    assert altered != data
    _forged(folder, name, altered)
    done = docforge(["verify", "dist"], folder)
    assert done.status == 4
    assert "DF828" not in done.err
    assert f"dist/{name}: error[DF80" in done.err


def _forged(folder: Path, name: str, data: bytes) -> None:
    """A file replaced, with the manifest and the sums made to fit."""
    dist = folder / "dist"
    old = hashlib.sha256((dist / name).read_bytes()).hexdigest()
    new = hashlib.sha256(data).hexdigest()
    (dist / name).write_bytes(data)
    before = (dist / "build.json").read_bytes()
    after = before.replace(old.encode(), new.encode())
    (dist / "build.json").write_bytes(after)
    sums = (dist / "SHA256SUMS").read_text(encoding="utf-8").replace(old, new)
    sums = sums.replace(hashlib.sha256(before).hexdigest(), hashlib.sha256(after).hexdigest())
    (dist / "SHA256SUMS").write_text(sums, encoding="utf-8")


def test_a_file_that_is_missing_is_named(folder: Path) -> None:
    (folder / "dist/handouts/a.docx").unlink()
    done = docforge(["verify", "dist"], folder)
    assert done.status == 4
    assert "dist/handouts/a.docx: error[DF829]" in done.err
    assert "1 of 6 files failed" in done.text


def test_a_folder_without_a_manifest_proves_nothing(folder: Path) -> None:
    done = docforge(["verify", "dist/handouts"], folder)
    assert (done.status, "DF830" in done.err) == (4, True)


def test_the_folder_may_lie_anywhere(folder: Path, tmp_path: Path) -> None:
    (folder / "dist").rename(tmp_path / "published")
    assert docforge(["verify", "published"], tmp_path).status == 0


def test_handouts_that_link_to_each_other_are_proved_one_by_one_too(folder: Path) -> None:
    assert docforge(["verify", "dist/handouts/b.pdf", "dist/handouts/b.docx"], folder).status == 0
    kinds = [json.loads((folder / f"dist/handouts/b.{kind}.facts.json").read_text()) for kind in ("pdf", "docx")]
    links = [next(p["links"] for p in facts["paragraphs"] if p.get("links")) for facts in kinds]
    assert links == [["a.pdf"], ["a.docx"]]


def test_facts_of_a_file_of_its_own_do_not_outlive_what_they_say(folder: Path) -> None:
    (folder / "b.md").write_text("# 第二篇\n\n1. 没有链接了。\n", encoding="utf-8")
    assert docforge(["build", "--jobs", "0", "-q"], folder).status == 0
    assert docforge(["verify", "dist/handouts/b.pdf", "dist/handouts/b.docx"], folder).status == 0
    assert docforge(["verify", "dist"], folder).status == 0
