"""Several sources become one document."""

from __future__ import annotations

from docforge.build.join import is_local, join
from docforge.model import nodes as n
from docforge.model.text import block_text
from docforge.model.walk import find


def part(name: str, *blocks: n.Block, **fields: object) -> n.Document:
    return n.Document(blocks=blocks, sources=(n.Source(name),), **fields)  # type: ignore[arg-type]  # fields by name


def para(text: str, line: int = 1) -> n.Para:
    return n.Para((n.Text(text, at=n.Position(line, 1)),), at=n.Position(line, 1))


def test_one_source_is_left_as_it_is() -> None:
    document = part("a.md", para("甲"))
    assert join([document]).value is document


def test_blocks_follow_each_other_and_positions_name_their_source() -> None:
    joined = join([part("a.md", para("甲", 3)), part("b.md", para("乙", 5)), part("c.md", para("丙"))]).value
    assert block_text(joined.blocks) == "甲\n乙\n丙"
    assert [source.name for source in joined.sources] == ["a.md", "b.md", "c.md"]
    assert [block.at for block in joined.blocks] == [n.Position(3, 1, 0), n.Position(5, 1, 1), n.Position(1, 1, 2)]
    assert [text.at.source for text in find(joined.blocks, n.Text) if text.at] == [0, 1, 2]


def test_notes_of_the_same_name_stay_apart() -> None:
    def noted(name: str, text: str) -> n.Document:
        return part(name, n.Para((n.NoteRef("1"),)), notes={"1": (para(text),)})

    joined = join([noted("a.md", "甲注"), noted("b.md", "乙注"), noted("c.md", "丙注")]).value
    calls = [ref.to for ref in find(joined.blocks, n.NoteRef)]
    assert [block_text(joined.notes[call]) for call in calls] == ["甲注", "乙注", "丙注"]


def test_pictures_are_named_from_the_first_sources_folder() -> None:
    def picture(name: str, url: str) -> n.Document:
        return part(name, n.Para((n.Image((), url),)))

    joined = join(
        [
            picture("one/a.md", "p.png"),
            picture("two/b.md", "p.png"),
            picture("two/c.md", "https://e.example/p.png"),
            picture("one/d.md", "图 1.png"),
            picture("two/e.md", "%E5%9B%BE 1.png"),
        ]
    ).value
    assert [image.url for image in find(joined.blocks, n.Image)] == [
        "p.png",
        "../two/p.png",
        "https://e.example/p.png",
        "图 1.png",
        "../two/%E5%9B%BE%201.png",
    ]


def test_titles_become_headings_unless_the_source_has_one() -> None:
    first = part("a.md", para("甲"), meta={"title": n.MetaString("总题")})
    second = part("b.md", para("乙"), meta={"title": n.MetaString("副题")})
    third = part("c.md", n.Heading(1, (n.Text("第三"),)), meta={"title": n.MetaString("不见")})
    result = join([first, second, third])
    assert block_text(result.value.blocks) == "总题\n甲\n副题\n乙\n第三"
    assert result.value.meta == {"title": n.MetaString("总题")}
    assert result.diagnostics == ()


def test_metadata_that_differs_is_reported_and_what_is_new_is_taken() -> None:
    first = part("a.md", meta={"author": n.MetaString("王")}, lang="zh-Hans")
    second = part("b.md", meta={"author": n.MetaString("李"), "date": n.MetaString("2024-04-23")}, lang="ja")
    result = join([first, second])
    assert result.value.meta == {"author": n.MetaString("王"), "date": n.MetaString("2024-04-23")}
    (problem,) = result.diagnostics
    assert (problem.code, problem.file, problem.message) == ("DF608", "b.md", "not used here: lang, author")


def test_equal_metadata_is_not_reported() -> None:
    first = part("a.md", meta={"author": n.MetaString("王", at=n.Position(2, 1))})
    second = part("b.md", meta={"author": n.MetaString("王", at=n.Position(3, 1))})
    assert join([first, second]).diagnostics == ()


def test_aliases_and_edits_of_all_sources_are_kept() -> None:
    edit = n.Edit("indent", n.Position(1, 1), "　")
    first = part("a.md", aliases={"x": "one"}, edits=(edit,))
    second = part("b.md", aliases={"x": "two", "y": "two"}, edits=(edit,))
    joined = join([first, second]).value
    assert joined.aliases == {"x": "one", "y": "two"}
    assert [item.at.source for item in joined.edits] == [0, 1]


def test_only_relative_paths_are_local() -> None:
    assert [url for url in ("a.png", "../a.png", "图.png") if not is_local(url)] == []
    others = ("", "/a.png", "https://e.example/a.png", "//e.example/a.png", "data:,x", "C:\\a.png", "\\\\host\\a", "#x")
    assert [url for url in others if is_local(url)] == []
