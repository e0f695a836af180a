"""What in a finished file could run, load or send something: looked for without docforge's readers."""

from __future__ import annotations

import base64
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import tinyhtml5
from lxml import etree

ACTIVE = frozenset(
    (
        *("script", "iframe", "object", "embed", "applet", "form", "input", "button", "base", "frame", "foreignObject"),
        *("audio", "video", "source", "animate", "set", "handler", "annotation-xml", "maction"),
    )
)
"""Elements that run, load or send, by their local names."""

LOADS = frozenset({"src", "poster", "srcset", "data", "background", "code", "codebase", "classid"})
_OUTSIDE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]*:|//|/)", re.IGNORECASE)
_RUNS = re.compile(r"\s*(?:javascript|vbscript|data|file|view-source|blob)\s*:", re.IGNORECASE)
_PIXELS = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,")
_DRAWN = re.compile(r"data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)")
_NOTHING = "data:,"
"""The icon of a page that has none."""
_STYLE = re.compile(r"@import|url\(\s*['\"]?(?!data:image/|#)[a-z]+:|expression\(|javascript:", re.IGNORECASE)
_PDF = re.compile(
    "/(JavaScript|JS|Launch|SubmitForm|ImportData|GoToR|GoToE|Rendition|RichMedia|EmbeddedFiles?|Filespec|AcroForm"
    "|OpenAction|AA)"
)
_FOLLOWED = (b"http:", b"https:", b"mailto:", b"tel:")


def active(path: Path) -> Iterator[str]:
    """Everything in a PDF, EPUB, DOCX or page of HTML that is not at rest."""
    if path.suffix == ".pdf":
        yield from _in_pdf(path)
    elif path.suffix == ".html":
        yield from _in_page(path.read_text(encoding="utf-8"))
    elif path.suffix in (".epub", ".docx"):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if name.startswith("/") or ".." in name.split("/"):
                    yield f"member {name}"
                elif name.endswith((".xhtml", ".svg", ".opf", ".ncx", ".xml", ".rels", ".css")):
                    yield from _in_member(name, archive.read(name))


def words(path: Path) -> str:
    """All characters of the pages of an EPUB."""
    with zipfile.ZipFile(path) as archive:
        pages = [archive.read(name) for name in archive.namelist() if name.endswith(".xhtml")]
    return "".join("".join(etree.fromstring(page).itertext()) for page in pages)


def _in_pdf(path: Path) -> Iterator[str]:
    import pikepdf

    with pikepdf.open(path) as pdf:
        for thing in pdf.objects:
            for key, value in _entries(thing):
                names = (key, str(value)) if isinstance(value, pikepdf.Name) else (key,)
                yield from (name[1:] for name in names if _PDF.fullmatch(name))
                if key == "/URI" and not bytes(value).lower().startswith(_FOLLOWED):
                    yield f"URI {bytes(value)!r}"


def _entries(thing: Any) -> Iterator[tuple[str, Any]]:
    """Keys of an object of a PDF and of those written inside it, with their names and strings; no value for others."""
    import pikepdf

    if isinstance(thing, pikepdf.Stream):
        thing = thing.stream_dict
    inside = thing.items() if isinstance(thing, pikepdf.Dictionary) else ()
    inside = [("", value) for value in thing] if isinstance(thing, pikepdf.Array) else inside
    for key, value in inside:
        plain = isinstance(value, (pikepdf.Name, pikepdf.String))
        yield key, value if plain else b""
        if isinstance(value, pikepdf.Object) and not plain and not value.is_indirect:
            yield from _entries(value)


def _in_page(text: str) -> Iterator[str]:
    """A page as a browser reads it, not as XML; drawings in it too."""
    for element in tinyhtml5.parse(text).iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag.rpartition("}")[2] in ACTIVE:
            yield f"<{element.tag.rpartition('}')[2]}>"
        for name, value in element.items():
            attribute = str(name).rpartition("}")[2].lower()
            drawn = _DRAWN.fullmatch(value) if attribute == "src" else None
            if drawn:
                yield from _in_member("picture.svg", base64.b64decode(drawn[1]))
            elif value != _NOTHING:
                yield from _of_attribute(attribute, value)


def _of_attribute(attribute: str, value: str) -> Iterator[str]:
    """What is not at rest in an attribute: an event, an address that runs or loads, a style that loads."""
    if attribute.startswith("on") and len(attribute) > 4:
        yield f"{attribute}="
    if attribute in ("href", *LOADS) and _RUNS.match(value) and not _PIXELS.match(value):
        yield f"{attribute}={value[:60]}"
    if attribute in LOADS and not _PIXELS.match(value) and _OUTSIDE.match(value):
        yield f"{attribute}={value[:60]}"
    if attribute == "style" and _STYLE.search(value):
        yield f"style={value[:60]}"


def _in_member(name: str, data: bytes) -> Iterator[str]:
    if name.endswith(".css"):
        yield from (f"{name}: {found[0]}" for found in _STYLE.finditer(data.decode()))
        return
    if b"<!ENTITY" in data or b"<!DOCTYPE" in data.replace(b"<!DOCTYPE html>", b""):
        yield f"{name}: a document type"
    for element in etree.fromstring(data).iter():
        if not isinstance(element.tag, str):
            continue
        local = etree.QName(element).localname
        if local in ACTIVE and not name.startswith(("word/", "EPUB/content")):
            yield f"{name}: <{local}>"
        if local == "Relationship" and element.get("TargetMode") == "External":
            kind = (element.get("Type") or "").rpartition("/")[2]
            target = element.get("Target", "").encode().lower()
            if kind != "hyperlink" or not target.startswith(_FOLLOWED):
                yield f"{name}: {kind} to {target!r}"
        for key, value in element.items():
            attribute = etree.QName(key).localname.lower()
            if not (attribute.startswith("on") and name.startswith("word/")):
                yield from (f"{name}: {what}" for what in _of_attribute(attribute, value))
