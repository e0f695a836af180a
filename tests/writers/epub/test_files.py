"""How a book is cut into files, and what they are called."""

from __future__ import annotations

import io
import re
import zipfile
from itertools import chain

import pytest
from lxml import etree

from docforge import resources
from docforge.model import nodes as n
from docforge.model.text import block_text
from docforge.protocols import EPUB_TARGETS, WriteContext
from docforge.theme.load import parse
from docforge.world import MemoryWorld
from docforge.writers.epub import WRITER
from docforge.writers.epub.targets import target
from docforge.writers.html.chapters import File, split, weight

XHTML = "{http://www.w3.org/1999/xhtml}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
MOST = 20_000
CONTEXT = WriteContext(parse(resources.text("styles/handout.toml")))


def text(words: str) -> n.Inlines:
    return (n.Text(words),)


def para(characters: int = 300) -> n.Para:
    return n.Para(text("字" * characters))


def heading(level: int, name: str, *classes: str) -> n.Heading:
    return n.Heading(level, text(name), attr=n.Attr(id=name, classes=classes))


def item(number: int, characters: int = 300) -> n.Item:
    return n.Item(
        (para(characters),), label=f"{number}.", scheme="decimal:{}.", value=(number,), run=1, address=f"s1p{number}"
    )


def pages(document: n.Document) -> dict[str, bytes]:
    archive = zipfile.ZipFile(io.BytesIO(WRITER.write(document, CONTEXT, MemoryWorld()).value))
    return {
        name.removeprefix("EPUB/"): archive.read(name)
        for name in archive.namelist()
        if name.endswith(".xhtml") and not name.endswith(("nav.xhtml", "cover.xhtml"))
    }


def together(files: tuple[File, ...]) -> n.Blocks:
    return tuple(block for file in files for block in file.blocks)


def test_a_large_chapter_without_headings_is_cut_between_paragraphs() -> None:
    document = n.Document(tuple(para() for _ in range(1200)), text("书"), "zh-Hans", final=True)
    assert len(block_text(document.blocks).encode()) > 1_000_000
    files = split(document, target("kindle").file_bytes)
    assert together(files) == document.blocks
    assert [file.name for file in files] == ["c001", *(f"c001.{place}" for place in range(2, len(files) + 1))]
    assert [file.begins for file in files] == [True, *[False] * (len(files) - 1)]
    written = pages(document)
    assert len(written) == len(files) > 3
    assert max(map(len, written.values())) <= 300_000
    assert min(map(len, list(written.values())[:-1])) > 200_000


@pytest.mark.parametrize("block", [para(), item(1), n.Bullets(tuple(n.ListItem((para(90),)) for _ in range(3)))])
def test_the_weight_of_blocks_is_near_what_they_become(block: n.Block) -> None:
    if isinstance(block, n.Item):
        blocks: n.Blocks = tuple(item(number) for number in range(1, 60))
    else:
        blocks = (block,) * 60
    document = n.Document(blocks, text("书"), "zh-Hans", final=True)
    assert 0.8 < sum(map(len, pages(document).values())) / weight(blocks) < 1.2


def test_sections_are_packed_into_files_and_the_deepest_that_fit_stay_whole() -> None:
    paragraphs = tuple(para() for _ in range(4))
    sections: n.Blocks = tuple(chain.from_iterable((heading(2, f"s{number}"), *paragraphs) for number in range(10)))
    chapter = heading(1, "c", "chapter")
    files = split(n.Document((chapter, *sections)), MOST)
    assert together(files) == (chapter, *sections)
    assert all(weight(file.blocks) <= MOST for file in files)
    assert all(isinstance(file.blocks[0], n.Heading) for file in files)
    assert len(files) == 2


def test_a_run_of_numbered_paragraphs_stays_whole_while_a_file_holds_it() -> None:
    run = tuple(item(number) for number in range(1, 13))
    blocks: n.Blocks = (*(para() for _ in range(8)), *run, *(para() for _ in range(8)))
    files = split(n.Document(blocks), MOST)
    assert together(files) == blocks
    homes = [place for place, file in enumerate(files) for block in file.blocks if isinstance(block, n.Item)]
    assert len(set(homes)) == 1


def test_a_run_too_large_for_a_file_is_cut_between_its_paragraphs_and_its_numbers_hold() -> None:
    run = tuple(item(number) for number in range(1, 1201))
    document = n.Document(
        run, text("书"), "zh-Hans", runs=(n.Run(1, "一", "decimal:{}.", "1.", "1200.", 1200),), final=True
    )
    written = pages(document)
    assert len(written) > 3
    labels = [
        str(span.text)
        for data in written.values()
        for span in etree.fromstring(data).iter(f"{XHTML}span")
        if span.get("class") == "no"
    ]
    assert labels == [f"{number}." for number in range(1, 1201)]


