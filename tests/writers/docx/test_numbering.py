"""The labels of a Word file are the labels of the model, as LibreOffice and another reader of Word files print them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from msgspec.structs import replace

import docxkit
import judges
from docforge import resources
from docforge.model import nodes as n
from docforge.theme.load import parse
from docforge.typography.numbers import format_number
from docforge.writers.docx.formats import WORD_FORMATS, native_label
from docxkit import W, item, para, write

CASES: dict[str, tuple[n.Block, ...]] = {
    "restart after a rule": (item(1, "甲"), item(2, "乙"), n.Rule(), item(1, "丙", run=2), item(2, "丁", run=2)),
    "restart without a break": (item(1, "甲"), item(2, "乙"), item(1, "丙", run=2), item(2, "丁", run=2)),
    "gap and repeat": (item(3, "甲"), item(5, "乙"), item(9, "丙"), item(9, "丁"), item(10, "戊")),
    "a run that is taken up again": (
        item(1, "甲"),
        item(1, "乙", run=2),
        item(2, "丙", run=2),
        item(2, "丁"),
        item(3, "戊"),
        item(3, "己", run=2),
    ),
    "children restart under each parent": (
        item(1, "甲", item(1, "子", scheme="chinese:（{}）", run=1), item(2, "丑", scheme="chinese:（{}）", run=1)),
        item(2, "乙", item(1, "寅", scheme="chinese:（{}）", run=1)),
        item(3, "丙", item(1, "卯", item(1, "末", scheme="circled:{}"), scheme="chinese:（{}）")),
        item(4, "丁"),
    ),
    "children that begin late, break off and go on": (
        item(1, "甲", item(4, "子", scheme="lower-alpha:{})"), item(6, "丑", scheme="lower-alpha:{})")),
        item(2, "乙", item(1, "寅", scheme="lower-alpha:{})"), item(2, "卯", scheme="lower-alpha:{})")),
        item(3, "丙", item(3, "辰", scheme="lower-alpha:{})")),
        item(4, "丁", item(1, "巳", scheme="lower-alpha:{})")),
    ),
    "children of two schemes": (
        item(1, "甲", item(1, "子", scheme="circled:{}"), item(2, "丑", scheme="circled:{}")),
        item(2, "乙", item(1, "寅", scheme="upper-alpha:{}.", run=0), item(2, "卯", scheme="upper-alpha:{}.", run=0)),
        item(3, "丙", item(1, "辰", scheme="circled:{}"), item(1, "巳", scheme="upper-alpha:{}.", run=0)),
    ),
    "a typed label between counted ones": (
        item(9, "甲", scheme="chinese:第{}条"),
        item(10, "乙", item(1, "子", scheme="decimal:{}、"), scheme="chinese:第{}条"),
        item((10, 1), "丙", item(1, "丑", scheme="decimal:{}、"), label="第十条之一", scheme="chinese:第{}条之{}"),
        item(11, "丁", item(1, "寅", scheme="decimal:{}、"), scheme="chinese:第{}条"),
    ),
    "options and plain lists beside a run": (
        item(1, "甲", item(1, "子", scheme="upper-alpha:{}.", run=0), item(2, "丑", scheme="upper-alpha:{}.", run=0)),
        item(1, "乙", run=0),
        item(2, "丙", run=0),
        item(2, "丁", item(1, "寅", scheme="upper-alpha:{}.", run=0)),
    ),
    "past the end of a format": tuple(item(value, "甲", scheme="circled:{}") for value in (19, 20, 21, 22)),
    "continuations and tables between": (
        item(1, "甲", para("续"), n.Quote((para("引"),))),
        n.CodeBlock("x"),
        item(2, "乙", n.Bullets((n.ListItem((para("点"),)),))),
        item(3, "丙"),
    ),
    "numbered items in a quotation": (
        item(1, "甲"),
        n.Quote((item(1, "乙", run=2), item(2, "丙", run=2))),
        item(2, "丁"),
    ),
}


def labels(blocks: Iterable[n.Block]) -> list[str]:
    """Label and text of every item, in reading order."""
    out = []
    for block in blocks:
        if isinstance(block, n.Item):
            first = block.blocks[0]
            assert isinstance(first, n.Para)
            out += [block.label + "|" + "".join(node.text for node in first.content if isinstance(node, n.Text))]
            out += labels(block.blocks[1:])
        elif isinstance(block, n.Quote):
            out += labels(block.blocks)
    return out


def bare(line: str) -> str:
    """A line without blanks: LibreOffice puts one between label and text."""
    return "".join(line.split())


@pytest.fixture(scope="module")
def libreoffice(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The numbered lines of every case as LibreOffice prints them."""
    folder = tmp_path_factory.mktemp("numbering")
    paths = {name: write(*blocks).save(folder / f"{index}.docx") for index, (name, blocks) in enumerate(CASES.items())}
    texts = judges.libreoffice_texts(paths.values())
    return {name: texts[path].splitlines() for name, path in paths.items()}


