"""The style sheet of pages that docforge sets itself: points, pinned faces, paper and margins."""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, TypeAlias

from docforge.theme.css.exams import beside_rules, exam_rules
from docforge.theme.css.grid import on_grid
from docforge.theme.css.languages import region
from docforge.theme.css.roles import role_rules, selectors
from docforge.theme.css.rules import Unit, number, quoted, rule
from docforge.theme.spec import Page, Theme

if TYPE_CHECKING:
    from docforge.theme.fonts import Face, Generic, Region

Families: TypeAlias = "Mapping[tuple[Generic, Region], tuple[str, ...]]"
"""``font-family`` lists by design and region, as a font plan gives them."""

_HUES = {
    "red": "#8f1d1d",
    "orange": "#8a4b08",
    "yellow": "#6b5900",
    "green": "#1e5b2e",
    "blue": "#1d3f7c",
    "purple": "#5b2472",
    "gray": "#555555",
}
"""Dark hues of colour roles: as dark as text when printed in grey."""

_CODE = ("code", "kbd", ".math.source")


def css_for_print(
    theme: Theme,
    lang: str,
    faces: Iterable[Face],
    families: Families,
    languages: Iterable[str] = (),
    further: Mapping[str, str] | None = None,
) -> str:
    """The rules of a whole page for a document in ``lang``.

    ``faces`` are declared with URLs ``docforge-res:<sha256>``. ``languages`` are the other tags of the document, whose
    runs take the typeface of their own region. ``further`` are families by the name of the theme's font, tried before
    those of its design.
    """
    theme = on_grid(theme)
    unit = Unit(theme, points=True)
    rules = [
        *map(_face, faces),
        *_page(theme, lang, unit, families),
        *role_rules(theme, lang, unit),
        *family_rules(theme, lang, families, languages),
        *further_rules(theme, lang, families, further or {}),
        *_inlines(theme, unit),
        *_columns(theme.page),
        *_answer_lines(theme),
        *exam_rules(theme, "2.6em"),
        *beside_rules(),
        # On squared paper every page is full: no line is held back for a better break.
        rule("p, li, dd, blockquote", {"orphans": "1", "widows": "1"}) if theme.page.grid.lines else "",
    ]
    return "\n".join(text for text in rules if text)


def _face(face: Face) -> str:
    url = f"url(docforge-res:{face.sha256})"
    style = "" if face.style == "normal" else face.style
    name = quoted(face.family)
    return rule("@font-face", {"font-family": name, "font-weight": str(face.weight), "font-style": style, "src": url})


# ------------------------------------------------------------ typefaces


GENERIC: Mapping[Generic, str] = {"serif": "serif", "sans": "sans-serif", "mono": "monospace"}
"""What CSS calls each design."""


def family_list(theme: Theme, families: Families, generic: Generic, place: Region, *, last: bool = False) -> str:
    """``font-family`` of a design. Code takes its East Asian characters from the body's design.

    ``last``: the generic family ends the list, for readers that may leave embedded faces aside.
    """
    names = families.get((generic, place), ())
    if generic == "mono":
        body = theme.fonts[theme.role("body").font].generic
        names = tuple(dict.fromkeys((*names[:1], *families.get((body, place), ()), *names[1:])))
    return ", ".join((*map(quoted, names), *([GENERIC[generic]] if last else ())))


def family_rules(
    theme: Theme,
    lang: str,
    families: Families,
    languages: Iterable[str],
    within: str = "",
    *,
    last: bool = False,
) -> Iterable[str]:
    """Each role's design in the document's region, then in the regions of its other languages.

    ``within`` is the selector of a container that alone takes these families.
    """
    own, inside = region(lang), f"{within} " if within else ""
    places = dict.fromkeys((tag, region(tag, own)) for tag in sorted(languages) if tag and tag != lang)
    for generic, chosen in _by_design(theme).items():
        names = (within if within and name == "body" else inside + name for name in chosen)
        yield rule(", ".join(names), {"font-family": family_list(theme, families, generic, own, last=last)})
    for generic, chosen in _by_design(theme).items():
        for tag, place in places:
            # The role itself may be in the language, or a run inside it.
            both = (
                part
                for name in chosen
                for part in (f"{inside}{name}:lang({tag})", f"{inside}{name} [lang]:lang({tag})")
            )
            yield rule(", ".join(both), {"font-family": family_list(theme, families, generic, place, last=last)})


