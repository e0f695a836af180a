"""Lists of other lists within items: what is set further in is within, as Word shows it."""

from __future__ import annotations

from pathlib import Path

import pytest

import docforge
from docforge.model import nodes as n
from docforge.model.text import inline_text
from wordkit import level, lists, paragraph, read, word

NUMBERS = [level(0, "decimal", "%1."), level(1, "decimal", "%2)")]
BULLETS = [level(0, "bullet", "•"), level(1, "bullet", "◦")]
IN = '<w:ind w:left="840" w:hanging="420"/>'
FURTHER = '<w:ind w:left="1260" w:hanging="420"/>'


def outline(blocks: n.Blocks) -> list[object]:
    """Each entry's words, followed by what lies in it where anything does."""
    out: list[object] = []
    for block in blocks:
        for item in block.items if isinstance(block, (n.Ordered, n.Bullets)) else ():
            first, *rest = item.blocks
            assert isinstance(first, n.Para)
            out += [inline_text(first.content), *([outline(tuple(rest))] if rest else [])]
        if isinstance(block, (n.Para, n.Quote)):
            out.append(type(block).__name__)
    return out


CASES = {
    "bullets set in under a number": (
        [("一", 1, 0, ""), ("点", 2, 0, IN), ("点二", 2, 0, IN), ("二", 1, 0, "")],
        ["一", ["点", "点二"], "二"],
    ),
    "bullets beside numbers": ([("一", 1, 0, ""), ("点", 2, 0, ""), ("二", 1, 0, "")], ["一", "点", "二"]),
    "bullets under the second level": (
        [("一", 1, 0, ""), ("内", 1, 1, ""), ("点", 2, 0, FURTHER), ("内二", 1, 1, ""), ("二", 1, 0, "")],
        ["一", ["内", ["点"], "内二"], "二"],
    ),
    "numbers under bullets": (
        [("点", 2, 0, ""), ("数", 1, 0, IN), ("数二", 1, 0, IN), ("点二", 2, 0, "")],
        ["点", ["数", "数二"], "点二"],
    ),
    "a wide label is not set in": (
        [("点", 2, 0, ""), ("条", 1, 0, '<w:ind w:left="1260" w:hanging="1260"/>')],
        ["点", "条"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_lists_lie_in_each_other_as_they_are_set_in(case: str) -> None:
    rows, wanted = CASES[case]
    body = "".join(paragraph(words, more=indent, list_=(number, depth)) for words, number, depth, indent in rows)
    document, _ = read(word(body, numbering=lists(NUMBERS, BULLETS)))
    assert outline(document.blocks) == wanted


def test_a_quotation_after_a_list_is_not_in_its_last_item() -> None:
    indent = '<w:pPr><w:ind w:left="720"/></w:pPr>'
    quote = f'<w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/>{indent}</w:style>'
    body = paragraph("点", list_=(1, 0)) + paragraph("引", "Quote")
    document, _ = read(word(body, numbering=lists(BULLETS), styles=quote))
    assert outline(document.blocks) == ["点", "Quote"]
    inside = paragraph("点", list_=(1, 0)) + paragraph("引", "Quote", more='<w:ind w:left="1140"/>')
    document, _ = read(word(inside, numbering=lists(BULLETS), styles=quote))
    assert outline(document.blocks) == ["点", ["Quote"]]


WHOLE = """# 题

1. 条

   > 引文在条里
   >
   > - 点
   >   1. 数
   >
   > 后文

2. 问
   A. 甲
   B. 乙

> 引文
>
> 1. 引中数
> 2. 引中数二
>
>    续
>
> > 内引
>
> | a | b |
> |--|--|
> | 1 | 2 |

- 散

> 1. 头就是列表

> 单引
"""


@pytest.mark.parametrize("numbering", ["native", "text"])
def test_what_stands_in_quotations_and_items_comes_back_in_them(tmp_path: Path, numbering: str) -> None:
    """The Markdown of the Word file is that of the source written again, but for empty lines within lists."""
    (tmp_path / "a.md").write_text(WHOLE, encoding="utf-8")
    settings = {"word-numbering": numbering}
    assert docforge.convert(tmp_path / "a.md", tmp_path / "a.docx", settings=settings, lang="zh-Hans").ok
    for source, target in (("a.md", "again.md"), ("a.docx", "back.md")):
        assert docforge.convert(tmp_path / source, tmp_path / target, lang="zh-Hans").ok
    back, again = (
        [line for line in (tmp_path / name).read_text(encoding="utf-8").splitlines() if line.strip(" >")]
        for name in ("back.md", "again.md")
    )
    assert back == again
