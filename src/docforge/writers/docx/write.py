"""From a document to a file, stage by stage."""

from __future__ import annotations

from docforge.model import nodes as n
from docforge.protocols import Result, WriteContext
from docforge.writers.docx import furniture
from docforge.writers.docx.blocks import blocks
from docforge.writers.docx.draft import Draft, Story
from docforge.writers.docx.notes import footnotes, uncalled
from docforge.writers.docx.package import Package, prepared
from docforge.writers.docx.pictures import DRAWABLE
from docforge.writers.docx.place import Place
from docforge.writers.docx.survey import survey


def write(document: n.Document, context: WriteContext) -> Result[bytes]:
    """The DOCX of a document and what there is to say about it."""
    theme, base = prepared(context.theme, document.lang)
    package = Package(base)
    stories = {"body": _story(package, package.body, context), "footnotes": _story(package, package.footnotes, context)}
    draft = Draft(document, context, theme, survey(document), stories)
    place = Place(theme.page.measure)
    body = [*furniture.title_block(draft, place), *blocks(draft, document.blocks, place)]
    notes = footnotes(draft)
    body += uncalled(draft)
    package.fill_body("".join(body) + draft.pending_anchors() + furniture.section(draft))
    package.fill_footnotes(notes)
    package.fill_numbering(draft.numbering.xml())
    package.fill_related(furniture.HEADER, furniture.header(draft))
    package.fill_related(furniture.FIRST_HEADER, furniture.first_header(draft))
    for relation in (furniture.FOOTER, furniture.FIRST_FOOTER):
        package.fill_related(relation, furniture.footer(draft))
    package.set_properties(document, context.epoch)
    return Result(package.bytes(), tuple(draft.diagnostics))


def _story(package: Package, part: object, context: WriteContext) -> Story:
    def picture(url: str) -> str:
        asset = context.assets[url]
        return package.picture(part, asset, DRAWABLE[asset.media_type])

    return Story(lambda url: package.link(part, url), picture)
