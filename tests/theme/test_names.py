"""Papers and sizes of type by name, and pages changed to another paper."""

from __future__ import annotations

import pytest

from docforge.theme.papers import find_paper, near_papers, papers, sized
from docforge.theme.type_sizes import points, type_sizes


@pytest.mark.parametrize(
    ("name", "width", "height"),
    [
        ("A4", 210, 297),
        ("a5", 148, 210),
        ("A6", 105, 148),
        ("文庫", 105, 148),
        ("文庫判", 105, 148),
        ("B5", 182, 257),
        ("B5-JIS", 182, 257),
        ("b5 (jis)", 182, 257),
        ("B5 ISO", 176, 250),
        ("iso-b5", 176, 250),
        ("B6", 128, 182),
        ("letter", 215.9, 279.4),
        ("16开", 185, 260),
        ("16K", 185, 260),
        ("１６開", 185, 260),
        ("正度16开", 188, 260),
        ("32开", 130, 184),
        ("新書", 103, 182),
        ("新書判", 103, 182),
        ("四六判", 127, 188),
    ],
)
def test_a_paper_goes_by_many_names(name: str, width: float, height: float) -> None:
    paper = find_paper(name)
    assert paper is not None
    assert (paper.width, paper.height) == (width, height)


def test_no_two_papers_share_a_name() -> None:
    for paper in papers():
        for name in (paper.name, *paper.aliases):
            assert find_paper(name) is paper


def test_an_unknown_paper_has_near_names_or_all() -> None:
    assert find_paper("B7") is None
    assert near_papers("B7") == "did you mean B6 or B5?"
    assert near_papers("foolscap").startswith("known: A3, A4")


def page(**changes: object) -> dict[str, object]:
    """An A4 page's table."""
    return {"width": 210, "height": 297, "top": 29.7, "bottom": 29.7, "inner": 21, "outer": 42, **changes}


def test_margins_keep_their_share_of_another_paper() -> None:
    changed = sized(page(size="A5"), {"size": "A5"})
    assert (changed["width"], changed["height"]) == (148, 210)
    assert (changed["top"], changed["inner"], changed["outer"]) == (21.0, 14.8, 29.6)


def test_a_margin_given_beside_the_size_stays() -> None:
    own = {"size": "A5", "inner": 20}
    assert sized(page(**own), own)["inner"] == 20


def test_paper_across_is_wider_than_high() -> None:
    own = {"size": "A5", "orientation": "landscape"}
    changed = sized(page(**own), own)
    assert (changed["width"], changed["height"]) == (210, 148)


def test_a_page_without_a_name_is_turned_too() -> None:
    changed = sized(page(orientation="landscape"), {"orientation": "landscape"})
    assert (changed["width"], changed["height"]) == (297, 210)


def test_a_width_of_one_s_own_gives_up_the_name() -> None:
    assert sized(page(size="A5", width=200), {"width": 200})["size"] == ""


def test_a_grid_is_given_up_on_other_paper_unless_one_is_given() -> None:
    grid = {"characters": 28, "lines": 22}
    assert "grid" not in sized(page(size="A5", grid=grid), {"size": "A5"})
    assert sized(page(size="A5", grid=grid), {"size": "A5", "grid": grid})["grid"] == grid


@pytest.mark.parametrize(
    ("name", "size"),
    [
        ("初号", 42),
        ("小初", 36),
        ("一号", 26),
        ("二号", 22),
        ("三号", 16),
        ("3号", 16),
        ("３號", 16),
        ("小三", 15),
        ("四号", 14),
        ("小四", 12),
        ("小四号", 12),
        ("小4号", 12),
        ("五号", 10.5),
        ("小五", 9),
        ("六号", 7.5),
        ("八号", 5),
    ],
)
def test_a_size_of_type_has_a_chinese_name(name: str, size: float) -> None:
    assert points(name) == size


@pytest.mark.parametrize("name", ["九号", "12", "", "小小"])
def test_what_is_no_name_of_a_size_is_none(name: str) -> None:
    assert points(name) is None


def test_sizes_fall_from_the_first_to_the_last() -> None:
    sizes = list(type_sizes().values())
    assert sizes == sorted(sizes, reverse=True)
