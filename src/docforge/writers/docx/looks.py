"""How a run looks: its properties, and where a text must be cut into runs of different properties."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from docforge.model.marks import EmphasisMark
from docforge.patterns import lazy_pattern
from docforge.theme.word import WORD_LANGUAGES, cjk_language, faces, line_of, word_language
from docforge.typography.combine import combined
from docforge.typography.emphasis import emphasis_mark
from docforge.writers.docx.draft import Draft
from docforge.writers.docx.styles import rfonts
from docforge.writers.docx.xml import FAINT, escape, on, properties, text_elements, val

_LETTERS = (
    "\u1100-\u11ff\u3005-\u3007\u3021-\u3029\u3031-\u3035\u303b\u3041-\u30fa\u30fc-\u318f\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_EAST_ASIAN = lazy_pattern(f"([{_LETTERS}]+)")
_WORD = re.compile(r"[^\W_]")

_AMBIGUOUS = "\u00b7\u00d7\u2010-\u2027\u2030-\u205e\u2100-\u27bf"
"""Characters that Word sets in the Latin face unless a hint says otherwise (ECMA-376 Part 1, 17.3.2.26): quotation
marks, dashes, ellipses, circled numbers, arrows, boxes."""
_HINTED = re.compile(f"[{_AMBIGUOUS}]")
_HINT_CHANGES = re.compile("[\u00a1-\u00b6\u00b8-\u00d6\u00d8-\u00ff\u0370-\u04ff]")
"""Latin, Greek and Cyrillic letters that the same hint would move to the East Asian face."""
_HINT_CUT = lazy_pattern(f"([{_AMBIGUOUS}]+)")

_WORD_MARKS = {
    ("dot", False, "over"): "dot",
    ("dot", False, "under"): "underDot",
    ("sesame", False, "over"): "comma",
    ("circle", True, "over"): "circle",
}
"""Marks that Word has: shape, whether it is open, side (ECMA-376 Part 1, 17.18.24)."""
_NEAREST = {"dot": "dot", "circle": "circle", "double-circle": "circle", "triangle": "dot", "sesame": "comma"}
"""What stands for the others above the text; below it Word has only a dot."""

_KAI = {"zh-Hans": "楷体", "zh-Hant": "標楷體"}
"""楷 faces that come with Word, by language; others emphasise with marks."""

LINES = {"name": "single", "book": "wave"}
"""Lines under proper names and titles of books by class (CLREQ 3.5.3)."""


class Look(msgspec.Struct, frozen=True):
    """The formatting around a run.

    ``lang`` is a BCP 47 tag that the source set; ``font`` a font of the theme; ``line`` Word's name of a line under the
    text; ``layout`` a whole ``w:eastAsianLayout``, for characters that stand upright in one em or in two small lines.
    """

    font: str = "body"
    bold: bool = False
    emphasis: bool = False
    mark: str = ""
    underline: bool = False
    strike: bool = False
    vertical: str = ""
    small_caps: bool = False
    style: str = ""
    lang: str = ""
    highlight: bool = False
    faint: bool = False
    line: str = ""
    layout: str = ""


PLAIN = Look()


def look_of(draft: Draft, style: str, lang: str = "") -> Look:
    """The look of plain text in a paragraph style; ``lang`` where the source set a language."""
    font = draft.styles[style].font or "body"
    return Look(font=font, lang=lang) if lang or font != "body" else PLAIN


def runs_of(draft: Draft, text: str, look: Look) -> str:
    """The runs of a text: one, or more where emphasis or a hint is for a part of it only, or where the short numbers of
    a vertical line stand upright."""
    if draft.vertical and not look.layout and look.font != "code":
        out, end = [], 0
        for start, stop in combined(text, look.lang or draft.document.lang):
            out += [_runs(draft, text[end:start], look), upright(draft, text[start:stop], look)]
            end = stop
        return "".join((*out, _runs(draft, text[end:], look)))
    return _runs(draft, text, look)


def upright(draft: Draft, text: str, look: Look) -> str:
    """A run whose characters stand side by side in one em of a vertical line (ECMA-376 Part 1, 17.3.2.10)."""
    number = draft.next_layout()
    layout = f'<w:eastAsianLayout w:id="{number}" w:vert="1" w:vertCompress="1"/>'
    return run(draft, replace(look, layout=layout), text_elements(text))


def _runs(draft: Draft, text: str, look: Look) -> str:
    if not text:
        return ""
    if not look.emphasis and not _HINTED.search(text):
        return run(draft, look, text_elements(text))
    return "".join(
        run(draft, look, text_elements(piece), emphasis, hint) for piece, emphasis, hint in _pieces(draft, text, look)
    )


def run(draft: Draft, look: Look, content: str, emphasis: str = "", hint: bool = False) -> str:
    """One ``w:r`` around ready content. ``emphasis``: ``mark``, ``kai``, ``bold``, ``italic`` or "" for
    this piece."""
    key = (look, emphasis, hint)
    found = draft.run_cache.get(key)
    if found is None:
        found = draft.run_cache[key] = run_properties(draft, look, emphasis, hint)
    return f"<w:r>{found}{content}</w:r>"


def _pieces(draft: Draft, text: str, look: Look) -> Iterator[tuple[str, str, bool]]:
    """Cut a text by emphasis (marks on East Asian letters, italics on words, nothing on punctuation) and by hint."""
    parts = _EAST_ASIAN.split(text) if look.emphasis else ["", text]
    shown = _shown(draft, look) if look.emphasis else ""
    for index, part in enumerate(parts):
        if not part:
            continue
        emphasis = ""
        if look.emphasis:
            emphasis = shown if index % 2 else ("italic" if _WORD.search(part) else "")
        if not (_wants_hint(draft, look) and _HINTED.search(part)):
            yield part, emphasis, False
        elif _HINT_CHANGES.search(part):
            for place, piece in enumerate(_HINT_CUT.split(part)):
                if piece:
                    yield piece, emphasis, bool(place % 2)
        else:
            yield part, emphasis, True


def _shown(draft: Draft, look: Look) -> str:
    """How East Asian letters are emphasised: as the theme has it for the language, but by a mark that is named."""
    lang = look.lang or draft.document.lang
    asked = "" if look.mark else line_of(draft.context.theme, lang).emphasis
    if asked == "kai" and cjk_language(lang) not in _KAI:
        return "mark"
    return asked if asked in ("kai", "bold", "italic") else "mark"


def _wants_hint(draft: Draft, look: Look) -> bool:
    """Chinese and Japanese quotation marks and dashes are full-width; Korean and Latin ones are not."""
    cjk = cjk_language(look.lang) if look.lang else draft.theme.cjk
    return cjk in ("zh-Hans", "zh-Hant", "ja") and look.font != "code"


def run_properties(draft: Draft, look: Look, emphasis: str = "", hint: bool = False) -> str:
    """``<w:rPr>`` of a look."""
    out: dict[str, str] = {}
    bold = look.bold
    style = look.style
    if not style and emphasis and _is_emphasis_style(draft, look, emphasis):
        style, emphasis = "Emphasis", ""
    elif not style and bold:
        style, bold = "Strong", False
    if style:
        out["rStyle"] = val("rStyle", style)
    fonts = _fonts(draft, look, hint)
    if fonts:
        out["rFonts"] = fonts
    if bold:
        out["b"], out["bCs"] = on("b"), on("bCs")
    if emphasis == "kai":
        out["rFonts"] = f'<w:rFonts w:eastAsia="{_KAI[cjk_language(look.lang or draft.document.lang)]}"/>'
    if emphasis == "bold":
        out["b"], out["bCs"] = on("b"), on("bCs")
    if emphasis == "italic":
        out["i"], out["iCs"] = on("i"), on("iCs")
    if emphasis == "mark":
        out["em"] = val("em", _emphasis_mark(draft, look))
    if look.small_caps:
        out["smallCaps"] = on("smallCaps")
    if look.strike:
        out["strike"] = on("strike")
    if look.faint:
        out["color"] = val("color", FAINT)
    if look.line or look.underline:
        out["u"] = val("u", look.line or "single")
    if look.highlight and style != "Mark":
        mark = draft.styles["Mark"]
        out["shd"] = f'<w:shd w:val="clear" w:color="auto" w:fill="{mark.shading}"/>'
    if look.vertical:
        out["vertAlign"] = val("vertAlign", look.vertical)
    if look.lang:
        out["lang"] = _language(look.lang)
    if look.layout:
        out["eastAsianLayout"] = look.layout
    return properties("rPr", out)


def _is_emphasis_style(draft: Draft, look: Look, emphasis: str) -> bool:
    """Whether the style Emphasis looks just as this emphasis should."""
    if look.lang or look.mark:
        return False
    return emphasis == ("mark" if draft.theme.cjk else "italic")


def _fonts(draft: Draft, look: Look, hint: bool) -> str:
    cjk = cjk_language(look.lang)
    hinted = "eastAsia" if hint else ""
    if cjk and cjk != draft.theme.cjk:
        return rfonts(faces(draft.context.theme, look.font, look.lang), hinted)
    return '<w:rFonts w:hint="eastAsia"/>' if hint else ""


def _language(lang: str) -> str:
    cjk = cjk_language(lang)
    if cjk:
        return f'<w:lang w:eastAsia="{WORD_LANGUAGES[cjk]}"/>'
    return f'<w:lang w:val="{escape(word_language(lang))}"/>'


def _emphasis_mark(draft: Draft, look: Look) -> str:
    wanted = asked_mark(draft, look)
    nearest = _NEAREST[wanted.shape]
    if wanted.side == "under" and (nearest == "dot" or look.mark.endswith("under")):
        nearest = "underDot"  # a shape that the source names goes before the side of its language
    return _WORD_MARKS.get((wanted.shape, wanted.is_open, wanted.side), nearest)


def asked_mark(draft: Draft, look: Look) -> EmphasisMark:
    """The mark that emphasis takes here, by its name or by the language."""
    lang = look.lang or draft.document.lang
    return emphasis_mark(lang, look.mark, vertical=draft.vertical)


def has_mark(mark: EmphasisMark) -> bool:
    """Whether Word has just this mark."""
    return (mark.shape, mark.is_open, mark.side) in _WORD_MARKS
