"""The text of an EPUB: its files in the order of the spine, by lxml."""

from __future__ import annotations

import posixpath
import re
import zipfile
from pathlib import Path
from typing import Any

from lxml import etree

from witness.text import NOTE, Told, formula, reading

_X = "{http://www.w3.org/1999/xhtml}"
_TYPE = "{http://www.idpf.org/2007/ops}type"
_MATH = "{http://www.w3.org/1998/Math/MathML}math"
_ADDED = {"df-contents", "df-run", "df-subtitle", "bullet", "backlink"}
"""Classes of what docforge adds: contents, names of runs, the line under the title, bullets, ways back."""
_INLINE = frozenset(
    f"{_X}{name}"
    for name in re.findall(
        r"\w+", "a abbr b bdi bdo cite code del dfn em i ins kbd mark q s small span strong sub sup u"
    )
)
_APART = {"cover", "titlepage", "toc", "landmarks", "page-list", "colophon"}


def text_of(path: Path) -> Told:
    """Body and notes. Cover, contents and the navigation document are left out."""
    body: list[str] = []
    notes: list[str] = []
    with zipfile.ZipFile(path) as archive:
        container = etree.fromstring(archive.read("META-INF/container.xml"))
        package = next(iter(container.iter("{*}rootfile"))).get("full-path", "")
        opf = etree.fromstring(archive.read(package))
        files = {one.get("id"): one for one in opf.iter("{*}item")}
        for place in opf.iter("{*}itemref"):
            item = files[place.get("idref")]
            if "nav" in (item.get("properties") or "").split():
                continue
            name = posixpath.join(posixpath.dirname(package), item.get("href", ""))
            _read(etree.fromstring(archive.read(name)).find(f"{_X}body"), body, notes)
    return Told("".join(body), "".join(notes))


def _read(element: Any, out: list[str], notes: list[str]) -> None:
    if isinstance(element.tag, str):
        _element(element, out, notes)


def _element(element: Any, out: list[str], notes: list[str]) -> None:
    classes = set((element.get("class") or "").split())
    kinds = set((element.get(_TYPE) or "").split())
    if classes & _ADDED or kinds & _APART:
        return
    if "noteref" in kinds:
        out.append(NOTE)
    elif kinds & {"footnote", "endnote"}:
        _children(element, notes, notes)
    elif element.tag == _MATH:
        tex = element.get("alttext")
        out.append(formula(tex or "".join(element.itertext()), tex=bool(tex)))
    elif element.tag == f"{_X}img":
        out.append(element.get("alt") or "")
    elif element.tag == f"{_X}ruby":
        out.append(_ruby(element))
    else:
        _children(element, out, notes)


def _children(element: Any, out: list[str], notes: list[str]) -> None:
    out.append(element.text or "")
    for child in element:
        _read(child, out, notes)
        out.append(child.tail or "")
    if element.tag not in _INLINE:
        out.append("\n")


def _ruby(element: Any) -> str:
    told, base = "", element.text or ""
    for child in element:
        if child.tag == f"{_X}rt":
            told += reading(base, "".join(child.itertext()))
            base = ""
        elif child.tag != f"{_X}rp":
            base += "".join(child.itertext())
        base += child.tail or ""
    return told + base
