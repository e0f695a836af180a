from __future__ import annotations

from pathlib import Path

from docforge.model.meta import text as meta_text
from docforge.model.text import inline_text
from docforge.passes import builtin, ordered, run_all
from docforge.protocols import PassOptions, ReadOptions
from docforge.readers.text import READER
from docforge.world import MemoryWorld
from settled import codes, items, said, settled


def test_the_last_pass_settles_the_count_and_marks_the_document_final() -> None:
    document = settled("# 题目\n\n1. 近日，4月22日。\n").value
    assert document.final
    assert (meta_text(document, "df-words"), meta_text(document, "df-minutes")) == ("6", "1")


def test_a_document_without_text_is_told() -> None:
    assert codes(settled("")) == ["DF220"]
    assert codes(settled("---\ntitle: 题\n---\n")) == ["DF220"]
    assert codes(settled("![a](x.png)\n")) == []


def test_a_picture_without_words_is_told_unless_it_is_decorative() -> None:
    result = settled("# 题\n\n文 ![](a.png)\n\n文 ![](b.png){.decorative}\n\n文 ![图](c.png)\n")
    assert codes(result) == ["DF221"]
    assert (said(result, "DF221").line, said(result, "DF221").column) == (3, 3)


def test_lists_deeper_than_word_can_draw_are_told_once() -> None:
    def deep(levels: int) -> str:
        return "# 题\n\n" + "".join(f"{'  ' * level}- 甲\n" for level in range(levels))

    assert codes(settled(deep(9))) == []
    assert codes(settled(deep(12))) == ["DF219"]
    assert said(settled(deep(12)), "DF219").line == 12


def test_sixty_levels_of_numbers_are_settled() -> None:
    text = "".join(f"{'   ' * level}1. 甲\n" for level in range(60))
    result = settled(text)
    assert len(items(result.value)) == 60
    assert "DF219" in codes(result)


def test_passes_run_in_the_order_they_ask_for() -> None:
    assert [step.name for step in ordered(reversed(builtin()))] == [
        "variants",
        "normalise",
        "formulas",
        "numbering",
        "ids",
        "captions",
        "refs",
        "editions",
        "details",
        "index",
        "imprint",
        "crossrefs",
        "elements",
        "scripts",
        "readings",
        "exam",
        "check",
    ]


def test_diagnostics_name_the_file_of_each_node() -> None:
    assert said(settled("1. 甲\n3. 乙\n", name="a/b.md"), "DF210").file == "a/b.md"


_PAGE = """# 城市考察与座谈会（2024年4月）[](https://notes.example/a/城市考察.html#城市考察与座谈会-2024年4月)

 字数: 99 字\u2003\u2003 时长: 1 分钟

1. \u2003\u2003近日，强调要对标新时代。
2. \u2003\u20034 月22 日，首先考察了枢纽园区。
3. \u2003\u2003统筹发展。

------

1. \u2003\u2003优化国土空间开发保护 格局。
2. \u2003\u2003要坚持统筹。
"""


def test_a_page_of_the_real_shape_has_two_runs_and_an_honest_count() -> None:
    read = READER.read(_PAGE.encode(), "page.txt", ReadOptions(lang="zh-Hans"), MemoryWorld({}))
    document = run_all(read.value, PassOptions()).value
    assert inline_text(document.title) == "城市考察与座谈会（2024年4月）"
    assert [(run.name, run.first, run.last, run.count) for run in document.runs] == [
        ("一", "1.", "3.", 3),
        ("二", "1.", "2.", 2),
    ]
    assert [item.address for item in items(document)] == ["s1p1", "s1p2", "s1p3", "s2p1", "s2p2"]
    assert document.show_run == "head"
    # 10 + (1 + 1 + 1 + 1 + 9) + 4 + 12 + 5
    assert meta_text(document, "df-words") == "44"


def test_the_real_page(shared: Path | None) -> None:
    if shared is None:
        return
    (path,) = (shared / "samples").glob("*.txt")
    read = READER.read(path.read_bytes(), path.name, ReadOptions(lang="zh-Hans"), MemoryWorld({}))
    document = run_all(read.value, PassOptions()).value
    assert inline_text(document.title) == "重庆考察与新时代推动西部大开发座谈会（2024年4月）"
    assert [item.label for item in items(document)] == [f"{n}." for n in [*range(1, 12), *range(1, 8)]]
    assert [run.count for run in document.runs] == [11, 7]
    assert meta_text(document, "df-words") == "1975"
    assert meta_text(document, "df-minutes") == "8"