def further_rules(theme: Theme, lang: str, families: Families, further: Mapping[str, str]) -> Iterable[str]:
    """Roles whose font has a further face (family by the name of the theme's font): it goes before the pinned ones.

    Runs in another language keep the pinned ones, which have their region's forms.
    """
    own = region(lang)
    body = theme.role("body").font
    for name, selector in {"body": "body", **selectors(theme)}.items():
        font = theme.role(name).font
        if font not in further and (font == body or body not in further):
            continue
        listed = family_list(theme, families, theme.fonts[font].generic, own)
        first = f"{quoted(further[font])}, " if font in further else ""
        yield rule(selector, {"font-family": first + listed})


def _by_design(theme: Theme) -> dict[Generic, list[str]]:
    """Selectors by design, the body's first and code last, so that later rules win."""
    body = theme.fonts[theme.role("body").font].generic
    table: dict[Generic, list[str]] = {body: ["body"]}
    for name, selector in selectors(theme).items():
        generic = theme.fonts[theme.role(name).font].generic
        if generic != body:
            table.setdefault(generic, []).append(selector)
    # A note is called inside other roles, so its design is always said.
    table.setdefault(theme.fonts[theme.role("note").font].generic, []).append(".fn")
    code = theme.fonts[theme.role("code").font].generic
    table.setdefault(code, []).extend(_CODE)
    return table


# ------------------------------------------------------------ paper


def _page(theme: Theme, lang: str, unit: Unit, families: Families) -> Iterable[str]:
    page = theme.page
    above = number(theme.base_size), number(theme.size("note") * 0.6)
    footnotes = f"@footnote {{ margin-top: {above[0]}pt; padding-top: {above[1]}pt }}"
    size = f"size: {number(page.width)}mm {number(page.height)}mm; margin: {_margins(page, page.outer, page.inner)}"
    boxes = _boxes({**_head(theme, lang, families), **_folio(theme, lang, families)})
    yield f"@page {{ {size}; {boxes} {footnotes} }}"
    if page.inner != page.outer:
        yield f"@page :left {{ margin: {_margins(page, page.inner, page.outer)} }}"
    for side in ("left", "right") if page.folio == "bottom-outer" else ():
        yield f"@page :{side} {{ {_boxes(_folio(theme, lang, families, side))} }}"


def _boxes(boxes: Mapping[str, Mapping[str, str]]) -> str:
    """Margin boxes of a page rule."""
    return " ".join(
        f"@{name} {{ {'; '.join(f'{k}: {v}' for k, v in box.items() if v)} }}" for name, box in boxes.items()
    )


def _margins(page: Page, right: float, left: float) -> str:
    return f"{number(page.top)}mm {number(right)}mm {number(page.bottom)}mm {number(left)}mm"


def _columns(page: Page) -> Iterable[str]:
    """Columns of horizontal text, below a title over all of them."""
    if page.columns > 1 and page.writing == "horizontal":
        yield rule("body", {"columns": str(page.columns), "column-gap": f"{number(page.column_gap)}mm"})
        yield rule(".df-title, .df-subtitle", {"column-span": "all"})
        # Cells in a column have room for their words first.
        yield rule(".df-table th, .df-table td", {"padding-left": "0.3em", "padding-right": "0.3em"})