@pytest.mark.parametrize("name", CASES)
def test_libreoffice_prints_the_labels_of_the_model(libreoffice: dict[str, list[str]], name: str) -> None:
    printed = [bare(line) for line in libreoffice[name]]
    wanted = [entry.replace("|", "") for entry in labels(CASES[name])]
    assert [line for line in printed if line and line not in ("续", "引", "x", "•点")] == wanted


def test_another_reader_of_word_files_prints_the_same_decimal_labels(tmp_path: Path) -> None:
    for index, name in enumerate(CASES):
        path = write(*CASES[name]).save(tmp_path / f"{index}.docx")
        found = {line: label for label, line in judges.word_labels(path)}
        for entry in labels(CASES[name]):
            label, line = entry.split("|")
            if label.rstrip(".").isascii() and line in found:
                assert found[line] == label, name


@pytest.fixture(scope="module")
def every_format(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, str]]:
    """Wanted and printed label of every number style at both ends of each of its ranges."""
    wanted, blocks = [], []
    for style, candidates in WORD_FORMATS.items():
        for candidate in candidates:
            for first, last in candidate.ranges:
                for value in sorted({max(first, 1), (first + last) // 2, min(last, 3999)}):
                    label = format_number(value, style, candidate.lang)
                    wanted.append(label)
                    blocks.append(item(value, "§", scheme=f"{style}:{{}}", run=0, lang=candidate.lang))
    path = write(*blocks).save(tmp_path_factory.mktemp("formats") / "formats.docx")
    printed = [
        line.split("§")[0].strip() for line in judges.libreoffice_texts([path])[path].splitlines() if "§" in line
    ]
    return list(zip(wanted, printed, strict=True))


def test_every_format_prints_the_model_s_number_throughout_its_range(every_format: list[tuple[str, str]]) -> None:
    assert [wanted for wanted, _ in every_format] == [printed for _, printed in every_format]


@pytest.mark.parametrize(
    ("scheme", "value", "label"),
    [
        ("chinese:第{}条之{}", (10, 1), "第十条之一"),
        ("chinese:{}、", (101,), "一百零一、"),  # Word writes 〇
        ("circled:{}", (21,), "㉑"),
        ("parenthesised:{}", (1,), "⑴"),  # LibreOffice prints 1
        ("parenthesised-ideograph:{}", (1,), "㈠"),
        ("decimal:{}%", (5,), "5%"),
        ("decimal:{}.", (5,), "05."),
        ("lower-alpha:{}.", (27,), "aa."),
        ("nonsense:{}", (1,), "1"),
    ],
)
def test_labels_that_word_would_print_otherwise_are_typed(scheme: str, value: tuple[int, ...], label: str) -> None:
    assert native_label(scheme, value, label) is None


def test_a_typed_label_is_marked_tabbed_bookmarked_and_reported_once() -> None:
    written = write(
        item((10, 1), "甲", label="第十条之一", scheme="chinese:第{}条之{}", address="s1p10_1", attr=n.Attr(id="tax")),
        item((10, 2), "乙", label="第十条之二", scheme="chinese:第{}条之{}"),
    )
    assert written.texts()[0] == "第十条之一 甲"  # wider than its column: it runs into the text
    assert written.codes == ["DF730"]
    (run,) = written.runs_of("第十条之一")
    assert run.find(f"{docxkit.W}rPr/{docxkit.W}rStyle").get(f"{docxkit.W}val") == "ParagraphLabel"
    assert set(written.find("//w:bookmarkStart/@w:name")) == {"_df_tax", "_df_s1p10_1"}


def test_a_counted_label_is_never_typed() -> None:
    written = write(item(1, "甲"), item(2, "乙"))
    assert written.texts()[:2] == ["甲", "乙"]
    assert written.styles_of("甲") == ["ListNumber"]


def test_labels_of_one_scheme_share_a_column_whatever_their_items_are(tmp_path: Path) -> None:
    written = write(item(4, "问", kind="question"), item(100, "段"))
    (hanging,) = written.find(
        "//w:abstractNum[@w:abstractNumId=0]/w:lvl[@w:ilvl=0]/w:pPr/w:ind/@w:hanging", "numbering"
    )
    assert int(hanging) > 484  # the theme's 2.2 em are too narrow for 100.


def test_runs_of_one_scheme_share_a_definition_and_have_a_list_each() -> None:
    written = write(item(1, "甲"), n.Rule(), item(1, "乙", run=2), n.Rule(), item(1, "丙", run=3))
    used = written.find("//w:p/w:pPr/w:numPr/w:numId/@w:val")
    assert len(set(used)) == 3
    abstract = {
        number.get(f"{docxkit.W}numId"): number.find(f"{docxkit.W}abstractNumId").get(f"{docxkit.W}val")
        for number in written.find("//w:num", "numbering")
    }
    assert len({abstract[each] for each in used}) == 1
    assert written.find("//w:num[@w:numId>2]//w:startOverride/@w:val", "numbering") == ["1", "1"]


def test_a_run_that_is_broken_off_is_not_counted_on_by_the_run_between() -> None:
    written = write(*CASES["a run that is taken up again"])
    used = dict(zip(written.texts(), written.find("//w:p/w:pPr/w:numPr/w:numId/@w:val"), strict=False))
    abstract = {
        number.get(f"{docxkit.W}numId"): number.find(f"{docxkit.W}abstractNumId").get(f"{docxkit.W}val")
        for number in written.find("//w:num", "numbering")
    }
    assert used["甲"] == used["丁"] == used["戊"]
    assert used["乙"] == used["己"]
    assert abstract[used["甲"]] != abstract[used["乙"]]


def test_body_paragraphs_are_counted_in_a_series_of_their_own(tmp_path: Path) -> None:
    written = write(
        para("一段", number=1), item(1, "条"), para("二段", number=2), item(2, "款"), para("三段", number=3)
    )
    path = written.save(tmp_path / "body.docx")
    assert [entry for entry in judges.word_labels(path) if entry[1]] == [
        ("1", "一段"),
        ("1.", "条"),
        ("2", "二段"),
        ("2.", "款"),
        ("3", "三段"),
    ]
    assert {"_df_n1", "_df_n2", "_df_n3"} <= set(written.find("//w:bookmarkStart/@w:name"))


def test_typed_lists_keep_each_marker(tmp_path: Path) -> None:
    entries = [("3.", "甲"), ("5.", "乙"), ("07.", "丙"), ("b)", "丁"), ("（2）", "戊"), ("*", "己"), ("", "庚")]
    items = tuple(n.ListItem((para(words),), marker=marker) for marker, words in entries)
    path = write(n.Ordered(items, start=3, plain=True)).save(tmp_path / "typed.docx")
    printed = judges.libreoffice_texts([path])[path]
    assert [bare(line) for line in printed.splitlines() if line.strip()] == [
        "3.甲",
        "5.乙",
        "07.丙",
        "b)丁",
        "（2）戊",
        "*己",
        "9.庚",
    ]


def test_a_column_of_labels_is_as_wide_as_its_widest_label_needs() -> None:
    written = write(item(1, "甲", scheme="chinese:{}、"), item(21, "乙", scheme="chinese:{}、"))
    hanging = written.find("//w:abstractNum[@w:abstractNumId=2]/w:lvl[@w:ilvl=0]/w:pPr/w:ind/@w:hanging", "numbering")
    # 二十一、 is 4 em of 11 pt wide, 880 twips: too wide for a column, so labels end in a blank and do not hang
    assert hanging == []
    narrow = write(item(1, "甲", scheme="chinese:{}、"), item(11, "乙", scheme="chinese:{}、"))
    (hanging,) = narrow.find("//w:abstractNum[@w:abstractNumId=2]/w:lvl[@w:ilvl=0]/w:pPr/w:ind/@w:hanging", "numbering")
    assert 660 < int(hanging) < 770  # 十一、 is 3 em of 11 pt: 660 twips


@pytest.mark.parametrize("show", ["head", "beside"])
def test_runs_are_told_apart(show: str, tmp_path: Path) -> None:
    written = write(
        item(1, "甲"),
        n.Rule(),
        item(1, "乙", run=2),
        runs=(n.Run(1, "一"), n.Run(2, "二")),
        show_run=show,
    )
    path = written.save(tmp_path / "runs.docx")
    lines = [bare(line) for line in judges.libreoffice_texts([path])[path].splitlines()]
    if show == "head":
        assert [line for line in lines if line] == ["第一组", "1.甲", "第二组", "1.乙"]
        assert 'STYLEREF "Run Name"' in "".join(written.find("//w:instrText/text()", "header1"))
    else:
        assert [line for line in lines if line] == ["一1.甲", "二1.乙"]


def test_a_body_number_within_an_item_is_typed_beside_the_counted_label(tmp_path: Path) -> None:
    numbered = replace(item(1, "甲"), blocks=(para("甲", number=3),))
    written = write(numbered)
    assert judges.word_labels(written.save(tmp_path / "both.docx"))[0] == ("1.", "3 甲")
    assert "_df_n3" in written.find("//w:bookmarkStart/@w:name")


def test_a_reference_to_a_typed_body_number_is_a_link_that_keeps_its_text(tmp_path: Path) -> None:
    def entry(place: int, words: str, seen: str) -> n.Item:
        first = n.Para((n.Text(words), n.Ref(seen, content=(n.Text(f"第{seen[1:]}段"),))), number=place + 2)
        return replace(item(place, ""), blocks=(replace(first, attr=n.Attr(id=f"p{place + 2}")),))

    written = write(
        para("一段", number=1, attr=n.Attr(id="p1")),
        para("二段", number=2, attr=n.Attr(id="p2")),
        entry(1, "甲，见", "p4"),
        entry(2, "乙，见", "p2"),
        n.Bullets((n.ListItem((para("点", number=5, attr=n.Attr(id="p5")),)),)),
        n.Para((n.Text("见"), n.Ref("p5", content=(n.Text("第5段"),)))),
    )
    assert written.find("//w:hyperlink/@w:anchor") == ["_df_p4", "_df_p5"]
    assert "".join(written.find("//w:instrText/text()")).strip() == r"REF _df_p2 \n \h"
    path = written.save(tmp_path / "references.docx")
    lines = [bare(line) for line in judges.libreoffice_texts([path])[path].splitlines()]
    assert lines[2:4] == ["1.3甲，见第4段", "2.4乙，见第2段"]
    assert lines[5] == "见第5段"


def test_a_label_with_its_run_s_name_hangs_by_the_width_of_both() -> None:
    runs = (n.Run(1, "一"), n.Run(2, "二"))
    written = write(item(1, "甲"), n.Rule(), item(1, "乙", run=2), runs=runs, show_run="beside")
    level = "//w:abstractNum[@w:abstractNumId=2]/w:lvl[@w:ilvl=0]"
    assert written.find(f"{level}/w:lvlText/@w:val", "numbering") == ["一 %1."]
    (hanging,) = written.find(f"{level}/w:pPr/w:ind/@w:hanging", "numbering")
    assert int(hanging) >= 11 * 20 * 2.25  # 一, a blank, a digit and a full stop are 2.25 em of 11 pt at least


def test_labels_run_into_an_indented_first_line_where_the_theme_has_no_hang() -> None:
    settings = {"roles.numbered.hang": 0, "roles.numbered.indent": 0, "roles.numbered.first-indent.zh-Hans": 2.0}
    theme = parse(resources.text("styles/handout.toml"), settings)
    written = write(item(1, "甲", scheme="chinese:（{}）"), item((10, 1), "乙", label="第十条之一"), theme=theme)
    (level,) = written.find("//w:lvl[w:lvlText/@w:val='（%1）']", "numbering")
    assert level.find(f"{W}suff").get(f"{W}val") == "nothing"
    assert level.find(f"{W}pPr/{W}ind").get(f"{W}firstLine") == "440"
    (typed,) = [each for each in written.find("//w:p") if "第十条之一" in "".join(each.itertext())]
    assert typed.find(f"{W}pPr/{W}ind").get(f"{W}firstLine") == "440"
    assert typed.find(f".//{W}tab") is None


def test_each_kind_of_number_has_a_list_style_named_by_what_it_prints(tmp_path: Path) -> None:
    written = write(
        n.Heading(1, (n.Text("第一章 总则"),), n.Attr(id="a")),
        item(1, "条", item(1, "款", scheme="chinese:（{}）", run=0), scheme="chinese:第{}条"),
        item(3, "项", scheme="stem:{}、", run=2),
        item(2, "条", scheme="chinese:第{}条"),
        item(4, "项", scheme="stem:{}、", run=2),
        item(1, "旁", scheme="chinese:第{}条", run=3),
        item(3, "条", scheme="chinese:第{}条"),
        n.Bullets((n.ListItem((para("点"),)),)),
    )
    styles = {
        style.get(f"{W}styleId"): (style.find(f"{W}name").get(f"{W}val"), style.find(f".//{W}numId").get(f"{W}val"))
        for style in written.find("//w:style[@w:type='numbering'][not(@w:default)]", "styles")
    }
    assert [name for name, _ in styles.values()] == [
        "Numbers 1.", "Bullets •", "Headings 第一章", "Numbers 第一条", "Numbers 甲、", "Numbers 第一条 (2)",
    ]  # fmt: skip
    for identifier, (_, number) in styles.items():
        (definition,) = written.find(
            f"//w:num[@w:numId='{number}'][not(w:lvlOverride)]/w:abstractNumId/@w:val", "numbering"
        )
        linked = written.find(f"//w:abstractNum[@w:abstractNumId='{definition}']/w:styleLink/@w:val", "numbering")
        assert linked == [identifier]
    path = written.save(tmp_path / "styles.docx")
    assert judges.ooxml_sdk(path) == judges.openxml_audit(path) == judges.ooxml_integrity(path) == []
