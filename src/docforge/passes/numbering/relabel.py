"""A label written anew with another number, where that can be done without changing its look."""

from __future__ import annotations

from msgspec.structs import replace

from docforge.model import nodes as n
from docforge.passes.findings import Findings
from docforge.passes.labels import Label, is_regenerable, label_of, match_label
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


def source_label(item: n.Item, lang: str) -> Label:
    """The label that a numbered item had in its source; nesting and neighbours go by that.

    An item that was numbered on has a marker of the label's own scheme and a lower number.
    """
    marker = match_label(item.marker + " x", lang) if item.marker else None
    if marker is not None and marker.scheme == item.scheme and marker.value < item.value:
        return marker
    return label_of(item.scheme, item.label, item.value, lang)
