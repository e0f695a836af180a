"""Roles that a theme adds, as Word's paragraphs: their styles, lines with two ends, and the block at a page's foot.

What only the text of a paragraph decides is in its attributes: ``indent-end``, its distance from the end of the line in
em, and ``lines-before``, rows of the body that stay empty above it.
"""

from __future__ import annotations

from docforge.model import nodes as n
from docforge.theme.word import TWIPS_PER_POINT
from docforge.theme.word_roles import EIGHTHS_PER_MM, LEAST_RULE, role_style
from docforge.writers.docx.draft import Draft
from docforge.writers.docx.inlines import inlines
from docforge.writers.docx.looks import look_of, run
from docforge.writers.docx.place import Place
from docforge.writers.docx.styles import border
from docforge.writers.docx.xml import on

AT_END = "at-end"
FOOT = "foot"
RULE_HEIGHT = 40
"""Height in twips of the paragraph that carries a rule of a group."""


def role_of(draft: Draft, attr: n.Attr) -> str:
    """The further role of a node, "" for none."""
    name = attr.classes[0] if attr.classes else ""
    return name if name and name in draft.context.theme.further_roles() else ""


def role_paragraph(draft: Draft, block: n.Para, role: str, place: Place, names: list[str]) -> str:
    """A paragraph in a further role."""
    style = role_style(role)
    look = look_of(draft, style, place.lang)
    *before, last = block.content or (n.Text(text=""),)
    if isinstance(last, n.Span) and AT_END in last.attr.classes:
        runs = inlines(draft, tuple(before), look, place) + run(draft, look, "<w:tab/>")
        runs += inlines(draft, last.content, look, place)
    else:
        runs = inlines(draft, block.content, look, place)
    return draft.paragraph(style, runs, None, names, _settings(draft, dict(block.attr.pairs), style))


def _settings(draft: Draft, pairs: dict[str, str], style: str) -> dict[str, str]:
    out: dict[str, str] = {}
    own = draft.styles[style]
    if "indent-end" in pairs:
        em = (own.size or 0) / 2 * TWIPS_PER_POINT
        right = round(_number(pairs["indent-end"]) * em)
        out["ind"] = f'<w:ind w:left="{own.left or 0}" w:right="{right}" w:firstLine="0"/>'
    if "lines-before" in pairs:
        rows = round(_number(pairs["lines-before"]) * draft.theme.page.grid.line_pitch)
        out["spacing"] = f'<w:spacing w:before="{rows}"/>'
    return out


def _number(text: str) -> float:
    """The number of a pair; 0 where someone wrote what is none."""
    try:
        return float(text)
    except ValueError:
        return 0.0


def role_group(draft: Draft, block: n.Div, role: str, place: Place, paragraphs: list[str]) -> list[str]:
    """The paragraphs of a group: with the rules of its role around and between them, at the foot of its page if it is
    the foot."""
    if role and draft.context.theme.role(role).rule == "lines":
        paragraphs = _between_rules(draft, role, paragraphs)
    return _at_foot(draft, paragraphs) if FOOT in block.attr.classes else paragraphs


def _between_rules(draft: Draft, role: str, paragraphs: list[str]) -> list[str]:
    """Rules as paragraphs of their own, since Word begins a paragraph's rule at its indent."""
    style = role_style(role)
    thick = _rule(draft, style, draft.styles[style].rule_width)
    thin = _rule(draft, style, round(LEAST_RULE * EIGHTHS_PER_MM))
    out = [thick]
    for place, paragraph in enumerate(paragraphs):
        out += [thin, paragraph] if place else [paragraph]
    return [*out, thick]


def _rule(draft: Draft, style: str, width: int) -> str:
    line = border("top", draft.styles[style], width)
    settings = {
        "pBdr": f"<w:pBdr>{line}</w:pBdr>",
        "snapToGrid": on("snapToGrid", False),
        "spacing": f'<w:spacing w:before="0" w:after="0" w:line="{RULE_HEIGHT}" w:lineRule="exact"/>',
        "ind": '<w:ind w:left="0" w:firstLine="0"/>',
    }
    return draft.paragraph(style, "", None, (), settings)


def _at_foot(draft: Draft, paragraphs: list[str]) -> list[str]:
    """Paragraphs in one frame at the lower edge of the text. A frame stands on the page of the paragraph after it, so a
    line without height follows."""
    page = draft.theme.page
    frame = (
        f'<w:framePr w:w="{page.breadth}" w:wrap="notBeside" w:vAnchor="margin" w:hAnchor="margin" '
        'w:xAlign="left" w:yAlign="bottom"/>'
    )
    framed = [_with_frame(paragraph, frame) for paragraph in paragraphs]
    flat = {"spacing": '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'}
    return [*framed, draft.paragraph("Normal", "", None, (), {**flat, "snapToGrid": on("snapToGrid", False)})]


def _with_frame(paragraph: str, frame: str) -> str:
    """A paragraph with a frame: after its style and what keeps it together (the order of CT_PPr)."""
    head, end, rest = paragraph.partition("</w:pPr>")
    if not end:
        return paragraph.replace("<w:p>", f"<w:p><w:pPr>{frame}</w:pPr>", 1)
    style_end = head.find("/>", head.find("<w:pStyle"))
    place = style_end + 2 if "<w:pStyle" in head else head.find("<w:pPr>") + 7
    return head[:place] + frame + head[place:] + end + rest
