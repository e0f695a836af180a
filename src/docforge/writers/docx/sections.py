"""Sections: paper, margins, head and foot. A document is one; where notes are numbered anew, each division is one.

Word numbers footnotes through the document or anew in each section (ECMA-376 Part 1, 17.11.19), and a section ends with
the paragraph that has its properties (17.6.18).
"""

from __future__ import annotations

from docforge.theme.word import WordGrid, WordPage
from docforge.writers.docx.draft import Draft
from docforge.writers.docx.ruling import is_ruled
from docforge.writers.docx.xml import val

HEADER, FIRST_HEADER, FOOTER, FIRST_FOOTER, EVEN_FOOTER, EVEN_HEADER = (
    "rId5", "rId6", "rId7", "rId8", "rId11", "rId12",
)  # fmt: skip
"""Relationships of the base template."""

_FLAT = '<w:suppressLineNumbers/><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'


def last_section(draft: Draft) -> str:
    """The properties of the section that the file ends with."""
    return _section(draft, begins=not draft.sections)


def end_section(draft: Draft) -> str:
    """A paragraph without text or height that ends a section; what follows begins a page."""
    begins = not draft.sections
    draft.sections += 1
    return f"<w:p><w:pPr>{_FLAT}{_section(draft, begins=begins)}</w:pPr></w:p>"


def end_title(draft: Draft) -> str:
    """A paragraph that ends the section of a title over all columns; what follows stands below, in columns."""
    begins = not draft.sections
    draft.sections += 1
    section = _section(draft, begins=begins, over=True)
    draft.below_title = True
    return f"<w:p><w:pPr>{_FLAT}{section}</w:pPr></w:p>"


def end_cover(draft: Draft, runs: str) -> str:
    """The only paragraph of a section without head or foot, before all others."""
    page = draft.theme.page
    section = (
        f'<w:sectPr><w:pgSz w:w="{page.width}" w:h="{page.height}"/>{_margins(page)}<w:cols w:space="425"/></w:sectPr>'
    )
    return f"<w:p><w:pPr>{_FLAT}{section}</w:pPr>{runs}</w:p>"


def _section(draft: Draft, *, begins: bool, over: bool = False) -> str:
    """``begins``: it holds the first page of all, which has the title and so no running head. ``over``: it stands over
    all columns."""
    page = draft.theme.page
    notes = _notes(draft)
    if draft.reference is not None:
        return draft.reference.section.xml(notes, begins=begins)
    ruled = is_ruled(draft)
    heads = {"default": HEADER, "first": FIRST_HEADER} if page.running_head or ruled else {}
    feet = {"default": FOOTER, "first": FIRST_FOOTER, "even": EVEN_FOOTER} if page.folio != "none" else {}
    if heads and (page.folio == "outer" or ruled):
        heads["even"] = EVEN_HEADER if ruled else HEADER
    head = "".join(f'<w:headerReference w:type="{kind}" r:id="{name}"/>' for kind, name in heads.items())
    foot = "".join(f'<w:footerReference w:type="{kind}" r:id="{name}"/>' for kind, name in feet.items())
    across = val("textDirection", "tbRl") if page.vertical else ""
    title = "<w:titlePg/>" if begins else ""
    kind, draft.below_title = val("type", "continuous") if draft.below_title else "", False
    columns = f'<w:cols w:num="{page.columns}" ' if page.columns > 1 and not over else "<w:cols "
    return (
        f'<w:sectPr>{head}{foot}{notes}{kind}<w:pgSz w:w="{page.width}" w:h="{page.height}"/>{_margins(page)}'
        f'{_line_numbers(page)}{columns}w:space="{page.column_gap}"/>{title}{across}{_grid(page.grid)}</w:sectPr>'
    )


def _notes(draft: Draft) -> str:
    """How Word counts notes: anew in each section where each chapter is one. Endnotes would have Roman numbers."""
    said = val("numFmt", "decimal") if draft.note_kind == "endnote" else ""
    if draft.document.note_scope == "chapter":
        said += val("numStart", "1") + val("numRestart", "eachSect")
    return f"<w:{draft.note_kind}Pr>{said}</w:{draft.note_kind}Pr>" if said else ""


def _line_numbers(page: WordPage) -> str:
    """Numbers of lines in the margin (ECMA-376 Part 1, 17.6.8); Word leaves out those of tables and notes."""
    if not page.line_numbers:
        return ""
    restart = "continuous" if page.lines_on else "newPage"
    return f'<w:lnNumType w:countBy="{page.line_numbers}" w:restart="{restart}"/>'


def _grid(grid: WordGrid) -> str:
    """The document grid: lines, or lines and characters (GB/T 9704-2012 5.2.3)."""
    if grid.char_space is None:
        return f'<w:docGrid w:type="lines" w:linePitch="{grid.line_pitch}"/>'
    return f'<w:docGrid w:type="linesAndChars" w:linePitch="{grid.line_pitch}" w:charSpace="{grid.char_space}"/>'


def _margins(page: WordPage) -> str:
    return (
        f'<w:pgMar w:top="{page.top}" w:right="{page.right}" w:bottom="{page.bottom}" w:left="{page.left}"'
        f' w:header="{page.header}" w:footer="{page.footer}" w:gutter="0"/>'
    )
