"""Inlines as runs, links, fields, note calls, readings and pictures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import assert_never

from msgspec.structs import replace

from docforge.formulas.omml import omml_of
from docforge.model import nodes as n
from docforge.model.exams import POINTS
from docforge.model.text import block_text, inline_text
from docforge.model.walk import find, rewrite
from docforge.theme.quotes import quotes_of
from docforge.writers.docx.conditions import conditional_runs
from docforge.writers.docx.draft import Draft
from docforge.writers.docx.exams import printed_points
from docforge.writers.docx.links import link_start, reference
from docforge.writers.docx.looks import LINES, Look, asked_mark, has_mark, run, runs_of, upright
from docforge.writers.docx.pictures import picture
from docforge.writers.docx.place import Place
from docforge.writers.docx.ruby import ruby
from docforge.writers.docx.survey import bookmark_name
from docforge.writers.docx.xml import FORBIDDEN, field
from docforge.writers.html.scripts import joins_without_blank

_BREAK = "<w:br/>"
_SPAN_STYLES = {"kbd": "Keyboard", "mark": "Mark", "name": "ProperName"}


def inlines(draft: Draft, content: n.Inlines, look: Look, place: Place) -> str:
    """The runs of a line of inlines."""
    parts = []
    for index, node in enumerate(content):
        if type(node) is n.Text:
            if FORBIDDEN.search(node.text):
                draft.check_text(node.text, node.at)
            parts.append(runs_of(draft, node.text, look))
        elif type(node) is n.Break:
            parts.append(_line_end(draft, node, content, index, look))
        else:
            if index and _line_of(node) and _line_of(content[index - 1]):
                draft.say_once("DF737", "the lines of two names beside each other join in Word", node.at)
            parts.append(_inline(draft, node, look, place))
    return "".join(parts)


def _line_end(draft: Draft, node: n.Break, content: n.Inlines, index: int, look: Look) -> str:
    if node.hard:
        return run(draft, look, _BREAK)
    before, after = inline_text(content[:index]), inline_text(content[index + 1 :])
    if not before or not after or joins_without_blank(before[-1], after[0]):
        return ""
    return runs_of(draft, " ", look)


def _line_of(node: n.Inline) -> str:
    """Word's name of the line under a name or a title, "" under other text."""
    classes = node.attr.classes if isinstance(node, n.Span) else ()
    return next((LINES[name] for name in classes if name in LINES), "")


def _emphasis(draft: Draft, node: n.Emph, look: Look, place: Place) -> str:
    inner = replace(look, emphasis=True, mark=node.mark)
    if node.mark and not has_mark(asked_mark(draft, inner)):
        draft.say_once("DF736", f'Word has no mark "{node.mark}" here: the nearest stands for it', node.at)
    return inlines(draft, node.content, inner, place)


def _inline(draft: Draft, node: n.Inline, look: Look, place: Place) -> str:
    match node:
        case n.Text(text=text):
            return runs_of(draft, text, look)
        case n.Break():
            return run(draft, look, _BREAK)
        case n.Emph():
            return _emphasis(draft, node, look, place)
        case n.Strong(content=content):
            return inlines(draft, content, replace(look, bold=True), place)
        case n.Underline(content=content):
            return inlines(draft, content, replace(look, underline=True), place)
        case n.Strike(content=content):
            return inlines(draft, content, replace(look, strike=True), place)
        case n.Superscript(content=content):
            return inlines(draft, content, replace(look, vertical="superscript"), place)
        case n.Subscript(content=content):
            return inlines(draft, content, replace(look, vertical="subscript"), place)
        case n.SmallCaps(content=content):
            return inlines(draft, content, replace(look, small_caps=True), place)
        case n.Quoted():
            return _quoted(draft, node, look, place)
        case n.Code(text=text, attr=attr):
            draft.check_text(text, node.at)
            return _marked(draft, attr, runs_of(draft, text, replace(look, style="SourceCodeChar", font="code")))
        case n.Math():
            return _formula(draft, node, look)
        case n.RawInline():
            draft.say_once("DF703", f"markup of {node.format} is left out", node.at)
            return ""
        case n.Link():
            return _link(draft, node, look, place)
        case n.Image(attr=attr):
            return _marked(draft, attr, picture(draft, node, look, place))
        case n.Span():
            return _span(draft, node, look, place)
        case n.NoteRef():
            return _note_call(draft, node, look, place)
        case n.Ref():
            return reference(draft, node, look, lambda content, inner: inlines(draft, content, inner, place))
        case n.Ruby():
            return ruby(draft, node, look)
        case n.Cite(content=content):
            return inlines(draft, content, look, place)
        case _:
            assert_never(node)


def _marked(draft: Draft, attr: n.Attr, runs: str) -> str:
    return draft.bookmarked((bookmark_name(attr.id),), runs) if attr.id else runs


