"""Columns of any width, set by the PDF writer, for tests that measure lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec.structs import replace

import pagekit
from docforge.model import nodes as n
from docforge.theme.spec import Theme

WIDTHS = tuple(range(8, 46, 2))
"""The 19 widths of columns that the quality of lines is measured at, in em."""
PAPER = 210.0
"""The width of the page in millimetres; columns stand in its middle."""
MM = 72 / 25.4
"""Points in a millimetre."""
EXAMPLES = Path(__file__).parent.parent / "examples"
SAMPLES = Path(__file__).parent.parent.parent / "shared" / "samples"
NASTY = {
    "zh-Hans": (
        "他在会上说：“（甲）《论十大关系》、《实践论》……是‘重要’的。”——编者注（2024年）。",
        "使用 WeasyPrint 70 生成 PDF/A-2u 文件，耗时约1.5秒；在Debian 12上（含 Python 3.11）测试。",
        "「引文」『内引』〈单〉【注】，！？……——完。“一”“二”、“三”；“四”：“五”！增长了99.5%，比2023年多36人。",
    ),
    "zh-Hant": ("他在會上說：「（甲）《論十大關係》、《實踐論》……是『重要』的。」——編者註（2024年）。",),
    "ja": (
        "彼は「（甲）『論語』、『孟子』……は『大切』だ。」と言った——編者注（2024年）。",
        "コーヒー、ちょっと待って。ウェブサイトのパソコン用語では「ッ」「ャ」「ー」が行頭に来ないようにする。人々は、36人です。",
    ),
    "ko": ("그는 “(갑) 《논어》, 《맹자》……는 ‘중요하다’.”라고 말했다. 2024년 기준 36명이 PDF 파일을 읽었다.",),
}
"""Sentences in which every mark meets every other."""


def column(width: float, *, size: float = 10, theme: Theme | None = None, indent: bool = False) -> Theme:
    """The handout with columns of ``width`` em of ``size`` points; first lines are indented only when ``indent``."""
    theme = theme or pagekit.handout()
    margin = (PAPER - width * size / MM) / 2
    body = theme.roles["body"]
    return replace(
        theme,
        base_size=size,
        page=replace(theme.page, inner=margin, outer=margin),
        roles={**theme.roles, "body": body if indent else replace(body, first_indent={})},
    )


def right_edge(width: float, size: float = 10) -> float:
    """Where lines of such a column end, in points from the left of the page."""
    return PAPER * MM / 2 + width * size / 2


def set_in(theme: Theme, texts: Iterable[str | n.Inlines], lang: str) -> bytes:
    """Paragraphs as a PDF."""
    blocks = (n.Para((n.Text(text),) if isinstance(text, str) else text) for text in texts)
    return pagekit.write(pagekit.document(*blocks, title="※", lang=lang), theme=theme).data


def example_texts(lang: str) -> Sequence[str]:
    """The longer paragraphs of an example, without their markup."""
    source = re.sub(r"<[^>]*>|!\[.*|\(#[^)]*\)", "", (EXAMPLES / f"{lang}.md").read_text(encoding="utf-8"))
    body = re.sub(r"```.*?```|^---.*?^---$", "", source, flags=re.DOTALL | re.MULTILINE)
    plain = (re.sub(r"^[\d.、（）()#>\s*-]+|[*`_|<>{}\[\]\\^~]", "", line) for line in body.splitlines())
    return [line.strip() for line in plain if len(line) >= 30 and "://" not in line]


def sample_texts() -> Sequence[str]:
    """The paragraphs of the sample page, if it is there."""
    found = sorted(SAMPLES.glob("*.txt"))
    lines = found[0].read_text(encoding="utf-8").splitlines() if found else []
    return [match[1].strip() for line in lines if (match := re.match(r"\d+\.\s+(.*)", line))]
