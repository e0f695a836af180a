"""Blocks: styles by Word's own names, tables on a grid, contents, and no node type left out."""

from __future__ import annotations

import typing
from pathlib import Path

import pytest

import judges
from docforge.model import nodes as n
from docxkit import MEASURE, W, item, para, shown, text, write
from work import calls


def test_every_block_takes_a_style_that_word_knows_by_name() -> None:
    written = write(
        n.Heading(2, text("题")),
        para("段"),
        n.Quote((para("引"),)),
        n.CodeBlock("x = 1\ny = 2\n"),
        n.Bullets((n.ListItem((para("点"),)),)),
        item(1, "条", para("续")),
        n.Lines((text("诗"), text("行"))),
        n.Terms((n.Definition(text("词"), ((para("义"),),)),)),
        n.Div((para("内"),), attr=n.Attr(classes=("tip",))),
        title="总题",
        meta={"df-words": n.MetaString("12"), "df-minutes": n.MetaString("1")},
    )
    names = {
        style.get(f"{W}styleId"): style.find(f"{W}name").get(f"{W}val") for style in written.find("//w:style", "styles")
    }
    wanted = {
        "总题": "Title",
        "字数 12 · 时长 1 分钟": "Subtitle",
        "题": "heading 2",
        "段": "Body Text",
        "引": "Quote",
        "x = 1\ny = 2": "Source Code",
        "点": "List Bullet",
        "条": "List Number",
        "续": "List Continue",
        "诗\n行": "Verse",
        "词": "Definition Term",
        "义": "Definition",
        "提示": "Admonition Title",
        "内": "Admonition",
    }
    assert {words: [names[each] for each in written.styles_of(words)] for words in wanted} == {
        words: [name] for words, name in wanted.items()
    }


def test_every_style_that_is_used_exists() -> None:
    written = write(*EVERYTHING)
    defined = set(written.find("//w:style/@w:styleId", "styles"))
    used = set(written.find("//w:pStyle/@w:val | //w:rStyle/@w:val | //w:tblStyle/@w:val"))
    based = set(written.find("//w:basedOn/@w:val | //w:next/@w:val | //w:link/@w:val", "styles"))
    assert used | based <= defined


def test_headings_have_outline_levels_and_stay_with_what_follows() -> None:
    written = write(para("段"))
    for level in range(1, 7):
        (style,) = written.find(f"//w:style[w:name/@w:val='heading {level}']", "styles")
        assert style.find(f"{W}pPr/{W}outlineLvl").get(f"{W}val") == str(level - 1)
        assert style.find(f"{W}pPr/{W}keepNext") is not None


def test_what_belongs_to_an_item_stands_at_the_indent_of_its_text() -> None:
    table = n.Table((n.Column(),), (n.TableBody((n.Row((n.Cell((para("格"),)),)),)),))
    written = write(item(1, "甲", para("续"), n.Quote((para("引"),)), n.CodeBlock("码"), table))
    quote_own = int(written.find("//w:style[@w:styleId='Quote']/w:pPr/w:ind/@w:left", "styles")[0])

    def left(words: str) -> int:
        (found,) = [each for each in written.find("//w:p") if shown(each) == words]
        return int(found.find(f"{W}pPr/{W}ind").get(f"{W}left"))

    assert left("引") == 484 + quote_own  # 2.2 em of 11 pt
    assert left("码") == 484 + 90
    assert written.find("//w:tblInd/@w:w") == ["484"]
    assert written.find("//w:style[@w:styleId='ListContinue']/w:pPr/w:ind/@w:left", "styles") == ["484"]


def test_tasks_have_boxes(tmp_path: Path) -> None:
    entries = (
        n.ListItem((para("做"),), checked=False),
        n.ListItem((para("完"),), checked=True),
        n.ListItem((para("点"),)),
    )
    path = write(n.Bullets(entries)).save(tmp_path / "tasks.docx")
    assert [entry for entry in judges.word_labels(path) if entry[1]] == [("☐", "做"), ("☑", "完"), ("•", "点")]


