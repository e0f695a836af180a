"""A table of contents: Word's TOC field, filled in, without page numbers.

Nobody knows the page numbers until Word sets the pages, and asking Word to update fields on opening makes it ask the
reader whether the file may be trusted. So the entries are links (``\\h``) and the field asks for no numbers (``\\n``);
it is never marked dirty.
"""

from __future__ import annotations

from docforge.model import nodes as n
from docforge.model.divisions import contents_title
from docforge.model.text import inline_text
from docforge.writers.docx.draft import Draft
from docforge.writers.docx.looks import PLAIN, look_of, run, runs_of
from docforge.writers.docx.survey import bookmark_name
from docforge.writers.docx.xml import escape


def contents(draft: Draft, depth: int) -> list[str]:
    """The heading of the contents and one linked entry a heading, ``depth`` levels down; nothing without headings."""
    headings = [heading for heading in draft.survey.headings if heading.attr.id]
    top = min((heading.level for heading in headings), default=1)
    listed = [heading for heading in headings if heading.level - top < depth]
    if not listed:
        return []
    title = draft.context.theme.string(draft.document.lang, "contents")
    out = [draft.paragraph("TOCHeading", runs_of(draft, title, look_of(draft, "TOCHeading")))]
    instruction = f'TOC \\o "{top}-{min(top + depth - 1, 9)}" \\n \\h \\z \\u'
    begin = (
        run(draft, PLAIN, '<w:fldChar w:fldCharType="begin"/>')
        + run(draft, PLAIN, f'<w:instrText xml:space="preserve"> {escape(instruction)} </w:instrText>')
        + run(draft, PLAIN, '<w:fldChar w:fldCharType="separate"/>')
    )
    end = run(draft, PLAIN, '<w:fldChar w:fldCharType="end"/>')
    for index, heading in enumerate(listed):
        entry = _entry(draft, heading)
        entry = begin + entry if index == 0 else entry
        entry = entry + end if index == len(listed) - 1 else entry
        out.append(draft.paragraph(f"TOC{heading.level - top + 1}", entry))
    return [
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
        "</w:sdtPr><w:sdtContent>" + "".join(out) + "</w:sdtContent></w:sdt>"
    ]


def _entry(draft: Draft, heading: n.Heading) -> str:
    text = runs_of(draft, inline_text(contents_title(heading)), look_of(draft, "TOC1", heading.attr.lang))
    return f'<w:hyperlink w:anchor="{bookmark_name(heading.attr.id)}" w:history="1">{text}</w:hyperlink>'
