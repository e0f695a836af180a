"""A long book with many dead links is told of them in time."""

from __future__ import annotations

import time

from docforge.model import nodes as n
from docforge.passes.refs.targets import Targets


def test_a_near_name_is_found_among_many_without_comparing_all() -> None:
    headings = tuple(n.Heading(1, (n.Text("x"),), attr=n.Attr(id=f"part-{number}")) for number in range(20_000))
    targets = Targets(n.Document(headings))
    start = time.process_time()
    found = [targets.nearest("section-of-another-name") for _ in range(50)]
    assert time.process_time() - start < 2
    assert found == [""] * 50
    assert targets.nearest("part-19999x").startswith("part-")
