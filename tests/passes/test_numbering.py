from __future__ import annotations

import pytest

from settled import codes, items, lines, said, settled


def test_a_gap_is_kept_and_told_with_its_place() -> None:
    result = settled("1. 甲\n2. 乙\n\n   乙续\n5. 丙\n")
    assert [(item.label, item.gap) for item in items(result.value)] == [("1.", 0), ("2.", 0), ("5.", 2)]
    gap = said(result, "DF210")
    assert (gap.line, gap.column, gap.severity) == (5, 1, "warning")


def test_a_repeat_is_kept_told_and_has_an_address_with_a_letter() -> None:
    result = settled("6. 甲\n7. 乙\n7. 丙\n7. 丁\n8. 戊\n")
    assert [item.address for item in items(result.value)] == ["s1p6", "s1p7", "s1p7b", "s1p7c", "s1p8"]
    assert [item.gap for item in items(result.value)] == [0, 0, -1, -1, 0]
    assert codes(result) == ["DF211", "DF211"]


def test_the_number_is_the_one_typed_never_start_plus_index() -> None:
    assert [item.label for item in items(settled("3. 甲\n5. 乙\n9. 丙\n").value)] == ["3.", "5.", "9."]


def test_markers_are_kept_as_typed() -> None:
    assert [item.label for item in items(settled("1) 甲\n2) 乙\n").value)] == ["1)", "2)"]


def test_a_heading_of_the_same_level_begins_a_new_run() -> None:
    assert lines("# 题\n\n## 一\n\n1. 甲\n2. 乙\n\n## 二\n\n1. 丙\n") == [
        "title 题",
        "h1 (2) 一",
        "paragraph 1. s1p1 甲",
        "paragraph 2. s1p2 乙",
        "h1 (2) 二",
        "paragraph 1. s2p1 丙",
        "run 一 1. – 2. (2) start",
        "run 二 1. – 1. (1) heading",
        "show head",
    ]


def test_a_deeper_heading_does_not_end_a_run_that_goes_on() -> None:
    result = settled("# 题\n\n## 一\n\n1. 甲\n\n### 细\n\n2. 乙\n")
    assert [(item.address, item.restart) for item in items(result.value)] == [("s1p1", "start"), ("s1p2", "")]


def test_a_number_that_falls_back_below_a_deeper_heading_begins_a_run() -> None:
    result = settled("# 题\n\n## 一\n\n1. 甲\n2. 乙\n\n### 细\n\n1. 丙\n")
    assert [run.reason for run in result.value.runs] == ["start", "heading"]


def test_a_rule_ends_a_run_even_where_the_numbers_go_on() -> None:
    assert [run.reason for run in settled("1. 甲\n\n---\n\n2. 乙\n").value.runs] == ["start", "rule"]


def test_runs_that_share_no_label_need_not_be_told_apart() -> None:
    assert settled("1. 甲\n2. 乙\n\n---\n\n3. 丙\n").value.show_run == "none"
    assert settled("1. 甲\n2. 乙\n\n---\n\n2. 丙\n").value.show_run == "head"


def test_how_runs_are_shown_may_be_asked_for() -> None:
    text = "1. 甲\n\n---\n\n1. 乙\n"
    assert settled(text, show_run="beside").value.show_run == "beside"
    assert settled("---\nshow-run: none\n---\n" + text).value.show_run == "none"
    assert settled("---\nshow-run: none\n---\n" + text, show_run="head").value.show_run == "head"


@pytest.mark.parametrize(("lang", "names"), [("zh-Hans", "一 二"), ("ja", "一 二"), ("ko", "가 나"), ("en", "A B")])
def test_runs_are_named_in_the_language_of_the_document(lang: str, names: str) -> None:
    runs = settled("1. x\n\n---\n\n1. y\n", lang=lang).value.runs
    assert " ".join(run.name for run in runs) == names


# ---------------------------------------------------------------- continuations


def test_quotes_code_bullets_and_pictures_between_two_items_belong_to_the_first() -> None:
    result = settled("1. 甲\n\n> 引\n\n```\n码\n```\n\n- 点\n\n![图](a.png)\n\n2. 乙\n")
    assert [type(block).__name__ for block in result.value.blocks] == ["Item", "Item"]
    assert len(items(result.value)[0].blocks) == 5


def test_a_paragraph_before_a_number_that_does_not_go_on_stays_between() -> None:
    assert lines("1. 甲\n\n之间\n\n3. 丙\n")[:3] == ["paragraph 1. s1p1 甲", "p 之间", "paragraph 3. s1p3 丙"]


