"""Inline syntax beyond CommonMark: attributes, spans, ruby, notes, formulas, highlight."""

from __future__ import annotations

import re

from markdown_it.helpers import parseLinkLabel
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter

from docforge.model.nodes import NO_ATTR
from docforge.patterns import lazy_pattern
from docforge.readers.attributes import make, merge
from docforge.readers.characters import is_cjk
from docforge.readers.markdown.attributes import parse
from docforge.readers.rubies import reading

_RUBY = re.compile(r"\{([^{}|\n<>`]{1,60})((?:\|[^{}|\n<>`]{1,60})+)\}")
_SIZED = lazy_pattern(
    r"\([ \t]*(?P<url>[^\s()<>]+)(?:[ \t]+\"(?P<title>[^\"\n]*)\")?"
    r"[ \t]+=(?P<width>[0-9]*%?)x(?P<height>[0-9]*%?)[ \t]*\)"
)
_UPRIGHT = re.compile(r"\^\^([^\s^\[\]<>`]{1,20})\^\^(?!\^)")
_NOTE = re.compile(r"\[\^([^\s\[\]]{1,100})\]")
_MATH = lazy_pattern(
    r"(?<!\\)\$(?![ \t\n$])((?:[^$\\\n，。；：、！？]|\\.|\n(?![ \t]*\n)){1,2000}?)(?<![ \t\n\\])\$(?![0-9])"
)
_DISPLAY = re.compile(r"\$\$((?:[^$\\]|\\.|\$(?!\$)){1,4000}?)\$\$")
_LATEX = re.compile(
    r"(?P<twice>\\\\|\\)(?:\((?P<inline>(?:(?!\n[ \t]*\n).){1,2000}?)(?P=twice)\)"
    r"|\[(?P<display>(?:(?!\n[ \t]*\n).){1,4000}?)(?P=twice)\])",
    re.DOTALL,
)
_SHORTCODE = re.compile(r":[a-z0-9_+-]{1,60}:")
_TAKES_ATTRIBUTES = {"image": 0, "code_inline": 0, "link_close": -1, "span_close": -1}


