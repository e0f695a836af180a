"""Blocks as paragraphs and tables, one function a node type."""

from __future__ import annotations

from typing import assert_never

from msgspec.structs import replace

from docforge.model import nodes as n
from docforge.model.divisions import role_of as division_of
from docforge.model.exams import BOX, columns
from docforge.model.ids import paragraph_address
from docforge.model.locators import ENTRY, GROUP
from docforge.theme.word import TWIPS_PER_POINT, WordStyle
from docforge.theme.word_roles import role_style
from docforge.writers.docx import upright
from docforge.writers.docx.boxes import NAMED, box, quote
from docforge.writers.docx.captions import caption
from docforge.writers.docx.conditions import conditional
from docforge.writers.docx.contents import contents
from docforge.writers.docx.definitions import Column, number_property
from docforge.writers.docx.draft import Draft
from docforge.writers.docx.exams import boxed, options
from docforge.writers.docx.formats import NativeLabel
from docforge.writers.docx.headings import CountedHeading
from docforge.writers.docx.inlines import inlines
from docforge.writers.docx.lists import bullets, item, ordered
from docforge.writers.docx.looks import PLAIN, Look, look_of, run, runs_of
from docforge.writers.docx.numbering import BODY_SERIES
from docforge.writers.docx.pictures import size as size_of_picture
from docforge.writers.docx.place import Place
from docforge.writers.docx.roles import role_group, role_of, role_paragraph
from docforge.writers.docx.sections import end_section
from docforge.writers.docx.style_lists import heading_property
from docforge.writers.docx.styles import indent_of
from docforge.writers.docx.survey import address_bookmark, bookmark_name
from docforge.writers.docx.tables import table
from docforge.writers.docx.xml import on, val


def blocks(draft: Draft, content: n.Blocks, place: Place) -> list[str]:
    """The paragraphs and tables of some blocks, one string or more for each."""
    out: list[str] = []
    for block in content:
        if out and out[-1].endswith("</w:tbl>") and isinstance(block, n.Table):
            out.append(draft.low_paragraph())
        out += _block(draft, block, place)
    return out


def _block(draft: Draft, block: n.Block, place: Place) -> list[str]:
    draft.begin(block)
    match block:
        case n.Para():
            return [paragraph(draft, block, place)]
        case n.Item():
            return item(draft, block, place)
        case n.Heading():
            return [_heading(draft, block, place)]
        case n.Lines(lines=lines):
            return [_verse(draft, lines, place)]
        case n.CodeBlock():
            return upright.whole(draft, block, place, _code_size, _code)
        case n.RawBlock(format=markup):
            draft.say_once("DF703", f"markup of {markup} is left out", block.at)
            return []
        case n.Quote():
            return quote(draft, block, place)
        case n.Bullets():
            return bullets(draft, block, place)
        case n.Ordered():
            return ordered(draft, block, place)
        case n.Terms():
            return _terms(draft, block, place)
        case n.Rule():
            return [draft.paragraph("HorizontalLine", "", place.left)]
        case n.Table():
            return table(draft, block, place)
        case n.Figure():
            # A picture without a caption stands upright in any line.
            return (
                upright.whole(draft, block, place, _figure_size, _figure)
                if block.caption.blocks
                else _figure(draft, block, place)
            )
        case n.Div():
            return _div(draft, block, place)
        case n.Contents():
            return contents(draft, block)
        case _:
            assert_never(block)


