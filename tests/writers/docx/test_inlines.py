"""Runs: emphasis by script, hints for ambiguous characters, links, references, notes, readings, pictures."""

from __future__ import annotations

import io

import pytest

from docforge.model import nodes as n
from docforge.model.text import block_text
from docforge.protocols import Asset
from docforge.writers.docx import inlines
from docxkit import MEASURE, W, item, para, text, write


def props(run: object) -> dict[str, str]:
    """The run properties by name; a switch is "on"."""
    found = run.find(f"{W}rPr")  # type: ignore[attr-defined]
    if found is None:
        return {}
    return {child.tag.removeprefix(W): child.get(f"{W}val") or "on" for child in found}


@pytest.mark.parametrize(
    ("lang", "words", "mark"),
    [("zh-Hans", "重点", "underDot"), ("zh-Hant", "重點", "underDot"), ("ja", "大切", "dot"), ("ko", "중요", "dot")],
)
def test_emphasis_is_a_mark_on_east_asian_letters_by_language(lang: str, words: str, mark: str) -> None:
    written = write(n.Para((n.Emph(text(words)),)), lang=lang)
    (run,) = written.runs_of(words)
    assert props(run) == {"rStyle": "Emphasis"}
    assert written.find("//w:style[@w:styleId='Emphasis']/w:rPr/w:em/@w:val", "styles") == [mark]
    assert written.find("//w:i") == []


def test_emphasis_slants_latin_words_and_leaves_punctuation_alone() -> None:
    written = write(n.Para((n.Emph(text("用Word，写。")),)))
    assert [("".join(run.itertext()), props(run)) for run in written.find("//w:p[1]/w:r")] == [
        ("用", {"rStyle": "Emphasis"}),
        ("Word，", {"i": "on", "iCs": "on"}),
        ("写", {"rStyle": "Emphasis"}),
        ("。", {}),
    ]


def test_a_forced_mark_is_drawn() -> None:
    written = write(n.Para((n.Emph(text("点"), mark="sesame"),)), lang="ja")
    assert props(written.runs_of("点")[0]) == {"em": "comma"}


def test_a_span_may_switch_emphasis_off() -> None:
    content = n.Emph((n.Text("有"), n.Span(text("无"), n.Attr(classes=("noemph",)))))
    written = write(n.Para((content,)))
    assert props(written.runs_of("无")[0]) == {}


@pytest.mark.parametrize(("lang", "hinted"), [("zh-Hans", True), ("zh-Hant", True), ("ja", True), ("ko", False)])
def test_quotation_marks_and_dashes_are_east_asian_in_chinese_and_japanese(lang: str, hinted: bool) -> None:
    written = write(para("他说“好”——真的……"), lang=lang)
    assert bool(written.find("//w:p[1]//w:rFonts[@w:hint='eastAsia']")) is hinted


def test_the_hint_does_not_touch_accented_letters() -> None:
    written = write(para("在“Café”里"))
    hinted = ["".join(run.itertext()) for run in written.find("//w:p[1]/w:r[w:rPr/w:rFonts/@w:hint]")]
    assert hinted == ["“", "”"]


def test_a_run_in_another_language_has_its_language_and_face() -> None:
    written = write(n.Para((n.Span(text("読書"), n.Attr(lang="ja")), n.Span(text("mot"), n.Attr(lang="fr")))))
    (japanese,) = written.runs_of("読書")
    assert japanese.find(f"{W}rPr/{W}rFonts").get(f"{W}eastAsia") == "ＭＳ 明朝"
    assert japanese.find(f"{W}rPr/{W}lang").get(f"{W}eastAsia") == "ja-JP"
    (french,) = written.runs_of("mot")
    assert french.find(f"{W}rPr/{W}lang").get(f"{W}val") == "fr"


def test_a_source_line_end_is_a_blank_only_between_words() -> None:
    def broken(before: str, after: str, lang: str) -> str:
        return write(n.Para((n.Text(before), n.Break(), n.Text(after))), lang=lang).texts()[0]

    assert broken("汉字", "汉字", "zh-Hans") == "汉字汉字"
    assert broken("かな", "かな", "ja") == "かなかな"
    assert broken("한글", "한글", "ko") == "한글 한글"
    assert broken("two", "words", "en") == "two words"


