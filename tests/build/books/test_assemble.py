"""Chapters become one book."""

from __future__ import annotations

import time
from typing import Any

from docforge.build.books import BookSettings, Chapter, Pages, Tree, assemble, link_documents, settle_chapter
from docforge.diagnostics import Diagnostic
from docforge.model import nodes as n
from docforge.model.divisions import divisions
from docforge.model.text import block_text, inline_text
from docforge.model.walk import find
from docforge.passes import run_all
from docforge.protocols import PassOptions, ReadOptions, Result
from docforge.readers.markdown import READER
from docforge.world import MemoryWorld


def chapter(path: str, markdown: str, title: str = "", **fields: Any) -> Chapter:
    read = READER.read(markdown.encode(), f"docs/{path}", ReadOptions(), MemoryWorld({}))
    return Chapter(settle_chapter(read.value, title).value, path, title, **fields)


def book(*chapters: Chapter, **settings: Any) -> Result[n.Document]:
    return assemble(chapters, BookSettings(title="书", lang=settings.pop("lang", "zh-Hans"), **settings))


def final(*chapters: Chapter, **options: Any) -> Result[n.Document]:
    made = book(*chapters)
    done = run_all(made.value, PassOptions(**options))
    return Result(done.value, (*made.diagnostics, *done.diagnostics))


def said(result: Result[Any], code: str) -> list[Diagnostic]:
    return [item for item in result.diagnostics if item.code == code]


def linked(document: n.Document, words: str) -> str:
    """The words of what a link or reference with some words leads to."""
    (to,) = [
        to
        for node in find((document.blocks, document.notes), n.Node)
        if isinstance(node, (n.Link, n.Ref)) and inline_text(node.content) == words
        for to in [node.url[1:] if isinstance(node, n.Link) else node.to]
    ]
    (found,) = [
        node for node in find((document.blocks, document.notes), n.Node) if getattr(node, "attr", n.NO_ATTR).id == to
    ]
    return block_text((found,))  # type: ignore[arg-type]  # only blocks have ids here


def test_each_chapter_is_a_division_with_its_title_role_and_depth() -> None:
    made = book(
        chapter("p.md", "# 序\n\n写在前面。\n", role="front"),
        Chapter(None, "", "第一部", "part"),
        chapter("a.md", "# 甲\n\n## 节\n\n文。\n", depth=2),
    ).value
    found = [
        (part.role, inline_text(part.heading.content), part.heading.level) for part in divisions(made) if part.heading
    ]
    assert found == [("front", "序", 1), ("part", "第一部", 1), ("chapter", "甲", 2)]
    assert [heading.level for heading in find(made.blocks, n.Heading)] == [1, 1, 2, 3]


def test_no_text_of_a_chapter_is_lost_and_the_order_stays() -> None:
    texts = [f"# 章{k}\n\n文{k}[^1]\n\n- 条{k}\n\n[^1]: 注{k}\n" for k in range(5)]
    chapters = [chapter(f"{k}.md", text) for k, text in enumerate(texts)]
    made = book(*chapters).value
    alone = [
        inline_text(one.document.title) + "\n" + block_text(one.document.blocks) for one in chapters if one.document
    ]
    assert block_text(made.blocks) == "\n".join(alone)
    assert [block_text(note) for note in made.notes.values()] == [f"注{k}" for k in range(5)]
    calls = [call.to for call in find(made.blocks, n.NoteRef)]
    assert calls == list(made.notes)


def test_levels_past_the_sixth_are_closed_and_told_in_the_model() -> None:
    parts = (Chapter(None, "", "上", "part"), Chapter(None, "", "下", "part", 2))
    deep = chapter("a.md", "# 甲\n\n## 一\n\n### 二\n\n#### 三\n\n##### 四\n\n###### 五\n", depth=3)
    made = book(*parts, deep).value
    found = [(heading.level, heading.source_level) for heading in find(made.blocks, n.Heading)]
    assert found == [(1, 0), (2, 0), (3, 0), (4, 0), (5, 0), (6, 0), (6, 7), (6, 8)]
    assert [
        (heading.level, heading.source_level) for heading in find(run_all(made, PassOptions()).value, n.Heading)
    ] == found


def test_positions_point_at_their_own_file() -> None:
    made = book(chapter("a.md", "# 甲\n\n文。\n"), chapter("b.md", "# 乙\n\n字。\n")).value
    assert [source.name for source in made.sources] == ["docs/a.md", "docs/b.md"]
    assert [(text.text, text.at) for text in find(made.blocks, n.Text)] == [
        ("甲", n.Position(1, 3, 0)),
        ("文。", n.Position(3, 1, 0)),
        ("乙", n.Position(1, 3, 1)),
        ("字。", n.Position(3, 1, 1)),
    ]