def test_a_paragraph_before_a_restart_stays_between() -> None:
    assert lines("1. 甲\n2. 乙\n\n之间\n\n1. 丙\n")[2:4] == ["p 之间", "paragraph 1. s2p1 丙"]


def test_a_heading_is_never_a_continuation() -> None:
    assert lines("# 题\n\n1. 甲\n\n## 节\n\n2. 乙\n")[1:4] == [
        "paragraph 1. s1p1 甲",
        "h1 (2) 节",
        "paragraph 2. s1p2 乙",
    ]


def test_a_list_of_another_delimiter_between_two_items_is_inside_the_first() -> None:
    assert lines("1. 甲\n\n1) 子\n2) 丑\n\n2. 乙\n")[:4] == [
        "paragraph 1. s1p1 甲",
        "  paragraph 1) s1p1.1 子",
        "  paragraph 2) s1p1.2 丑",
        "paragraph 2. s1p2 乙",
    ]


# ---------------------------------------------------------------- typed labels


def test_schemes_of_an_official_document_nest() -> None:
    text = "一、总体情况|今年增长1.5倍。|（一）生产|1.数量|2.质量|延续段|（二）销售|二、下步|三是落实|3.孤立"
    assert lines(text.replace("|", "\n\n")) == [
        "paragraph 一、 s1p1 总体情况",
        "  p 今年增长1.5倍。",
        "  paragraph （一） s1p1.1 生产",
        "    paragraph 1. s1p1.1.1 数量",
        "    paragraph 2. s1p1.1.2 质量",
        "    p 延续段",
        "  paragraph （二） s1p1.2 销售",
        "paragraph 二、 s1p2 下步",
        "  p 三是落实",
        "  p 3.孤立",
        "run 一 一、 – 二、 (2) start",
    ]


def test_text_below_the_last_title_belongs_to_it_as_it_did_above() -> None:
    text = "一、总体|总体的话。|二、下步|下步的话。"
    assert lines(text.replace("|", "\n\n"))[:4] == [
        "paragraph 一、 s1p1 总体",
        "  p 总体的话。",
        "paragraph 二、 s1p2 下步",
        "  p 下步的话。",
    ]
    sentences = "一、总体。|二、下步。|末尾的话。"
    assert lines(sentences.replace("|", "\n\n"))[2] == "p 末尾的话。"


def test_the_ladder_goes_down_to_circled_numbers() -> None:
    text = "一、甲\n\n（一）乙\n\n1.丙\n\n（1）丁\n\n①戊\n\n②己\n\n（2）庚\n\n2.辛\n\n（二）壬\n\n二、癸\n"
    assert [(item.label, item.level, item.address) for item in items(settled(text).value)] == [
        ("一、", 1, "s1p1"),
        ("（一）", 2, "s1p1.1"),
        ("1.", 3, "s1p1.1.1"),
        ("（1）", 4, "s1p1.1.1.1"),
        ("①", 5, "s1p1.1.1.1.1"),
        ("②", 5, "s1p1.1.1.1.2"),
        ("（2）", 4, "s1p1.1.1.2"),
        ("2.", 3, "s1p1.1.2"),
        ("（二）", 2, "s1p1.2"),
        ("二、", 1, "s1p2"),
    ]


def test_a_weak_label_without_a_neighbour_is_text() -> None:
    assert lines("一、只有一条\n\n别的\n") == ["p 一、只有一条", "p 别的"]


def test_a_strong_label_needs_no_neighbour() -> None:
    assert lines("（三）坚持\n")[0] == "paragraph （三） s1p3 坚持"


def test_articles_hold_their_paragraphs_and_run_through_chapters() -> None:
    text = (
        "# 法|## 第一章 总则|第一条　甲。|甲二。|第二条　下列：|（一）子|（二）丑|前款"
        "|## 第二章|第二条之一　插|第三条　完|末"
    )
    assert lines(text.replace("|", "\n\n"))[2:] == [
        "paragraph 第一条 s1p1 甲。",
        "  p 甲二。",
        "paragraph 第二条 s1p2 下列：",
        "  paragraph （一） s1p2.1 子",
        "  paragraph （二） s1p2.2 丑",
        "  p 前款",
        "h1 (2) 第二章",
        "paragraph 第二条之一 s1p2i1 插",
        "paragraph 第三条 s1p3 完",
        "  p 末",
        "run 一 第一条 – 第三条 (4) start",
    ]


