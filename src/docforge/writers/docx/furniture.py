"""What docforge adds to the page: title block, run names, running head, folio."""

from __future__ import annotations

import string

from docforge.model.text import inline_text
from docforge.theme.word import TWIPS_PER_POINT
from docforge.writers.docx.draft import Draft
from docforge.writers.docx.inlines import inlines
from docforge.writers.docx.looks import PLAIN, Look, look_of, run, runs_of
from docforge.writers.docx.place import Place
from docforge.writers.docx.ruling import ruled_margin
from docforge.writers.docx.runs import run_title, shows_runs
from docforge.writers.docx.survey import bookmark_name
from docforge.writers.docx.xml import field, val
from docforge.writers.html import meta_line

_FIELDS = {"page": "PAGE", "pages": "NUMPAGES"}

_MOST_RUNS = 4
"""A running head that cannot be computed lists this many runs at most."""


def title_block(draft: Draft, place: Place) -> list[str]:
    """Title and meta line."""
    out = []
    document = draft.document
    if document.title:
        names = [bookmark_name(document.title_attr.id)] if document.title_attr.id else []
        look = look_of(draft, "Title", document.title_attr.lang)
        out.append(draft.paragraph("Title", inlines(draft, document.title, look, place), None, names))
    words = meta_line(document, draft.context.theme)
    if words:
        out.append(draft.paragraph("Subtitle", runs_of(draft, words, look_of(draft, "Subtitle"))))
    return out


def header(draft: Draft, *, even: bool = False) -> str:
    """The running head: title at the left; at the right, where runs are shown, the run that begins on the page."""
    look = look_of(draft, "Header")
    if not draft.theme.page.running_head:
        return draft.paragraph("Header", ruled_margin(draft, left=even))
    runs = ruled_margin(draft, left=even)
    runs += runs_of(draft, inline_text(draft.document.title), look) if draft.document.title else ""
    if shows_runs(draft.document):
        names = [run_title(draft, each.number) for each in draft.document.runs[:_MOST_RUNS]]
        # Programs that cannot compute STYLEREF show all runs, which is not wrong on any page.
        cached = " · ".join(names) if len(draft.document.runs) <= _MOST_RUNS else ""
        runs += run(draft, PLAIN, "<w:tab/>") + field('STYLEREF "Run Name"', cached)
    return draft.paragraph("Header", runs)


def first_header(draft: Draft, *, even: bool) -> str:
    """The head of the page of the title, without words."""
    return draft.paragraph("Header", ruled_margin(draft, left=even))


def footer(draft: Draft, *, even: bool = False) -> str:
    """The folio as the theme words it; at the outer edge if the theme wants it there.

    Odd pages lie at the right of the spine, with vertical lines at its left.
    """
    page = draft.theme.page
    settings = {}
    if page.folio == "outer":
        side = "left" if even != page.vertical else "right"
        role = draft.context.theme.role("folio")
        inset = round(role.indent * draft.context.theme.size("folio") * TWIPS_PER_POINT)
        settings = {"jc": val("jc", side), "ind": f'<w:ind w:left="{inset}" w:right="{inset}" w:firstLine="0"/>'}
    look = look_of(draft, "Footer")
    runs = ""
    for words, name, _, _ in string.Formatter().parse(draft.context.theme.page.folio_text):
        runs += runs_of(draft, words, Look(font=look.font)) if words else ""
        runs += field(_FIELDS[name], "1") if name else ""
    return draft.paragraph("Footer", runs, None, (), settings)
