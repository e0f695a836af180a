"""Finishing touches on the objects of a PDF before they are written.

WeasyPrint marks running heads and folios as text whose structure elements hang in no tree. They are decoration of the
page (ISO 14289-1, 7.8), so their marks become artifacts and the elements go. Streams are compressed here, at a level
that is faster than WeasyPrint's and as small.
"""

from __future__ import annotations

import zlib
from typing import Any

_LEVEL = 6
_ARTIFACT = b"<</Type /Pagination>>"


def finish(document: Any, pdf: Any) -> None:
    """WeasyPrint's ``finisher``: changes the objects of a ``pydyf.PDF`` in place."""
    mark_artifacts(pdf)
    compress(pdf)


def mark_artifacts(pdf: Any) -> None:
    """Turn text that the structure tree does not reach into artifacts of pagination."""
    root = _object(pdf, pdf.catalog["StructTreeRoot"])
    reached = _reachable(pdf, root)
    numbers = _object(pdf, root["ParentTree"])["Nums"]
    for page, parents in zip(_pages(pdf), _page_entries(pdf, numbers), strict=True):
        lost = {mark for mark, reference in enumerate(parents) if _number(reference) not in reached}
        if lost:
            _rewrite(_object(pdf, page["Contents"]), lost)
        for mark in lost:
            parents[mark] = "null"  # the array is indexed by mark, so the place stays
    _empty_unreached(pdf, reached)


def _is_empty_box(element: Any) -> bool:
    return isinstance(element, dict) and element.get("S") == "/Div" and element.get("K") == []


def _pages(pdf: Any) -> list[Any]:
    return [pdf.objects[number] for number in pdf.pages["Kids"][::3]]


def _page_entries(pdf: Any, numbers: Any) -> list[Any]:
    """The arrays of the parent tree for pages: one a page, in order; entries for annotations follow."""
    return [numbers[place] for place in range(1, 2 * len(_pages(pdf)), 2)]


def _number(reference: bytes) -> int:
    return int(reference.split(b" ", 1)[0])


def _object(pdf: Any, reference: bytes) -> Any:
    return pdf.objects[_number(reference)]


def _reachable(pdf: Any, root: Any) -> set[int]:
    """Object numbers of the structure elements under the root, once no box in the tree has nothing in it."""
    reached: set[int] = set()
    elements, hollow = [root], False
    for element in elements:  # grows while it is read
        for kid in _kids(element):
            if _number(kid) in reached:
                continue
            reached.add(_number(kid))
            child = _object(pdf, kid)
            if isinstance(child, dict):
                elements.append(child)
                hollow = hollow or _is_empty_box(child)
    if hollow:
        _prune(pdf, elements, reached)
    return reached


def _prune(pdf: Any, elements: list[Any], reached: set[int]) -> None:
    """Take boxes with nothing in them out of the tree: what they draw (lines to write on) is an artifact.

    ``elements`` has each before those within it, so that a box which held only such boxes goes too.
    """
    for element in reversed(elements):
        for kid in [kid for kid in _kids(element) if _is_empty_box(_object(pdf, kid))]:
            element["K"].remove(kid)
            reached.discard(_number(kid))


def _kids(element: Any) -> list[bytes]:
    kids = element.get("K", ())
    return [kid for kid in (kids if isinstance(kids, list) else (kids,)) if isinstance(kid, bytes)]


def _rewrite(stream: Any, lost: set[int]) -> None:
    """In a content stream, marks in ``lost`` begin an artifact: ``/Span <</MCID 5>> BDC`` is three entries."""
    entries = stream.stream
    for place in range(2, len(entries)):
        if entries[place] == b"BDC" and entries[place - 1].get("MCID") in lost:
            entries[place - 2] = "/Artifact"
            entries[place - 1] = _ARTIFACT


def _empty_unreached(pdf: Any, reached: set[int]) -> None:
    """Elements outside the tree say nothing any more. Freeing them would upset pydyf's compressed cross-references."""
    for item in pdf.objects:
        if getattr(item, "number", 0) not in reached and isinstance(item, dict) and item.get("Type") == "/StructElem":
            item.clear()


def compress(pdf: Any) -> None:
    """Compress every stream now, so that WeasyPrint does not do it at its slowest level."""
    for item in pdf.objects:
        if getattr(item, "compress", False):
            data = b"\n".join(part if isinstance(part, bytes) else _bytes(part) for part in item.stream)
            item.stream = [zlib.compress(data, _LEVEL)]
            item.extra["Filter"] = "/FlateDecode"
            item.compress = False


def _bytes(part: Any) -> bytes:
    """An entry of a content stream as pydyf writes it."""
    return part.encode("ascii") if isinstance(part, str) else bytes(part.data)
