"""Facts of a model: every character of the body once, labels and the rest beside it."""

from __future__ import annotations

import constructs
from constructs import inlines, item, para
from docforge.model import nodes as n
from docforge.verify import targets
from docforge.verify.facts import Note
from docforge.verify.model_facts import model_facts

STRINGS = {
    "words": "字数 {count}",
    "minutes": "时长 {count} 分钟",
    "contents": "目录",
    "tip": "提示",
    "run": "第{name}组",
    "missing-image": "未找到图片：{name}",
}


def facts(*blocks: n.Block, **fields):
    document = n.Document(blocks, lang=fields.pop("lang", "zh-Hans"), final=True, **fields)
    return model_facts(document, STRINGS, pictures=("a.png",))


def texts(*blocks: n.Block, **fields):
    return [(paragraph.kind, paragraph.number, paragraph.text) for paragraph in facts(*blocks, **fields).paragraphs]


def test_a_label_belongs_to_the_first_paragraph_and_continuations_have_none():
    found = facts(item("7.", 7, "甲", "乙", name="~aaaaaaaaaaaa", address="s1p7")).paragraphs
    assert [(one.number, one.address, one.id, one.text) for one in found] == [
        ("7.", "s1p7", "a_aaaaaaaaaaaa", "甲"),
        ("", "", "", "乙"),
    ]


def test_a_label_stands_alone_before_what_is_no_paragraph():
    assert texts(item("1.", 1, n.CodeBlock("x\n"))) == [("paragraph", "1.", ""), ("code", "", "x")]


def test_notes_and_readings_know_their_place_in_the_text():
    content = inlines("甲", n.NoteRef("a"), n.Break(), n.Ruby((("漢", "かん"), ("字", "じ"))), n.NoteRef("b"), "尾")
    [found] = facts(n.Para(content), notes={"a": (para("一"),), "b": (para("二"), para("三"))}).paragraphs
    assert found.text == "甲漢字尾"
    assert found.notes == (Note(1, 1, "一"), Note(3, 2, "二\n三"))
    assert found.ruby == ((1, "漢", "かん"), (2, "字", "じ"))


def test_soft_breaks_are_blanks_but_between_han_or_kana():
    [mixed] = facts(para("中文", n.Break(), "软换行", n.Break(), "and", n.Break(), "english")).paragraphs
    assert mixed.text == "中文软换行 and english"
    [korean] = facts(para("한국어", n.Break(), "문장"), lang="ko").paragraphs
    assert korean.text == "한국어 문장"


def test_tables_are_read_caption_head_body():
    table = n.Table(
        (n.Column(),),
        (n.TableBody((constructs.row(para("身")),)),),
        head=n.RowGroup((constructs.row(para("头")),)),
        caption=n.Caption((para("说明"),)),
    )
    assert texts(table) == [("caption", "", "说明"), ("text", "", "头"), ("text", "", "身")]


def test_added_lines_come_from_the_strings_of_the_theme():
    found = texts(
        n.Heading(1, inlines("头"), attr=n.Attr(id="h")),
        n.Contents(),
        n.Div((para("内容"),), attr=n.Attr(classes=("tip",))),
        para(n.Image(inlines("替代"), "b.png")),
        title=inlines("题"),
        meta={"df-words": n.MetaString("1,234"), "df-minutes": n.MetaString("5")},
    )
    assert found == [
        ("title", "", "题"),
        ("furniture", "", "字数 1,234 · 时长 5 分钟"),
        ("heading", "", "头"),
        ("furniture", "", "目录"),
        ("contents", "", "头"),
        ("furniture", "", "提示"),
        ("text", "", "内容"),
        ("text", "", "替代未找到图片：b.png"),
    ]


def test_links_lead_to_portable_names_or_allowed_urls_and_nowhere_else():
    content = (
        n.Link(inlines("甲"), "#有 空格"),
        n.Link(inlines("乙"), "https://example.org/"),
        n.Link(inlines("丙"), "javascript:alert(1)"),
        n.Link(inlines("丁"), "#nowhere"),
        n.Link(inlines("戊"), "#旧名"),
    )
    found = facts(n.Para(content), para("目标", attr=n.Attr(id="有 空格")), aliases={"旧名": "有 空格"}).paragraphs[0]
    assert found.links[0].startswith("#x_")
    assert found.links[1:] == ("https://example.org/", found.links[0])


def test_every_character_of_the_body_is_covered():
    from docforge.model.walk import find

    document = constructs.everything()
    paragraphs = model_facts(document).paragraphs
    covered = "\0".join(piece for one in paragraphs for piece in (one.text, *one.images))
    for text in find(document.blocks, n.Text):
        assert text.text in covered


def test_what_can_be_linked_to_is_gathered_once_however_many_notes_there_are(monkeypatch):
    gathered = []
    gather = targets.anchors

    def counted(document):
        gathered.append(document)
        return gather(document)

    monkeypatch.setattr(targets, "anchors", counted)
    names = [f"note{number}" for number in range(5)]
    notes = {name: (n.Para((n.Text(f"注 {name}"),)),) for name in names}
    found = facts(n.Para((n.Text("甲"), *(n.NoteRef(name) for name in names))), notes=notes)
    assert [note.text for note in found.paragraphs[0].notes] == [f"注 {name}" for name in names]
    assert len(gathered) == 1
