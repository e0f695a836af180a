"""The press in WeasyPrint: which of its functions are replaced, and the proof that they are those we know."""

from __future__ import annotations

from inspect import signature
from typing import Any

from weasyprint import layout
from weasyprint.draw import text as draw_text
from weasyprint.formatting_structure import boxes
from weasyprint.layout import block, inline, preferred
from weasyprint.text import line_break
from weasyprint.text.ffi import ffi
from weasyprint.text.line_break import Layout

from docforge.press.draw import draw_line
from docforge.press.flow import is_east_asian
from docforge.press.lines import kept, split_line, widths
from docforge.press.notes import keep_notes
from docforge.press.references import make_all_pages
from docforge.press.setting import current
from docforge.press.slice import Place
from docforge.press.textline import TextLine

_split_inline_box = inline.split_inline_box
_justify_line = inline.justify_line
_linebox_layout = block._linebox_layout
_inline_line_widths = preferred.inline_line_widths
_draw_first_line = draw_text.draw_first_line
_NEW_CHILDREN, _NEW_FOOTNOTES = 4, 4
"""Where ``_linebox_layout`` is given the list of lines, and where it returns that of notes."""
_VERBATIM = ("pre", "pre-wrap")
"""Values of ``white-space`` under which every blank is kept."""
_SEEN = "x"
_INVISIBLE = 1e-6
"""Font sizes below this are written as 0, and not drawn."""
_ORIGINALS: dict[str, Any] = {
    "split_inline_box": _split_inline_box,
    "justify_line": _justify_line,
    "_linebox_layout": _linebox_layout,
    "inline_line_widths": _inline_line_widths,
    "draw_first_line": _draw_first_line,
}


def split_inline_box(
    context: Any,
    box: Any,
    position_x: float,
    max_x: float,
    bottom_space: float,
    skip_stack: Any,
    containing_block: Any,
    absolute_boxes: list[Any],
    fixed_boxes: list[Any],
    line_placeholders: list[Any],
    waiting_floats: list[Any],
    line_children: list[Any],
    first_letter_style: Any,
    first_line_style: Any,
) -> Any:
    """Set the next line of a line box that the press can take."""
    setting = current()
    if setting is not None and isinstance(box, boxes.LineBox) and not first_letter_style and not first_line_style:
        keep = kept(box, setting)
        if keep.flow is not None:
            place = Place(
                context,
                max_x,
                bottom_space,
                containing_block,
                absolute_boxes,
                fixed_boxes,
                line_placeholders,
                waiting_floats,
                first_letter_style,
                first_line_style,
            )
            return split_line(setting, keep.flow, keep, box, position_x, skip_stack, place)
    return _split_inline_box(
        context, box, position_x, max_x, bottom_space, skip_stack, containing_block, absolute_boxes, fixed_boxes,
        line_placeholders, waiting_floats, line_children, first_letter_style, first_line_style,
    )  # fmt: skip


def inline_line_widths(
    context: Any,
    box: Any,
    outer: bool,
    is_line_start: bool,
    minimum: bool,
    skip_stack: Any = None,
    first_line: bool = False,
) -> Any:
    """Widths of a line box that the press can take. What WeasyPrint takes off for a trailing blank is put back."""
    setting = current()
    if setting is not None and isinstance(box, boxes.LineBox):
        keep = kept(box, setting)
        if keep.flow is not None:
            found = list(widths(context, setting, keep, box, minimum, skip_stack)) or [0.0]
            if not minimum:
                found[-1] += preferred.trailing_whitespace_size(context, box)
            return iter(found)
    return _inline_line_widths(context, box, outer, is_line_start, minimum, skip_stack, first_line)


def justify_line(context: Any, line: Any, extra_width: float) -> None:
    """Leave a composed line as it is: it is as wide as it can be.

    A line that was left to WeasyPrint though it is East Asian is set ragged, since its few blanks would become holes.
    """
    if getattr(line, "composed", False) or (current() is not None and is_east_asian(line)):
        return
    _justify_line(context, line, extra_width)


def linebox_layout(*arguments: Any) -> Any:
    """Lay out the lines of a block, and see to it that none of their notes is lost."""
    found = _linebox_layout(*arguments)
    if current() is not None:
        keep_notes(arguments[0], arguments[_NEW_CHILDREN], found[_NEW_FOOTNOTES])
    return found


