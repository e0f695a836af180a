"""Trees with something wrong in them: it is told with its place, the page shows what is missing, the rest is built.

Errors exit 1 with or without ``--strict``; warnings alone exit 0, and 3 under ``--strict``; notes exit 0.
"""

from __future__ import annotations

import resource
import time
from pathlib import Path

import pytest

from badkit import PROJECT, Built, built, huge_picture, write
from commandline import docforge

REST = ("甲", "第一章的文。", "乙", "丙", "第三章的文。")


def _is_error(tree: Built) -> bool:
    return (tree.status, tree.strict) == (1, 1)


def _is_warning(tree: Built) -> bool:
    return (tree.status, tree.strict) == (0, 3)


def test_a_missing_chapter_is_named_in_its_place(tmp_path: Path) -> None:
    """The navigation names a file that is a folder: it is there and cannot be read."""
    write(tmp_path, {"src/b.md": None})
    (tmp_path / "src" / "b.md").mkdir()
    tree = built(tmp_path, {"src/b.md": None})
    assert "src/SUMMARY.md:4:7: error[DF230] missing-chapter" in tree.said
    assert tree.everywhere("第一章的文。", "乙", "[b.md]", "丙", "第三章的文。")
    assert _is_error(tree)


def test_an_entry_of_the_navigation_without_a_file_is_named_in_its_place(tmp_path: Path) -> None:
    tree = built(tmp_path, {"src/b.md": None})
    assert "src/SUMMARY.md:4:7: error[DF642] navigation-without-file: b.md" in tree.said
    assert tree.everywhere("第一章的文。", "乙", "[b.md]", "丙", "第三章的文。")
    assert _is_error(tree)


def test_two_files_with_one_id_keep_both_places(tmp_path: Path) -> None:
    page = "# {0}\n\n## {1} {{#x}}\n\n见[此处](#x)。\n"
    tree = built(tmp_path, {"src/a.md": page.format("甲", "子"), "src/b.md": page.format("乙", "丑")})
    assert "src/b.md:3:1: warning[DF231] id-in-two-files" in tree.said
    assert tree.everywhere("甲", "子", "见此处。", "乙", "丑", "见此处。", "丙")
    assert _is_warning(tree)


def test_links_to_nowhere_are_told_and_their_words_stay(tmp_path: Path) -> None:
    text = "# 乙\n\n见[彼处](gone.md)、[片](#nix)与[首](c.md#nix)。\n"
    tree = built(tmp_path, {"src/b.md": text})
    assert "src/b.md:3:2: error[DF304] link-to-no-page" in tree.said
    assert "src/b.md:3:16: error[DF301] unresolved-reference" in tree.said
    assert "src/b.md:3:26: warning[DF305] anchor-not-in-page" in tree.said
    assert tree.everywhere("第一章的文。", "见彼处、片与首", "。", "丙")
    assert _is_error(tree)


def test_a_link_to_no_anchor_alone_is_a_warning(tmp_path: Path) -> None:
    assert _is_warning(built(tmp_path, {"src/b.md": "# 乙\n\n见[首](c.md#nix)。\n"}))


def test_a_circle_of_includes_ends_and_shows_where(tmp_path: Path) -> None:
    files = {
        "src/b.md": "# 乙\n\n{{#include ../parts/one.md}}\n\n后文。\n",
        "parts/one.md": "其一。\n\n{{#include two.md}}\n",
        "parts/two.md": "其二。\n\n{{#include one.md}}\n",
    }
    tree = built(tmp_path, files)
    assert "parts/two.md:3:1: error[DF142] include-cycle" in tree.said
    assert tree.everywhere("乙", "其一。", "其二。", "{{#include one.md}}", "后文。", "丙")
    assert _is_error(tree)


def test_a_picture_of_200_megapixels_is_never_unpacked(tmp_path: Path) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    files: dict[str, str | bytes | None] = {
        "src/b.md": "# 乙\n\n![大图](big.png)\n\n后文。\n",
        "src/big.png": huge_picture(20_000, 10_000),
    }
    tree = built(tmp_path, files)
    assert "src/b.md:3:1: error[DF515] image-too-large" in tree.said
    assert tree.everywhere("乙", "大图", "未找到图片：big.png", "后文。", "丙")
    assert _is_error(tree)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000  # KiB; unpacked it has 200 MB


