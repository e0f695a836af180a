"""Links to the outside, links inside the document, and references that follow their target's number."""

from __future__ import annotations

from collections.abc import Callable

from docforge.model import nodes as n
from docforge.model.divisions import ARTIFACT
from docforge.model.text import inline_text
from docforge.writers.docx.draft import Draft
from docforge.writers.docx.looks import Look, run_properties, runs_of
from docforge.writers.docx.survey import Target, address_bookmark, bookmark_name, label_bookmark
from docforge.writers.docx.xml import attribute, field
from docforge.writers.html.links import encoded, is_allowed, is_well_formed, scheme

_LONGEST_URL = 2079
"""Word opens no longer hyperlink."""
_LONGEST_TIP = 256


def link_start(draft: Draft, node: n.Link) -> str:
    """The start tag of a link; "" if its target cannot be linked to, which is reported unless a pass did so."""
    shown = node.url[:80]
    if node.url.startswith("#"):
        name = bookmark_of(draft, node.url[1:])
        if not name:
            draft.say("DF705", f'the link to "{shown}" has no target and is printed as text', node.at)
        return f'<w:hyperlink w:anchor="{name}" w:history="1">' if name else ""
    url = encoded(node.url)
    if not is_allowed(node.url) and ARTIFACT not in node.attr.classes:
        if scheme(node.url):
            draft.say("DF704", f'the link to "{shown}" is printed as text: its scheme is not followed', node.at)
        else:
            draft.say("DF706", f'the link to "{shown}" is printed as text: it is relative', node.at)
        return ""
    if len(url) > _LONGEST_URL or not is_well_formed(url):
        draft.say("DF704", f'the link to "{shown}" is printed as text: Word cannot follow it', node.at)
        return ""
    tip = f' w:tooltip="{attribute(node.title)[:_LONGEST_TIP]}"' if node.title else ""
    relation = draft.link_relation(url)
    return f'<w:hyperlink r:id="{relation}"{tip} w:history="1">'


def bookmark_of(draft: Draft, identifier: str) -> str:
    """The bookmark of an id, an alias or an address, "" if the document has none."""
    survey = draft.survey
    identifier = identifier if identifier in survey.targets else draft.document.aliases.get(identifier, identifier)
    if identifier in survey.targets:
        return bookmark_name(identifier)
    return address_bookmark(identifier) if identifier in survey.addresses else ""


def reference(draft: Draft, node: n.Ref, look: Look, write: Callable[[n.Inlines, Look], str]) -> str:
    """A reference: its text, linked to the target, with the number itself in a field where Word prints the same.

    A ``REF … \\n`` field shows the target's number without trailing full stops (ECMA-376 Part 1, 17.16.5.49), so only
    a text that holds exactly that becomes one; it keeps the text of the model until somebody updates the field.
    """
    name = bookmark_of(draft, node.to)
    identifier = node.to if node.to in draft.survey.targets else draft.document.aliases.get(node.to, "")
    target = draft.survey.targets.get(identifier, Target())
    if not name:
        draft.say("DF705", f'the reference to "{node.to}" has no target and is printed as text', node.at)
        return write(node.content, look)
    text = inline_text(node.content)
    plain = all(isinstance(part, n.Text) for part in node.content)
    if plain and node.show == "number" and target.number and text.count(target.number) == 1:
        before, after = text.split(target.number)
        number = _field(draft, f"REF {name} \\n \\h", target.number, look)
        return _typed(draft, before, look) + number + _typed(draft, after, look)
    if plain and target.caption and text.count(target.caption) == 1:
        return _caption(draft, identifier, text.split(target.caption), target.caption, look)
    if plain and node.show == "title" and target.text and text == target.label + target.text:
        return _numbered_title(draft, name, target, look)
    if node.show == "page":
        return _field(draft, f"PAGEREF {name} \\h", draft.page_of(name) or text or "?", look)
    return f'<w:hyperlink w:anchor="{name}" w:history="1">{write(node.content, look)}</w:hyperlink>'


def _numbered_title(draft: Draft, name: str, target: Target, look: Look) -> str:
    """A heading with the number that Word prints before it: two fields in one link, since the bookmark holds its words
    only."""
    if not target.label:
        return _field(draft, f"REF {name} \\h", target.text, look)
    between = target.label.removeprefix(target.number)
    parts = (
        _field(draft, f"REF {name} \\n", target.number, look),
        _typed(draft, between, look),
        _field(draft, f"REF {name}", target.text, look),
    )
    return f'<w:hyperlink w:anchor="{name}" w:history="1">{"".join(parts)}</w:hyperlink>'


def _caption(draft: Draft, identifier: str, around: list[str], label: str, look: Look) -> str:
    """The label of a caption as a field, in one link with the words ``around`` it."""
    mark = label_bookmark(identifier)
    if around == ["", ""]:
        return _field(draft, f"REF {mark} \\h", label, look)
    words = _field(draft, f"REF {mark}", label, look).join(_typed(draft, each, look) for each in around)
    return f'<w:hyperlink w:anchor="{bookmark_name(identifier)}" w:history="1">{words}</w:hyperlink>'


def _typed(draft: Draft, text: str, look: Look) -> str:
    return runs_of(draft, text, look) if text else ""


def _field(draft: Draft, instruction: str, cached: str, look: Look) -> str:
    return field(instruction, cached, run_properties(draft, look))
