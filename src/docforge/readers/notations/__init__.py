"""Syntax that is read only when it is switched on: ``--notation``, or ``notations`` in front matter."""

from __future__ import annotations

import difflib
from collections.abc import Mapping

from docforge.model import nodes as n
from docforge.model.meta import plain
from docforge.protocols import NOTATIONS
from docforge.readers.findings import Findings

KEY = "notations"


def wanted(given: tuple[str, ...], meta: Mapping[str, n.MetaValue], findings: Findings) -> frozenset[str]:
    """The notations to read: those ``given`` by the user, and those the front matter names.

    Front matter holds a list or one text (``aozora, mark``). A name that is none is reported where it stands.
    """
    names = set(given)
    for name, at in _named(meta.get(KEY)):
        if name in NOTATIONS:
            names.add(name)
        else:
            close = difflib.get_close_matches(name, NOTATIONS, n=1)
            hint = f"did you mean {close[0]}?" if close else f"notations: {', '.join(NOTATIONS)}"
            findings.add("DF132", f"no notation “{name}”", at, hint=hint)
    return frozenset(names)


def _named(value: n.MetaValue | None) -> list[tuple[str, n.Position | None]]:
    items = value.items if isinstance(value, n.MetaList) else (value,)
    return [
        (name.strip(), item.at)
        for item in items
        if item is not None
        for name in plain(item).replace("，", ",").replace("、", ",").split(",")
        if name.strip()
    ]