def attribute(state: StateInline, silent: bool) -> bool:
    """``{.class}`` right after an image, code, a link or a span."""
    if state.src[state.pos] != "{" or state.pending or not state.tokens:
        return False
    index = len(state.tokens) - 1
    last = state.tokens[index]
    if last.type not in _TAKES_ATTRIBUTES:
        return False
    found = parse(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        while state.tokens[index].level != last.level or state.tokens[index].nesting < 0:
            index -= 1
        opening = state.tokens[index]
        opening.meta["attr"] = merge(opening.meta.get("attr", NO_ATTR), found.attr)
    state.pos = found.end
    return True


def span(state: StateInline, silent: bool) -> bool:
    """``[text]{.class}``; links come first."""
    if state.src[state.pos] != "[":
        return False
    start = state.pos
    end = parseLinkLabel(state, start)
    if end < 0:
        return False
    found = parse(state.src, end + 1, state.posMax)
    if not found:
        return False
    if not silent:
        maximum = state.posMax
        state.pos, state.posMax = start + 1, end
        token = state.push("span_open", "span", 1)
        token.meta.update(at=start, attr=found.attr)
        state.md.inline.tokenize(state)
        state.push("span_close", "span", -1)
        state.posMax = maximum
    state.pos = found.end
    return True


def sized_image(state: StateInline, silent: bool) -> bool:
    """``![text](url =250x)``: an image with its width, its height or both (Zenn, HackMD, markdown-it-imsize)."""
    if not state.src.startswith("![", state.pos):
        return False
    end = parseLinkLabel(state, state.pos + 1)
    found = _SIZED.match(state.src, end + 1, state.posMax) if end >= 0 else None
    if not found or not (found["width"] or found["height"]):
        return False
    if not silent:
        token = state.push("image", "img", 0)
        token.attrs = {"src": found["url"], "alt": "", "title": found["title"] or ""}
        token.content = state.src[state.pos + 2 : end]
        token.children = []
        state.md.inline.parse(token.content, state.md, state.env, token.children)
        sizes = tuple((key, found[key]) for key in ("width", "height") if found[key])
        token.meta.update(at=state.pos, attr=make(pairs=sizes))
    state.pos = found.end()
    return True


def ruby(state: StateInline, silent: bool) -> bool:
    """``{漢字|かんじ}``: one reading for all, or one for each character. Without a CJK base it is plain text."""
    if state.src[state.pos] != "{":
        return False
    found = _RUBY.match(state.src, state.pos, state.posMax)
    if not found or not any(is_cjk(char) for char in found[1]):
        return False
    ruby_of = reading(found[1], found[2][1:].split("|"))
    if ruby_of is None:
        return False
    if not silent:
        token = state.push("ruby", "ruby", 0)
        token.meta["ruby"] = ruby_of
    state.pos = found.end()
    return True


def upright(state: StateInline, silent: bool) -> bool:
    """``^^12^^``, upright in a vertical line (縦中横), read only when asked for."""
    if state.src[state.pos] != "^":
        return False
    found = _UPRIGHT.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        token = state.push("upright", "span", 0)
        token.content = found[1]
    state.pos = found.end()
    return True


def inline_note(state: StateInline, silent: bool) -> bool:
    """``^[text of the note]``."""
    if not state.src.startswith("^[", state.pos):
        return False
    start = state.pos
    end = parseLinkLabel(state, start + 1)
    if end < 0:
        return False
    if not silent:
        maximum = state.posMax
        state.pos, state.posMax = start + 2, end
        token = state.push("note_open", "note", 1)
        token.meta["at"] = start
        state.md.inline.tokenize(state)
        state.push("note_close", "note", -1)
        state.posMax = maximum
    state.pos = end + 1
    return True


def note_call(state: StateInline, silent: bool) -> bool:
    """``[^label]``, where a note of that label is defined; elsewhere it stays text and is reported later."""
    if not state.src.startswith("[^", state.pos):
        return False
    found = _NOTE.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    defined = state.env.get("footnotes", {}).get("refs", {})
    if f":{found[1]}" not in defined:
        if state.src.startswith(("(", "[", ":"), found.end()):
            return False
        if not silent:
            token = state.push("text", "", 0)
            token.content = found[0]
            token.meta["undefined"] = True
        state.pos = found.end()
        return True
    if not silent:
        token = state.push("footnote_ref", "", 0)
        token.meta["label"] = found[1]
    state.pos = found.end()
    return True


def math(state: StateInline, silent: bool) -> bool:
    """``$a$``: no blank inside the dollars, no digit after the closing one (so that ``$5 and $10`` is money).

    Nor is there Chinese punctuation in a formula: ``价格$5到$10，$a$`` has one.
    """
    if state.src[state.pos] != "$":
        return False
    found = _DISPLAY.match(state.src, state.pos, state.posMax) or _MATH.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        token = state.push("math_inline", "math", 0)
        token.content = found[1].strip()
        token.markup = "$$" if found[0].startswith("$$") else "$"
    state.pos = found.end()
    return True


def latex(state: StateInline, silent: bool) -> bool:
    """``\\(a\\)`` and ``\\[a\\]``, read on sites that do; mdBook wants each backslash twice."""
    if state.src[state.pos] != "\\":
        return False
    found = _LATEX.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        token = state.push("math_inline", "math", 0)
        token.content = (found["inline"] or found["display"]).strip()
        token.markup = "$$" if found["display"] else "$"
    state.pos = found.end()
    return True


def emoji(state: StateInline, silent: bool) -> bool:
    """``:tada:``, read on sites that do; a name that is none stays text."""
    if state.src[state.pos] != ":":
        return False
    found = _SHORTCODE.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    # Imported here: only sites with such names need the table.
    from emoji import emojize

    shown = emojize(found[0], language="alias", variant="emoji_type")
    if shown == found[0]:
        return False
    if not silent:
        token = state.push("text_special", "", 0)
        token.content, token.markup, token.info = shown, found[0], "entity"
    state.pos = found.end()
    return True


def highlight(state: StateInline, silent: bool) -> bool:
    """``==text==``, read only when asked for."""
    if silent or not state.src.startswith("==", state.pos):
        return False
    scanned = state.scanDelims(state.pos, True)
    length = scanned.length
    if length % 2:
        state.push("text", "", 0).content = "="
    for _ in range(length // 2):
        state.push("text", "", 0).content = "=="
        state.delimiters.append(
            Delimiter(ord("="), 0, len(state.tokens) - 1, -1, open=scanned.can_open, close=scanned.can_close)
        )
    state.pos += length
    return True


def highlight_pairs(state: StateInline) -> None:
    """Turn matched ``==`` into opening and closing tokens."""
    inner = [meta["delimiters"] for meta in state.tokens_meta if meta and "delimiters" in meta]
    for delimiters in (state.delimiters, *inner):
        for delimiter in delimiters:
            if delimiter.marker != ord("=") or delimiter.end < 0:
                continue
            closing = state.tokens[delimiters[delimiter.end].token]
            opening = state.tokens[delimiter.token]
            opening.type, opening.tag, opening.nesting, opening.content = "mark_open", "mark", 1, ""
            closing.type, closing.tag, closing.nesting, closing.content = "mark_close", "mark", -1, ""
