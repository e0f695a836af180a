"""The parts of a build, put together, are the build."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from commandline import docforge

TOML = """
title = "集"
[target.h]
formats = ["json", "epub"]
[target.print]
each = "book"
formats = ["pdf"]
[target.reader]
each = "book"
formats = ["epub"]
page-list = "pdf:print"
"""
COUNT = 3


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """``whole/`` is built in one piece, ``1/`` to ``3/`` in parts, as on machines of their own."""
    top = tmp_path_factory.mktemp("parts")
    for name in ("whole", *(str(number) for number in range(1, COUNT + 1))):
        folder = top / name
        folder.mkdir()
        (folder / "docforge.toml").write_text(TOML)
        for page in range(7):
            text = f"# 第{page}讲\n\n1. 第一段，见[下一讲](p{page + 1}.md)。\n2. 见[无](#nowhere)。\n"
            (folder / f"p{page}.md").write_text(text, encoding="utf-8")
        options = [] if name == "whole" else ["--shard", f"{name}/{COUNT}"]
        docforge(["build", "-q", "--jobs", "0", *options], folder)
    return top


def bytes_below(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def folders(parts: Path) -> list[str]:
    return [str(parts / str(number) / "dist") for number in range(1, COUNT + 1)]


def test_merged_parts_are_the_whole_to_the_byte(parts: Path, tmp_path: Path) -> None:
    each = [bytes_below(Path(folder)) for folder in folders(parts)]
    assert all(len(files) > 2 for files in each)
    done = docforge(["merge", *reversed(folders(parts)), "-o", "all"], tmp_path)
    assert "files of 3 parts" in done.err
    assert bytes_below(tmp_path / "all") == bytes_below(parts / "whole" / "dist")
    assert docforge(["verify", "all"], tmp_path).status == 0


def test_a_manifest_keeps_the_name_that_a_project_gives_it(tmp_path: Path) -> None:
    for name in ("whole", "1", "2"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "docforge.toml").write_text('manifest = "dist/release.json"\n' + TOML)
        for page in range(4):
            (folder / f"p{page}.md").write_text(f"# {page}\n\n1. 段。\n", encoding="utf-8")
        options = [] if name == "whole" else ["--shard", f"{name}/2"]
        docforge(["build", "-q", "--jobs", "0", *options], folder)
    named = [f"{number}/dist/release.json" for number in (1, 2)]
    assert docforge(["merge", *named, "-o", "all"], tmp_path).status == 0
    assert bytes_below(tmp_path / "all") == bytes_below(tmp_path / "whole/dist")
    assert docforge(["verify", "all/release.json"], tmp_path).status == 0


def test_a_pdf_and_the_book_that_lists_its_pages_are_in_one_part(parts: Path) -> None:
    for folder in folders(parts):
        names = bytes_below(Path(folder)).keys()
        assert ("print/print.pdf" in names) == ("reader/reader.epub" in names)


def refused(arguments: list[str], tmp_path: Path) -> str:
    done = docforge(["merge", *arguments, "-o", "all"], tmp_path)
    assert done.status in (1, 4)
    assert not (tmp_path / "all").exists()
    return done.err


def test_what_is_not_the_whole_is_refused(parts: Path, tmp_path: Path) -> None:
    one, two, three = folders(parts)
    assert "missing: part 2/3" in refused([one, three], tmp_path)
    assert "is part 1/3, as is" in refused([one, one, two, three], tmp_path)
    assert "is no part of a build" in refused([str(parts / "whole" / "dist"), two, three], tmp_path)
    assert "DF830" in refused([one, two, str(tmp_path)], tmp_path)


def test_parts_of_other_sources_or_versions_are_refused(parts: Path, tmp_path: Path) -> None:
    one, two, three = folders(parts)
    shutil.copytree(two, tmp_path / "other")
    manifest = tmp_path / "other/build.json"
    kept = manifest.read_text(encoding="utf-8")
    manifest.write_text(kept.replace('"title": "集"', '"title": "别"'), encoding="utf-8")
    assert "has another title than" in refused([one, str(tmp_path / "other"), three], tmp_path)
    digest = kept[kept.index('"path": "docforge.toml"') :].split('"sha256": "')[1][:64]
    manifest.write_text(kept.replace(digest, "0" * 64), encoding="utf-8")
    assert "was made from another source docforge.toml" in refused([one, str(tmp_path / "other"), three], tmp_path)


def test_a_file_that_was_changed_on_its_way_is_refused(parts: Path, tmp_path: Path) -> None:
    one, two, three = folders(parts)
    shutil.copytree(two, tmp_path / "other")
    damaged = next((tmp_path / "other").rglob("*.epub"))
    damaged.write_bytes(damaged.read_bytes()[:-1] + b"x")
    done = docforge(["merge", one, str(tmp_path / "other"), three, "-o", "all"], tmp_path)
    assert "DF828" in done.err
    assert not (tmp_path / "all").exists()


@pytest.mark.parametrize("path", ["../../evil.epub", "/tmp/evil.epub", "a/../../evil.epub"])
def test_a_part_that_names_a_file_outside_its_folder_is_refused(path: str, parts: Path, tmp_path: Path) -> None:
    one, two, three = folders(parts)
    shutil.copytree(two, tmp_path / "other")
    manifest = tmp_path / "other/build.json"
    text = manifest.read_text(encoding="utf-8")
    named = json.loads(text)["artifacts"][0]["path"]
    manifest.write_text(text.replace(f'"path": "{named}"', f'"path": "{path}"'), encoding="utf-8")
    assert "names a file outside its folder" in refused([one, str(tmp_path / "other"), three], tmp_path)


@pytest.mark.parametrize("part", ["0/3", "4/3", "3", "1/0", "a/b"])
def test_a_part_is_named_by_its_number_and_their_count(part: str, tmp_path: Path) -> None:
    done = docforge(["build", "--shard", part], tmp_path)
    assert done.status == 2
    assert "is not a part as 3/10" in done.err
