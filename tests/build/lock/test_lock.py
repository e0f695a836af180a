"""``docforge lock``: published numbers are written down, changes of them are told, and ``--frozen`` refuses them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import docforge as api
from commandline import docforge
from docforge.model import nodes as n
from docforge.model.jsonform import decode
from docforge.model.walk import find

TOML = """
language = "zh-Hans"
[target.h]
formats = ["json"]
output = "dist/{path}.{format}"
[target.book]
each = "book"
formats = ["json"]
output = "dist/book.{format}"
"""
A = "# 甲\n\n1. 段落是思想的最小单位。\n2. 读书会在图书馆举行，请提前到场。\n3. 书目见附录。\n"
B = "# 乙\n\n1. 第二次活动改在下午。\n"
EDITED = (
    "# 甲\n\n1. 新的一段放在最前面，谁也没见过。\n2. 段落是思想的最小的单位。\n3. 读书会在图书馆举行，请早点到场。\n"
    "4. 书目见附录。\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("docforge.toml", TOML), ("a.md", A), ("b.md", B)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def ids(folder: Path, name: str = "a.json") -> list[str]:
    document = decode((folder / "dist" / name).read_bytes())
    return [item.attr.id for item in find(document.blocks, n.Item)]


def files(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in (folder / "dist").rglob("*.*")}


def entries(folder: Path, target: str, name: str) -> Any:
    return json.loads((folder / "docforge.lock").read_text(encoding="utf-8"))["published"][target][name]


def test_a_lock_changes_nothing_of_what_is_built(folder: Path) -> None:
    assert docforge(["build", "--jobs", "0", "-q"], folder).status == 0
    before = {name: data for name, (data, _) in files(folder).items()}
    done = docforge(["lock"], folder)
    assert done.status == 0
    assert (
        done.err == "docforge.lock: book 4 numbered paragraphs in 1 document, h 4 numbered paragraphs in 2 documents\n"
    )
    assert docforge(["build", "--jobs", "0", "-q", "--frozen"], folder).status == 0
    after = {name: data for name, (data, _) in files(folder).items()}
    assert {name for name in after if after[name] != before[name]} == {
        str(folder / "dist/build.json")
    }  # names the lock


def test_the_lock_holds_ids_addresses_labels_and_digests_a_line_each(folder: Path) -> None:
    docforge(["build", "--jobs", "0", "-q"], folder)
    docforge(["lock", "-q"], folder)
    assert [entry[:4] for entry in entries(folder, "h", "a")] == [
        ["item", identifier, f"s1p{number}", f"{number}."] for number, identifier in enumerate(ids(folder), 1)
    ]
    lines = (folder / "docforge.lock").read_text(encoding="utf-8").splitlines()
    assert sum("段落是思想的最小单位" in line for line in lines) == 2  # of the handout and of the book


def test_an_edit_and_an_insertion_at_once_keep_ids_and_are_told(folder: Path) -> None:
    docforge(["build", "--jobs", "0", "-q"], folder)
    before, in_book = ids(folder), ids(folder, "book.json")
    docforge(["lock", "-q"], folder)
    (folder / "a.md").write_text(EDITED, encoding="utf-8")
    outcome = api.build(folder)
    assert outcome.ok
    assert ids(folder)[1:] == before
    assert ids(folder, "book.json")[1:] == in_book
    told = [(Path(item.file).name, item.line, item.message) for item in outcome.diagnostics if item.code == "DF630"]
    assert told == [
        ("a.md", 4, "1. (s1p1) is 2. (s1p2) now"),
        ("a.md", 5, "2. (s1p2) is 3. (s1p3) now"),
        ("a.md", 6, "3. (s1p3) is 4. (s1p4) now"),
    ]


def test_without_a_lock_an_edited_paragraph_gets_another_id(folder: Path) -> None:
    docforge(["build", "--jobs", "0", "-q"], folder)
    before = ids(folder)
    (folder / "a.md").write_text(EDITED, encoding="utf-8")
    docforge(["build", "--jobs", "0", "-q"], folder)
    assert ids(folder)[3] == before[2]  # put further down, not edited
    assert before[0] not in ids(folder)


def test_frozen_refuses_and_replaces_nothing(folder: Path) -> None:
    docforge(["build", "--jobs", "0", "-q"], folder)
    docforge(["lock", "-q"], folder)
    before = files(folder)
    (folder / "a.md").write_text(EDITED, encoding="utf-8")
    (folder / "b.md").write_text(B + "2. 又一段。\n", encoding="utf-8")  # publishes more, changes no number
    done = docforge(["build", "--jobs", "0", "--frozen"], folder)
    assert done.status == 1
    assert "a.md:4:1: error[DF630] published-number-changed: 1. (s1p1) is 2. (s1p2) now" in done.err
    assert files(folder) == before
    docforge(["lock", "-q"], folder)
    assert docforge(["build", "--jobs", "0", "--frozen", "-q"], folder).status == 0
    assert files(folder) != before


def test_frozen_lets_edits_pass_that_change_no_number(folder: Path) -> None:
    docforge(["build", "--jobs", "0", "-q"], folder)
    before = ids(folder)
    docforge(["lock", "-q"], folder)
    (folder / "a.md").write_text(A.replace("最小单位", "最小的单位") + "4. 放在最后的一段。\n", encoding="utf-8")
    (folder / "c.md").write_text("# 丙\n\n1. 新的一篇。\n", encoding="utf-8")
    assert docforge(["build", "--jobs", "0", "--frozen", "-q", "-t", "h"], folder).status == 0
    assert ids(folder)[:3] == before


def test_a_paragraph_and_a_document_that_are_gone_are_told(folder: Path) -> None:
    docforge(["lock", "-q"], folder)
    (folder / "a.md").write_text(A.replace("2. 读书会在图书馆举行，请提前到场。\n3.", "2."), encoding="utf-8")
    (folder / "b.md").unlink()
    told = [item.message for item in api.build(folder, targets=["h"]).diagnostics if item.code == "DF631"]
    assert told == ["b of the target h is not built any more", "2. (s1p2) “读书会在图书馆举行，请提前到场。” is gone"]
    assert docforge(["build", "--jobs", "0", "--frozen", "-q", "-t", "h"], folder).status == 1


def test_an_id_that_the_author_gives_later_is_no_loss(folder: Path) -> None:
    docforge(["build", "--jobs", "0", "-q"], folder)
    before = ids(folder)
    docforge(["lock", "-q"], folder)
    (folder / "a.md").write_text(A.replace("最小单位。", "最小单位。 {#unit}"), encoding="utf-8")
    assert docforge(["build", "--jobs", "0", "--frozen", "-q"], folder).status == 0
    assert ids(folder) == ["unit", *before[1:]]
    assert decode((folder / "dist/a.json").read_bytes()).aliases[before[0]] == "unit"


def test_a_lock_goes_on_from_lock_to_lock(folder: Path) -> None:
    docforge(["build", "--jobs", "0", "-q"], folder)
    before = ids(folder)
    text = A
    for old, new in (("最小单位", "最小的单位"), ("段落是", "一个段落是"), ("思想", "思想与文字")):
        docforge(["lock", "-q"], folder)
        text = text.replace(old, new)
        (folder / "a.md").write_text(text, encoding="utf-8")
    docforge(["build", "--jobs", "0", "-q"], folder)
    assert ids(folder) == before


def test_one_target_leaves_the_others_locked(folder: Path) -> None:
    docforge(["lock", "-q"], folder)
    (folder / "a.md").write_text(EDITED, encoding="utf-8")
    done = docforge(["lock", "-t", "h"], folder)
    assert "; 3 changed since the last lock" in done.err
    assert [entry[3] for entry in entries(folder, "h", "a")] == ["1.", "2.", "3.", "4."]
    assert [entry[3] for entry in entries(folder, "book", "book") if entry[0] == "item"] == ["1.", "2.", "3.", "1."]


@pytest.mark.parametrize("data", [b"<<<<<<< ours\n{}", b'{"lock": [7, 0], "published": {}}', b"\xff"])
def test_a_damaged_lock_is_no_lock(folder: Path, data: bytes) -> None:
    (folder / "docforge.lock").write_bytes(data)
    for command in (["build", "--jobs", "0"], ["build", "--jobs", "0", "--frozen"]):
        done = docforge(command, folder)
        assert (done.status, "docforge.lock: error[DF632]" in done.err) == (2, True)


def test_frozen_without_a_lock_is_an_error_that_says_what_to_do(folder: Path) -> None:
    done = docforge(["build", "--jobs", "0", "--frozen"], folder)
    assert (done.status, "docforge lock writes one" in done.err) == (2, True)
    assert not (folder / "dist").exists()


def test_nothing_is_locked_after_an_error(folder: Path) -> None:
    (folder / "b.md").write_bytes(b"\xff\xfe\x00")
    assert docforge(["lock"], folder).status == 1
    assert not (folder / "docforge.lock").exists()


def test_targets_are_counted_each_by_itself(folder: Path) -> None:
    assert docforge(["lock", "-t", "h"], folder).err == "docforge.lock: 4 numbered paragraphs in 2 documents\n"
    (folder / "docforge.toml").write_text(TOML.split("[target.book]")[0], encoding="utf-8")
    (folder / "a.md").unlink()
    told = docforge(["lock"], folder).err
    assert "docforge.lock: 1 numbered paragraph in 1 document" in told


def test_frozen_refuses_with_a_lock_that_cannot_be_read(folder: Path) -> None:
    docforge(["build", "--jobs", "0", "-q"], folder)
    docforge(["lock", "-q"], folder)
    before = files(folder)
    (folder / "docforge.lock").write_text("<<<<<<< ours\n", encoding="utf-8")
    (folder / "a.md").write_text(EDITED, encoding="utf-8")
    done = docforge(["build", "--jobs", "0", "--frozen"], folder)
    assert (done.status, "DF632" in done.err) == (2, True)
    assert files(folder) == before


def test_a_lock_that_cannot_be_read_is_made_anew(folder: Path) -> None:
    (folder / "docforge.lock").write_text("<<<<<<< ours\n", encoding="utf-8")
    assert docforge(["lock"], folder).status == 0
    assert docforge(["build", "--jobs", "0", "--frozen", "-q"], folder).status == 0


def test_of_a_lock_that_cannot_be_read_no_target_alone_is_made_anew(folder: Path) -> None:
    (folder / "docforge.lock").write_text("<<<<<<< ours\n", encoding="utf-8")
    assert "DF632" in docforge(["lock", "--target", "h"], folder).err
    assert (folder / "docforge.lock").read_text(encoding="utf-8") == "<<<<<<< ours\n"


def test_changed_numbers_that_are_errors_can_be_published(folder: Path) -> None:
    (folder / "docforge.toml").write_text(TOML + '[diagnostics]\nDF630 = "error"\n', encoding="utf-8")
    docforge(["lock", "-q"], folder)
    (folder / "a.md").write_text(EDITED, encoding="utf-8")
    done = docforge(["lock"], folder)
    assert done.status == 0
    assert "changed since the last lock" in done.err
