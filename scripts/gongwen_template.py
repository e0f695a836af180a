"""Make examples/gongwen.dotx: a Word template for official documents (公文, GB/T 9704-2012) from the theme `gov`.

Usage: python scripts/gongwen_template.py [FILE]   (by default examples/gongwen.dotx)

It holds every style of the theme, its page with the grid of 22 lines of 28 characters, its page numbers, and a sample
with each part of such a document in its style. The same theme gives the same bytes.
"""

from __future__ import annotations

import io
import sys
import tempfile
import zipfile
from pathlib import Path

import docforge

SAMPLE = """\
---
title: 关于××××××××的通知
lang: zh-Hans
份号: "000001"
密级: 秘密
保密期限: 1年
紧急程度: 特急
发文机关标志: ××××××文件
发文字号: ×××〔20××〕×号
签发人: ×××
主送机关: ×××××，×××××
附件:
  - ××××××××
  - ××××××××
署名: ××××××
成文日期: 2026-01-01
附注: ××××××
抄送机关: ×××××，×××××
印发机关: ××××××
印发日期: 2026-01-01
---

正文：3号仿宋，每段首行空二字。

## 一、一级标题

### （一）二级标题

#### 1. 三级标题

##### （1）四级标题

正文。

::: attachment

::: attachment-label
附件1
:::

::: attachment-title
附件标题
:::

附件正文。

:::
"""

DOCUMENT, TEMPLATE = (
    f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}.main+xml".encode()
    for kind in ("document", "template")
)


def template() -> bytes:
    """The template's bytes."""
    with tempfile.TemporaryDirectory() as folder:
        source_file, made = Path(folder, "sample.md"), Path(folder, "sample.docx")
        source_file.write_text(SAMPLE, encoding="utf-8")
        outcome = docforge.convert(source_file, made, theme="gov", facts=False)
        if not outcome.ok:
            raise SystemExit("\n".join(str(found) for found in outcome.diagnostics))
        data = made.read_bytes()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for member in source.infolist():  # names and fixed dates are kept
            target.writestr(member, source.read(member).replace(DOCUMENT, TEMPLATE))
    return out.getvalue()


if __name__ == "__main__":
    path = Path(sys.argv[1] if sys.argv[1:] else "examples/gongwen.dotx")
    path.write_bytes(template())
    sys.stdout.write(f"{path}: {path.stat().st_size:,} bytes\n")
