"""A book in three formats says what its model says."""

from __future__ import annotations

from pathlib import Path

from commandline import docforge

BOOK = """---
title: 书
lang: zh-Hans
---

## 序 {.front}

见 @s1p2 与[乙](#第二章-乙)。

## 第一章 甲 {.chapter}

1. [问题]{.index}一[^a]

   ::: details 解析
   因为如此。
   :::

2. 问题二

| 子 | 丑 |
|---|---|
| 寅 | 卯 |

: 一表 {#tbl}

## 第二章 乙 {.chapter}

1. 辰[^b]，见[](#tbl)。

[^a]: 注甲
[^b]: 注乙
"""


def test_all_formats_hold_what_the_model_holds(tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text(BOOK, encoding="utf-8")
    outputs = [part for name in ("b.pdf", "b.epub", "b.docx") for part in ("-o", name)]
    done = docforge(["convert", "b.md", "--theme", "book", "--number", "all", *outputs], tmp_path)
    assert done.status == 0, done.err
    proved = docforge(["verify", "b.pdf", "b.epub", "b.docx"], tmp_path)
    assert proved.status == 0, proved.text
