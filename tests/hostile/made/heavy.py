"""The same shapes at full size: what takes seconds, measured by ``make bench`` and not built in every test."""

from __future__ import annotations

from collections.abc import Iterator

from hostile.made.case import Case, page
from hostile.made.markdown import DEEP


def cases() -> Iterator[Case]:
    yield page("heavy/five-megabytes.md", "段落是思想的最小单位。" * 155_000)
    yield page("heavy/many-paragraphs.md", "\n\n".join(f"{k}" for k in range(100_000)))
    yield page("heavy/long-word.md", "x" * 100_000)
    yield page("heavy/many-cells.md", "|" + "甲|" * 50 + "\n|" + "-|" * 50 + "\n" + ("|" + "乙|" * 50 + "\n") * 400)
    yield page("heavy/many-marks.md", "**甲**乙" * 30_000)
    for name in ("quotations", "bold", "links", "divisions"):
        yield page(f"heavy/{name}-10000.md", DEEP[name](10_000), keeps=("项9999。",))
    yield page("heavy/markers-10000.md", "- " * 10_000 + "项9999。", keeps=("项9999。",))
