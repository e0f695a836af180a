"""Roles that a theme adds, as Word's paragraphs: their styles, lines with two ends, and the block at a page's foot.

What only the text of a paragraph decides is in its attributes: ``indent-end``, its distance from the end of the line in
em, and ``lines-before``, rows of the body that stay empty above it.
"""

from __future__ import annotations

from docforge.model import nodes as n
from docforge.theme.word import TWIPS_PER_POINT, WordStyle
from docforge.theme.word_roles import EIGHTHS_PER_MM, LEAST_RULE, MOST_GAP, role_style
from docforge.writers.docx.draft import Draft
from docforge.writers.docx.inlines import inlines
from docforge.writers.docx.looks import look_of, run
from docforge.writers.docx.place import Place
from docforge.writers.docx.styles import border
from docforge.writers.docx.xml import on

AT_END = "at-end"
FOOT = "foot"
TAB = "<w:tab/>"
"""To the end of the line, which the paragraph has a tab stop at. ``w:ptab`` (ECMA-376 17.3.3.23) would need none, but
LibreOffice does not know it."""


def role_of(draft: Draft, attr: n.Attr) -> str:
    """The further role of a node, "" for none."""
    name = attr.classes[0] if attr.classes else ""
    return name if name and name in draft.context.theme.further_roles() else ""


def role_paragraph(draft: Draft, block: n.Para, role: str, place: Place, names: list[str]) -> str:
    """A paragraph in a further role."""
    style = role_style(role)
    look = look_of(draft, style, place.lang)
    settings = _settings(draft, dict(block.attr.pairs), style)
    *before, last = block.content or (n.Text(text=""),)
    if isinstance(last, n.Span) and AT_END in last.attr.classes:
        runs = inlines(draft, tuple(before), look, place) + run(draft, look, TAB)
        runs += inlines(draft, last.content, look, place)
        settings |= _both_ends(draft, draft.styles[style])
    else:
        runs = inlines(draft, block.content, look, place)
    return draft.paragraph(style, runs, None, names, settings)


def _both_ends(draft: Draft, style: WordStyle) -> dict[str, str]:
    """As far from the end of the line as from its beginning. Word draws a rule from indent to indent, so a line with a
    rule keeps away from the edges without them."""
    edge = (style.left or 0) - style.hanging
    stop = f'<w:tabs><w:tab w:val="right" w:pos="{draft.theme.page.breadth - edge}"/></w:tabs>'
    if style.rule in ("above", "below"):
        return {"ind": f'<w:ind w:left="0" w:right="0" w:firstLine="{edge}"/>', "tabs": stop}
    return {"ind": f'<w:ind w:left="{style.left or 0}" w:right="{edge}" w:hanging="{style.hanging}"/>', "tabs": stop}


def _settings(draft: Draft, pairs: dict[str, str], style: str) -> dict[str, str]:
    out: dict[str, str] = {}
    own = draft.styles[style]
    if "indent-end" in pairs:
        em = (own.size or 0) / 2 * TWIPS_PER_POINT
        right = round(_number(pairs["indent-end"]) * em)
        out["ind"] = f'<w:ind w:left="{own.left or 0}" w:right="{right}" w:hanging="{own.hanging}"/>'
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


def role_group(draft: Draft, block: n.Div, role: str, paragraphs: list[str]) -> list[str]:
    """The paragraphs of a group: with the rules of its role around and between them, at the foot of its page if it is
    the foot."""
    is_ruled = bool(role) and draft.context.theme.role(role).rule == "lines"
    at_foot = FOOT in block.attr.classes
    framed = [
        _with(
            paragraph,
            (_frame(draft) if at_foot else "") + (_rules(draft, role, place, len(paragraphs)) if is_ruled else ""),
        )
        for place, paragraph in enumerate(paragraphs)
    ]
    return [*framed, _anchor(draft)] if at_foot else framed


def _rules(draft: Draft, role: str, place: int, count: int) -> str:
    """Rules of one paragraph of a group. Word draws them from the paragraph's indent; white ones at both sides, an em
    away, bring them to the edges of the text, where the theme's parts stand an em inside."""
    style = draft.styles[role_style(role)]
    thin = round(LEAST_RULE * EIGHTHS_PER_MM)
    aside = f'w:val="single" w:sz="2" w:space="{min(MOST_GAP, (style.size or 0) // 2)}" w:color="FFFFFF"'
    top = border("top", style, thin if place else style.rule_width)
    bottom = border("bottom", style) if place == count - 1 else ""
    return f"<w:pBdr>{top}<w:left {aside}/>{bottom}<w:right {aside}/></w:pBdr>"


def _frame(draft: Draft) -> str:
    """At the lower edge of the text. Neighbours with the same frame share it."""
    return (
        f'<w:framePr w:w="{draft.theme.page.breadth}" w:hSpace="0" w:wrap="notBeside" w:vAnchor="margin" '
        'w:hAnchor="margin" w:xAlign="left" w:yAlign="bottom"/>'
    )


def _anchor(draft: Draft) -> str:
    """A line without height: a frame stands on the page of the paragraph after it."""
    flat = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
    return draft.paragraph("Normal", "", None, (), {"spacing": flat, "snapToGrid": on("snapToGrid", False)})


def _with(paragraph: str, properties: str) -> str:
    """A paragraph with frame and rules, which stand right after its style and what keeps it together (CT_PPr)."""
    head, end, rest = paragraph.partition("</w:pPr>")
    if not end:
        return paragraph.replace("<w:p>", f"<w:p><w:pPr>{properties}</w:pPr>", 1)
    place = max(head.find(tag) + len(tag) for tag in ("<w:pPr>", *_FIRST) if tag in head)
    if "<w:pStyle" in head:
        place = max(place, head.find("/>", head.find("<w:pStyle")) + 2)
    return head[:place] + properties + head[place:] + end + rest


_FIRST = ("<w:keepNext/>", "<w:keepLines/>", "<w:pageBreakBefore/>")
