"""What changed of published numbers: each paragraph whose label or address is another now, or that is gone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from docforge.build.lock.file import lock_path
from docforge.build.plan import Plan
from docforge.build.project.load import Loaded
from docforge.diagnostics import Diagnostic, report
from docforge.model import nodes as n
from docforge.model.ids import paragraph_address
from docforge.model.locked import Locked
from docforge.model.walk import iterate

CODES = ("DF630", "DF631")
"""Codes of numbers that changed and of paragraphs that are gone."""

_HINT = "keep the number, or publish the new ones: docforge lock"


def published(document: n.Document) -> dict[str, tuple[Any, str, str]]:
    """Id → node, address, label of everything in a final document that has an id. Address and label may be ""."""
    found: dict[str, tuple[Any, str, str]] = {}
    nodes: Iterator[Any] = iterate((document.blocks, document.notes), n.Item, n.Para, n.Heading, n.Table, n.Figure)
    for node in nodes:
        if not node.attr.id:
            continue
        match node:
            case n.Item():
                address, label = node.address, node.label
            case n.Para(number=number) if number:
                address, label = paragraph_address(node), str(number)
            case _:
                address, label = "", ""
        found.setdefault(node.attr.id, (node, address, label))
    return found


def changed(lock: Sequence[Locked], document: n.Document) -> Iterator[Diagnostic]:
    """DF630 and DF631 for a final document whose ids were settled by the lock."""
    there = published(document)
    for entry in lock:
        if not entry.address:
            continue
        node, address, label = there.get(document.aliases.get(entry.id, entry.id), (None, "", ""))
        if node is None:
            yield report(
                "DF631",
                f"{_said(entry.address, entry.label)} “{entry.begins}” is gone",
                file=document.sources[0].name if document.sources else "",
                hint=_HINT,
            )
        elif (address, label) != (entry.address, entry.label):
            message = f"{_said(entry.address, entry.label)} is {_said(address, label)} now"
            yield report("DF630", message, at=node.at, file=_file(document, node), hint=_HINT)


def absent_units(loaded: Loaded, plan: Plan) -> Iterator[Diagnostic]:
    """DF631 for every published document of a built target that is not built any more."""
    built = {unit.target for unit in plan.units}
    names = {(unit.target, unit.name) for unit in plan.units}
    for target, units in loaded.locks.items():
        for name in units if target in built else ():
            if (target, name) not in names and any(entry.address for entry in units[name]):
                message = f"{name} of the target {target} is not built any more"
                yield report("DF631", message, file=lock_path(loaded.file), hint=_HINT)


def _said(address: str, label: str) -> str:
    """A paragraph as people and links call it."""
    if not address:
        return "no numbered paragraph"
    return f"{label} ({address})" if label else address


def _file(document: n.Document, node: Any) -> str:
    place = node.at.source if node.at else 0
    return document.sources[place].name if place < len(document.sources) else ""