def _answer_lines(theme: Theme) -> Iterable[str]:
    """Lines to write on: boxes of their height with a border below, the first kept with its paragraph."""
    if theme.answer_lines:
        ruling = f"{number(theme.page.ruling)}mm"
        line = {"box-sizing": "border-box", "height": ruling, "border-bottom": "0.5pt solid #999999"}
        yield rule(".answer-line", line)
        yield rule(".answer-line:first-child", {"break-before": "avoid"})
        yield rule(".answer-lines", {"break-before": "avoid", "margin-bottom": f"{number(theme.base_size)}pt"})


def _text_height(page: Page) -> float:
    return page.height - page.top - page.bottom


def _head(theme: Theme, lang: str, families: Families) -> dict[str, dict[str, str]]:
    """The running head: title at the left, runs of the page at the right. What it says is the template's matter."""
    if theme.page.running_head == "none":
        return {"top-left": {"content": "none"}, "top-right": {"content": "none"}}
    gap = f"{number(_gap(theme, 'running-head', theme.page.top))}pt"
    style = {**furniture_type(theme, lang, families, "running-head"), "vertical-align": "bottom", "padding-bottom": gap}
    return {
        "top-left": {**style, "text-align": "left", "width": "60%"},
        "top-right": {**style, "text-align": "right", "width": "40%"},
    }


_EDGE = 5.0
"""Millimetres at the edge of the paper that printers leave blank."""


def _gap(theme: Theme, name: str, margin: float) -> float:
    """Points between the text and what stands in a margin; less where it would come too near the edge of the paper."""
    line = theme.size(name) * theme.role(name).leading
    return max(0.0, min(theme.base_size * 1.6, (margin - _EDGE) * 72 / 25.4 - line))


def _folio(theme: Theme, lang: str, families: Families, side: str = "") -> dict[str, dict[str, str]]:
    """The page number of every page, or of those on a ``side``: at the outer edge they differ."""
    page, role = theme.page, theme.role("folio")
    outer = page.folio == "bottom-outer"
    if page.folio == "none" or outer != bool(side):
        return {}
    gap = _gap(theme, "folio", page.bottom)
    if page.folio_gap:
        # Measured to the middle of the line, where a dash beside the number stands (GB/T 9704-2012 7.5).
        gap = max(0.0, page.folio_gap * 72 / 25.4 - theme.size("folio") * role.leading / 2)
    style = {
        **furniture_type(theme, lang, families, "folio"),
        "vertical-align": "top",
        "padding-top": f"{number(gap)}pt",
    }
    align = side or "center"
    inset = {f"padding-{side}": f"{number(role.indent)}em"} if side and role.indent else {}
    content = {"content": folio_content(page.folio_text)}
    return {f"bottom-{align}": {**content, **style, **inset, "text-align": align, "width": "100%"}}


_COUNTERS = {"page": "counter(page)", "pages": "counter(pages)"}


def folio_content(text: str) -> str:
    """``{page} / {pages}`` as a value of ``content``."""
    parts: list[str] = []
    for literal, name, _, _ in string.Formatter().parse(text):
        parts += [quoted(literal)] if literal else []
        parts += [_COUNTERS[name]] if name is not None else []
    return " ".join(parts) or "none"


def furniture_type(theme: Theme, lang: str, families: Families, name: str) -> dict[str, str]:
    """The type of running heads and page numbers."""
    role = theme.role(name)
    return {
        "font-family": family_list(theme, families, theme.fonts[role.font].generic, region(lang)),
        "font-size": f"{number(theme.size(name))}pt",
        "line-height": number(role.leading),
        "font-weight": role.weight.replace("regular", "normal"),
        "color": role.colour,
    }


# ------------------------------------------------------------ inlines and small parts


