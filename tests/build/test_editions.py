"""Editions of a folder and of single files: their names, settings, numbers, and the proof of each."""

from __future__ import annotations

from pathlib import Path

import docforge
import judges
from commandline import docforge as run
from docforge.model.text import inline_text
from wordkit import rewritten

SOURCE = """---
lang: zh-Hans
---

# 测验

1. 甲。

   ::: answer
   答甲。
   :::

2. 乙。 {only=teacher}

3. 丙，见第1段。
"""

PROJECT = """
editions = ["student", "teacher", "key"]

[site]
source = "notes"

[edition.key]
file-name = "答案"
theme = "large-print"

[target.handouts]
formats = ["pdf", "epub", "docx"]
"""


def test_a_folder_is_built_in_each_edition_and_each_is_proved_by_its_own_facts(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes/quiz.md").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "docforge.toml").write_text(PROJECT, encoding="utf-8")
    outcome = docforge.build(tmp_path)
    assert [item.code for item in outcome.diagnostics if item.severity != "note"] == []
    built = {Path(item.path).name: item for item in outcome.artifacts}
    assert sorted(built) == sorted(
        f"quiz-{word}.{suffix}" for word in ("student", "teacher", "答案") for suffix in ("pdf", "epub", "docx")
    )
    assert all(item.verified for item in built.values())
    assert {name: item.paragraphs for name, item in built.items() if name.endswith("pdf")} == {
        "quiz-student.pdf": 2, "quiz-teacher.pdf": 3, "quiz-答案.pdf": 1,
    }  # fmt: skip
    assert built["quiz-答案.pdf"].theme == "large-print"
    folder = tmp_path / "dist/handouts"
    facts = {word: (folder / f"quiz-{word}.facts.json").read_text(encoding="utf-8") for word in ("student", "teacher")}
    assert "答甲" in facts["teacher"]
    assert "答甲" not in facts["student"]
    mixed = run(["verify", "quiz-student.docx", "--against", "quiz-teacher.facts.json"], folder)
    assert mixed.status == 4


def test_the_lock_of_a_project_is_that_of_whole_documents(tmp_path: Path) -> None:
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes/quiz.md").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "docforge.toml").write_text(PROJECT.replace('"pdf", "epub", ', ""), encoding="utf-8")
    assert "3 numbered paragraphs" in run(["lock"], tmp_path).err
    assert docforge.build(tmp_path, frozen=True).ok
    changed = SOURCE.replace("2. 乙", "2. 新。\n\n3. 乙").replace("3. 丙", "4. 丙")
    (tmp_path / "notes/quiz.md").write_text(changed, encoding="utf-8")
    told = [item.code for item in docforge.build(tmp_path).diagnostics]
    assert "DF630" in told
    assert "DF631" not in told


def test_single_files_have_their_editions_in_files_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "quiz.md").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "docforge.toml").write_text('[edition.class]\nshows = ["student"]\ntitle-suffix = "·课堂"\n', "utf-8")
    outcome = docforge.convert(tmp_path / "quiz.md", [tmp_path / "quiz.docx"], editions=["class", "teacher"])
    assert outcome.document is not None
    assert inline_text(outcome.document.title) == "测验·课堂"
    assert [Path(item.path).name for item in outcome.artifacts] == ["quiz-class.docx", "quiz-teacher.docx"]
    for item in outcome.artifacts:
        assert docforge.verify([item.path]).ok
    alone = docforge.convert(tmp_path / "quiz.md", [tmp_path / "one.docx"], editions=["class"])
    assert [Path(item.path).name for item in alone.artifacts] == ["one.docx"]


def test_an_unknown_edition_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "quiz.md").write_text(SOURCE, encoding="utf-8")
    outcome = docforge.convert(tmp_path / "quiz.md", [tmp_path / "quiz.docx"], editions=["student", "techer"])
    assert [(item.code, item.hint) for item in outcome.diagnostics] == [("DF650", "did you mean teacher?")]
    assert not list(tmp_path.glob("*.docx"))


def test_conditions_come_back_from_markdown_that_was_written(tmp_path: Path) -> None:
    source = tmp_path / "quiz.md"
    source.write_text(SOURCE + "\n::: only teacher parents\n\n丁[戊]{not=student}\n\n:::\n", encoding="utf-8")
    first = docforge.convert(source, [tmp_path / "a.md"])
    second = docforge.convert(tmp_path / "a.md", [tmp_path / "b.md"])
    assert first.ok
    assert second.ok
    written = (tmp_path / "a.md").read_text(encoding="utf-8")
    assert written == (tmp_path / "b.md").read_text(encoding="utf-8")
    assert "::: only teacher parents\n" in written
    assert "{only=teacher}" in written
    assert "[戊]{not=student}" in written


WHOLE = """---
lang: zh-Hans
---

# 测验

1. 甲怎么样。[教师看]{only=teacher}

   ::: answer
   答甲。
   :::

   ::: only teacher
   还有。
   :::

::: only teacher

2. 乙。

:::

3. 丙，见第1段。

::: not student

丁。

:::
"""


def test_conditions_go_through_word_as_content_controls(tmp_path: Path) -> None:
    (tmp_path / "quiz.md").write_text(WHOLE, encoding="utf-8")
    assert docforge.convert(tmp_path / "quiz.md", [tmp_path / "whole.docx"]).ok
    assert docforge.verify([tmp_path / "whole.docx"]).ok
    path = tmp_path / "whole.docx"
    assert not [*judges.ooxml_sdk(path), *judges.openxml_audit(path), *judges.ooxml_integrity(path)]
    for source, target in (("quiz.md", "there.md"), ("whole.docx", "back.md")):
        assert docforge.convert(tmp_path / source, [tmp_path / target]).ok
    there, back = ((tmp_path / name).read_text(encoding="utf-8") for name in ("there.md", "back.md"))
    assert back.replace("第[1](#s1p1)段", "第1段") == there


def test_what_a_colleague_changed_in_one_edition_comes_back_without_a_loss_of_the_others(tmp_path: Path) -> None:
    source = tmp_path / "quiz.md"
    source.write_text(WHOLE, encoding="utf-8")
    docforge.convert(source, [tmp_path / "quiz.docx"], editions=["student", "teacher"])
    edited = tmp_path / "quiz-student.docx"
    edited.write_bytes(
        rewritten(edited.read_bytes(), lambda _, data: data.replace("甲怎么样".encode(), "甲如何".encode()))
    )
    unchanged = run(["import", "quiz-teacher.docx", "--onto", "quiz.md"], tmp_path)
    assert (unchanged.status, "is the edition teacher" in unchanged.err) == (0, True)
    assert source.read_text(encoding="utf-8") == WHOLE
    done = run(["import", "quiz-student.docx", "--onto", "quiz.md", "--edition", "student"], tmp_path)
    assert done.status == 0
    assert source.read_text(encoding="utf-8") == WHOLE.replace("甲怎么样", "甲如何")
