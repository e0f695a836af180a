"""One final document that uses every construct, made by hand: what the passes would settle is settled here by eye."""

from __future__ import annotations

import hashlib
import io

from docforge import resources
from docforge.model import nodes as n
from docforge.protocols import Asset, WriteContext
from docforge.theme.load import parse


def para(*content: n.Inline | str, **fields: object) -> n.Para:
    """A paragraph; strings become text."""
    return n.Para(inlines(*content), **fields)  # type: ignore[arg-type]


def inlines(*content: n.Inline | str) -> n.Inlines:
    """Inlines; strings become text."""
    return tuple(n.Text(piece) if isinstance(piece, str) else piece for piece in content)


def item(
    label: str,
    value: int,
    *blocks: n.Block | str,
    scheme: str = "decimal:{}.",
    run: int = 1,
    name: str = "",
    address: str = "",
    kind: n.ItemKind = "paragraph",
    level: int = 1,
    restart: str = "",
) -> n.Item:
    """A numbered item; strings become paragraphs. Only paragraphs and questions belong to a run."""
    return n.Item(
        tuple(para(block) if isinstance(block, str) else block for block in blocks),
        kind=kind,
        label=label,
        scheme=scheme,
        value=(value,),
        run=run if kind in ("paragraph", "question") else 0,
        level=level,
        restart=restart,  # type: ignore[arg-type]
        regenerable=True,
        address=address,
        attr=n.Attr(id=name),
    )


def entry(*blocks: n.Block, checked: bool | None = None, marker: str = "") -> n.ListItem:
    """An entry of a list."""
    return n.ListItem(blocks, marker=marker, checked=checked)


def row(*cells: n.Block | tuple[n.Block, ...]) -> n.Row:
    """A table row; each cell is a block or several."""
    return n.Row(tuple(n.Cell(cell if isinstance(cell, tuple) else (cell,)) for cell in cells))


LINES = (
    "Some English text that is long enough to be broken over more than one line in a PDF, so that blanks at the ends "
    "of lines matter, and"
)