def test_blanks_tabs_and_hard_line_ends_survive() -> None:
    written = write(n.Para((n.Text("  甲　 乙\t丙"), n.Break(hard=True), n.Text("丁 "))))
    assert written.texts()[0] == "  甲　 乙\t丙\n丁 "


def test_formats_nest() -> None:
    inner = n.Strong((n.Underline((n.Strike((n.Superscript((n.SmallCaps(text("a")),)),)),)),))
    assert props(write(n.Para((inner,))).runs_of("a")[0]) == {
        "rStyle": "Strong",
        "smallCaps": "on",
        "strike": "on",
        "u": "single",
        "vertAlign": "superscript",
    }


def test_links_lead_out_and_in() -> None:
    written = write(
        n.Heading(1, text("起"), attr=n.Attr(id="begin")),
        n.Para((n.Link(text("外"), "https://例子.cn/路 径", title="提示"), n.Link(text("内"), "#begin"))),
        n.Para((n.Link(text("址"), "#s1p1"), n.Link(text("别"), "#old"))),
        item(1, "甲", address="s1p1"),
        aliases={"old": "begin"},
    )
    assert written.find("//w:hyperlink/@w:anchor") == ["_df_begin", "_df_s1p1", "_df_begin"]
    assert written.find("//w:hyperlink/@w:tooltip") == ["提示"]
    rels = written.part("word/_rels/document.xml.rels")
    (url,) = [each.get("Target") for each in rels if each.get("TargetMode") == "External"]
    assert url.isascii()
    assert url.endswith("/%E8%B7%AF%20%E5%BE%84")


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("javascript:alert(1)", "DF704"),
        ("java\tscript:alert(1)", "DF704"),
        ("file:///etc/passwd", "DF704"),
        ("http://[", "DF704"),
        ("https://a.example/" + "x" * 3000, "DF704"),
        ("02-next.md", "DF706"),
        ("#nowhere", "DF705"),
    ],
)
def test_what_cannot_be_linked_to_stays_text(url: str, code: str) -> None:
    written = write(n.Para((n.Link(text("此"), url),)))
    assert written.codes == [code]
    assert written.texts()[0] == "此"
    assert written.find("//w:hyperlink") == []


def test_a_reference_to_a_counted_number_is_a_field_with_the_text_of_the_model() -> None:
    written = write(
        item(7, "甲", attr=n.Attr(id="seven")), n.Para((n.Text("见"), n.Ref("seven", content=text("第7段"))))
    )
    assert written.texts()[1] == "见第7段"
    assert "".join(written.find("//w:instrText/text()")).strip() == r"REF _df_seven \n \h"


def test_a_reference_that_word_would_print_otherwise_is_a_plain_link() -> None:
    written = write(
        item((10, 1), "甲", label="第十条之一", scheme="chinese:第{}条之{}", attr=n.Attr(id="odd")),
        n.Para((n.Ref("odd", content=text("第十条之一")),)),
    )
    assert written.find("//w:instrText") == []
    assert written.find("//w:hyperlink/@w:anchor") == ["_df_odd"]


def test_fields_are_never_marked_for_update() -> None:
    written = write(n.Contents(), n.Heading(1, text("甲"), attr=n.Attr(id="a")))
    assert written.find("//*[@w:dirty]") == []
    assert written.find("//w:updateFields", "settings") == []


def test_notes_are_footnotes_in_the_order_of_their_calls() -> None:
    calls = n.Para((n.Text("甲"), n.NoteRef("b"), n.Text("乙"), n.NoteRef("a"), n.Text("丙"), n.NoteRef("b")))
    written = write(calls, notes={"b": (para("第二"), para("续")), "a": (para("第一"),)})
    assert written.find("//w:footnoteReference/@w:id") == ["1", "2"]
    assert written.find("//w:footnote[@w:id='1']//w:t/text()", "footnotes") == ["第二", "续"]
    assert written.find("//w:footnote[@w:id='2']//w:t/text()", "footnotes") == ["第一"]
    assert "".join(written.find("//w:instrText/text()")).strip() == r"NOTEREF _df_fn_1 \h"


