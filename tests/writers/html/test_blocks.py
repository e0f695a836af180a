"""What each block becomes: labels and anchors, notes, tables, headings."""

from __future__ import annotations

from docforge.model import nodes as n
from docforge.model.divisions import note_numbers
from docforge.writers.html import anchors
from pagekit import EPUB, document, item, lowered, para, text


def test_a_label_is_text_before_its_paragraph_and_carries_the_address() -> None:
    page = lowered(item("7.", "近日", para("续"), address="s2p7", attr=n.Attr(id="~abcdefghijkl")))
    line = page.one("./div/p[@class='label-line']")
    assert line.get("id") == "a_abcdefghijkl"
    assert ("".join(line.itertext()), line.find("span").get("id")) == ("7.近日", "s2p7")
    assert [p.text for p in page.all("./div/p")][1] == "续"


def test_a_label_stands_alone_when_its_item_begins_with_no_paragraph() -> None:
    code = n.Item((n.CodeBlock("x"),), label="1.", run=1, attr=n.Attr(id="a"))
    page = lowered(code)
    assert [child.tag for child in page.one("./div")] == ["p", "pre"]
    assert "".join(page.one("./div/p").itertext()) == "1."


def test_labels_of_one_scheme_hang_alike_all_through_the_document() -> None:
    short, long = item("第一条", "甲", scheme="chinese:第{}条"), item("第十二条", "乙", scheme="chinese:第{}条")
    page = lowered(short, n.Rule(), long, item("1.", "丙", scheme="decimal:{}."))
    assert [div.get("class") for div in page.all("./div")] == [
        "df-numbered run-in",
        "df-numbered run-in",
        "df-numbered",
    ]


def test_labels_too_wide_for_the_indent_widen_it() -> None:
    page = lowered(item("（十）", "甲"), item("（三）", "乙"))
    assert [div.get("class") for div in page.all("./div")] == ["df-numbered hang-30"] * 2


def test_the_name_of_a_run_stands_beside_its_labels_outside_of_them() -> None:
    runs = (n.Run(1, "一"), n.Run(2, "二"))
    page = lowered(item("1.", "甲", run=2, address="s2p1"), runs=runs, show_run="beside")
    assert page.one(".//span[@class='run']").text == "二"
    assert page.one(".//span[@class='no']").text == "1."


def test_a_number_of_the_body_series_has_an_address() -> None:
    page = lowered(para("正文", number=12))
    assert (page.one(".//span[@class='n']").text, page.one(".//span[@class='n']").get("id")) == ("12", "n12")


def test_headings_come_one_level_under_the_title() -> None:
    page = lowered(n.Heading(2, text("节")), n.Heading(3, text("小节")), title="题")
    assert [child.tag for child in page.tree if child.tag != "p"] == ["h1", "h2", "h3"]
    assert page.one("./h2").get("class") == "df-heading-2"
    bare = lowered(n.Heading(1, text("章")))
    assert [child.tag for child in bare.tree] == ["h1"]


def test_the_counts_stand_under_the_title_in_the_document_s_language() -> None:
    meta = {"df-words": n.MetaString("2006"), "df-minutes": n.MetaString("8")}
    assert lowered(title="题", meta=meta).one("./p[@class='df-subtitle']").text == "字数 2006 · 时长 8 分钟"
    assert lowered(title="題", meta=meta, lang="ja").one("./p").text == "2006字 · 約8分"
    assert lowered(title="题").all("./p") == []


NOTES = {"later": (para("后"),), "first": (para("先", n.NoteRef("inner")),), "inner": (para("里"), para("二"))}


def test_a_note_is_numbered_by_its_place_and_called_by_that_number() -> None:
    page = lowered(para("甲", n.NoteRef("first")), notes=NOTES, flavour="book")
    assert [call.text for call in page.all("./p/a[@class='noteref']")] == ["2"]
    assert [aside.get("id") for aside in page.all("./aside")] == ["a_fn2", "a_fn3"]
    assert page.all("./aside")[0].get(f"{EPUB}type") == "footnote"
    assert page.all("./aside")[0].find("p/a").get("href") == "#a_fnref2"


def test_a_second_call_leads_to_the_same_note() -> None:
    calls = para("甲", n.NoteRef("later"), "乙", n.NoteRef("later"))
    book = lowered(calls, notes=NOTES, flavour="book")
    assert [call.get("id") for call in book.all("./p/a")] == ["a_fnref1", None]
    assert len(book.all("./aside")) == 1
    page = lowered(calls, notes=NOTES)
    assert page.one(".//span[@class='fn']").get("data-n") == "1"
    assert page.one(".//a[@class='fn-again']").get("href") == "#a_fn1"


def test_notes_are_taken_once_a_file() -> None:
    page = lowered(para(n.NoteRef("later")), notes=NOTES, flavour="book")
    page.low.blocks((para(n.NoteRef("later"), n.NoteRef("inner")),))
    again = page.low.take_notes()
    assert "a_fn3" in again
    assert 'id="a_fn1"' not in again


def test_a_note_of_paragraphs_floats_inside_its_paragraph_and_others_out_of_a_div() -> None:
    plain = lowered(para("甲", n.NoteRef("inner")), notes=NOTES)
    assert [part.text for part in plain.one("./p").findall(".//span[@class='fn-para']")] == ["二"]
    notes = {"code": (n.CodeBlock("x"),)}
    assert lowered(para("甲", n.NoteRef("code")), notes=notes).one("./div[@class='p']").find("span/pre") is not None


