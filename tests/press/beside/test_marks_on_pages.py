"""Emphasis marks and the lines of names, measured on finished pages."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from besidekit import Box, Page

Set = Callable[..., Page]


def marks(page: Page) -> list[Box]:
    """The parts of all filled paths: marks of one contour."""
    return [part for path in page.paths if not path.stroked for part in path.parts]


def test_chinese_marks_are_dots_under_the_characters(set_page: Set) -> None:
    page = set_page("这是*着重*的。", "zh-Hans")
    chars, found = page.find("着重"), marks(page)
    assert len(found) == 2
    for char, mark in zip(chars, found, strict=True):
        assert mark.x == pytest.approx(char.cell.x, abs=0.02 * char.size)
        assert mark.top < char.ink.bottom
        assert char.ink.bottom - mark.bottom < 0.5 * char.size
        assert mark.width == pytest.approx(mark.height, rel=0.02)
        assert 0.1 * char.size < mark.width < 0.25 * char.size


@pytest.mark.parametrize(("lang", "text"), [("ja", "強調"), ("ko", "강조")])
def test_japanese_and_korean_marks_are_dots_over_the_characters(set_page: Set, lang: str, text: str) -> None:
    page = set_page(f"*{text}*", lang)
    chars, found = page.find(text), marks(page)
    assert len(found) == 2
    for char, mark in zip(chars, found, strict=True):
        assert mark.x == pytest.approx(char.cell.x, abs=0.02 * char.size)
        assert mark.bottom > char.ink.top
        assert mark.top - char.ink.top < 0.5 * char.size


def test_punctuation_and_blanks_take_no_marks(set_page: Set) -> None:
    page = set_page("*強、調。*", "ja")
    chars = page.find("強、調。")
    assert [round(mark.x, 1) for mark in marks(page)] == [round(chars[at].cell.x, 1) for at in (0, 2)]


def test_every_letter_is_marked_across_the_ends_of_lines(set_page: Set) -> None:
    words = "一二三四五六七八九十" * 12
    page = set_page(f"前*{words}*后", "zh-Hans")
    found = marks(page)
    assert len(found) == len(words)
    letters = [char for char in page.chars if char.char in words]
    assert len({round(char.cell.bottom) for char in letters}) > 2
    for char, mark in zip(letters, found, strict=True):
        assert mark.x == pytest.approx(char.cell.x, abs=0.02 * char.size)
        assert char.cell.bottom - 0.5 * char.size < mark.y < char.cell.bottom + 0.2 * char.size


def test_han_characters_are_not_slanted(set_page: Set) -> None:
    plain, marked = set_page("斜体", "zh-Hans"), set_page("*斜体*", "zh-Hans")
    assert [char.ink for char in plain.chars] == [char.ink for char in marked.chars]


def test_marks_and_readings_leave_the_distance_of_lines_alone(set_page: Set) -> None:
    words = "人民大会堂前广场上空飘扬着红旗" * 9
    plain = set_page(words, "zh-Hans")
    marked = set_page(f"*{words[:40]}*{words[40:60]}[人民]{{ruby=rénmín}}{words[62:]}", "zh-Hans")
    lines = [sorted({round(char.cell.bottom, 1) for char in page.chars}) for page in (plain, marked)]
    assert lines[0] == lines[1]


@pytest.mark.parametrize(
    ("name", "contours", "stroked"),
    [
        ("circle", 1, True),
        ("filled-circle", 1, False),
        ("open-circle", 1, True),
        ("double-circle", 3, False),
        ("open-double-circle", 2, True),
        ("triangle", 1, False),
        ("open-sesame", 1, True),
    ],
)
def test_marks_by_name(set_page: Set, name: str, contours: int, stroked: bool) -> None:
    page = set_page(f"[字]{{mark={name}}}", "ja")
    (path,) = page.paths
    assert (len(path.parts), path.stroked) == (contours, stroked)
    (char,) = page.chars
    assert path.box.bottom > char.ink.top
    assert max(path.box.width, path.box.height) <= 0.5 * char.size


def test_a_side_by_name_goes_before_the_language(set_page: Set) -> None:
    over, under = set_page('[字]{mark="dot over"}', "zh-Hans"), set_page('[字]{mark="dot under"}', "ja")
    assert marks(over)[0].bottom > over.chars[0].ink.top
    assert marks(under)[0].top < under.chars[0].ink.bottom


def test_marks_stand_over_a_reading(set_page: Set) -> None:
    page = set_page("*{漢字|かんじ}*", "ja")
    dots = sorted(marks(page), key=lambda part: part.top)[-2:]
    reading = max((path.box for path in page.paths), key=lambda box: box.width)
    assert all(dot.bottom > page.find("漢字")[0].cell.top for dot in dots)
    assert dots[0].y > reading.y


def test_lines_of_neighbouring_names_do_not_join(set_page: Set) -> None:
    page = set_page("[曹雪芹]{.name}[高鹗]{.name}著", "zh-Hans")
    first, second = sorted((path.box for path in page.paths), key=lambda box: box.left)
    names = page.find("曹雪芹"), page.find("高鹗")
    size = names[0][0].size
    for line, name in zip((first, second), names, strict=True):
        assert name[0].cell.left < line.left < line.right < name[-1].cell.right
        assert line.top < min(char.ink.bottom for char in name)
        assert line.width > (len(name) - 0.5) * size
    assert second.left - first.right > 0.1 * size


def test_the_line_of_a_title_is_wavy(set_page: Set) -> None:
    page = set_page("读[红楼梦]{.book}。", "zh-Hans")
    (path,) = page.paths
    title = page.find("红楼梦")
    assert path.stroked
    assert path.box.height > 0.05 * title[0].size
    assert title[0].cell.left < path.box.left < path.box.right < title[-1].cell.right


def test_a_name_over_the_end_of_a_line_has_a_line_on_both(set_page: Set) -> None:
    words = "长" * 60
    page = set_page(f"[{words}]{{.name}}", "zh-Hans")
    assert len(page.paths) == len({round(char.cell.bottom) for char in page.chars}) > 1


def test_upright_digits_are_plain_text_in_horizontal_lines(set_page: Set) -> None:
    plain, tcy = set_page("平成25年", "ja"), set_page("平成[25]{.tcy}年", "ja")
    assert [char.char for char in tcy.chars] == list("平成25年")
    assert [char.ink for char in tcy.chars] == [pytest.approx(char.ink, abs=0.01) for char in plain.chars]


def test_an_inline_note_is_two_lines_of_half_the_size(set_page: Set) -> None:
    page = set_page("本文[割注の例文]{.warichu}続く", "ja")
    note, text = page.find("割注の例文"), page.find("本文")
    size = text[0].size
    rows = sorted({round(char.cell.y, 1) for char in note})
    assert [char.size for char in note] == [pytest.approx(size / 2)] * 5
    assert len(rows) == 2
    assert rows[1] - rows[0] == pytest.approx(size / 2, rel=0.02)
    assert text[0].cell.bottom <= min(char.ink.bottom for char in note)
    assert max(char.ink.top for char in note) <= text[0].cell.top
    assert "".join(page.text.split()).startswith("本文（割注の例文）続く")


@pytest.mark.parametrize(("lang", "text"), [("ja", "強調"), ("zh-Hant", "強調")])
def test_vertical_lines_have_their_marks_at_the_right(set_page: Set, lang: str, text: str) -> None:
    page = set_page(f"*{text}*", lang, writing="vertical")
    found, chars = marks(page), page.find(text)
    assert len(found) == 2
    # The page is shown turned to the right: what is over its lines is then at their right.
    for char, mark in zip(chars, found, strict=True):
        assert abs(mark.x - char.cell.x) < 0.1 * char.size
        assert mark.bottom > char.cell.y + 0.4 * char.size
        # A drop is longer than wide however it is turned, a dot is not.
        assert (mark.width == pytest.approx(mark.height, rel=0.02)) == (lang != "ja")
