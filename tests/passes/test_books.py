"""What the passes settle in a book: numbers by chapter, captions, folded boxes, references between chapters."""

from __future__ import annotations

from docforge.model import nodes as n
from docforge.model.divisions import CROSSREF, divisions, note_numbers
from docforge.model.text import block_text, inline_text
from docforge.model.walk import find
from docforge.passes import run_all
from docforge.protocols import PassOptions
from settled import codes, settled

TWO = "# 书\n\n## 第一章 甲 {.chapter}\n\n1. 子\n2. 丑\n\n## 第二章 乙 {.chapter}\n\n3. 寅\n4. 卯\n"
PROSE = "# 书\n\n## 甲 {.chapter}\n\n文一。\n\n文二。\n\n## 乙 {.chapter}\n\n文三。[](#s1p1)\n"
PICTURES = (
    '# 书\n\n## {}甲 {{.chapter}}\n\n![](a.png "山"){{#fig-a}}\n\n## {}乙 {{.chapter}}\n\n见[](#fig-b)。\n\n'
    '![](b.png "水"){{#fig-b}}\n\n![](c.png "图9 云")\n'
)
FOLDED = (
    "# 书\n\n## 甲 {.chapter}\n\n1. 问[^a]\n\n   ::: details 解析\n   因为[^b]。\n   :::\n\n2. 再问\n\n"
    "## 乙 {.chapter}\n\n::: details\n散答\n:::\n\n文[^c]\n\n[^a]: 注甲\n[^b]: 注乙\n[^c]: 注丙\n"
)


def addresses(document: n.Document) -> list[str]:
    return [item.address for item in find(document.blocks, n.Item)]


def captions(document: n.Document) -> list[str]:
    return [block_text(figure.caption.blocks) for figure in find(document.blocks, n.Figure)]


def test_runs_begin_anew_in_each_chapter_or_go_on_through_the_book() -> None:
    assert addresses(settled(TWO).value) == ["s1p1", "s1p2", "s2p3", "s2p4"]
    assert addresses(settled(TWO, scope="book").value) == ["s1p1", "s1p2", "s1p3", "s1p4"]


def test_numbers_that_never_restart_do_so_within_a_chapter_or_the_book() -> None:
    again = TWO.replace("3.", "1.").replace("4.", "2.")

    def labels(scope: str) -> list[str]:
        return [item.label for item in find(settled(again, restart="never", scope=scope).value.blocks, n.Item)]

    assert labels("chapter") == ["1.", "2.", "1.", "2."]
    assert labels("book") == ["1.", "2.", "3.", "4."]


def test_body_paragraphs_are_counted_by_chapter_or_through_the_book() -> None:
    def found(scope: str) -> list[tuple[int, str]]:
        done = settled(PROSE.replace("[](#s1p1)", ""), number="all", scope=scope).value
        return [(para.number, para.address) for para in find(done.blocks, n.Para)]

    assert found("chapter") == [(1, "c1n1"), (2, "c1n2"), (1, "c2n1")]
    assert found("book") == [(1, "n1"), (2, "n2"), (3, "n3")]


def test_notes_are_numbered_through_the_book_or_by_chapter() -> None:
    assert list(note_numbers(settled(FOLDED, details="inline").value).values()) == [1, 2, 3]
    assert list(note_numbers(settled(FOLDED, details="inline", notes="chapter").value).values()) == [1, 2, 1]


def test_captions_have_labels_by_chapter_when_chapters_are_numbered() -> None:
    done = settled(PICTURES.format("第一章 ", "第二章 ")).value
    assert captions(done) == ["图 1-1　山", "图 2-1　水", "图9 云"]
    assert "图 2-1" in [inline_text(ref.content) for ref in find(done.blocks, n.Ref)]


def test_captions_are_counted_through_the_book_when_chapters_have_no_numbers() -> None:
    assert captions(settled(PICTURES.format("", "")).value) == ["图 1　山", "图 2　水", "图9 云"]


def test_the_id_of_a_picture_is_that_of_its_figure() -> None:
    text = '# 书\n\n## 第一章 {.chapter}\n\n![图](a.png "山"){#hill}\n\n见[](#hill)。\n'
    assert block_text(settled(text).value.blocks).split("\n")[-1] == "见图 1-1。"