def test_calls_in_a_row_stand_apart() -> None:
    calls = (n.NoteRef("later"), n.NoteRef("inner"), n.NoteRef("later"))
    book = lowered(para("甲", *calls), notes=NOTES, flavour="book")
    assert [call.get("class") for call in book.all("./p/a")] == ["noteref", "noteref next", "noteref next"]
    page = lowered(para("甲", *calls), notes=NOTES)
    assert [call.get("class") for call in page.all("./p/*")] == ["fn", "fn next", "fn-again next"]


def test_a_call_without_a_note_is_reported() -> None:
    page = lowered(para("甲", n.NoteRef("nowhere")))
    assert (page.text.strip(), page.codes) == ("甲", ["DF705"])


def _cell(words: str, **fields: int) -> n.Cell:
    return n.Cell((para(words),), **fields)


def test_head_cells_say_what_they_head() -> None:
    table = n.Table(
        columns=(n.Column(), n.Column("right")),
        head=n.RowGroup((n.Row((_cell("活动"), _cell("人数"))),)),
        bodies=(n.TableBody((n.Row((_cell("第一次"), _cell("36"))),), stub=1),),
    )
    page = lowered(table)
    assert [(th.text, th.get("scope")) for th in page.all(".//th")] == [
        ("活动", "col"),
        ("人数", "col"),
        ("第一次", "row"),
    ]
    assert page.one(".//td").get("class") == "align-right"


def test_spans_are_cut_to_the_table() -> None:
    rows = (n.Row((_cell("a", columns=10**7, rows=10**7),)), n.Row((_cell("b"),)))
    page = lowered(n.Table(columns=(n.Column(), n.Column()), bodies=(n.TableBody(rows),)))
    first = page.all(".//td")[0]
    assert (first.get("colspan"), first.get("rowspan")) == ("2", "2")


def test_cells_beside_a_row_span_know_their_column() -> None:
    rows = (n.Row((_cell("a", rows=2), _cell("b"))), n.Row((_cell("c"),)))
    columns = (n.Column("left"), n.Column("center"))
    page = lowered(n.Table(columns=columns, bodies=(n.TableBody(rows),)))
    assert [td.get("class") for td in page.all(".//td")] == ["align-left", "align-center", "align-center"]


def test_list_markers_are_text() -> None:
    items = (n.ListItem((para("甲", tight=True),), marker="3)"), n.ListItem((para("乙", tight=True),), marker="4)"))
    page = lowered(n.Ordered(items, start=3, plain=True))
    assert ["".join(li.itertext()) for li in page.all(".//li")] == ["3)甲", "4)乙"]


def test_markers_nobody_typed_are_counted_in_the_list_s_style() -> None:
    entries = tuple(n.ListItem((para(words),)) for words in "甲乙")
    page = lowered(n.Ordered(entries, start=3, style="LowerRoman", delimiter="TwoParens", plain=True))
    assert ["".join(li.itertext()) for li in page.all(".//li")] == ["(iii)甲", "(iv)乙"]


def test_blocks_stop_being_indented_before_the_page_runs_out_of_width() -> None:
    block: n.Block = item("1.", "底", attr=n.Attr(id="deepest"))
    for _ in range(10):
        block = n.Bullets((n.ListItem((para("点"), n.Quote((block,), n.Attr(lang="ja")))),))
    page = lowered(block)
    assert (len(page.all(".//ul")), len(page.all(".//blockquote"))) == (4, 4)
    assert page.text.count("点") == 10
    (deepest,) = [p for p in page.all(".//p") if p.get("id") == "deepest"]
    assert page.low.ink[-1].voice.lang == "ja"
    assert len(page.all(".//*[@lang='ja']")) == 10
    assert ("".join(deepest.itertext()), deepest.get("class")) == ("1.底", "label-line flat")


def test_task_items_show_whether_they_are_done() -> None:
    items = (n.ListItem((para("甲"),), checked=True), n.ListItem((para("乙"),), checked=False))
    page = lowered(n.Bullets(items))
    assert [span.text for span in page.all(".//span")] == ["✓", "□"]


def test_a_container_has_its_own_title_or_the_word_for_its_kind() -> None:
    tip = n.Attr(classes=("tip",))
    page = lowered(n.Div((para("甲"),), attr=tip), n.Div((para("乙"),), text("给主持人"), tip))
    assert [p.text for p in page.all(".//p[@class='admonition-title']")] == ["提示", "给主持人"]


def test_contents_list_headings_without_their_notes() -> None:
    heading = n.Heading(1, (n.Text("节"), n.NoteRef("later")), attr=n.Attr(id="scope"))
    deep = n.Heading(3, text("深"), attr=n.Attr(id="deep"))
    page = lowered(n.Contents(depth=2), heading, deep, notes=NOTES)
    assert [(a.text, a.get("href")) for a in page.all(".//p/a")] == [("节", "#scope")]
    assert len(page.all(".//span[@class='fn']")) == 1


def test_code_keeps_its_lines() -> None:
    page = lowered(n.CodeBlock("a\n  b\n", n.Attr(classes=("python",))))
    assert page.one("./pre/code").text == "a\n  b\n"
    assert page.one("./pre/code").get("class") == "language-python"


def test_anchors_of_blocks_are_listed_with_those_of_their_notes() -> None:
    blocks = (item("1.", "甲", address="s1p1", attr=n.Attr(id="~abcdefghijkl")), para(n.NoteRef("first")))
    whole = document(*blocks, notes=NOTES)
    found = anchors(whole, blocks, note_numbers(whole))
    assert found == ("a_abcdefghijkl", "s1p1", "a_fnref2", "a_fn2", "a_fnref3", "a_fn3")