def draw_first_line(stream: Any, textbox: Any, text_overflow: str, block_ellipsis: Any, matrix: Any) -> Any:
    """Draw a text box by its kept glyphs, unless it is cut off with an ellipsis or has coloured pictures as glyphs.

    A line of code may be nothing but blanks, where many of them are wrapped: they are drawn, since they are text.
    """
    line = textbox.pango_layout
    blank = not textbox.text.strip()
    verbatim = textbox.style["white_space"] in _VERBATIM
    if not isinstance(line, TextLine):
        if blank and verbatim:
            return _drawn_blanks(stream, textbox, text_overflow, block_ellipsis, matrix)
        return _draw_first_line(stream, textbox, text_overflow, block_ellipsis, matrix)
    if (blank and not verbatim) or textbox.style["font_size"] < _INVISIBLE:
        return []
    cut = text_overflow == "ellipsis" or block_ellipsis != "none"
    if not cut and draw_line(stream, line, matrix):
        return []
    layout = Layout(textbox.style, max_width=line.max_width)
    layout.set_text(line.text)
    textbox.pango_layout = layout
    return _draw_first_line(stream, textbox, text_overflow, block_ellipsis, matrix)


def _drawn_blanks(stream: Any, textbox: Any, *more: Any) -> Any:
    """Draw a text box of blanks, which WeasyPrint looks at the text of the box to leave out."""
    if not textbox.text:
        return []
    text, textbox.text = textbox.text, _SEEN
    try:
        return _draw_first_line(stream, textbox, *more)
    finally:
        textbox.text = text


_KNOWN: dict[tuple[Any, str], str] = {
    (inline, "split_inline_box"): (
        "context box position_x max_x bottom_space skip_stack containing_block absolute_boxes fixed_boxes "
        "line_placeholders waiting_floats line_children first_letter_style first_line_style"
    ),
    (inline, "split_inline_level"): (
        "context box position_x max_x bottom_space skip_stack containing_block absolute_boxes fixed_boxes "
        "line_placeholders waiting_floats line_children first_letter_style first_line_style"
    ),
    (inline, "_out_of_flow_layout"): (
        "context box containing_block index child children line_children waiting_children waiting_floats "
        "absolute_boxes fixed_boxes line_placeholders float_widths max_x position_x bottom_space"
    ),
    (inline, "_adjust_line_height"): "box",
    (inline, "justify_line"): "context line extra_width",
    (block, "_linebox_layout"): (
        "context box index child new_children page_is_empty absolute_boxes fixed_boxes adjoining_margins "
        "bottom_space position_y skip_stack first_letter_style first_line_style draw_bottom_decoration max_lines"
    ),
    (preferred, "inline_line_widths"): "context box outer is_line_start minimum skip_stack first_line",
    (preferred, "margin_width"): "box width left right",
    (preferred, "trailing_whitespace_size"): "context box",
    (layout, "make_all_pages"): "context root_box html pages",
    (draw_text, "draw_first_line"): "stream textbox text_overflow block_ellipsis matrix",
    (line_break, "get_log_attrs"): "text lang",
    (line_break, "line_size"): "line style",
    (line_break, "strut"): "style",
    (line_break, "_font_style_cache_key"): "style include_size",
    (line_break.Layout, "__init__"): "self style justification_spacing max_width",
    (line_break.Layout, "set_text"): "self text justify",
    (line_break.Layout, "get_first_line"): "self",
}
"""What the press replaces or calls and nobody promises to keep, with the names of its parameters."""
_SIZES = {"PangoGlyphInfo": 20, "PangoLogAttr": 4}
"""Structures that are read as plain memory, in bytes."""


def changes() -> list[str]:
    """What of WeasyPrint is not as the press knows it; empty when all is well."""
    found = []
    for (owner, name), parameters in _KNOWN.items():
        function = _ORIGINALS.get(name) or getattr(owner, name, None)
        if function is None or " ".join(signature(function).parameters) != parameters:
            found.append(f"{owner.__name__}.{name}")
    found += [name for name, size in _SIZES.items() if ffi.sizeof(name) != size]
    return found


def install() -> list[str]:
    """Put the press into WeasyPrint, once a process. Returns what has changed there; then nothing is put in."""
    found = changes()
    if found:
        return found
    inline.split_inline_box = split_inline_box
    inline.justify_line = justify_line
    block._linebox_layout = linebox_layout
    preferred.inline_line_widths = inline_line_widths
    draw_text.draw_first_line = draw_first_line
    layout.make_all_pages = make_all_pages
    return []