# ---------------------------------------------------------------- tables


def cell(words: str, rows: int = 1, columns: int = 1, align: str = "default") -> n.Cell:
    return n.Cell((para(words),), align=align, rows=rows, columns=columns)  # type: ignore[arg-type]


def table(*rows: n.Row, head: tuple[n.Row, ...] = (), width: int = 3, **fields: typing.Any) -> n.Table:
    return n.Table((n.Column(),) * width, (n.TableBody(rows),), n.RowGroup(head), **fields)


def test_head_rows_repeat_rows_hold_together_and_a_caption_stands_above() -> None:
    written = write(
        table(
            n.Row((cell("一"), cell("二"), cell("三"))),
            head=(n.Row((cell("甲"), cell("乙"), cell("丙"))),),
            caption=n.Caption((para("表题"),)),
        )
    )
    assert written.texts()[0] == "表题"
    assert len(written.find("//w:tr/w:trPr/w:tblHeader")) == 1
    assert len(written.find("//w:tr/w:trPr/w:cantSplit")) == 2
    assert written.find("//w:tblPr/w:tblCaption/@w:val") == ["表题"]
    assert written.styles_of("甲") == ["TableHeading"]
    assert written.styles_of("一") == ["TableText"]


def test_cells_that_span_fill_the_grid() -> None:
    written = write(
        table(
            n.Row((cell("大", rows=2, columns=2), cell("右"))),
            n.Row((cell("下"),)),
            n.Row((cell("三"), cell("四"), cell("五"), cell("六"))),
            n.Row((cell("远", columns=9),)),
            n.Row(()),
            n.Row((cell("长", rows=99), cell("尾"))),
        )
    )
    rows = written.find("//w:tr")
    spans = [
        [
            int(
                (c.find(f"{W}tcPr/{W}gridSpan") if c.find(f"{W}tcPr/{W}gridSpan") is not None else {}).get(f"{W}val", 1)
            )
            for c in row.iter(f"{W}tc")
        ]
        for row in rows
    ]
    assert [sum(row) for row in spans] == [3] * 6
    assert len(written.find("//w:vMerge[@w:val='restart']")) == 1
    assert len(written.find("//w:vMerge[not(@w:val)]")) == 1
    assert [each for each in written.texts() if each] == ["大", "右", "下", "三", "四", "五", "六", "远", "长", "尾"]


def test_columns_are_as_wide_as_their_text_and_never_wider_than_the_measure() -> None:
    narrow = write(table(n.Row((cell("一"), cell("二二二二"), cell("三")))))
    widths = [int(each) for each in narrow.find("//w:gridCol/@w:w")]
    assert sum(widths) < MEASURE
    assert widths[1] > widths[0] == widths[2]
    wide = write(table(n.Row((cell("一" * 80), cell("二" * 80), cell("三")))))
    widths = [int(each) for each in wide.find("//w:gridCol/@w:w")]
    assert sum(widths) == MEASURE
    assert min(widths) > 600  # three characters and the cell's margins
    asked = write(
        n.Table((n.Column(width=0.25), n.Column(width=0.75)), (n.TableBody((n.Row((cell("甲"), cell("乙"))),)),))
    )
    first, second = (int(each) for each in asked.find("//w:gridCol/@w:w"))
    assert second == pytest.approx(first * 3, abs=3)


def test_tables_do_not_run_together_and_cells_end_in_a_paragraph() -> None:
    inner = table(n.Row((cell("内"),)), width=1)
    outer = table(n.Row((n.Cell((inner,)),)), width=1)
    written = write(outer, outer)
    assert all(each.getnext().tag != f"{W}tbl" for each in written.find("/w:document/w:body/w:tbl"))
    assert all(list(each)[-1].tag == f"{W}p" for each in written.find("//w:tc"))


