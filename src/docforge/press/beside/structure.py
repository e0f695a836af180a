"""The structure tree where WeasyPrint's tells too little: readings, notes, languages, links.

A reading is Ruby with RB, the base, and RT, whose ``ActualText`` is the reading (ISO 32000-1, 14.8.4.4.2). The content
of RT is paths, so the reading is spoken and can be proved, but is never copied with the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pydyf

from docforge.press.beside.readings import ON_BOX, mark_of


def ruby_elements(
    element: Any, box: Any, pdf: Any, page_number: int, nums: dict[int, Any], tags: dict[Any, Any]
) -> Any:
    """Turn the structure element of a ruby's box into an assembly of base and reading."""
    reading = getattr(box, ON_BOX)
    base = _child("RB", element, pdf, page_number)
    for reference in element["K"]:
        _object(pdf, reference)["P"] = base.reference
        base["K"].append(reference)
    over = _child("RT", element, pdf, page_number)
    over["ActualText"] = pydyf.String(reading.text)
    mark = tags.pop(mark_of(box))["mcid"]
    over["K"].append(mark)
    nums[mark] = over.reference
    element["S"] = "/Ruby"
    element["K"] = pydyf.Array([base.reference, over.reference])
    return element


def _child(tag: str, parent: Any, pdf: Any, page_number: int) -> Any:
    element = pydyf.Dictionary(
        {
            "Type": "/StructElem",
            "S": f"/{tag}",
            "K": pydyf.Array([]),
            "Pg": pdf.page_references[page_number],
            "P": parent.reference,
        }
    )
    pdf.add_object(element)
    return element


def in_language(elements: Iterator[Any], lang: str) -> Iterator[Any]:
    """The elements of a box in a language of its own, the last of which is the box's (ISO 14289-1, 7.2)."""
    last = None
    for element in elements:
        last = element
        yield element
    if last is not None:
        last["Lang"] = pydyf.String(lang)


def keep_outer_link(box: Any, parent: Any, pdf: Any, page_number: int) -> None:
    """Take the annotation off a box within a link: WeasyPrint gives every inline box in a link one of its own.

    The link's own covers them all, and an annotation may only hang in a Link element (ISO 14289-1, 7.18.5).
    """
    while parent.get("S") != "/Link":
        if "P" not in parent:
            return
        parent = _object(pdf, parent["P"])
    reference = box.link_annotation.reference
    annotations = _object(pdf, pdf.page_references[page_number])["Annots"]
    annotations[:] = [other for other in annotations if other != reference]
    box.link_annotation = None


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[int(reference.split(b" ", 1)[0])]


def unspoken(elements: Iterator[Any]) -> Iterator[Any]:
    """Elements whose text is no text of the document: replaced by nothing (ISO 32000-1, 14.9.4)."""
    for element in elements:
        element["ActualText"] = pydyf.String("")
        yield element


def as_note(elements: Iterator[Any]) -> Iterator[Any]:
    """The elements of a note's box, the last of which is its own: a Note with a name that no other has, nor the rest of
    the note on the next page (ISO 14289-1, 7.9)."""
    last = None
    for element in elements:
        last = element
        yield element
    if last is not None:
        last["S"] = "/Note"
        last["ID"] = pydyf.String(f"note-{last.number}")


def as_formula(elements: Iterator[Any], shown: str) -> Iterator[Any]:
    """The element of a formula's picture: a Formula that keeps the picture's words and place (ISO 14289-1, 7.7).

    Its title (ISO 32000-1, table 323) is the characters that are drawn.
    """
    for element in elements:
        element["S"] = "/Formula"
        element["T"] = pydyf.String(shown)
        yield element


def as_ruby(elements: Iterator[Any], box: Any, *rest: Any) -> Iterator[Any]:
    """The elements of a box, the last of which is its own: a ruby, if its reading was drawn."""
    pending = None
    for element in elements:
        if pending is not None:
            yield pending
        pending = element
    if pending is not None:
        yield ruby_elements(pending, box, *rest) if mark_of(box) in rest[-1] else pending
