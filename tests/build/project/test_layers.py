"""Which of several layers holds."""

from __future__ import annotations

from docforge.build.project.layers import assignments, folders_of, front_matter, merged
from docforge.build.project.load import parse
from docforge.build.project.patterns import fits, output_name, unknown_fields
from docforge.build.project.schema import Project, Settings
from docforge.model import nodes as n


def project(text: str) -> Project:
    result = parse(text)
    assert result.value is not None, result.diagnostics
    return result.value.project


def test_the_later_layer_holds_and_tables_are_merged_key_by_key() -> None:
    below = project('language = "ja"\nnumber = "all"\n[metadata]\nauthor = "甲"\ndate = 2024-01-02\n')
    above = Settings(language="ko", metadata={"author": "乙"})
    found = merged(below, above)
    assert (found.language, found.number) == ("ko", "all")
    assert front_matter(found) == {
        "author": n.MetaString(text="乙"),
        "date": n.MetaString(text="2024-01-02"),
        "number": n.MetaString(text="all"),
    }


def test_settings_of_a_theme_are_the_same_dotted_or_as_tables() -> None:
    dotted = merged(project('[set]\n"roles.body.leading" = 1.8\nbase-size = 12\n'))
    tables = merged(project("[set]\nbase-size = 12\n[set.roles.body]\nleading = 1.8\n"))
    assert sorted(assignments(dotted)) == sorted(assignments(tables)) == ["base-size=12", "roles.body.leading=1.8"]


def test_the_innermost_folder_speaks_last() -> None:
    text = '[folder."a/b"]\nlanguage = "ko"\n[folder."a/"]\nlanguage = "ja"\n[folder.ab]\nlanguage = "en"\n'
    assert [name for name, _ in folders_of("a/b/c.md", project(text))] == ["a/", "a/b"]
    assert [name for name, _ in folders_of("abc.md", project(text))] == []


def test_patterns_of_paths() -> None:
    assert fits("a/b.md", "**/*.md")
    assert fits("b.md", "**/*.md")
    assert fits("a/b/c.md", "a/")
    assert fits("a/b/c.md", "a/**")
    assert not fits("a/b.md", "*.md")
    assert not fits("ab/c.md", "a/")
    assert fits("第1章.md", "第?章.md")
    assert not fits("a.mdx", "a.md")


def test_names_of_files() -> None:
    values = {"target": "h", "path": "a/b", "folder": "", "name": "b", "number": "07", "format": "pdf"}
    assert output_name("dist/{target}/{path}.{format}", values) == "dist/h/a/b.pdf"
    assert output_name("dist/{folder}/{number}-{name}.{format}", values) == "dist/07-b.pdf"
    assert unknown_fields("{pth}.{format}") == ["pth"]