def test_four_times_the_rows_are_four_times_the_work() -> None:
    def work(rows: int) -> int:
        block = table(*(n.Row((cell("甲"), cell("乙"), cell("丙"))) for _ in range(rows)))
        return calls(lambda: write(block))

    work(10)
    assert work(800) < 6 * work(200)


# ---------------------------------------------------------------- contents, and everything


def test_contents_are_linked_entries_without_page_numbers_in_a_toc_field() -> None:
    written = write(
        n.Contents(depth=2),
        n.Heading(2, text("甲"), attr=n.Attr(id="a")),
        n.Heading(3, text("乙"), attr=n.Attr(id="b")),
        n.Heading(4, text("丙"), attr=n.Attr(id="c")),
    )
    assert written.texts()[:3] == ["目录", "甲", "乙"]
    assert "".join(written.find("//w:instrText/text()")).strip() == r'TOC \o "2-3" \n \h \z \u'
    assert written.find("//w:hyperlink/@w:anchor") == ["_df_a", "_df_b"]
    assert written.styles_of("乙") == ["TOC2", "Heading3"]
    kinds = written.find("//w:fldChar/@w:fldCharType")
    assert kinds == ["begin", "separate", "end"]


def test_contents_of_nothing_are_nothing() -> None:
    assert write(n.Contents()).texts() == []


EVERY_INLINE: n.Inlines = (
    n.Text("文"),
    n.Break(),
    n.Break(hard=True),
    n.Emph(text("重")),
    n.Strong(text("强")),
    n.Underline(text("线")),
    n.Strike(text("删")),
    n.Superscript(text("上")),
    n.Subscript(text("下")),
    n.SmallCaps(text("sc")),
    n.Quoted(text("引")),
    n.Code("code", n.Attr(id="c1")),
    n.Math("x"),
    n.RawInline("html", "<b>"),
    n.Link(text("链"), "https://a.example", attr=n.Attr(id="l1")),
    n.Image(text("图"), "x.png", attr=n.Attr(id="i1")),
    n.Span(text("跨"), n.Attr(id="s1", classes=("kbd", "mark"), lang="ja")),
    n.NoteRef("n1"),
    n.Ref("h1", show="title", content=text("题")),
    n.Ref("h1", show="page"),
    n.Ref("nowhere"),
    n.Ruby((("字", "zì"),)),
    n.Cite(text("[1]"), (n.Citation("k"),)),
)
EVERYTHING: n.Blocks = (
    n.Heading(1, EVERY_INLINE, attr=n.Attr(id="h1")),
    n.Contents(),
    n.Para(EVERY_INLINE, tight=True, attr=n.Attr(id="p1", lang="ko")),
    n.Para(text("数"), number=1),
    n.Lines((EVERY_INLINE, ())),
    n.CodeBlock("", n.Attr(id="cb", classes=("python",))),
    n.RawBlock("html", "<hr>"),
    n.Quote((para("引"), n.Quote((para("深"),)), n.Rule()), n.Attr(id="q")),
    n.Bullets((n.ListItem(()), n.ListItem((n.Bullets((n.ListItem((para("里"),), checked=True),)),)))),
    n.Ordered((n.ListItem((para("甲"),), marker="3)"), n.ListItem(()))),
    n.Terms((n.Definition(text("词"), ((para("义"),), ())),)),
    n.Rule(),
    n.Table(
        (n.Column("left"), n.Column("right", 0.4)),
        (
            n.TableBody(
                (n.Row((n.Cell(), n.Cell((item(1, "格", run=0),)))),), head=(n.Row((n.Cell((para("头"),)),)),), stub=1
            ),
        ),
        head=n.RowGroup((n.Row((n.Cell((para("顶"),), "center", columns=2),)),)),
        foot=n.RowGroup((n.Row((n.Cell((n.CodeBlock("c"),)),)),)),
        caption=n.Caption((para("题"), n.Rule()), short=text("短")),
        attr=n.Attr(id="t"),
    ),
    n.Table((), ()),
    n.Figure((n.Para((n.Image(text("图"), "y.png"),)), n.CodeBlock("z")), n.Caption((para("图题"),)), n.Attr(id="f")),
    n.Div((para("内"), n.Heading(6, ())), title=text("题"), attr=n.Attr(id="d", classes=("warning",))),
    n.Div((), attr=n.Attr(classes=("unheard-of",))),
    n.Item((), label="1.", scheme="decimal:{}.", value=(1,), run=1, regenerable=True),
    n.Item((n.Rule(), item(1, "里", scheme="circled:{}")), label="？", scheme="odd", attr=n.Attr(id="o")),
    n.Item((para("无"),)),
)


