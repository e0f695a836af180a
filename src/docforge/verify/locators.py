"""The index on paper: pages stand for the names of places.

The pages are those of the places in the file itself, so a wrong number differs.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from docforge.model.locators import joint
from docforge.verify.facts import Facts, Paragraph


def on_pages(facts: Facts, pages: Mapping[str, int]) -> Facts:
    """The facts as they are printed; ``pages`` tells the page of each name of the file, from 1."""
    if not any(paragraph.places for paragraph in facts.paragraphs):
        return facts
    between = joint(facts.lang)
    return replace(facts, paragraphs=tuple(_printed(paragraph, pages, between) for paragraph in facts.paragraphs))


def _printed(paragraph: Paragraph, pages: Mapping[str, int], between: str) -> Paragraph:
    first: dict[int, str] = {}
    for link in paragraph.places:
        page = pages.get(link.removeprefix("#"))
        if page is None:
            return paragraph
        first.setdefault(page, link)
    if not first:
        return paragraph
    begin, end = paragraph.named
    text = paragraph.text[:begin] + between.join(map(str, sorted(first))) + paragraph.text[end:]
    others = [link for link in paragraph.links if link not in paragraph.places]
    return replace(paragraph, text=text, links=(*(first[page] for page in sorted(first)), *others))
