"""The normalisations stand in the documentation, each once, under the name they have in the test."""

from __future__ import annotations

import re
from pathlib import Path

from witness.rules import RULES


def test_the_page_lists_the_rules_in_their_order(root: Path) -> None:
    page = (root / "docs" / "text.md").read_text(encoding="utf-8")
    table = page.partition("<!-- rules -->")[2].partition("<!-- end -->")[0]
    told = re.findall(r"^\| ([^|]+?) \| [^|]+ \|$", table, re.MULTILINE)
    assert told[1:] == [rule.name for rule in RULES]
