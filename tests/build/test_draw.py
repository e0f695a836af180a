"""Diagrams drawn by programs that the user names."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest

from commandline import docforge
from docforge.build.draw import CommandError, checked_commands
from docforge.build.sources import read_one
from docforge.model import nodes as n
from docforge.model.text import block_text
from docforge.model.walk import find
from docforge.protocols import ReadOptions
from docforge.world import DiskWorld

NOTES = """---
lang: zh-Hans
---

# 题目

```mermaid {#flow caption="流程"}
graph TD; 甲-->乙
```

```dot
digraph { a -> b }
```
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="30" height="10"/></svg>'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "notes.md").write_text(NOTES, encoding="utf-8")
    return tmp_path


def program(folder: Path, script: str) -> str:
    """A command whose program is a script of the shell: $1 is the diagram's text, $2 the SVG to be written."""
    path = folder / "program.sh"
    path.write_text(script, encoding="utf-8")
    return f"sh {shlex.quote(str(path))} {{input}} {{output}}"


def figures(folder: Path) -> list[n.Figure]:
    document = read_one(str(folder / "notes.md"), "", ReadOptions(), DiskWorld(), lambda: b"").document
    assert document is not None
    return list(find(document.blocks, n.Figure))


def test_what_was_drawn_is_shown_by_every_build_until_its_text_changes(folder: Path) -> None:
    draws = program(folder, f"grep -q . \"$1\" && printf '%s' '{SVG}' > \"$2\"")
    done = docforge(["draw", "notes.md", "--command", f"mermaid={draws}", "--command", f"dot={draws}"], folder)
    assert done.status == 0, done.err
    assert len(list((folder / "drawn-diagrams").glob("*.svg"))) == 2
    assert "DF520" not in docforge(["check", "notes.md"], folder).text
    first, second = figures(folder)
    assert block_text(first.caption.blocks) == "流程"
    assert first.attr == n.Attr(id="flow")
    assert second.caption == n.Caption()
    again = docforge(["draw", "notes.md", "--command", f"mermaid={draws}", "--command", f"dot={draws}"], folder)
    assert "0 drawn" in again.err
    (folder / "notes.md").write_text(NOTES.replace("甲", "丙"), encoding="utf-8")
    assert "a diagram is printed as code" in docforge(["check", "notes.md"], folder).text


def test_a_diagram_without_a_drawing_is_code_under_its_caption(folder: Path) -> None:
    (figure,) = figures(folder)
    assert [type(block) for block in figure.blocks] == [n.CodeBlock]
    assert block_text(figure.caption.blocks) == "流程"
    done = docforge(["convert", "notes.md", "-o", "a.pdf", "-o", "a.epub", "-o", "a.docx"], folder)
    assert done.status == 0, done.err
    assert docforge(["verify", "a.pdf", "a.epub", "a.docx"], folder).status == 0


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("echo no such arrow; exit 3", "status 3: no such arrow"),
        ("exit 0", "no file was written"),
        ('echo "<html>" > "$2"', "DF524"),
        ("sleep 20", "no answer within 1 s"),
    ],
)
def test_a_program_that_fails_is_told_and_leaves_nothing(folder: Path, script: str, reason: str) -> None:
    arguments = ["draw", "notes.md", "--set", "limits.draw-seconds=1", "--command"]
    done = docforge([*arguments, f"mermaid={program(folder, script)}"], folder)
    assert done.status == 1
    assert reason in done.err
    assert "notes.md:7:1" in done.err
    assert not (folder / "drawn-diagrams").exists()


def test_a_project_names_its_programs_and_no_build_runs_them(folder: Path) -> None:
    draws = program(folder, f"printf '%s' '{SVG}' > \"$2\"; touch \"{folder}/ran\"")
    words = ", ".join(f'"{word}"' for word in shlex.split(draws))
    (folder / "docforge.toml").write_text(f"[diagrams]\nmermaid = [{words}]\ndot = [{words}]\n", encoding="utf-8")
    assert docforge(["build", "--no-verify"], folder).status == 0
    assert not (folder / "ran").exists()
    done = docforge(["draw"], folder)
    assert (done.status, done.err.count("2 drawn")) == (0, 1), done.err
    assert "DF520" not in docforge(["build", "--no-verify"], folder).err


def test_a_diagram_of_an_included_file_is_kept_where_the_page_looks(folder: Path) -> None:
    (folder / "parts").mkdir()
    (folder / "parts" / "flow.md").write_text("```puml\na -> b\n```\n", encoding="utf-8")
    (folder / "notes.md").write_text("# 题目\n\n{{#include parts/flow.md}}\n", encoding="utf-8")
    draws = program(folder, f"printf '%s' '{SVG}' > \"$2\"")
    assert "DF520" in docforge(["check", "notes.md"], folder).text
    done = docforge(["draw", "notes.md", "--command", f"puml={draws}"], folder)
    assert (done.status, done.err.count("1 drawn")) == (0, 1), done.err
    assert "DF520" not in docforge(["check", "notes.md"], folder).text


@pytest.mark.parametrize(
    ("command", "problem"),
    [
        ({"visio": ["x", "{input}", "{output}"]}, "no language of diagrams"),
        ({"dot": ["dot", "{input}"]}, "no {output}"),
        ({"dot": ["dot", "{output}"]}, "no {input}"),
    ],
)
def test_a_command_must_be_able_to_draw(command: dict[str, list[str]], problem: str, folder: Path) -> None:
    with pytest.raises(CommandError, match=problem.replace("{", r"\{")):
        checked_commands(command)
    assert docforge(["draw", "notes.md", "--command", "dot"], folder).status == 2
