"""Handouts of picked paragraphs: numbers are the source's, and what belongs to a paragraph comes along."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pypdfium2
import pytest
import resvg_py
import zxingcpp
from PIL import Image

from commandline import docforge
from docforge.model import jsonform
from docforge.model import nodes as n
from docforge.model.text import block_text, inline_text
from docforge.model.walk import find
from docforge.verify import facts_path, load_facts
from docforge.world import DiskWorld

A = """\
---
lang: zh-Hans
---

# 讲义

## 开始

1. 开头。
2. 其次，见第1段。
3. 再次有注[^x]，见 [](#s1p2)。

   附一段。
4. 最后，见[后来](#后来)与[另一篇](b.md#s1p2)。
   (1) 小问一
   (2) 小问二

## 后来

1. 又开头。
2. 又其次。

[^x]: 甲的注。
"""
B = """\
---
lang: ja
---

# 二

1. 一つ目[^x]。
2. 二つ目、[讲义](a.md#s1p3)。

[^x]: 乙の注。
"""


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    (tmp_path / "a.md").write_text(A, encoding="utf-8")
    (tmp_path / "b.md").write_text(B, encoding="utf-8")
    return tmp_path


def picked(folder: Path, *arguments: str) -> n.Document:
    done = docforge(["handout", *arguments, "-o", "out.json"], folder)
    assert done.status == 0, done.err
    return jsonform.decode((folder / "out.json").read_bytes())


def numbered(document: n.Document) -> list[tuple[str, str]]:
    return [(item.address, item.label) for item in find(document.blocks, n.Item)]


@pytest.mark.parametrize(
    ("names", "addresses"),
    [
        ("#3", "s1p3"),
        ("#s2p1", "s2p1"),
        ("#3-4", "s1p3 s1p4 s1p4.1 s1p4.2"),
        ("#3–4", "s1p3 s1p4 s1p4.1 s1p4.2"),
        ("#s2", "s2p1 s2p2"),
        ("#s1p2-s1p3,s2p2", "s1p2 s1p3 s2p2"),
        ("#后来", "s2p1 s2p2"),
        ("#s2p2，3", "s2p2 s1p3"),
        ("#4.2", "s1p4.2"),
        ("#4.1-4.2", "s1p4.1 s1p4.2"),
        ("#s1p4-s2p1", "s1p4 s1p4.1 s1p4.2 s2p1"),
        ("", "s1p1 s1p2 s1p3 s1p4 s1p4.1 s1p4.2 s2p1 s2p2"),
    ],
)
def test_what_is_picked_has_the_numbers_of_its_source(notes: Path, names: str, addresses: str) -> None:
    whole = dict(numbered(picked(notes, "a.md")))
    found = numbered(picked(notes, f"a.md{names}"))
    assert [address for address, _ in found] == addresses.split()
    assert all(whole[address] == label for address, label in found)


def test_notes_continuations_and_references_come_along(notes: Path) -> None:
    document = picked(notes, "a.md#2-3", "b.md")
    assert [block_text(note) for note in document.notes.values()] == ["甲的注。", "乙の注。"]
    assert "附一段。" in block_text(document.blocks)
    ids = {item.attr.id: item for item in find(document.blocks, n.Item)}
    (inner,) = (ref for ref in find(document.blocks, n.Ref) if ref.to in ids)
    assert ids[inner.to].label == "2."
    (across,) = (link for link in find(document.blocks, n.Link) if link.url.startswith("#"))
    assert ids[across.url[1:]].label == "3.", "a link to a paragraph of another source that was picked leads there"


def test_a_reference_to_what_is_not_picked_says_its_source_or_leads_to_the_web(notes: Path) -> None:
    text = block_text(picked(notes, "a.md#3-4").blocks)
    assert "见 2（a.md）。" in text
    assert "另一篇（b.md）" in text
    links = [link.url for link in find(picked(notes, "a.md#3-4", "--base-url", "https://x.example/n/"), n.Link)]
    assert links == [
        "https://x.example/n/a#%E5%BC%80%E5%A7%8B",  # the line that says where it comes from
        "https://x.example/n/a#%E5%BC%80%E5%A7%8B",
        "https://x.example/n/a#%E5%90%8E%E6%9D%A5",
        "https://x.example/n/b#s1p2",
    ]


def test_each_section_says_where_it_comes_from(notes: Path) -> None:
    def lines(*arguments: str) -> list[str]:
        document = picked(notes, *arguments)
        return [inline_text(p.content) for p in find(document.blocks, n.Para) if p.attr.classes == ("origin",)]

    assert lines("a.md#3-4,s1p1", "b.md#2") == ["讲义 · a.md 3–4, 1", "二 · b.md 2"]
    assert lines("a.md#s2p1", "a.md#s1p1") == ["讲义 · a.md 二 1", "讲义 · a.md 一 1"], (
        "the series is told where it matters"
    )
    assert lines("a.md#3", "--no-origins") == []


def test_headings_stand_over_what_is_picked_where_that_is_asked_for(notes: Path) -> None:
    def headings(*arguments: str) -> list[tuple[int, str]]:
        return [(h.level, inline_text(h.content)) for h in find(picked(notes, *arguments).blocks, n.Heading)]

    assert headings("a.md#3,s2p1") == []
    assert headings("a.md#3,4,s2p1", "--headings") == [(1, "开始"), (1, "后来")]
    assert headings("a.md#后来") == [(1, "后来")]


def test_series_of_two_sources_keep_apart(notes: Path) -> None:
    document = picked(notes, "b.md", "a.md#s1p2", "a.md#s2")
    assert [(run.number, run.first, run.last) for run in document.runs] == [
        (1, "1.", "2."),
        (2, "2.", "2."),
        (3, "1.", "2."),
    ]
    assert document.show_run == "head"
    assert len({item.attr.id for item in find(document.blocks, n.Item)}) == 5
    assert {block.attr.lang for block in document.blocks if isinstance(block, n.Item)} == {"", "zh-Hans"}


def test_a_part_that_was_picked_alone_comes_with_the_whole(notes: Path) -> None:
    document = picked(notes, "a.md#4.2,4,s1p1")
    assert [address for address, _ in numbered(document)] == ["s1p4", "s1p4.1", "s1p4.2", "s1p1"]


def test_all_formats_say_the_same_and_their_numbers_are_those_of_the_sources(notes: Path) -> None:
    files = ["out.pdf", "out.epub", "out.docx"]
    outputs = [part for file in files for part in ("-o", file)]
    done = docforge(
        [
            "handout",
            "a.md#3-4,s2p2",
            "b.md#2",
            *outputs,
            "--preset",
            "answer-lines",
            "--base-url",
            "https://x.example/",
        ],
        notes,
    )
    assert done.status == 0, done.err
    verified = docforge(["verify", *files], notes)
    assert verified.status == 0, verified.err + verified.text
    (notes / "a.md").write_text(A.replace("3. 再次", "3. 新。\n4. 再次"), encoding="utf-8")
    changed = docforge(["verify", "out.epub"], notes)
    assert changed.status == 4
    assert "3. (s1p3) is 4. in its source" in changed.err


@pytest.mark.parametrize("suffix", ["pdf", "epub", "docx"])
def test_a_camera_reads_the_address_of_the_section_from_the_code(notes: Path, suffix: str) -> None:
    file = notes / f"out.{suffix}"
    done = docforge(["handout", "a.md#后来", "--base-url", "https://x.example/", "-o", file.name], notes)
    assert done.status == 0, done.err
    assert codes_in(file) == ["https://x.example/a#%E5%90%8E%E6%9D%A5"]


def codes_in(file: Path) -> list[str]:
    """The codes in a file, as ZXing reads them from pixels."""
    if file.suffix == ".pdf":
        page = pypdfium2.PdfDocument(file)[0].render(scale=100 / 72).to_pil()
        return [found.text for found in zxingcpp.read_barcodes(page)]
    with zipfile.ZipFile(file) as archive:
        pictures = [archive.read(name) for name in archive.namelist() if name.endswith(".svg")]
    drawn = (Image.open(io.BytesIO(resvg_py.svg_to_bytes(svg_string=one.decode()))) for one in pictures)
    return [found.text for picture in drawn for found in zxingcpp.read_barcodes(picture.convert("L"))]


def test_a_code_is_described_by_the_address_that_it_holds(notes: Path) -> None:
    (code,) = find(picked(notes, "a.md#后来", "--base-url", "https://x.example/"), n.Image)
    assert inline_text(code.content) == "扫码打开：x.example/a#后来"
    assert not list(find(picked(notes, "a.md#3", "--base-url", "https://x.example/", "--no-codes"), n.Image))


def test_the_project_in_the_folder_says_where_pages_are_published(notes: Path) -> None:
    (notes / "docforge.toml").write_text('base-url = "https://x.example/"\n', encoding="utf-8")
    (origin,) = (p for p in find(picked(notes, "b.md#2").blocks, n.Para) if p.attr.classes == ("origin",))
    assert inline_text(origin.content).startswith("二 · b.md 2 · x.example/b")


def test_nothing_is_written_where_something_asked_for_is_not_there(notes: Path) -> None:
    done = docforge(["handout", "a.md#s1p3-s1p9,7", "b.md#2", "-o", "out.pdf"], notes)
    assert done.status == 1
    assert 'a.md has no "s1p9"' in done.err
    assert 'a.md has no "7"' in done.err, "everything that is missing is told"
    assert "there are 1-4 (s1), 1-2 (s2)" in done.err
    assert not (notes / "out.pdf").exists()


def test_editions_have_the_same_numbers_and_answers_only_where_they_belong(notes: Path) -> None:
    text = "---\nlang: zh-Hans\n---\n\n# 小测\n\n1. 甲问。\n\n   ::: answer\n   甲答。\n   :::\n2. 乙问。\n3. 丙问。\n"
    (notes / "c.md").write_text(text, encoding="utf-8")
    files = [f"out-{edition}.epub" for edition in ("student", "teacher", "key")]
    done = docforge(["handout", "c.md#1-2", "b.md#1", "-o", "out.epub", "--edition", "student,teacher,key"], notes)
    assert done.status == 0, done.err
    assert docforge(["verify", *files], notes).status == 0
    student, teacher, key = (load_facts(str(notes / facts_path(file)), DiskWorld()).value for file in files)
    assert student is not None
    assert teacher is not None
    assert key is not None
    texts = [{item.text for item in facts.paragraphs} for facts in (student, teacher, key)]
    assert ["甲问。" in one for one in texts] == [True, True, False]
    assert ["甲答。" in one for one in texts] == [False, True, True]
    numbers = [[item.address for item in facts.paragraphs if item.address] for facts in (student, teacher, key)]
    every = ["s1p1", "s1p2", "s2p1"]
    assert numbers == [every, every, ["s1p1"]], "what has no answer is not in the key"
    assert teacher.title == "小测 · 二（教师版）"


def test_numbers_that_are_not_the_sources_own_are_proved_by_the_facts_alone(notes: Path) -> None:
    done = docforge(["handout", "a.md#s1p4-s1p6", "-o", "out.epub", "--restart", "never"], notes)
    assert done.status == 0, done.err
    assert docforge(["verify", "out.epub"], notes).status == 0


def test_a_project_makes_its_handouts_with_its_build_and_keeps_them(notes: Path) -> None:
    (notes / "docforge.toml").write_text(
        'base-url = "https://x.example/"\n[handout.week]\npick = ["a.md#3-4", "b.md#2"]\nformats = ["epub", "docx"]\n'
        'title = "第三周"\neditions = ["student", "teacher"]\n',
        encoding="utf-8",
    )
    done = docforge(["build"], notes)
    assert done.status == 0, done.err
    names = [f"dist/week-{edition}.{form}" for edition in ("student", "teacher") for form in ("epub", "docx")]
    assert all((notes / name).is_file() for name in names)
    assert docforge(["verify", "dist"], notes).status == 0
    before = {name: (notes / name).read_bytes() for name in names}
    assert docforge(["build", "-t", "week", "--no-cache"], notes).status == 0
    assert {name: (notes / name).read_bytes() for name in names} == before
    (notes / "b.md").write_text(B.replace("2. 二つ目", "2. 変えた"), encoding="utf-8")
    assert docforge(["build"], notes).status == 0
    assert (notes / names[0]).read_bytes() != before[names[0]], "a source that was changed is picked from again"


@pytest.mark.parametrize(
    ("table", "place", "code"),
    [
        ('pick = ["a.md#9"]', "docforge.toml:2:9", "DF661"),
        ('pick = ["a.md#3", "a.md#"]', "docforge.toml:2:19", "DF660"),
        ("title = 'x'", "docforge.toml:1:1", "DF622"),
        ('pick = ["a.md#3"]\nbase-url = "notes"', "docforge.toml:3:12", "DF666"),
        ('pick = ["a.md#3"]\noutput = "dist/{path2}.pdf"', "docforge.toml:3:10", "DF622"),
        ('pick = ["no.md#3"]', "no.md", "DF101"),
        ('pick = ["a.md#3"]\n[target.week]', "docforge.toml:1:1", "DF622"),
    ],
)
def test_what_is_wrong_with_a_handout_is_told_at_its_place(notes: Path, table: str, place: str, code: str) -> None:
    (notes / "docforge.toml").write_text(f"[handout.week]\n{table}\n", encoding="utf-8")
    done = docforge(["build"], notes)
    assert done.status != 0
    assert f"[{code}]" in done.err
    assert any(line.startswith(place) for line in done.err.splitlines()), done.err
    assert not list(notes.glob("dist/*.pdf"))
