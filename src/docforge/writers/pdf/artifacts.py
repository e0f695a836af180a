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
    _prune(pdf, root)
    reached = _reachable(pdf, root)
    numbers = _object(pdf, root["ParentTree"])["Nums"]
    for page, parents in zip(_pages(pdf), _page_entries(pdf, numbers), strict=True):
        lost = {mark for mark, reference in enumerate(parents) if _number(reference) not in reached}
        if lost:
            _rewrite(_object(pdf, page["Contents"]), lost)
        for mark in lost:
            parents[mark] = "null"  # the array is indexed by mark, so the place stays
    _empty_unreached(pdf, reached)


def _prune(pdf: Any, root: Any) -> None:
    """Take boxes with nothing in them out of the tree: what they draw (lines to write on) is an artifact."""
    order, waiting = [], [root]
    while waiting:
        order.append(element := waiting.pop())
        waiting.extend(_object(pdf, kid) for kid in _kids(element) if isinstance(_object(pdf, kid), dict))
    for element in reversed(order):
        kids = element.get("K")
        if isinstance(kids, list):
            kids[:] = [kid for kid in kids if not (isinstance(kid, bytes) and _is_empty_box(_object(pdf, kid)))]


def _kids(element: Any) -> list[bytes]:
    kids = element.get("K", ())
    return [kid for kid in (kids if isinstance(kids, list) else (kids,)) if isinstance(kid, bytes)]


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
    """Object numbers of the structure elements under the root."""
    reached: set[int] = set()
    waiting = [root]
    while waiting:
        kids = waiting.pop().get("K", ())
        for kid in kids if isinstance(kids, list) else (kids,):
            if isinstance(kid, bytes) and _number(kid) not in reached:
                reached.add(_number(kid))
                child = _object(pdf, kid)
                if isinstance(child, dict):
                    waiting.append(child)
    return reached


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
