"""The marks of a run: what its formatting means. What only looks is left to the theme, and counted."""

from __future__ import annotations

import re
from typing import Any

from docforge.model.marks import EmphasisMark
from docforge.readers.docx.atoms import Mark
from docforge.readers.docx.context import Context
from docforge.readers.elements.names import color_role
from docforge.wordml.names import W, value

_OFF = frozenset({"0", "false", "off", "none"})
_TOGGLES = {"b": "strong", "i": "emph", "strike": "strike", "dstrike": "strike", "smallCaps": "small-caps"}
_RAISED = {"superscript": "superscript", "subscript": "subscript"}
_EMPHASIS = {
    "dot": EmphasisMark("dot", side="over").name,
    "underDot": EmphasisMark("dot", side="under").name,
    "comma": EmphasisMark("sesame").name,
    "circle": EmphasisMark("circle", is_open=True).name,
}
"""Word's emphasis marks (ECMA-376 Part 1, 17.18.24)."""
_LOOKS = ("sz", "spacing", "w", "position", "shd", "bdr", "caps", "outline", "shadow", "emboss", "imprint", "effect")
EAST_ASIAN = re.compile("[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_REGIONS = {"zh-CN": "zh-Hans", "zh-SG": "zh-Hans", "zh-TW": "zh-Hant", "zh-HK": "zh-Hant", "zh-MO": "zh-Hant"}


def language(tag: str) -> str:
    """A language as Word names it in the form that the model has: zh-CN is zh-Hans, ja-JP is ja."""
    return _REGIONS.get(tag) or (tag.partition("-")[0] if tag[:2] in ("ja", "ko", "en") else tag)


def is_on(properties: Any | None, name: str) -> bool | None:
    """A toggle property: True or False where it is said, None where it is not (ECMA-376 Part 1, 17.17.4)."""
    found = None if properties is None else properties.find(W + name)
    return None if found is None else value(found) not in _OFF


def is_hidden(context: Context, run: Any, in_hidden: bool) -> bool:
    """Whether a run is hidden text, which Word does not print. ``in_hidden``: the style of its paragraph hides."""
    properties = run.find(W + "rPr")
    own = is_on(properties, "vanish")
    if own is None and properties is not None:
        style = value(properties.find(W + "rStyle")) or ""
        found = context.styles.setting(style, "rPr", "vanish")
        own = None if found is None else value(found) not in _OFF
    return in_hidden if own is None else own


def style_hides(context: Context, paragraph: Any) -> bool:
    """Whether the style of a paragraph hides its text."""
    style = value(paragraph.find(f"{W}pPr/{W}pStyle")) or context.styles.default_paragraph
    found = context.styles.setting(style, "rPr", "vanish")
    return found is not None and value(found) not in _OFF


def role_of(context: Context, run: Any) -> str:
    """The role of a run's character style."""
    identifier = value(run.find(f"{W}rPr/{W}rStyle"))
    return context.roles.character(identifier) if identifier else ""


def marks_of(context: Context, run: Any, text: str, in_link: bool) -> list[Mark]:
    """The marks of a run that shows ``text``."""
    properties = run.find(W + "rPr")
    if properties is None:
        return []
    style = value(properties.find(W + "rStyle")) or ""
    role = context.roles.character(style) if style else ""
    out = _of_role(role)
    for name, kind in _TOGGLES.items():
        said = is_on(properties, name)
        if said is None and style and not role:
            found = context.styles.setting(style, "rPr", name)
            said = None if found is None else value(found) not in _OFF
        if said and not (kind == "emph" and role == "emphasis"):
            out.append(Mark(kind))
    out += _of_properties(properties, role, in_link)
    out += _of_language(context, properties, text)
    context.counts["look"] += any(properties.find(W + name) is not None for name in _LOOKS)
    return out


def _of_role(role: str) -> list[Mark]:
    match role:
        case "strong" | "mark" | "code":
            return [Mark(role)]
        case "emphasis":
            return [Mark("emph")]
        case "keyboard":
            return [Mark("class", "kbd")]
        case "name":
            return [Mark("class", "name")]
        case _:
            return []


def _of_properties(properties: Any, role: str, in_link: bool) -> list[Mark]:
    out: list[Mark] = []
    emphasis = value(properties.find(W + "em"))
    if emphasis in _EMPHASIS and role != "emphasis":
        out.append(Mark("emph", _EMPHASIS[emphasis]))
    underline = value(properties.find(W + "u"))
    if underline and underline != "none" and not in_link and role != "name":
        out.append(Mark("class", "book") if underline == "wave" else Mark("underline"))
    raised = value(properties.find(W + "vertAlign"))
    if raised in _RAISED and role != "plain":
        out.append(Mark(_RAISED[raised]))
    if (value(properties.find(W + "highlight")) or "none") != "none" and role != "mark":
        out.append(Mark("mark"))
    colour = value(properties.find(W + "color")) or "auto"
    meant = color_role("#" + colour) if len(colour) == 6 and not in_link and role != "plain" else ""
    if meant:
        out.append(Mark("class", f"color color-{meant}"))
    layout = properties.find(W + "eastAsianLayout")
    if layout is not None and value(layout, "vert") not in (None, *_OFF):
        out.append(Mark("class", "tcy"))
    if layout is not None and value(layout, "combine") not in (None, *_OFF):
        out.append(Mark("class", "warichu"))
    return out


def _of_language(context: Context, properties: Any, text: str) -> list[Mark]:
    """A language that a run names, where its text is of that script and the document is in another."""
    found = properties.find(W + "lang")
    if found is None:
        return []
    named = value(found, "eastAsia") if EAST_ASIAN.search(text) else value(found) if _LATIN.search(text) else None
    if not named:
        return []
    tag = language(named)
    around = context.lang if EAST_ASIAN.search(text) else language(context.styles.latin_lang) or "en"
    return [Mark("lang", tag)] if tag not in (around, "en", "x-none") else []
