from __future__ import annotations

import pytest

from docforge.model import nodes as n
from docforge.model.ids import own_id
from docforge.model.slugs import github_slug, vitepress_slug
from docforge.model.walk import find
from settled import codes, items, said, settled


def test_an_authored_id_is_kept_and_an_own_one_is_made_of_the_words() -> None:
    result = settled("1. 甲 {#scope}\n2. 乙\n").value
    assert [item.attr.id for item in items(result)] == ["scope", own_id("乙")]


def test_inserting_a_paragraph_renames_no_other() -> None:
    before = {item.attr.id for item in items(settled("1. 甲\n2. 乙\n").value)}
    after = {item.attr.id for item in items(settled("1. 新\n2. 甲\n3. 乙\n").value)}
    assert before < after


def test_equal_paragraphs_are_told_apart_by_their_order() -> None:
    ids = [item.attr.id for item in items(settled("1. 同\n2. 同\n").value)]
    assert ids == [own_id("同"), own_id("同", 2)]


def test_the_id_of_a_parent_does_not_depend_on_its_children() -> None:
    alone = items(settled("1. 甲\n").value)[0].attr.id
    assert items(settled("1. 甲\n   1. 子\n").value)[0].attr.id == alone


def test_headings_tables_and_figures_have_ids() -> None:
    document = settled('# T\n\n## 节\n\n| a |\n|---|\n| b |\n\n![图](a.png "说明")\n').value
    named = [node for node in find(document.blocks, n.Node) if isinstance(node, (n.Heading, n.Table, n.Figure))]
    assert len(named) == 3
    assert all(node.attr.id.startswith("~") for node in named)


def test_counted_body_paragraphs_have_ids() -> None:
    document = settled("# T\n\n甲\n", number="all").value
    (para,) = find(document.blocks, n.Para)
    assert para.attr.id == own_id("甲")


def test_a_second_use_of_an_id_gets_a_suffix_and_is_told() -> None:
    result = settled("# T\n\n## 甲 {#x}\n\n## 乙 {#x}\n\n## 丙 {#x-2}\n")
    assert [heading.attr.id for heading in find(result.value.blocks, n.Heading)] == ["x", "x-3", "x-2"]
    assert codes(result) == ["DF216"]
    assert said(result, "DF216").line == 5


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("重庆考察与新时代推动西部大开发座谈会（2024年4月）", "重庆考察与新时代推动西部大开发座谈会-2024年4月"),
        ("行程", "行程"),
        ("1. 开始", "_1-开始"),
        ("Hello, World!", "hello-world"),
        ("C++ & C#", "c-c"),
        ("한국어 제목", "한국어-제목"),
        ("Über", "uber"),
    ],
)
def test_slugs_are_those_of_vitepress(text: str, slug: str) -> None:
    assert vitepress_slug(text) == slug


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("行程（一）", "行程一"),
        ("1. 开始", "1-开始"),
        ("Hello, World!", "hello-world"),
        ("C++ & C#", "c--c"),
        ("a_b", "a_b"),
    ],
)
def test_slugs_are_those_of_github(text: str, slug: str) -> None:
    assert github_slug(text) == slug


def test_slugs_of_headings_are_aliases_and_repeats_are_counted() -> None:
    document = settled("# T\n\n## 节\n\n## 节\n").value
    first, second = (heading.attr.id for heading in find(document.blocks, n.Heading))
    assert (document.aliases["节"], document.aliases["节-1"]) == (first, second)
    assert document.aliases["t"] == document.title_attr.id


def test_an_anchor_that_a_site_knew_moves_from_the_heading_to_the_aliases() -> None:
    document = settled("# T\n\n## 节[](https://x.example/a.html#anchor)\n").value
    (heading,) = find(document.blocks, n.Heading)
    assert document.aliases["anchor"] == heading.attr.id
    assert heading.attr.pairs == ()


def test_no_alias_hides_an_id() -> None:
    document = settled("# T\n\n## 节 {#其他}\n\n## 其他 {#x}\n").value
    assert "其他" not in document.aliases
