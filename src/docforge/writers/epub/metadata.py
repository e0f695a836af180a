"""What a book says of itself. Accessibility metadata tells only what is true of this book."""

from __future__ import annotations

import re
import uuid

from docforge.model import meta
from docforge.model import nodes as n
from docforge.model.divisions import PAGE_SOURCE, is_book
from docforge.model.text import inline_text
from docforge.model.walk import iterate
from docforge.theme.spec import Theme
from docforge.writers.epub.package import Meta
from docforge.writers.epub.people import people, series

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://docforge.invalid/documents")


def identifier(document: n.Document, title: str) -> str:
    """The authored ``identifier`` or ``isbn``, else a UUID of the source's file name, title and language: not of the
    text, since a corrected book is still the same book. A book of several files has its authors for a file name, so
    that a chapter may be put before the first."""
    authored = meta.text(document, "identifier")
    if authored:
        return authored
    isbn = re.sub(r"[^0-9Xx]", "", meta.text(document, "isbn")).upper()
    if isbn:
        return f"urn:isbn:{isbn}"
    if is_book(document):
        names = ", ".join(meta.texts(document, "author"))
        return uuid.uuid5(_NAMESPACE, "\0".join(("book", names, title, document.lang))).urn
    source = document.sources[0].name.replace("\\", "/").rsplit("/", 1)[-1] if document.sources else ""
    return uuid.uuid5(_NAMESPACE, "\0".join((source, title, document.lang))).urn


def metadata(document: n.Document, theme: Theme, *, has_cover: bool, has_mathml: bool = False) -> tuple[Meta, ...]:
    """Dublin Core and accessibility metadata, in a fixed order."""
    return (*_described(document), *_accessibility(document, theme, has_cover=has_cover, has_mathml=has_mathml))


def _described(document: n.Document) -> list[Meta]:
    found = [*people(document), *series(document)]
    for key in ("publisher", "description", "rights"):
        found += [Meta(key, text) for text in meta.texts(document, key)[:1] if text]
    for key in ("keywords", "tags"):
        found += [Meta("subject", word) for word in meta.texts(document, key) if word]
    date = meta.text(document, "date")
    if date:
        found.append(Meta("date", date))
    return found


def _accessibility(document: n.Document, theme: Theme, *, has_cover: bool, has_mathml: bool) -> list[Meta]:
    seen = list(iterate((document.blocks, document.notes), n.Image, n.Ruby, n.Item, n.Math))
    images = [node for node in seen if isinstance(node, n.Image)]
    drawn = not has_mathml and any(isinstance(node, n.Math) and node.mathml for node in seen)
    described = all(inline_text(image.content).strip() for image in images)
    features = ["structuralNavigation", "tableOfContents", "readingOrder", "displayTransformability"]
    if images and described:
        features.append("alternativeText")
    if any(isinstance(node, n.Ruby) for node in seen):
        features.append("rubyAnnotations")
    if has_mathml:
        features.append("MathML")
    source = meta.text(document, PAGE_SOURCE)
    if source:
        features += ["pageBreakMarkers", "pageNavigation"]
    modes = ["textual", "visual"] if images or drawn or has_cover else ["textual"]
    numbered = any(isinstance(node, n.Item) and node.run for node in seen)
    summary = theme.string(document.lang, "accessibility" if numbered else "accessibility-plain")
    return [
        *(_schema("accessMode", mode) for mode in modes),
        *([_schema("accessModeSufficient", "textual")] if described else []),
        *(_schema("accessibilityFeature", feature) for feature in features),
        *([Meta("pageBreakSource", source, dublin_core=False)] if source else []),
        _schema("accessibilityHazard", "none"),
        _schema("accessibilitySummary", summary),
    ]


def _schema(name: str, value: str) -> Meta:
    return Meta(f"schema:{name}", value, dublin_core=False)
