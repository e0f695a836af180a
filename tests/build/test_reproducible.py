"""The same input gives the same bytes: in another process, hash order, time zone, folder, and among other documents."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

import docforge
from commandline import docforge as command
from docforge.build.reproduce import check

FORMATS = ("pdf", "epub", "docx", "html", "zip")
NAME = "zh-Hans.md"
Digests = dict[str, str]


def place(folder: Path, root: Path) -> Path:
    """The example and its pictures, copied into a folder."""
    folder.mkdir(parents=True)
    shutil.copytree(root / "examples", folder / "examples")
    return folder / "examples" / NAME


def digests(folder: Path) -> Digests:
    return {
        suffix: hashlib.sha256((folder / f"h.{suffix}").read_bytes()).hexdigest() for suffix in (*FORMATS, "facts.json")
    }


def by_command(source: str, folder: Path, variables: Mapping[str, str]) -> Digests:
    """A run of the command in a process of its own; outputs go into ``folder``, which is the current one."""
    folder.mkdir(parents=True, exist_ok=True)
    outputs = [part for suffix in FORMATS for part in ("-o", f"h.{suffix}")]
    environment = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    subprocess.run(
        [sys.executable, "-m", "docforge", "convert", "-q", source, *outputs],
        cwd=folder,
        env={**environment, **variables},
        check=True,
    )
    return digests(folder)


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Digests:
    folder = tmp_path_factory.mktemp("usual") / "here"
    source = place(folder, root)
    return by_command(str(source), folder, {"PYTHONHASHSEED": "0", "TZ": "UTC"})


@pytest.mark.parametrize(
    "variables",
    [
        {"PYTHONHASHSEED": "12345", "TZ": "Asia/Tokyo"},
        {"PYTHONHASHSEED": "random", "TZ": "America/St_Johns", "LC_ALL": "C"},
    ],
    ids=["another seed and zone", "another locale"],
)
def test_the_bytes_do_not_depend_on_the_process(
    variables: dict[str, str], usual: Digests, root: Path, tmp_path: Path
) -> None:
    source = place(tmp_path / "here", root)
    assert by_command(str(source), tmp_path / "here", variables) == usual


def test_the_bytes_do_not_depend_on_the_folder_or_how_the_source_is_named(
    usual: Digests, root: Path, tmp_path: Path
) -> None:
    source = place(tmp_path / "别处 with a blank" / "deep", root)
    elsewhere = source.parent.parent / "out"
    assert by_command(f"../examples/{NAME}", elsewhere, {}) == usual


def test_the_bytes_do_not_depend_on_what_was_built_before(usual: Digests, root: Path, tmp_path: Path) -> None:
    source = place(tmp_path / "here", root)
    for other in ("ja.md", "ko.md", "zh-Hant.md"):
        outputs = [tmp_path / f"other.{suffix}" for suffix in FORMATS]
        assert docforge.convert(source.with_name(other), outputs).ok
    for _ in range(2):
        assert docforge.convert(source, [tmp_path / f"h.{suffix}" for suffix in FORMATS]).ok
        assert digests(tmp_path) == usual


def test_an_epoch_changes_what_carries_a_time_and_gives_the_same_bytes_again(
    usual: Digests, root: Path, tmp_path: Path
) -> None:
    source = place(tmp_path / "here", root)
    first = by_command(str(source), tmp_path / "one", {"SOURCE_DATE_EPOCH": "1700000000"})
    second = by_command(str(source), tmp_path / "two", {"SOURCE_DATE_EPOCH": "1700000000", "TZ": "Asia/Seoul"})
    assert first == second
    assert {suffix for suffix in FORMATS if first[suffix] != usual[suffix]} == set(FORMATS)


MARKED = """---
lang: ja
%s---

# 印のある文

1. [東京]{ruby="とう|きょう"}の[今日]{ruby=きょう}は、[大切]{mark="sesame over"}な*日*である。
2. [曹雪芹]{.name}の[红楼梦]{.book}、[注の文を二行に]{.warichu}割る。[12]{.tcy}月に[^1]。

[^1]: 脚注の[漢字]{ruby=かんじ}。
"""


@pytest.mark.parametrize("front", ["", "writing: vertical\n"], ids=["horizontal", "vertical"])
def test_readings_marks_and_vertical_lines_give_the_same_bytes_in_another_process(front: str, tmp_path: Path) -> None:
    (tmp_path / "h.md").write_text(MARKED % front, encoding="utf-8")
    first = by_command("../h.md", tmp_path / "one", {"PYTHONHASHSEED": "1", "TZ": "UTC"})
    second = by_command(str(tmp_path / "h.md"), tmp_path / "two", {"PYTHONHASHSEED": "777", "TZ": "Asia/Tokyo"})
    assert first == second


def test_a_build_is_compared_with_a_second_one_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "docforge.toml").write_text('[target.h]\nformats = ["epub", "json"]\n')
    (tmp_path / "1.md").write_text("# 一\n\n1. 段，见[二](2.md)。\n", encoding="utf-8")
    (tmp_path / "2.md").write_text("# 二\n\n1. 段。\n", encoding="utf-8")
    done = command(["build", "--check-reproducible"], tmp_path)
    assert done.status == 0
    assert "made twice, the same to the byte: 4 files" in done.err


def test_what_differs_the_second_time_is_named_by_member_and_byte(tmp_path: Path) -> None:
    (tmp_path / "docforge.toml").write_text('[target.h]\nformats = ["epub", "json"]\n')
    (tmp_path / "1.md").write_text("# 一\n\n1. 段。\n", encoding="utf-8")
    first = docforge.build(tmp_path)
    (tmp_path / "1.md").write_text("# 一\n\n1. 别。\n", encoding="utf-8")
    found = check(str(tmp_path), first, jobs=1)
    assert [(item.code, Path(item.file).suffix) for item in found] == [("DF905", ".epub"), ("DF905", ".json")]
    assert "EPUB/c001.xhtml" in found[0].message
    assert "from byte" in found[1].message
