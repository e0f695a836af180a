"""A table of contents: Word's TOC field, filled in, without page numbers unless a layout found them.

Nobody knows the page numbers until a program sets the pages, and asking Word to update fields on opening makes it ask
the reader whether the file may be trusted. So the entries are links (``\\h``) and the field asks for no numbers
(``\\n``); it is never marked dirty.
"""

from __future__ import annotations

from docforge.model import nodes as n
from docforge.model.captions import Listed, listed
from docforge.model.divisions import TITLE_PAGE, contents_title
from docforge.model.text import inline_text
from docforge.writers.docx.caption_labels import split
from docforge.writers.docx.draft import Draft
from docforge.writers.docx.looks import PLAIN, look_of, run, runs_of
from docforge.writers.docx.survey import bookmark_name
from docforge.writers.docx.xml import escape, field, on

LIST_TAG = "docforge:"
"""What a list of figures or tables is told by in its content control: ``docforge:figures``."""


def contents(draft: Draft, node: n.Contents) -> list[str]:
    """The heading of the contents and one linked entry a heading, figure or table; nothing when there is none."""
    return _headings(draft, node.depth) if node.what == "headings" else _captions(draft, node.what)


def _captions(draft: Draft, what: Listed) -> list[str]:
    """A list of figures or tables: a field where Word numbers them all, since it looks for its own numbers only."""
    shown = listed(draft.document, what)
    if not shown:
        return []
    entries = [_linked(draft, identifier, inline_text(line)) for identifier, line in shown]
    labels = [split(line)[0] for _, line in shown]
    sequences = {label.sequence if label else "" for label in labels}
    if len(sequences) == 1 and "" not in sequences and not draft.types_numbers:
        entries = _in_field(draft, f'TOC{_numberless(draft)} \\h \\z \\c "{sequences.pop()}"', entries)
    content = "".join([_title(draft, f"list-{what}"), *(_paragraph(draft, "TOC1", entry) for entry in entries)])
    tag = f'<w:sdtPr><w:tag w:val="{LIST_TAG}{what}"/></w:sdtPr>'
    return [f"<w:sdt>{tag}<w:sdtContent>{content}</w:sdtContent></w:sdt>"]


def _title(draft: Draft, name: str) -> str:
    """The heading of a list; that of the contents stands on a new page after a title page."""
    title = draft.context.theme.string(draft.document.lang, name)
    begins = {"pageBreakBefore": on("pageBreakBefore")} if name == "contents" and _has_title_page(draft) else None
    return draft.paragraph("TOCHeading", runs_of(draft, title, look_of(draft, "TOCHeading")), settings=begins)


def _has_title_page(draft: Draft) -> bool:
    first = draft.document.blocks[0] if draft.document.blocks else None
    return isinstance(first, n.Div) and TITLE_PAGE in first.attr.classes


def _headings(draft: Draft, depth: int) -> list[str]:
    headings = [heading for heading in draft.survey.headings if heading.attr.id]
    top = min((heading.level for heading in headings), default=1)
    shown = [heading for heading in headings if heading.level - top < depth]
    if not shown:
        return []
    out = [_title(draft, "contents")]
    instruction = f'TOC \\o "{top}-{min(top + depth - 1, 9)}"{_numberless(draft)} \\h \\z \\u'
    entries = _in_field(draft, instruction, [_entry(draft, heading) for heading in shown])
    for heading, entry in zip(shown, entries, strict=True):
        out.append(_paragraph(draft, f"TOC{heading.level - top + 1}", entry))
    return [
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
        "</w:sdtPr><w:sdtContent>" + "".join(out) + "</w:sdtContent></w:sdt>"
    ]


def _in_field(draft: Draft, instruction: str, entries: list[str]) -> list[str]:
    """The runs of several paragraphs as the result of one field."""
    begin = (
        run(draft, PLAIN, '<w:fldChar w:fldCharType="begin"/>')
        + run(draft, PLAIN, f'<w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText>')
        + run(draft, PLAIN, '<w:fldChar w:fldCharType="separate"/>')
    )
    end = run(draft, PLAIN, '<w:fldChar w:fldCharType="end"/>')
    first, *rest = entries
    *before, last = [begin + first, *rest]
    return [*before, last + end]


def _entry(draft: Draft, heading: n.Heading) -> str:
    return _linked(draft, heading.attr.id, inline_text(contents_title(heading)), heading.attr.lang)


def _numberless(draft: Draft) -> str:
    return " \\n" if draft.context.bookmark_pages is None else ""


def _linked(draft: Draft, identifier: str, words: str, lang: str = "") -> str:
    """An entry: a link, with the page at the end of the line where it is known."""
    text = runs_of(draft, words, look_of(draft, "TOC1", lang))
    name = bookmark_name(identifier)
    page = draft.page_of(name)
    if page:
        text += run(draft, PLAIN, "<w:tab/>") + field(f"PAGEREF {name} \\h", page)
    return f'<w:hyperlink w:anchor="{name}" w:history="1">{text}</w:hyperlink>'


def _paragraph(draft: Draft, style: str, entry: str) -> str:
    """A line of the contents; its page number stands at the end, after dots."""
    if draft.context.bookmark_pages is None:
        return draft.paragraph(style, entry)
    stop = f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{draft.theme.page.measure}"/></w:tabs>'
    return draft.paragraph(style, entry, settings={"tabs": stop})
