"""A label written anew with another number, where that can be done without changing its look."""

from __future__ import annotations

from msgspec.structs import replace

from docforge.model import nodes as n
from docforge.passes.findings import Findings
from docforge.passes.labels import is_regenerable
from docforge.typography.numbers import NumberError, format_label


def relabelled(item: n.Item, number: int, lang: str, findings: Findings) -> n.Item:
    """The item as ``number``, its source label kept as the marker; unchanged and reported if that cannot be."""
    if item.value == (number,):
        return item
    if not is_regenerable(item.label, item.scheme, item.value, lang):
        findings.add("DF215", f'"{item.label}" cannot be written as number {number}', item.at)
        return item
    try:
        label = format_label(item.scheme, (number,), lang)
    except NumberError as error:
        findings.add("DF215", f'"{item.label}" cannot be written as number {number}: {error}', item.at)
        return item
    return replace(item, label=label, value=(number,), marker=item.label)