def test_links_between_files_lead_into_the_book() -> None:
    result = final(
        chapter("a.md", "# 甲\n\n[一](sub/b.md)、[二](./sub/b.html#细-节)、[三](/sub/b)、[四](sub/b.md#own)。\n"),
        chapter("sub/b.md", "# 乙\n\n## 细 节\n\n## 概述 {#own}\n\n[五](../a.md)、[六](#细-节)。\n"),
    )
    found = {words: linked(result.value, words) for words in "一二三四五六"}
    assert found == {"一": "乙", "二": "细 节", "三": "乙", "四": "概述", "五": "甲", "六": "细 节"}
    assert not [item for item in result.diagnostics if item.severity != "note"]


def test_the_same_anchor_in_two_files_is_each_files_own() -> None:
    result = final(
        chapter("a.md", "# 甲\n\n## 概述\n\n[此](#概述)\n\n[彼](b.md#概述)\n"),
        chapter("b.md", "# 乙\n\n## 概述\n\n[该](#概述)\n"),
    )
    ids = [
        heading.attr.id for heading in find(result.value.blocks, n.Heading) if inline_text(heading.content) == "概述"
    ]
    links = {inline_text(link.content): link.url[1:] for link in find(result.value.blocks, n.Link)}
    assert links == {"此": ids[0], "彼": ids[1], "该": ids[1]}


def test_one_id_in_two_files_is_told_at_the_second_and_each_file_links_to_its_own() -> None:
    result = final(
        chapter("a.md", "# 甲\n\n## 子 {#x}\n\n[此](#x)\n"), chapter("b.md", "# 乙\n\n## 丑 {#x}\n\n[彼](#x)\n")
    )
    assert (linked(result.value, "此"), linked(result.value, "彼")) == ("子", "丑")
    (told,) = said(result, "DF231")
    assert (told.file, told.line, told.severity) == ("docs/b.md", 3, "warning")


def test_addresses_are_those_of_their_own_file() -> None:
    result = final(
        chapter("a.md", "# 甲\n\n1. 子\n2. 丑\n\n---\n\n1. 寅\n\n见@s2p1，与@b.md#s1p2。\n"),
        chapter("b.md", "# 乙\n\n1. 卯\n2. 辰\n\n[](#s1p1)、[它](a.md#s2p1)。\n"),
    )
    items = {item.attr.id: (block_text(item.blocks), item.address) for item in find(result.value.blocks, n.Item)}
    refs = [items[ref.to] for ref in find(result.value.blocks, n.Ref)]
    assert refs == [("寅", "s2p1"), ("辰", "s3p2"), ("卯", "s3p1")]
    assert linked(result.value, "它") == "寅"


def test_addresses_of_a_file_go_on_in_the_chapters_that_its_headings_begin() -> None:
    result = final(
        chapter("a.md", "# 甲\n\n见@s1p1、[](#s2p1)。\n\n## 子 {.chapter}\n\n1. 丑\n\n## 寅 {.chapter}\n\n1. 卯\n"),
        chapter("b.md", "# 乙\n\n## 辰 {.chapter}\n\n1. 巳\n\n见@s1p1、@a.md#s2p1。\n"),
    )
    items = {item.attr.id: block_text(item.blocks[:1]) for item in find(result.value.blocks, n.Item)}
    assert [items[ref.to] for ref in find(result.value.blocks, n.Ref)] == ["丑", "卯", "巳", "卯"]
    assert not said(result, "DF301")


def test_addresses_of_a_book_of_one_page_without_further_headings() -> None:
    result = final(chapter("a.md", "# 甲\n\n见@s1p2。\n\n1. 子\n2. 丑\n"))
    items = {item.attr.id: block_text(item.blocks) for item in find(result.value.blocks, n.Item)}
    assert [items[ref.to] for ref in find(result.value.blocks, n.Ref)] == ["丑"]


def test_body_paragraphs_of_a_file_are_counted_in_it_in_a_book_that_numbers_through() -> None:
    text = "# 题\n\n## 子 {.chapter}\n\n一文。\n\n## 丑 {.chapter}\n\n二文，见@n1。\n"
    made = book(chapter("a.md", text), chapter("b.md", text.replace("文", "字")))
    done = run_all(made.value, PassOptions(number="all", scope="book")).value
    paragraphs = {para.attr.id: block_text((para,)) for para in find(done.blocks, n.Para) if para.number}
    assert [paragraphs[ref.to] for ref in find(done.blocks, n.Ref)] == ["一文。", "一字。"]