def test_a_korean_statute_nests_circled_paragraphs_above_items() -> None:
    text = "제1조(목적) 가나.\n\n제2조(정의) ① 첫째\n\n② 둘째\n\n1. 호\n\n2. 호\n\n제3조(끝) 끝.\n"
    assert [(item.label, item.level) for item in items(settled(text, lang="ko").value)] == [
        ("제1조", 1),
        ("제2조", 1),
        ("②", 2),
        ("1.", 3),
        ("2.", 3),
        ("제3조", 1),
    ]


def test_labels_at_soft_line_ends_are_taken_in_sequence_only() -> None:
    assert lines("一、甲\n二、乙\n")[:2] == ["paragraph 一、 s1p1 甲", "paragraph 二、 s1p2 乙"]
    assert lines("话\n（一）甲\n") == ["p 话␤（一）甲"]


def test_a_chapter_in_a_heading_is_left_in_its_heading() -> None:
    assert lines("# 书\n\n## 第一章 总则\n\n文\n")[1] == "h1 (2) 第一章 总则"


def test_a_list_of_chapters_keeps_its_own_numbers() -> None:
    assert lines("1. 第一章 甲\n2. 第二章 乙\n")[:2] == ["paragraph 1. s1p1 第一章 甲", "paragraph 2. s1p2 第二章 乙"]


def test_a_list_of_flat_typed_labels_nests_by_them() -> None:
    text = "1. 1、副词\n2. （1）甲\n3. （2）乙\n4. 2、动词\n"
    result = settled(text)
    assert [(item.label, item.level) for item in items(result.value)] == [
        ("1、", 1),
        ("（1）", 2),
        ("（2）", 2),
        ("2、", 1),
    ]
    assert codes(result) == ["DF212", "DF212", "DF212"]


def test_a_number_said_twice_is_one() -> None:
    assert lines("1. 1. 甲\n2. 2. 乙\n")[:2] == ["paragraph 1. s1p1 甲", "paragraph 2. s1p2 乙"]


def test_bullets_of_labels_are_numbered_paragraphs() -> None:
    text = "- （1）甲\n\n  续\n- （2）乙\n"
    assert lines(text)[:3] == ["paragraph （1） s1p1 甲", "  p 续", "paragraph （2） s1p2 乙"]
    assert codes(settled(text)) == ["DF225"]
    assert lines("- （1）甲\n- 乙\n") == ["list", "  - （1）甲", "  - 乙"]
    assert lines("- 一、甲\n")[0] == "list"


def test_buildings_2_and_3_are_no_label() -> None:
    assert lines("1. 2、3号楼\n")[0] == "paragraph 1. s1p1 2、3号楼"


def test_a_year_at_the_start_of_a_line_is_no_list() -> None:
    result = settled("2024. 年份开头的话\n")
    assert lines("2024. 年份开头的话\n") == ["p 2024. 年份开头的话"]
    assert codes(result) == ["DF218"]


# ---------------------------------------------------------------- kinds


def test_options_indented_below_their_question() -> None:
    assert lines("1. 选哪个？\n   A. 甲\n   B. 乙\n2. 另一题（ ）\n\n   A．甲　B．乙\n\n   C．丙　D．丁\n")[:8] == [
        "question 1. s1p1 选哪个？",
        "  option A. 甲",
        "  option B. 乙",
        "question 2. s1p2 另一题（ ）",
        "  option A． 甲",
        "  option B． 乙",
        "  option C． 丙",
        "  option D． 丁",
    ]


def test_options_take_part_in_no_run() -> None:
    result = settled("1. 选？\n\n   A. 甲\n\n   B. 乙\n\n2. 选？\n")
    assert [(item.kind, item.run) for item in items(result.value)] == [
        ("question", 1),
        ("option", 0),
        ("option", 0),
        ("paragraph", 1),
    ]


def test_options_in_bullets_below_a_typed_question() -> None:
    assert lines("4、下列正确的是（ ）\n\n- A. 甲\n- B. 乙\n\n5、又\n")[:3] == [
        "question 4、 s1p4 下列正确的是（ ）",
        "  option A. 甲",
        "  option B. 乙",
    ]


def test_numbers_that_options_gave_up_are_no_gap() -> None:
    result = settled("4. 选（ ）\n5. A.甲 B.乙\n6. C.丙 D.丁\n7. 又选（ ）\n8. A.甲 B.乙\n10. 再选\n")
    assert [(item.label, item.gap) for item in items(result.value) if item.run] == [("4.", 0), ("7.", 2), ("10.", 2)]
    assert codes(result) == ["DF213", "DF213", "DF210"]