def test_captions_of_a_handout_stay_as_typed_unless_asked() -> None:
    text = '# 题\n\n![](a.png "山")\n'
    assert captions(settled(text).value) == ["山"]
    assert captions(settled(text, captions="book").value) == ["图 1　山"]
    assert captions(settled(text, "en", captions="book").value) == ["Figure 1. 山"]


def test_folded_boxes_move_to_the_end_of_their_chapter_with_links_there_and_back() -> None:
    done = settled(FOLDED).value
    first = divisions(done)[0].blocks(done)
    assert block_text(first).split("\n") == ["甲", "问", "解析", "再问", "答案与解析", "1. 解析", "因为。"]
    moved = first[-1]
    assert isinstance(moved, n.Div)
    item = next(find(first, n.Item))
    there, back = list(find(first, n.Link))
    assert (there.url, back.url) == (f"#{moved.attr.id}", f"#{item.attr.id}")
    assert addresses(done) == addresses(settled(FOLDED, details="inline").value)


def test_folded_boxes_move_to_the_end_of_the_book_under_their_chapters_titles() -> None:
    done = settled(FOLDED, details="book").value
    last = divisions(done)[-1]
    assert last.role == "back"
    assert block_text(last.blocks(done)).split("\n") == [
        "答案与解析",
        "甲",
        "1. 解析",
        "因为。",
        "乙",
        "返回 补充内容",
        "散答",
    ]


def test_folded_boxes_that_are_left_out_are_counted_and_their_notes_go_with_them() -> None:
    result = settled(FOLDED, details="omit")
    assert "解析" not in block_text(result.value.blocks)
    assert [block_text(note) for note in result.value.notes.values()] == ["注甲", "注丙"]
    assert "DF236" in codes(result)
    assert addresses(result.value) == addresses(settled(FOLDED, details="inline").value)


def test_references_to_another_chapter_are_marked_and_those_within_are_not() -> None:
    text = "# 书\n\n## 甲 {.chapter}\n\n1. 子 @s2p1 @s1p1\n\n## 乙 {.chapter}\n\n1. 丑 [去](#s1p1)\n"
    done = settled(text).value
    spans = [inline_text(span.content) for span in find(done.blocks, n.Span) if CROSSREF in span.attr.classes]
    assert spans == ["1"]
    (link,) = find(done.blocks, n.Link)
    assert CROSSREF in link.attr.classes


def test_running_the_passes_again_changes_nothing_in_a_book() -> None:
    for text in (TWO, PICTURES.format("第一章 ", "第二章 "), FOLDED):
        for options in (
            PassOptions(),
            PassOptions(number="all", details="book", scope="book"),
            PassOptions(number="all", details="omit", notes="chapter"),
            PassOptions(number="all", restart="never"),
        ):
            once = run_all(settled(text).value if options == PassOptions() else _once(text, options), options).value
            assert run_all(once, options).value == once


def _once(text: str, options: PassOptions) -> n.Document:
    from docforge.protocols import ReadOptions
    from docforge.readers.markdown import READER
    from docforge.world import MemoryWorld

    read = READER.read(text.encode(), "notes.md", ReadOptions(lang="zh-Hans"), MemoryWorld({}))
    return run_all(read.value, options).value


def test_a_caption_that_got_its_words_from_a_reference_is_not_numbered_the_second_time() -> None:
    heading = n.Heading(level=1, content=(n.Ref(to="1"),))
    document = n.Document(blocks=(n.Figure(blocks=(), caption=n.Caption(blocks=(heading,))),))
    options = PassOptions(captions="auto", scope="chapter")
    once = run_all(document, options).value
    assert run_all(once, options).value == once


def test_folded_boxes_that_answer_nothing_are_called_otherwise() -> None:
    text = "# 书\n\n## 甲 {.chapter}\n\n::: details 点我\n内容\n:::\n"
    done = settled(text, details="chapter").value
    headings = [inline_text(heading.content) for heading in find(done.blocks, n.Heading)]
    assert headings == ["甲", "补充内容"]
    answered = settled(text.replace("点我", "参考答案"), details="chapter").value
    assert [inline_text(heading.content) for heading in find(answered.blocks, n.Heading)][-1] == "答案与解析"
