"""The order that people mean by the names of their files."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docforge.build.site.order import natural_key, role_of, without_order

ORDERS = [
    ["1.md", "2.md", "10.md"],
    ["第九章.md", "第十章.md", "第十一章.md", "第二十章.md", "第一百零三章.md"],
    ["语文上.md", "语文中.md", "语文下.md"],
    ["三国（上）.md", "三国（中）.md", "三国（下）.md"],
    ["前言.md", "第一章.md", "附录一.md", "附录二.md", "后记.md"],
    ["序.md", "引言.md", "甲.md", "结语.md", "附录A.md", "参考文献.md"],
    ["１.md", "２.md", "１０.md"],
    ["一、绪论.md", "二、方法.md", "十、结论.md"],
    ["1.2-乙.md", "1.10-丙.md", "2.1-丁.md"],
    ["前編.md", "中編.md", "後編.md"],
    ["Part I.md", "Part II.md", "Part IV.md", "Part IX.md"],
    ["アリ.md", "いぬ.md", "ガス.md", "さる.md"],
    ["가방.md", "나무.md", "다리.md"],
    ["甲、人.md", "乙、物.md", "丙、事.md", "丁、地.md"],
    ["preface.md", "chapter-2.md", "chapter-10.md", "appendix-a.md", "appendix-b.md", "afterword.md"],
]


@pytest.mark.parametrize("names", ORDERS, ids=lambda names: names[0])
def test_names_stand_in_the_order_that_people_mean(names: list[str]) -> None:
    shuffled = random.Random(3).sample(names, len(names))
    assert sorted(shuffled, key=natural_key) == names


def test_a_page_that_names_its_place_stands_there_among_numbered_names() -> None:
    keys = {"b.md": natural_key("b.md", 2), "1-a.md": natural_key("1-a.md"), "3-c.md": natural_key("3-c.md")}
    assert sorted(keys, key=lambda name: keys[name]) == ["1-a.md", "b.md", "3-c.md"]


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("03速算技巧", "速算技巧"),
        ("01-intro", "intro"),
        ("1.2 乙", "乙"),
        ("（1）甲", "甲"),
        ("2024年总结", "2024年总结"),
        ("3D打印", "3D打印"),
        ("7", "7"),
        ("12月计划", "12月计划"),
        ("第一章", "第一章"),
    ],
)
def test_a_number_that_only_orders_is_no_part_of_the_name(name: str, bare: str) -> None:
    assert without_order(name) == bare


def test_names_tell_what_a_page_is() -> None:
    names = ("00-前言.md", "序列.md", "附录B 表.md", "后记.md", "索引优化.md", "引言.md")
    assert [role_of(name) for name in names] == ["front", "chapter", "appendix", "back", "chapter", "chapter"]


@given(st.lists(st.text(max_size=12), max_size=8))
def test_any_names_have_one_order(names: list[str]) -> None:
    backwards = [*reversed(names)]
    assert sorted(names, key=natural_key) == sorted(backwards, key=natural_key)
    for name in names:
        without_order(name)
        role_of(name)