def _quoted(draft: Draft, node: n.Quoted, look: Look, place: Place) -> str:
    marks = quotes_of(look.lang or draft.document.lang, vertical=draft.theme.page.vertical)
    start, end = marks[:2] if node.double else marks[2:]
    inner = inlines(draft, node.content, look, place)
    return runs_of(draft, start, look) + inner + runs_of(draft, end, look)


def _formula(draft: Draft, node: n.Math, look: Look) -> str:
    """A formula of Word's own; TeX that could not be read as code."""
    if node.mathml:
        return omml_of(node.mathml, display=node.display)
    draft.check_text(node.text, node.at)
    return runs_of(draft, node.text, replace(look, style="SourceCodeChar", font="code", emphasis=False))


def _link(draft: Draft, node: n.Link, look: Look, place: Place) -> str:
    start = link_start(draft, node)
    if not start:
        return _marked(draft, node.attr, inlines(draft, node.content, look, place))
    content = inlines(draft, node.content, replace(look, style="Hyperlink"), place)
    return _marked(draft, node.attr, f"{start}{content}</w:hyperlink>")


_WARM = frozenset({"color-red", "color-orange", "color-purple"})
_COOL = frozenset({"color-yellow", "color-green", "color-blue"})
"""Colour roles, told apart without colour as in the other formats: warm ones bold, cool ones underlined."""


def _span(draft: Draft, node: n.Span, look: Look, place: Place) -> str:
    inner = look
    classes = node.attr.classes
    if node.attr.lang:
        inner = replace(inner, lang=node.attr.lang)
    if "noemph" in classes:
        inner = replace(inner, emphasis=False)
    if "mark" in classes:
        inner = replace(inner, highlight=True)
    if _WARM.intersection(classes):
        inner = replace(inner, bold=True)
    if _COOL.intersection(classes):
        inner = replace(inner, underline=True)
    if line := _line_of(node):
        inner = replace(inner, line=line)
    if "tcy" in classes and draft.vertical:
        return _marked(draft, node.attr, upright(draft, inline_text(node.content), inner))
    if "warichu" in classes:
        layout = f'<w:eastAsianLayout w:id="{draft.next_layout()}" w:combine="1" w:combineBrackets="round"/>'
        inner = replace(inner, layout=layout)
    for name, style in _SPAN_STYLES.items():
        if name in classes and not inner.style:
            inner = replace(inner, style=style, font="code" if name == "kbd" else inner.font)
    if POINTS in classes:
        return printed_points(inlines(draft, node.content, inner, place))
    return conditional_runs(node.attr, _marked(draft, node.attr, inlines(draft, node.content, inner, place)))


def _note_call(draft: Draft, node: n.NoteRef, look: Look, place: Place) -> str:
    notes = draft.document.notes
    if node.to not in notes:
        draft.say("DF705", f'the call of note "{node.to}" has no note and is left out', node.at)
        return ""
    if place.in_note:
        return _note_in_note(draft, node, look, place)
    style = f"{draft.note_kind.capitalize()}Reference"
    number = draft.notes_called.get(node.to)
    if number is not None:
        instruction = f"NOTEREF {_note_bookmark(number)} \\h"
        properties = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>'
        return field(instruction, str(draft.note_numbers[node.to]), properties)
    number = len(draft.notes_called) + 1
    draft.notes_called[node.to] = number
    called = replace(look, style=style, vertical="")
    call = run(draft, called, f'<w:{draft.note_kind}Reference w:id="{number}"/>')
    return draft.bookmarked((_note_bookmark(number),), call)


def _note_bookmark(number: int) -> str:
    return f"_df_fn_{number}"


def _note_in_note(draft: Draft, node: n.NoteRef, look: Look, place: Place) -> str:
    """Word has no notes on notes: the text of the inner note follows in brackets."""
    draft.say("DF732", "Word has no note on a note: its text follows in brackets", node.at)
    return runs_of(draft, _bracketed(draft, node.to), look)


def _bracketed(draft: Draft, name: str) -> str:
    """The text of a note in brackets, with that of the notes that it calls within it; a call of no note has none."""
    notes = draft.document.notes

    def inner(call: n.NoteRef) -> n.Inline:
        return n.Text(_bracketed(draft, call.to) if call.to in notes else "")

    if name not in draft.bracketed:
        draft.bracketed[name] = ""  # a note within itself, which the passes leave none of, ends here
        draft.bracketed[name] = f" [{block_text(rewrite(notes[name], {n.NoteRef: inner}))}]"
    return draft.bracketed[name]


def called_within(notes: Mapping[str, n.Blocks], names: Iterable[str]) -> set[str]:
    """Some notes and those that they call, at once or through others."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += [call.to for call in find(notes.get(name, ()), n.NoteRef)]
    return found