def test_a_picture_between_question_and_options_belongs_to_the_question() -> None:
    result = settled("4. 看图选（ ）\n\n![图](a.png)\n\nA. 甲\n\nB. 乙\n")
    (question, *options) = items(result.value)
    assert question.kind == "question"
    assert [item.label for item in options] == ["A.", "B."]
    assert len(question.blocks) == 4


def test_lettered_paragraphs_without_a_question_are_numbered_paragraphs() -> None:
    assert lines("Outline.\n\nA. First\n\nB. Second\n", lang="en")[:3] == [
        "p Outline.",
        "paragraph A. s1p1 First",
        "paragraph B. s1p2 Second",
    ]


def test_a_single_letter_is_text() -> None:
    assert lines("选哪个？\n\nA. 甲\n\n完\n") == ["p 选哪个？", "p A. 甲", "p 完"]


def test_lists_in_boxes_quotations_and_bullets_take_part_in_no_run() -> None:
    result = settled("1. 甲\n\n::: tip\n1. 盒\n2. 子\n:::\n\n> 1. 引\n\n- 点\n  1. 内\n\n2. 乙\n")
    assert [(item.kind, item.run) for item in items(result.value)] == [
        ("paragraph", 1),
        ("plain", 0),
        ("plain", 0),
        ("plain", 0),
        ("plain", 0),
        ("paragraph", 1),
    ]
    assert len(result.value.runs) == 1


def test_task_lists_keep_their_boxes() -> None:
    assert lines("1. [x] 做完\n2. [ ] 没做\n")[:2] == ["paragraph 1. s1p1 ☑ 做完", "paragraph 2. s1p2 ☐ 没做"]


# ---------------------------------------------------------------- options of the pass


def test_restart_never_numbers_on_and_keeps_the_sources_label() -> None:
    result = settled("1. 甲\n2. 乙\n\n---\n\n1. 丙\n2. 丁\n", restart="never")
    assert [(item.label, item.marker, item.address) for item in items(result.value)] == [
        ("1.", "", "s1p1"),
        ("2.", "", "s1p2"),
        ("3.", "1.", "s1p3"),
        ("4.", "2.", "s1p4"),
    ]
    assert [run.count for run in result.value.runs] == [4]
    assert codes(result) == ["DF214"]


def test_numbering_continue_in_the_front_matter_does_the_same() -> None:
    result = settled("---\nnumbering: continue\n---\n\n1. 甲\n\n## 节\n\n1. 乙\n")
    assert [item.label for item in items(result.value)] == ["1.", "2."]


def test_restart_never_keeps_gaps_inside_a_list() -> None:
    result = settled("1. 甲\n2. 乙\n\n---\n\n1. 丙\n3. 丁\n", restart="never")
    assert [item.label for item in items(result.value)] == ["1.", "2.", "3.", "5."]


def test_a_label_that_cannot_be_written_anew_stays() -> None:
    text = "⒇ 甲\n\n---\n\n⑴ 乙\n"
    result = settled(text, restart="never")
    assert [item.label for item in items(result.value)] == ["⒇", "⑴"]
    assert "DF215" in codes(result)


def test_number_all_counts_body_paragraphs_beside_the_labels() -> None:
    text = "# 题\n\n甲\n\n1. 乙\n\n   乙续\n\n> 引\n\n- 点\n\n::: tip\n盒\n:::\n\n末\n"
    assert lines(text, number="all") == [
        "title 题",
        "p ¶1 甲",
        "paragraph 1. s1p1 ¶2 乙",
        "  p ¶3 乙续",
        "quote",
        "  p 引",
        "list",
        "  - 点",
        "div tip",
        "  p ¶4 盒",
        "p ¶5 末",
        "run 一 1. – 1. (1) start",
    ]


def test_number_may_be_asked_for_a_section() -> None:
    text = "# 题\n\n甲\n\n## 节 {number=all}\n\n乙\n\n### 细\n\n丙\n\n## 另\n\n丁\n"
    assert [line for line in lines(text) if line.startswith("p ")] == ["p 甲", "p ¶1 乙", "p ¶2 丙", "p 丁"]


def test_number_none_keeps_labels_and_drops_runs() -> None:
    result = settled("1. 甲\n2. 乙\n", number="none")
    assert [(item.label, item.run, item.address) for item in items(result.value)] == [("1.", 0, ""), ("2.", 0, "")]
    assert result.value.runs == ()


def test_an_unknown_option_in_the_front_matter_is_told() -> None:
    result = settled("---\nnumber: everything\n---\n\n1. 甲\n")
    assert codes(result) == ["DF223"]
    assert said(result, "DF223").hint == "known: source, all, none"