def test_of_a_table_of_100000_rows_the_first_are_printed(tmp_path: Path) -> None:
    rows = "".join(f"| {row} | 值 |\n" for row in range(1, 100_001))
    files = {
        "docforge.toml": PROJECT.replace("set = {", "set = { limits.table-rows = 100,"),
        "src/b.md": f"# 乙\n\n| 号 | 值 |\n|---|---|\n{rows}\n后文。\n",
    }
    began, before = time.process_time(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    tree = built(tmp_path, files)
    assert time.process_time() - began < 20
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 300_000  # KiB
    assert "src/b.md:105:1: error[DF226] table-too-long: a table of 100000 rows" in tree.said
    assert tree.everywhere("乙", "号值1值2值", "39值40值41值", "99值100值", "[此处略去99900行]", "后文。", "丙")
    assert not tree.everywhere("101值")
    assert _is_error(tree)


def test_a_table_of_html_is_cut_as_well(tmp_path: Path) -> None:
    rows = "".join(f"<tr><td>{row}号</td></tr>" for row in range(1, 31))
    files = {
        "docforge.toml": PROJECT.replace("set = {", "set = { limits.table-rows = 20,"),
        "src/b.md": f"# 乙\n\n<table>{rows}</table>\n\n后文。\n",
    }
    tree = built(tmp_path, files)
    assert "src/b.md:3:1: error[DF226] table-too-long: a table of 30 rows" in tree.said
    assert tree.everywhere("20号", "[此处略去10行]", "后文。")


def test_a_chapter_of_a_legacy_encoding_is_named_in_its_place(tmp_path: Path) -> None:
    tree = built(tmp_path, {"src/b.md": "# 乙\n\n这一章还是旧的编码，要先说明。\n".encode("gb18030")})
    assert "src/b.md:1:3: error[DF102] unknown-encoding" in tree.said
    assert "src/SUMMARY.md:4:7: error[DF230] missing-chapter" in tree.said
    assert tree.everywhere("第一章的文。", "乙", "[b.md]", "丙", "第三章的文。")
    assert _is_error(tree)


def test_a_legacy_encoding_that_is_declared_is_read(tmp_path: Path) -> None:
    text = "---\nencoding: gb18030\n---\n\n# 乙\n\n这一章还是旧的编码。\n"
    tree = built(tmp_path, {"src/b.md": text.encode("gb18030")})
    assert tree.everywhere("第一章的文。", "乙", "这一章还是旧的编码。", "丙")
    assert (tree.status, tree.strict) == (0, 0), tree.said


def test_mixed_line_ends_are_read_as_such_and_noted(tmp_path: Path) -> None:
    tree = built(tmp_path, {"src/b.md": "# 乙\r\n\r\n其一。\r\n\r\n其二。\n\n其三。\r\r其四。\n".encode()})
    assert "src/b.md:5:4: note[DF108] mixed-line-ends" in tree.said
    assert tree.everywhere("乙", "其一。", "其二。", "其三。", "其四。", "丙")
    assert (tree.status, tree.strict) == (0, 0)


def test_all_of_it_at_once_is_told_at_once(tmp_path: Path) -> None:
    files: dict[str, str | bytes | None] = {
        "src/a.md": None,
        "src/b.md": "# 乙\n\n见[彼处](gone.md)。\n\n{{#include none.md}}\n\n![图](none.png)\n",
        "src/c.md": "# 丙\n\n旧的编码。\n".encode("gb18030"),
    }
    tree = built(tmp_path, files)
    for code in ("DF642", "DF304", "DF140", "DF511", "DF102"):
        assert f"error[{code}]" in tree.said
    assert tree.everywhere("甲", "[a.md]", "乙", "彼处", "{{#include none.md}}", "图", "丙", "[c.md]")
    assert _is_error(tree)


@pytest.mark.parametrize("wrong", ["a page that cannot be read", "a folder where the file should be"])
def test_an_earlier_file_stays_when_none_can_be_made(tmp_path: Path, wrong: str) -> None:
    """Handouts: the page without fault is built anew, the file of the other is what it was."""
    handouts = PROJECT.replace('each = "book"\n', "").replace("book.{format}", "{name}.{format}")
    write(tmp_path, {"docforge.toml": handouts})
    assert docforge(["build", "."], tmp_path).status == 0
    old = {path.name: path.read_bytes() for path in (tmp_path / "dist").iterdir()}
    assert {"a.pdf", "b.pdf", "b.epub", "b.docx", "c.pdf"} <= old.keys()
    if wrong == "a page that cannot be read":
        write(tmp_path, {"docforge.toml": handouts, "src/b.md": b"# \xd2\xd2\n", "src/c.md": "# 丙\n\n改过的文。\n"})
    else:
        write(tmp_path, {"docforge.toml": handouts, "src/c.md": "# 丙\n\n改过的文。\n"})
        (tmp_path / "dist" / "b.pdf").unlink()
        (tmp_path / "dist" / "b.pdf").mkdir()
        old.pop("b.pdf")
    done = docforge(["build", "."], tmp_path)
    assert done.status == 1
    new = {path.name: path.read_bytes() for path in (tmp_path / "dist").iterdir() if path.is_file()}
    assert new.keys() == old.keys()
    assert {name for name in new if new[name] != old[name] and not name.endswith(("json", "SUMS"))} == {
        "c.pdf",
        "c.epub",
        "c.docx",
    }