def paragraph(draft: Draft, block: n.Para, place: Place) -> str:
    """A paragraph in the style of its place. One of the body series is counted by Word."""
    place = place.speaking(block.attr)
    names = [bookmark_name(block.attr.id)] if block.attr.id else []
    if block.number:
        return _numbered_body(draft, block, place, names)
    role = role_of(draft, block.attr)
    if role:
        return role_paragraph(draft, block, role, place, names)
    settings = {}
    if block.tight and place.style == "BodyText":
        settings["spacing"] = '<w:spacing w:after="0"/>'
    alone = len(block.content) == 1 and isinstance(block.content[0], n.Image)
    if alone and place.style == "BodyText":
        settings |= {"ind": '<w:ind w:firstLineChars="0" w:firstLine="0"/>', "jc": val("jc", "center")}
    own = draft.styles[place.style]
    if ENTRY in block.attr.classes:
        hang = round(own.size or 0) * TWIPS_PER_POINT  # two em: further lines are set in
        settings |= {
            "ind": f'<w:ind w:left="{hang}" w:firstLineChars="0" w:hanging="{hang}"/>',
            "jc": val("jc", "left"),
        }
    if GROUP in block.attr.classes:
        settings |= {"ind": '<w:ind w:firstLineChars="0" w:firstLine="0"/>', "keepNext": on("keepNext")}
    if place.style == "BodyText" and own.first_line_chars and not place.left:
        # The style says it too; said here, it is kept where the text is pasted under another style of that name.
        settings.setdefault("ind", first_line(own))
    runs = inlines(draft, block.content, look_of(draft, place.style, place.lang), place)
    return draft.paragraph(place.style, runs, place.left, names, settings)


def first_line(style: WordStyle) -> str:
    """The first-line indent in characters, with its length for programs that do not count them (17.3.1.12)."""
    return f'<w:ind w:firstLineChars="{style.first_line_chars}" w:firstLine="{style.first_line}"/>'


def _numbered_body(draft: Draft, block: n.Para, place: Place, names: list[str]) -> str:
    names.append(address_bookmark(paragraph_address(block)))
    style = draft.styles["BodyTextNumbered"]
    indent = f'<w:ind w:left="{place.left}" w:hanging="{style.hanging}"/>'
    if draft.types_numbers:
        number = runs_of(draft, str(block.number), Look(style="ParagraphLabel", faint=True))
        lead = number + run(draft, PLAIN, "<w:tab/>")
        text = inlines(draft, block.content, look_of(draft, style.id, place.lang), place)
        return draft.paragraph(style.id, lead + draft.bookmarked(names, text), None, (), {"ind": indent})
    label = NativeLabel("decimal", "", "", block.number)
    column = Column(style.hanging)
    draft.numbering.met(BODY_SERIES)
    where = draft.numbering.place(label, 0, BODY_SERIES, column, margin=style.hanging)
    settings = {"numPr": number_property(where)}
    if place.left:
        settings["ind"] = indent
    runs = inlines(draft, block.content, look_of(draft, style.id, place.lang), place)
    return draft.paragraph(style.id, runs, None, names, settings)


def _heading(draft: Draft, block: n.Heading, place: Place) -> str:
    style = f"Heading{min(max(block.level, 1), 6)}"
    names = [bookmark_name(block.attr.id)] if block.attr.id else []
    look = look_of(draft, style, place.speaking(block.attr).lang)
    division = bool(division_of(block))
    before = end_section(draft) if division and draft.document.note_scope == "chapter" else ""
    settings = {"pageBreakBefore": on("pageBreakBefore")} if division and not before else {}
    counted = draft.survey.numbers.counted.get(block.attr.id)
    settings |= _heading_list(draft, style, counted, place, block.at)
    words = counted.words if counted else block.content
    return before + draft.paragraph(style, inlines(draft, words, look, place), place.left, names, settings)


def _heading_list(
    draft: Draft, style: str, counted: CountedHeading | None, place: Place, at: n.Position | None
) -> dict[str, str]:
    """The list of a heading, where its style does not say it; one that prints nothing for a heading without number."""
    linked = not draft.is_numbered(style)
    if counted is not None:
        if draft.survey.numbers.is_legal(counted.level):
            draft.say_once("DF750", f"{counted.label} is counted in digits below another script (w:isLgl)", at)
        found = heading_property(draft.survey.numbers, counted, linked=linked)
    elif linked and draft.survey.numbers.definition_of(int(style[-1]) - 1) is not None:
        found = draft.numbering.no_list()
    else:
        return {}
    if not found:
        return {}
    draft.overrule(style)
    # LibreOffice gives a paragraph in a list of its own the list's indent instead of the style's.
    indent = {"ind": indent_of(replace(draft.styles[style], left=place.left))}
    return {**indent, **({} if place.left else draft.template_indent(style)), "numPr": found}