def everything(show_run: str = "head") -> n.Document:
    """Every block and inline, in two runs that restart at a rule and a third inside an admonition."""
    blocks: tuple[n.Block, ...] = (
        n.Heading(1, inlines("第一节 与", n.Strong(inlines("强调"))), attr=n.Attr(id="~aaaaaaaaaaaa")),
        n.Contents(),
        para(
            "正文一段，含",
            n.Strong(inlines("粗体")),
            " ",
            n.Emph(inlines("着重")),
            "与 ",
            n.Emph(inlines("italic words")),
            "，E=mc",
            n.Superscript(inlines("2")),
            "。H",
            n.Subscript(inlines("2")),
            "O ",
            n.Code("x = 1"),
            n.Break(hard=True),
            "第二行 ",
            n.Strike(inlines("删")),
            n.Underline(inlines("线")),
            n.SmallCaps(inlines("Caps")),
            n.Quoted(inlines("引", n.Quoted(inlines("内"), double=False))),
        ),
        para(LINES, n.Break(), "a soft break as well; 中文", n.Break(), "软换行。词甲   词乙"),
        item(
            "1.",
            1,
            para(
                "近日，",
                n.Ruby((("漢", "かん"), ("字", "じ")), kind="mono"),
                "城市",
                n.NoteRef("a"),
                "举办读书节，",
                n.Link(inlines("链接"), "https://example.org/a?b=c&d=中"),
                "。",
            ),
            restart="start",
            name="~bbbbbbbbbbbb",
            address="s1p1",
        ),
        item(
            "2.",
            2,
            para(
                "第二段",
                n.NoteRef("b"),
                "再提",
                n.NoteRef("a"),
                "；见",
                n.Ref("~bbbbbbbbbbbb", content=inlines("1")),
                "。",
            ),
            para("延续的一段。"),
            item("（一）", 1, "子项一", scheme="chinese:（{}）", level=2, name="~cccccccccccc", address="s1p2.1"),
            item("（二）", 2, "子项二", scheme="chinese:（{}）", level=2, name="~dddddddddddd", address="s1p2.2"),
            name="~eeeeeeeeeeee",
            address="s1p2",
        ),
        n.Rule(),
        item("1.", 1, "又从一开始。" * 30, restart="rule", run=2, name="~ffffffffffff", address="s2p1"),
        item(
            "2.",
            2,
            para("选哪个？"),
            item("A.", 1, "甲", kind="option", scheme="upper-alpha:{}.", level=2),
            item("B.", 2, "乙", kind="option", scheme="upper-alpha:{}.", level=2),
            kind="question",
            run=2,
            name="scope",
            address="s2p2",
        ),
        item(
            "4.",
            4,
            para("跳过三。"),
            n.Div((para("解析内容"),), attr=n.Attr(classes=("answer",))),
            run=2,
            name="~gggggggggggg",
            address="s2p4",
        ),
        n.Heading(2, inlines("第二节"), attr=n.Attr(id="sec2")),
        n.Quote((para("引文一"), para("引文二"))),
        n.Bullets(
            (
                entry(para("甲", tight=True)),
                entry(para("乙", tight=True), n.Bullets((entry(para("丙", tight=True)),)), checked=True),
                entry(para("丁"), checked=False),
            )
        ),
        n.Ordered((entry(para("三"), marker="3."), entry(para("五"), marker="5.")), start=3, plain=True),
        n.Terms((n.Definition(inlines("术语"), ((para("定义一"),), (para("定义二"),))),)),
        n.Lines((inlines("床前明月光"), inlines("疑是地上霜"))),
        n.CodeBlock("def f(x):\n    return  x\n\n# 注释", attr=n.Attr(classes=("python",))),
        n.CodeBlock("first\n\n\tTab\there\n    " + "long " * 40 + "\n  end"),
        n.Table(
            (n.Column(), n.Column(align="right")),
            (n.TableBody((row(para("甲"), para("1")), row(para("乙"), (para("2"), para("多段"))))),),
            head=n.RowGroup((row(para("名"), para("值")),)),
            caption=n.Caption((para("表的说明"),)),
            attr=n.Attr(id="tab"),
        ),
        n.Figure((para(n.Image(inlines("替代文字"), "a.png")),), caption=n.Caption((para("图的说明"),))),
        para("行内图", n.Image(inlines("另一图"), "missing.png"), "之后", n.NoteRef("b")),
        n.Div(
            (
                para("注意内容"),
                item("①", 1, "圈一", scheme="circled:{}", run=3, restart="start", name="~hhhhhhhhhhhh", address="s3p1"),
            ),
            title=inlines("自定标题"),
            attr=n.Attr(classes=("note",), id="box"),
        ),
        n.Div((para("无题的提示"),), attr=n.Attr(classes=("tip",))),
        para("한국어 문장입니다.", attr=n.Attr(lang="ko")),
        para(
            "末段 ",
            n.Span(inlines("带标识"), attr=n.Attr(id="spot")),
            n.Math("a^2+b^2"),
            " ",
            n.Link(inlines("相对"), "other.html"),
            n.Link(inlines("到此"), "#spot"),
            "。",
        ),
        item("第十条之一", 10, "不可重编的标签。", scheme="chinese:第{}条", run=4, address="s4p10", restart="scheme"),
        para("计数段", number=1),
    )
    return n.Document(
        blocks,
        title=inlines("标题：验证"),
        lang="zh-Hans",
        notes={"a": (para("注一的", n.Emph(inlines("内容")), "。"),), "b": (para("注二"), para("第二段"))},
        meta={"df-words": n.MetaString("1,234"), "df-minutes": n.MetaString("5")},
        title_attr=n.Attr(id="~iiiiiiiiiiii"),
        runs=(
            n.Run(1, "一", "decimal:{}.", "1.", "2.", 2),
            n.Run(2, "二", "decimal:{}.", "1.", "4.", 3),
            n.Run(3, "三", "circled:{}", "①", "①", 1),
            n.Run(4, "四", "chinese:第{}条", "第十条之一", "第十条之一", 1),
        ),
        show_run=show_run,  # type: ignore[arg-type]
        final=True,
    )


def pages() -> n.Document:
    """Paragraphs, notes and a table that break over several pages."""
    blocks: list[n.Block] = []
    notes: dict[str, n.Blocks] = {}
    for place in range(1, 31):
        text = f"第{place}段：" + "近日，城市举办读书节 some English words 与数字2024年，活动丰富。" * (place % 9 + 1)
        content: list[n.Inline | str] = [text]
        if place % 3 == 0:
            notes[f"n{place}"] = (para(f"第{place}段的注" + "，很长" * place),)
            content += [n.NoteRef(f"n{place}"), "后文。"]
        name = "~" + "abcdefghijklmnopqrstuvwxyz234567"[place] * 11 + "z"
        blocks.append(item(f"{place}.", place, para(*content), name=name, address=f"s1p{place}"))
        if place % 7 == 0:
            blocks.append(para("没有编号的一段。" * 40))
    rows = tuple(row(para(f"行{place}"), para("单元格的文字" * (place % 5 + 1))) for place in range(60))
    head = n.RowGroup((row(para("名"), para("值")),))
    blocks.append(n.Table((n.Column(), n.Column()), (n.TableBody(rows),), head=head))
    return n.Document(
        tuple(blocks),
        title=inlines("长文"),
        lang="zh-Hans",
        notes=notes,
        title_attr=n.Attr(id="~iiiiiiiiiiii"),
        runs=(n.Run(1, "一", "decimal:{}.", "1.", "30.", 30),),
        final=True,
    )


def context() -> WriteContext:
    """The handout theme and the one picture that could be read."""
    from PIL import Image

    buffer = io.BytesIO()
    Image.new("RGB", (40, 20), (200, 30, 30)).save(buffer, "PNG")
    data = buffer.getvalue()
    asset = Asset(data, "image/png", 40, 20, hashlib.sha256(data).hexdigest())
    return WriteContext(parse(resources.text("styles/handout.toml")), {"a.png": asset}, 0, "x.md")