def test_a_link_in_a_note_belongs_to_the_notes() -> None:
    note = n.Para((n.Link(text("外"), "https://a.example/"),))
    written = write(n.Para((n.NoteRef("a"),)), notes={"a": (note,)})
    assert "word/_rels/footnotes.xml.rels" in written.names
    (relation,) = written.find("//w:hyperlink/@r:id", "footnotes")
    rels = written.part("word/_rels/footnotes.xml.rels")
    assert [each.get("Target") for each in rels if each.get("Id") == relation] == ["https://a.example/"]


def test_notes_that_word_cannot_place_are_kept_and_reported() -> None:
    written = write(
        n.Para((n.Text("甲"), n.NoteRef("a"), n.NoteRef("none"))),
        notes={"a": (n.Para((n.Text("外"), n.NoteRef("b"))),), "b": (para("内"),), "c": (para("孤"),)},
    )
    assert written.codes == ["DF705", "DF733", "DF732"]
    assert written.find("//w:footnote[@w:id='1']//w:t/text()", "footnotes") == ["外", " [内]"]
    assert "孤" in written.texts()


def test_the_text_of_a_note_within_notes_is_put_together_once(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[n.Blocks] = []

    def counted(blocks: n.Blocks) -> str:
        made.append(blocks)
        return block_text(blocks)

    monkeypatch.setattr(inlines, "block_text", counted)
    inner = n.Para((n.Text("内"), n.NoteRef("c")))
    notes = {name: (n.Para((n.Text(name), n.NoteRef("b"), n.NoteRef("b"))),) for name in ("甲", "乙")}
    written = write(n.Para((n.NoteRef("甲"), n.NoteRef("乙"))), notes={**notes, "b": (inner,), "c": (para("底"),)})
    assert written.find("//w:footnote[@w:id='2']//w:t/text()", "footnotes") == [
        "乙",
        " [内 [底]]",
        " [内 [底]]",
    ]
    assert len(made) == 2


def test_readings_are_native() -> None:
    written = write(n.Para((n.Ruby((("漢", "かん"), ("字", "じ"), ("と", "")), kind="mono"),)), lang="ja")
    assert written.find("//w:ruby/w:rt//w:t/text()") == ["かん", "じ"]
    assert written.find("//w:ruby/w:rubyBase//w:t/text()") == ["漢", "字"]
    assert written.find("//w:ruby/w:rubyPr/w:lid/@w:val") == ["ja-JP", "ja-JP"]
    assert written.find("//w:ruby/w:rubyPr/w:hps/@w:val") == ["11", "11"]  # half of 11 pt, in half-points
    assert written.texts()[0].endswith("と")


def png(width: int, height: int) -> Asset:
    from PIL import Image

    out = io.BytesIO()
    Image.new("L", (width, height)).save(out, "PNG")
    return Asset(out.getvalue(), "image/png", width, height, f"{width}x{height}")


def test_pictures_are_described_stored_once_and_fitted_to_the_measure() -> None:
    image = n.Image(text("一张\n图"), "a.png", title="题")
    written = write(
        n.Para((image, image)), n.Para((n.Image((), "b.png"),)), assets={"a.png": png(96, 48), "b.png": png(9600, 96)}
    )
    assert written.find("//wp:docPr/@descr") == ["一张 图", "一张 图", ""]
    assert written.find("//wp:docPr/@id") == ["1", "2", "3"]
    assert [name for name in written.names if "media" in name] == ["word/media/image1.png", "word/media/image2.png"]
    first, _, wide = written.find("//wp:extent")
    assert (first.get("cx"), first.get("cy")) == ("914400", "457200")  # 96 pixels are an inch
    assert int(wide.get("cx")) == MEASURE * 635


@pytest.mark.parametrize(
    ("pairs", "size"),
    [
        ((("width", "50%"),), (2880360, 1440180)),
        ((("width", "2cm"),), (720000, 360000)),
        ((("height", "1in"),), (1828800, 914400)),
        ((("width", "wide"),), (914400, 457200)),
    ],
)
def test_pictures_have_the_size_asked_for(pairs: tuple[tuple[str, str], ...], size: tuple[int, int]) -> None:
    image = n.Image(text("图"), "a.png", attr=n.Attr(pairs=pairs))
    (extent,) = write(n.Para((image,)), assets={"a.png": png(96, 48)}).find("//wp:extent")
    assert int(extent.get("cx")) == pytest.approx(size[0], abs=700)
    assert int(extent.get("cy")) == pytest.approx(size[1], abs=700)


def test_a_missing_picture_leaves_its_description_and_name() -> None:
    written = write(n.Para((n.Image(text("地图"), "map.png"),)))
    assert written.texts()[0] == "地图未找到图片：map.png"
    assert written.find("//w:rStyle/@w:val") == ["MissingPicture"]


def test_a_picture_that_word_cannot_draw_is_reported() -> None:
    asset = Asset(b"", "image/avif", 1, 1, "x")
    assert write(n.Para((n.Image(text("图"), "a.avif"),)), assets={"a.avif": asset}).codes == ["DF731"]


def test_formulas_that_could_not_be_read_are_tex() -> None:
    written = write(n.Para((n.Math("a^2"), n.Math("b_1", display=True))))
    assert written.texts()[0] == "a^2b_1"
    assert written.codes == []


def test_characters_that_xml_cannot_hold_are_replaced_and_reported() -> None:
    written = write(n.Para((n.Text("甲\x00乙\ufffe丙\ud800丁"), n.Code("\x1b"))))
    assert written.texts()[0] == "甲\ufffd乙\ufffd丙\ufffd丁\ufffd"
    assert written.codes == ["DF734", "DF734"]


@pytest.mark.parametrize(
    ("lang", "double", "single"),
    [("zh-Hans", "“甲”", "‘甲’"), ("zh-Hant", "「甲」", "『甲』"), ("ja", "「甲」", "『甲』")],
)
def test_quotation_marks_follow_the_language(lang: str, double: str, single: str) -> None:
    written = write(n.Para((n.Quoted(text("甲")), n.Quoted(text("甲"), double=False))), lang=lang)
    assert written.texts()[0] == double + single


def test_notes_that_call_each_other_which_the_passes_do_not_leave_so_end() -> None:
    first, second = n.Para((n.Text("甲"), n.NoteRef("b"))), n.Para((n.Text("乙"), n.NoteRef("a")))
    written = write(para("文"), notes={"a": (first,), "b": (second,)})
    assert written.texts()[1:] == ["甲 [乙 [甲]]"]
    assert written.find("//w:footnoteReference") == []


def test_a_webp_picture_is_redrawn_as_png() -> None:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (4, 2), (200, 0, 0)).save(out, "WEBP", lossless=True)
    asset = Asset(out.getvalue(), "image/webp", 4, 2, "w")
    written = write(n.Para((n.Image(text("图"), "a.webp"),)), assets={"a.webp": asset})
    assert written.codes == []
    with Image.open(io.BytesIO(written.member("word/media/image1.png"))) as picture:
        assert (picture.size, picture.getpixel((0, 0))) == ((4, 2), (200, 0, 0))


def test_the_language_of_a_block_reaches_every_run_in_it() -> None:
    attr = n.Attr(lang="ja")
    cell = n.Cell((para("格"),), attr=attr)
    written = write(
        n.Heading(1, text("題"), attr=attr),
        n.Quote((item(1, "引", n.Bullets((n.ListItem((para("点"),)),))),), attr),
        n.Div((n.CodeBlock("符"), n.Lines((text("詩"),))), title=text("名"), attr=attr),
        n.Table((n.Column(),), (n.TableBody((n.Row((cell,)),)),), caption=n.Caption((para("表"),)), attr=attr),
        para("文"),
    )
    found = {"".join(run.itertext()): run.find(f"{W}rPr/{W}lang") for run in written.find("//w:body//w:r[w:t]")}
    japanese = {words for words, lang in found.items() if lang is not None and lang.get(f"{W}eastAsia") == "ja-JP"}
    assert japanese == {"題", "引", "点", "符", "詩", "名", "格", "表"}
