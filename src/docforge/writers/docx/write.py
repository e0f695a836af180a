"""From a document to a file, stage by stage."""

from __future__ import annotations

from msgspec.structs import replace

from docforge.model import nodes as n
from docforge.model.fronts import before_title
from docforge.protocols import Result, WriteContext
from docforge.writers.docx import furniture
from docforge.writers.docx.blocks import blocks
from docforge.writers.docx.comments import mark
from docforge.writers.docx.cover import cover
from docforge.writers.docx.draft import Draft, Story
from docforge.writers.docx.notes import notes, uncalled
from docforge.writers.docx.package import BODY, ENDNOTES, FOOTNOTES, Package
from docforge.writers.docx.pictures import DRAWABLE, VECTOR, drawable
from docforge.writers.docx.place import Place
from docforge.writers.docx.reference.look import FINISHED, Reference
from docforge.writers.docx.ruling import say_left_out
from docforge.writers.docx.sections import end_title, last_section
from docforge.writers.docx.style_lists import heading_links
from docforge.writers.docx.survey import survey
from docforge.writers.docx.template import prepared


def write(document: n.Document, context: WriteContext) -> Result[bytes]:
    """The DOCX of a document and what there is to say about it."""
    numbering = context.docx_numbering or context.theme.word_numbering
    surveyed = survey(document, typed=numbering == "text")
    headings = heading_links(surveyed.numbers)
    theme, template = prepared(context.theme, document.lang, headings, document.note_scope)
    reference = None
    package = Package(template)
    if context.reference is not None:
        reference = Reference(context.reference, context.theme, document.lang, theme, template, surveyed.numbers)
        theme, package = reference.theme, Package(reference.parts)
    parts = {"body": BODY, "footnotes": FOOTNOTES, "endnotes": ENDNOTES}
    stories = {name: _story(package, part, context) for name, part in parts.items()}
    draft = Draft(document, context, theme, surveyed, stories, blocks, reference)
    say_left_out(draft)
    place = Place(theme.page.measure)
    front = before_title(document)
    first = cover(draft)
    body = [*first, *draft.blocks(front, place), *furniture.title_block(draft, Place(theme.page.breadth))]
    if body and reference is None and theme.page.columns > 1:
        body.append(end_title(draft))
    body += draft.blocks(document.blocks[len(front) :], place)
    body += uncalled(draft)
    text = {FOOTNOTES: notes(draft, "footnote"), ENDNOTES: notes(draft, "endnote")}
    text[BODY] = _commented(draft, "".join(body)) + draft.pending_anchors()
    text[BODY] += last_section(draft)
    for part, content in text.items():
        package.fill(part, reference.names.text(content) if reference else content)
    if reference is not None:
        reference.finish(draft.numbering, draft.overruled, headings)
        package.replace({name: reference.parts[name] for name in FINISHED})
        draft.diagnostics += reference.diagnostics
    else:
        package.add_styles(draft.numbering.list_styles())
        package.fill("word/numbering.xml", draft.numbering.xml())
        _fill_furniture(package, draft, bool(first))
    if draft.comments.xml():
        package.add_comments(draft.comments.xml())
    package.set_properties(document, context.epoch)
    return Result(package.bytes(), tuple(draft.diagnostics))


def _commented(draft: Draft, body: str) -> str:
    """The text with the comments whose paragraph is not in it, at the end of the first paragraph."""
    left = draft.comments.left()
    if not left:
        return body
    draft.say("DF749", f"{len(left)} comments name no paragraph of the document: they stand at the first one")
    before, end, after = body.partition("</w:p>")
    return before + "".join(map(mark, left)) + end + after if end else body


def _fill_furniture(package: Package, draft: Draft, has_cover: bool) -> None:
    """Heads and feet of the theme. A cover is page 1, so that the title page is an even one."""
    package.fill("word/header1.xml", furniture.header(draft))
    package.fill("word/header2.xml", furniture.first_header(draft, even=has_cover))
    package.fill("word/header3.xml", furniture.header(draft, even=True))
    package.fill("word/footer1.xml", furniture.footer(draft))
    package.fill("word/footer2.xml", furniture.footer(draft, even=has_cover))
    package.fill("word/footer3.xml", furniture.footer(draft, even=True))


def _story(package: Package, part: str, context: WriteContext) -> Story:
    def picture(url: str) -> str:
        asset = drawable(context.assets[url])
        return package.picture(part, asset, DRAWABLE[asset.media_type])

    def outline(url: str) -> str:
        asset = context.assets[url]
        if asset.media_type != VECTOR:
            return ""
        return package.picture(part, replace(asset, sha256=f"{asset.sha256}.svg"), "svg")

    return Story(lambda url: package.link(part, url), picture, outline)