def test_body_paragraphs_of_a_file_are_counted_in_it_where_each_of_its_chapters_counts_anew() -> None:
    text = "# 题\n\n## 子 {.chapter}\n\n一文。\n\n二文。\n\n## 丑 {.chapter}\n\n三文。\n\n四文。\n"
    made = book(chapter("a.md", "# 首\n\n首文，见@b.md#n3、@b.md#n2。\n"), chapter("b.md", text))
    done = run_all(made.value, PassOptions(number="all")).value
    paragraphs = {para.attr.id: (para.address, block_text((para,))) for para in find(done.blocks, n.Para)}
    assert [paragraphs[ref.to] for ref in find(done.blocks, n.Ref)] == [("c4n1", "三文。"), ("c3n2", "二文。")]


def test_a_hint_for_a_dead_reference_is_something_that_can_be_written_in_that_file() -> None:
    result = final(
        chapter("book.md", "# 甲\n\n1. 子\n\n见@s1p3、[](#s9p9)、[此](#boook.md)、[彼](#scop)。\n"),
        chapter("b.md", "# 乙 {#scope}\n\n1. 丑\n2. 寅\n3. 卯\n"),
    )
    assert [(item.message, item.hint) for item in said(result, "DF301")] == [
        ('no target "book.md#s1p3"', "did you mean s1p1?"),
        ('no target "book.md#s9p9"', "each file of a book counts by itself: s2p7 is paragraph 7 of its second run"),
        ('no target "boook.md"', "give the target that id with {#boook.md}"),
        ('no target "scop"', "did you mean #scope?"),
    ]


def test_prose_speaks_of_its_own_chapter() -> None:
    result = final(
        chapter("a.md", "# 甲\n\n1. 子\n2. 丑\n\n见第2段。\n"), chapter("b.md", "# 乙\n\n见第2段。\n\n1. 卯\n2. 辰\n")
    )
    items = {item.attr.id: block_text(item.blocks[:1]) for item in find(result.value.blocks, n.Item)}
    assert [items[ref.to] for ref in find(result.value.blocks, n.Ref)] == ["丑", "辰"]


def test_a_link_to_nowhere_keeps_its_words_and_is_an_error_at_its_place() -> None:
    result = final(chapter("a.md", "# 甲\n\n看[那里](gone.md)。\n"))
    (span,) = find(result.value.blocks, n.Span)
    assert (inline_text(span.content), span.attr.classes) == ("那里", ("unresolved",))
    (told,) = said(result, "DF304")
    assert (told.file, told.line, told.column, told.severity) == ("docs/a.md", 3, 2, "error")


def test_an_unknown_anchor_leads_to_the_chapter_with_a_warning() -> None:
    result = final(chapter("a.md", "# 甲\n\n[那](b.md#无)\n"), chapter("b.md", "# 乙\n\n文\n"))
    assert linked(result.value, "那") == "乙"
    assert [item.severity for item in said(result, "DF305")] == ["warning"]


def test_a_page_outside_the_book_is_linked_on_the_site_or_becomes_text() -> None:
    one = chapter("a.md", "# 甲\n\n[稿](draft.md#x)\n")
    online = book(one, others=("draft.md",), site_url="https://n.example/")
    assert [link.url for link in find(online.value.blocks, n.Link)] == ["https://n.example/draft#x"]
    offline = book(one, others=("draft.md",))
    assert not list(find(offline.value.blocks, n.Link))
    assert len(said(offline, "DF306")) == 1


def test_other_links_are_left_alone() -> None:
    urls = ["https://e.example/a.md", "mailto:a@e.example", "data.csv", "//e.example/x"]
    made = book(chapter("a.md", "# 甲\n\n" + " ".join(f"[x]({url})" for url in urls) + "\n")).value
    assert [link.url for link in find(made.blocks, n.Link)] == urls


def test_own_site_links_lead_into_the_book() -> None:
    made = book(
        chapter("a.md", "# 甲\n\n[乙](https://n.example/docs/b.html)\n"),
        chapter("b.md", "# 乙\n\n文\n"),
        site_url="https://n.example/docs",
    ).value
    assert linked(made, "乙") == "乙"