def _inlines(theme: Theme, unit: Unit) -> Iterable[str]:
    note, code, caption = theme.role("note"), theme.role("code"), theme.role("caption")
    grey = theme.role("subtitle").colour or "#555555"
    yield rule(".fn", {"font-size": unit.size(note), "line-height": number(note.leading), "text-indent": "0"})
    yield rule(".fn.next::footnote-call, .fn-again.next, .noteref.next", {"margin-left": "0.35em"})
    yield rule(".fn p, .fn div.p", {"text-indent": "0"})
    yield rule(".fn", {"text-align": "left", "font-weight": "normal", "padding-left": "1.6em"})
    marker = {"display": "inline-block", "min-width": "1.6em", "margin-left": "-1.6em", "white-space": "nowrap"}
    yield rule(".fn::footnote-marker, .df-note > .label-line > .marker", marker)
    yield rule(".df-note", {"padding-left": "1.6em", "margin-bottom": "0"})
    above = {"margin-top": f"{number(theme.base_size * 2)}pt", "padding-top": f"{number(theme.base_size * 0.6)}pt"}
    yield rule(".df-endnotes", {**above, "border-top": "0.5pt solid #77736c"})
    yield rule("sup, sub", {"font-size": "0.65em", "line-height": "0"})
    yield rule(
        ".fn::footnote-call, .fn-again, .noteref",
        {"font-size": f"{number(theme.base_size * 0.65)}pt", "line-height": "0"},
    )
    yield rule(", ".join(_CODE), {"font-size": f"{number(code.size / theme.role('body').size)}em"})
    yield rule(".df-code code", {"font-size": "1em"})
    yield rule("em.mark", {"font-weight": "bold"})
    yield rule("mark", {"background-color": "#efece2", "color": "inherit"})
    for role, hue in _HUES.items() if not theme.grayscale else ():
        yield rule(f".color-{role}", {"color": hue})
    yield rule("kbd", {"border": "0.5pt solid #b8b5ae", "border-radius": "2pt", "padding": "0 0.3em"})
    yield rule("a", {"color": "inherit", "text-decoration": "none"})
    yield rule("a.external", {"text-decoration": "underline"} if theme.grayscale else {"color": "#1d4f7c"})
    yield rule(".admonition-title, .term, th", {"font-weight": "bold"})
    yield rule("dd", {"margin": f"0 0 {number(theme.base_size * 0.35)}pt 2em"})
    yield rule(".df-table th, .df-table td", {"padding": "0.28em 0.8em", "border-bottom": "0.4pt solid #cfccc6"})
    yield rule(".df-table", {"margin-left": "auto", "margin-right": "auto"})
    # No row alone at the foot or the top of a page.
    yield rule(".df-table thead, .df-table tbody tr:first-child", {"break-after": "avoid"})
    yield rule(".df-table tbody tr:last-child", {"break-before": "avoid"})
    yield rule(".df-table", {"border-top": "0.8pt solid #77736c", "border-bottom": "0.8pt solid #77736c"})
    yield rule(".df-table th", {"border-bottom": "0.5pt solid #77736c"})
    yield rule(".n", {"font-size": unit.size(caption), "color": grey, "text-indent": "0"})
    yield rule(".run", {"color": grey})
    yield rule("figure img", {"max-height": f"{number(_text_height(theme.page) * 0.42)}mm"})
    yield rule("figure > p", {"margin-bottom": "0"})
    yield rule(".missing-image", {"border": "0.5pt dashed #9a968e", "padding": "0 0.4em", "font-size": "0.85em"})
    yield rule("figure .missing-image", {"padding": "0.6em 1em"})
    yield rule(".missing-image .url", {"color": grey})
    yield rule(".df-rule", {"margin": f"{number(theme.base_size * 1.1)}pt auto", "width": "4em"})
    yield rule(".df-rule", {"border": "0", "border-top": "0.5pt solid #9a968e"})
    yield rule(".toc", {"margin": "0"})
    yield rule(".df-contents", {"margin-bottom": f"{number(theme.base_size * 1.5)}pt"})
    yield rule(".df-contents a::after", {"color": grey})
    for depth in range(2, 7):
        yield rule(f".toc-{depth}", {"padding-left": f"{number(1.5 * (depth - 1))}em"})