def _verse(draft: Draft, lines: tuple[n.Inlines, ...], place: Place) -> str:
    style = "Verse" if place.style == "BodyText" else place.style
    look = look_of(draft, style, place.lang)
    end = run(draft, look, "<w:br/>")
    return draft.paragraph(style, end.join(inlines(draft, line, look, place) for line in lines), place.left)


def _code_size(draft: Draft, block: n.CodeBlock, place: Place) -> upright.Size | None:
    return upright.listing_size(draft, block.text.removesuffix("\n"), place)


def _code(draft: Draft, block: n.CodeBlock, place: Place) -> list[str]:
    """Code is one paragraph, so that frame and shading are one; its lines end in line breaks."""
    draft.check_text(block.text, block.at)
    draft.anchor_next(block.attr.id)
    text = block.text.removesuffix("\n")
    left = place.left + (draft.styles["SourceCode"].left or 0)
    look = look_of(draft, "SourceCode", place.speaking(block.attr).lang)
    return [draft.paragraph("SourceCode", runs_of(draft, text, look), left)]


def _terms(draft: Draft, block: n.Terms, place: Place) -> list[str]:
    inner = place.inset("Definition", draft.styles["Definition"].left or 0)
    look = look_of(draft, "DefinitionTerm", place.lang)
    out = []
    for entry in block.items:
        out.append(draft.paragraph("DefinitionTerm", inlines(draft, entry.term, look, place), place.left))
        for definition in entry.definitions:
            out += blocks(draft, definition, inner)
    return out


def _figure_size(draft: Draft, block: n.Figure, place: Place) -> upright.Size | None:
    """A figure's size with its caption. A picture alone stands upright as it is."""
    pictures = [node for part in block.blocks if isinstance(part, n.Para) for node in part.content]
    if len(block.blocks) != 1 or len(pictures) != 1 or not isinstance(pictures[0], n.Image):
        return None
    picture = size_of_picture(draft, pictures[0], place)
    return upright.figure_size(draft, picture, block.caption.blocks, place) if picture else None


def _figure(draft: Draft, block: n.Figure, place: Place) -> list[str]:
    """A figure, upright with its caption; a picture without one stands upright in any line."""
    if block.caption.blocks:
        return upright.whole(draft, block, place, _figure_size, _plain_figure)
    return _plain_figure(draft, block, place)


def _plain_figure(draft: Draft, block: n.Figure, place: Place) -> list[str]:
    draft.anchor_next(block.attr.id)
    place = place.speaking(block.attr)
    out = []
    for part in block.blocks:
        if isinstance(part, n.Para) and all(isinstance(node, n.Image) for node in part.content):
            settings = {"jc": val("jc", "center"), "ind": _flush(place)}
            if block.caption.blocks:
                settings["keepNext"] = on("keepNext")
            names = [bookmark_name(part.attr.id)] if part.attr.id else []
            look = look_of(draft, place.style, place.lang)
            runs = inlines(draft, part.content, look, replace(place, in_figure=True))
            out.append(draft.paragraph(place.style, runs, None, names, settings))
        else:
            out += blocks(draft, (part,), place)
    return out + caption(draft, block, place)


def _flush(place: Place) -> str:
    return f'<w:ind w:left="{place.left}" w:firstLineChars="0" w:firstLine="0"/>'


def _div(draft: Draft, block: n.Div, place: Place) -> list[str]:
    draft.anchor_next(block.attr.id)
    place = place.speaking(block.attr)
    role = block.attr.classes[0] if block.attr.classes else ""
    if role == BOX:
        return boxed(blocks(draft, block.blocks, place))
    if (count := columns(block.attr)) > 1 and not draft.vertical:
        return options(draft, block, place, count)
    if role not in NAMED and not block.title:
        further = role_of(draft, block.attr)
        inner = replace(place, style=role_style(further)) if further else place
        group = role_group(draft, block, further, blocks(draft, block.blocks, inner))
        return conditional(block.attr, group)
    return box(draft, block, place)
