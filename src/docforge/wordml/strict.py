"""The strict form of Word's files (ISO/IEC 29500-1) as the form that everybody writes: the same names elsewhere."""

from __future__ import annotations

import re
from typing import Any

_STRICT = re.compile(r"http://purl\.oclc\.org/ooxml/(\w+)/(?=\w)")
_USUAL = r"http://schemas.openxmlformats.org/\1/2006/"


def transitional(root: Any) -> Any:
    """A root whose names are those of the transitional form; changed in place where it is strict."""
    if not any(_STRICT.match(address) for address in root.nsmap.values()):
        return root
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        element.tag = _usual(element.tag)
        for name, said in element.attrib.items():
            if _usual(name) != name or _usual(said) != said:
                del element.attrib[name]
                element.set(_usual(name), _usual(said))
    return root


def _usual(name: str) -> str:
    """A name, or the address of a kind of drawing, in the transitional form."""
    return _STRICT.sub(_USUAL, name)