def test_a_missing_chapter_has_a_heading_and_a_placeholder() -> None:
    missing = Chapter(None, "two.md", "二", place=("SUMMARY.md", 4, 3))
    result = final(chapter("a.md", "# 甲\n\n文\n"), missing, chapter("c.md", "# 丙\n\n文\n"))
    assert block_text(result.value.blocks) == "甲\n文\n二\n[two.md]\n丙\n文"
    (told,) = said(result, "DF230")
    assert (told.file, told.line, told.column, told.severity) == ("SUMMARY.md", 4, 3, "error")


def test_the_navigations_title_is_kept_for_the_contents() -> None:
    result = book(chapter("a.md", "# 安装你的机器\n\n文\n", "安装"))
    (heading,) = find(result.value.blocks, n.Heading)
    assert inline_text(heading.content) == "安装你的机器"
    assert ("toc", "安装") in heading.attr.pairs
    assert len(said(result, "DF232")) == 1


def test_the_navigation_names_a_page_without_a_title() -> None:
    (heading, section) = find(book(chapter("a.md", "## 节\n\n文\n", "名")).value.blocks, n.Heading)
    assert (inline_text(heading.content), heading.level, section.level) == ("名", 1, 2)


def test_a_chapter_in_another_language_says_so_on_every_block() -> None:
    made = book(chapter("a.md", "# 甲\n\n这是中文。\n"), chapter("b.md", "# ひらがな\n\nこれはにほんごです。\n")).value
    langs = [block.attr.lang for block in made.blocks if isinstance(block, (n.Heading, n.Para))]
    assert langs == ["", "", "ja", "ja"]


def test_pictures_are_named_from_the_first_sources_folder() -> None:
    made = book(chapter("a.md", "# 甲\n\n文\n"), chapter("sub/b.md", "# 乙\n\n![图](p.png)\n")).value
    assert [image.url for image in find(made.blocks, n.Image)] == ["sub/p.png"]


def test_assembling_is_the_same_however_often_the_passes_run() -> None:
    once = final(chapter("a.md", "# 甲\n\n1. 子 @s1p1\n"), chapter("b.md", "# 乙\n\n[](a.md)\n")).value
    assert run_all(once, PassOptions()).value == once


def test_a_hundred_chapters_of_six_thousand_characters_assemble_in_under_a_second() -> None:
    text = "# 章\n\n" + "\n\n".join(f"第{k}句的文字在这里写着，[链](other.md#章)。" * 2 for k in range(120)) + "\n"
    one = chapter("other.md", text)
    chapters = [one, *(Chapter(one.document, f"{k}.md") for k in range(99))]
    start = time.process_time()
    made = book(*chapters).value
    assert time.process_time() - start < 2.0  # half of it for a busy machine
    assert sum(part.heading is not None for part in divisions(made)) == 100


def test_documents_of_a_tree_link_to_each_others_files() -> None:
    one = chapter("sub/a.md", "# 甲\n\n[乙](../b.md#x) [丙](c.md) [丁](gone.md)\n").document
    assert one is not None
    tree = Tree(Pages(["b.md", "sub/a.md", "sub/c.md"]), {"b.md": "dist/b.pdf"})
    done = link_documents(one, "sub/a.md", "dist/sub/a.pdf", tree, BookSettings())
    links = list(find(done.value.document.blocks, n.Link))
    assert [(link.url, link.attr.classes) for link in links] == [("../b.pdf", ("artifact",))]
    assert [item.code for item in done.diagnostics] == ["DF306", "DF304"]


def test_a_book_of_several_divisions_begins_with_its_contents() -> None:
    assert book(chapter("a.md", "# 甲\n"), chapter("b.md", "# 乙\n")).value.blocks[0] == n.Contents(2)
    assert not any(find(book(chapter("a.md", "# 甲\n")).value.blocks, n.Contents))
    asked = book(chapter("a.md", "# 甲\n\n[[toc]]\n"), chapter("b.md", "# 乙\n")).value
    assert len(list(find(asked.blocks, n.Contents))) == 1


def test_an_empty_link_to_another_file_prints_what_its_target_is_called() -> None:
    done = final(
        chapter("a.md", '# 第一章 甲\n\n1. 子。\n\n![图](a.png "山"){#hill}\n\n## 节 {#sec}\n\n文。\n'),
        chapter("b.md", "# 第二章 乙\n\n见[](a.md#hill)、[](a.md#s1p1)、[](a.md#sec)与[](a.md)。\n"),
    )
    assert not [item for item in done.diagnostics if item.severity == "error"]
    assert block_text(done.value.blocks).split("\n")[-1] == "见图 1-1、1、节与第一章 甲。"