def node_types(union: typing.Any) -> set[type]:
    return set(typing.get_args(union))


def test_every_node_type_is_written_and_the_judges_are_content(tmp_path: Path) -> None:
    from docforge.model.walk import iterate

    present = {type(node) for node in iterate(EVERYTHING)}
    assert node_types(n.Inline) | node_types(n.Block) <= present
    for lang in ("zh-Hans", "zh-Hant", "ja", "ko", "en", "ar", ""):
        written = write(*EVERYTHING, lang=lang, title="题", notes={"n1": (n.Rule(), *EVERYTHING[2:])}, epoch=0)
        path = written.save(tmp_path / f"all-{lang}.docx")
        assert judges.openxml_audit(path) == []
        assert judges.ooxml_integrity(path) == []
        assert judges.ooxml_sdk(path) == []


def test_empty_documents_are_files_too(tmp_path: Path) -> None:
    path = write(lang="").save(tmp_path / "empty.docx")
    assert judges.ooxml_sdk(path) == []
    assert judges.openxml_audit(path) == []


def test_deep_nesting_is_written(tmp_path: Path) -> None:
    block: n.Block = para("底")
    for depth in range(60):
        block = item(1, f"层{depth}", block) if depth % 2 else n.Quote((block,))
    written = write(block)
    assert "底" in written.texts()
    assert judges.ooxml_sdk(written.save(tmp_path / "deep.docx")) == []


def test_lists_nested_ever_deeper_stay_on_the_page() -> None:
    blocks: n.Blocks = (para("底"),)
    for depth in range(50):
        if depth % 3:
            blocks = (item(1, f"层{depth}", *blocks, run=0),)
        else:
            blocks = (n.Bullets((n.ListItem((para(f"层{depth}"), *blocks)),)),)
    written = write(*blocks)
    section = {name: int(written.find(f"//w:sectPr/w:{path}")[0]) for name, path in {
        "width": "pgSz/@w:w", "left": "pgMar/@w:left", "right": "pgMar/@w:right"}.items()}  # fmt: skip
    measure = section["width"] - section["left"] - section["right"]
    indents = [int(value) for value in written.find("//w:pPr/w:ind/@w:left")]
    assert max(indents) < measure - 1500, "room for ten characters"
    assert max(indents) > measure / 2


def test_a_placeholder_stands_below_the_words_of_its_picture() -> None:
    figure = n.Figure((n.Para((n.Image(text("说明"), "gone.png"),)),), n.Caption((para("图题"),)))
    (line, _) = write(figure).find("//w:body/w:p")
    assert [each.tag.removeprefix(W) for each in line.iter(f"{W}t", f"{W}br")] == ["t", "br", "t"]


def test_a_question_is_not_parted_from_its_options() -> None:
    options = tuple(item(place, "选项", scheme="upper-alpha:{}.", run=0, kind="option", level=2) for place in (1, 2, 3))
    written = write(item(1, "下列各项中最恰当的一项是", *options, kind="question"), item(2, "下一题"))
    kept = [len(each.findall(f"{W}pPr/{W}keepNext")) for each in written.find("//w:p")]
    assert kept == [1, 1, 1, 0, 0]
    assert [len(each.findall(f"{W}pPr/{W}keepLines")) for each in written.find("//w:p")] == [1, 1, 1, 1, 0]
