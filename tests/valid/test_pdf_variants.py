"""Kinds of PDF, by a judge of PDF/UA-1 and PDF/A."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from commandline import docforge
from judges.pdf import pdf_profile, pdf_ua

PAGE = """---
lang: zh-Hans
---

# 题目

正文[^1]与*强调*，见[第二段](#s1p2)，$x^2$。

1. 第一段。
2. 第二段。{甲|jiǎ}

![一幅图](shot.png "图")

![线条](line.svg)

| 村 | 人 |
|---|---|
| 甲 | 2 |

[^1]: 注。
"""
LINE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="9"><path d="M0 4h40" stroke="navy" opacity=".5"/></svg>'
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("variants")
    (made / "a.md").write_text(PAGE, encoding="utf-8")
    (made / "line.svg").write_text(LINE, encoding="utf-8")
    Image.effect_noise((60, 40), 90).convert("RGBA").save(made / "shot.png")
    for variant in ("ua-1", "a-2a", "a-3a"):
        done = docforge(["convert", "a.md", "-o", f"{variant}.pdf", "--pdf-variant", variant], made)
        assert done.status == 0, done.err
    return made


@pytest.mark.parametrize("variant", ["a-2a", "a-3a"])
def test_archival_kinds_are_what_they_say_and_accessible_too(folder: Path, variant: str) -> None:
    assert pdf_profile(folder / f"{variant}.pdf", variant.removeprefix("a-")) == []
    assert pdf_ua(folder / f"{variant}.pdf") == []


def test_the_usual_kind_is_accessible_and_no_archive(folder: Path) -> None:
    assert pdf_ua(folder / "ua-1.pdf") == []
    assert pdf_profile(folder / "ua-1.pdf", "2a")


def test_they_are_verified_like_any_page(folder: Path) -> None:
    for variant in ("a-2a", "a-3a"):
        assert (folder / f"{variant}.facts.json").exists()
        assert docforge(["verify", f"{variant}.pdf"], folder).status == 0


def test_the_same_bytes_come_twice(folder: Path) -> None:
    again = docforge(["convert", "a.md", "-o", "again.pdf", "--pdf-variant", "a-2a", "--no-facts"], folder)
    assert again.status == 0
    assert (folder / "again.pdf").read_bytes() == (folder / "a-2a.pdf").read_bytes()


def test_an_unknown_kind_is_a_usage_error(folder: Path) -> None:
    done = docforge(["convert", "a.md", "-o", "x.pdf", "--pdf-variant", "a-9"], folder)
    assert done.status == 2
    assert "a-2a" in done.err
