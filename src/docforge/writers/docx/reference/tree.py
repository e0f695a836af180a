"""Parts of a template as trees: python-docx reads and writes them, as it does the rest of the package."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docforge.patterns import lazy_pattern
from docforge.writers.docx.xml import escape

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{NAMESPACE}}}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def tree(data: bytes) -> Any:
    """The root of a part."""
    from docx.oxml import parse_xml

    return parse_xml(data)


def serialised(root: Any) -> bytes:
    """A part as bytes."""
    from docx.opc.oxml import serialize_part_xml

    return bytes(serialize_part_xml(root))


def elements(fragment: str) -> list[Any]:
    """The elements that a piece of WordprocessingML consists of."""
    return list(tree(f'<w:body xmlns:w="{NAMESPACE}">{fragment}</w:body>'.encode()))


def local(element: Any) -> str:
    """An element's name without its namespace; "" for comments and for elements that are not WordprocessingML."""
    return element.tag[len(W) :] if isinstance(element.tag, str) and element.tag.startswith(W) else ""


def attribute_of(element: Any | None, name: str = "val") -> str:
    """A ``w:`` attribute, "" where there is none."""
    return "" if element is None else str(element.get(W + name) or "")


def plain(element: Any) -> str:
    """An element of WordprocessingML with everything in it as text; what is of other namespaces is left out."""
    own = "".join(
        f' w:{name[len(W) :]}="{escape(value)}"' for name, value in element.attrib.items() if name.startswith(W)
    )
    inner = "".join(plain(child) for child in element if local(child))
    return f"<w:{local(element)}{own}>{inner}</w:{local(element)}>" if inner else f"<w:{local(element)}{own}/>"


def after_last(root: Any, names: Iterable[str], new: Iterable[Any]) -> None:
    """Put elements behind the last child of some names; before all others where there is none of these."""
    wanted = set(names)
    place = max((index for index, child in enumerate(root, 1) if local(child) in wanted), default=0)
    for offset, element in enumerate(new):
        root.insert(place + offset, element)


_LENGTH = lazy_pattern(r"(-?[0-9]*\.?[0-9]+)(pt|in|mm|cm|pc|pi)?")
_TWIPS = {None: 1.0, "pt": 20.0, "in": 1440.0, "mm": 1440 / 25.4, "cm": 1440 / 2.54, "pc": 240.0, "pi": 240.0}


def length(text: str) -> int | None:
    """A length in twips, with or without a unit (ECMA-376 Part 1, 22.9.2.15); None for what is none."""
    found = _LENGTH.fullmatch(text.strip()) if text else None
    return round(float(found[1]) * _TWIPS[found[2]]) if found else None