def test_a_table_and_a_list_are_never_cut() -> None:
    rows = tuple(n.Row((n.Cell((para(),)),)) for _ in range(100))
    table = n.Table((n.Column(),), (n.TableBody(rows),))
    bullets = n.Bullets(tuple(n.ListItem((para(),)) for _ in range(100)))
    files = split(n.Document((para(), table, para(), bullets, para())), MOST)
    assert [[type(block) for block in file.blocks] for file in files] == [
        [n.Para], [n.Table], [n.Para], [n.Bullets], [n.Para],
    ]  # fmt: skip


def test_a_heading_stays_with_what_it_heads() -> None:
    blocks: n.Blocks = (*(para(2000) for _ in range(3)), heading(3, "h"), para(2000), para(2000))
    files = split(n.Document((heading(1, "c", "chapter"), *blocks)), MOST)
    for file in files:
        assert not isinstance(file.blocks[-1], n.Heading)


def test_links_and_notes_hold_across_the_cuts() -> None:
    link = n.Para((n.Link(text("见"), "#s1p1"), n.NoteRef("one")))
    blocks: n.Blocks = (item(1), *(para(2000) for _ in range(60)), link, *(para(2000) for _ in range(60)), link)
    document = n.Document(blocks, text("书"), "zh-Hans", notes={"one": (para(20),)}, final=True)
    written = {name: etree.fromstring(data) for name, data in pages(document).items()}
    assert len(written) > 2
    ids = {f"{name}#{node.get('id')}" for name, page in written.items() for node in page.iter() if node.get("id")}
    links = [link.get("href") for page in written.values() for link in page.iter(f"{XHTML}a")]
    assert len(links) == 5  # two of each, and one back
    assert not set(links) - ids
    asides = [name for name, page in written.items() for _ in page.iter(f"{XHTML}aside")]
    calls = [
        name for name, page in written.items() for call in page.iter(f"{XHTML}a") if call.get("role") == "doc-noteref"
    ]
    assert asides == calls[:1]


def test_names_are_ascii_and_stay_when_a_chapter_is_put_in_before() -> None:
    chapters = [heading(1, name, "chapter") for name in ("甲", "second", "~abcdefghijkl")]
    before = [file.name for file in split(n.Document(tuple(chapters)), MOST)]
    more = (chapters[0], heading(1, "new", "chapter"), *chapters[1:])
    after = [file.name for file in split(n.Document(more), MOST)]
    assert before == ["c001", "c-second", "c-a_abcdefghijkl"]
    assert after == ["c001", "c-new", "c-second", "c-a_abcdefghijkl"]
    assert all(re.fullmatch(r"[a-z0-9_.-]+", name) for name in after)


@pytest.mark.parametrize("name", ["nav", "cover", "style", "toc"])
def test_no_chapter_takes_the_name_of_a_file_of_the_book(name: str) -> None:
    document = n.Document((heading(1, "a", "chapter"), heading(1, name, "chapter")), text("书"), "en", final=True)
    archive = zipfile.ZipFile(io.BytesIO(WRITER.write(document, CONTEXT, MemoryWorld()).value))
    assert len(set(archive.namelist())) == len(archive.namelist())
    assert f"EPUB/c-{name}.xhtml" in archive.namelist()


def test_a_file_says_what_it_is() -> None:
    roles = [("front", "序"), ("part", "上"), ("chapter", "一"), ("appendix", "附"), ("back", "跋")]
    blocks = [heading(1, name, role) for role, name in roles]
    document = n.Document(tuple(blocks), text("书"), "zh-Hans", final=True)
    found = []
    for data in pages(document).values():
        page = etree.fromstring(data)
        body, section = next(page.iter(f"{XHTML}body")), next(page.iter(f"{XHTML}section"))
        found.append((body.get(EPUB_TYPE), section.get(EPUB_TYPE), section.get("role")))
    assert sorted(found, key=str) == sorted(
        [
            ("frontmatter", None, None),
            ("bodymatter", "part", "doc-part"),
            ("bodymatter", "chapter", "doc-chapter"),
            ("backmatter", "appendix", "doc-appendix"),
            ("backmatter", None, None),
        ],
        key=str,
    )


def test_the_book_begins_past_its_front_matter() -> None:
    document = n.Document(
        (heading(1, "序", "front"), heading(1, "start", "chapter")), text("书"), "zh-Hans", final=True
    )
    archive = zipfile.ZipFile(io.BytesIO(WRITER.write(document, CONTEXT, MemoryWorld()).value))
    nav = etree.fromstring(archive.read("EPUB/nav.xhtml"))
    assert [a.get("href") for a in nav.iter(f"{XHTML}a") if a.get(EPUB_TYPE) == "bodymatter"] == ["c-start.xhtml"]


@pytest.mark.parametrize("name", EPUB_TARGETS)
def test_files_are_below_what_old_engines_hold(name: str) -> None:
    assert target(name).file_bytes <= 300_000
