"""Roles as rules: size, leading, space, indent, alignment and labels, the same for print and book."""

from __future__ import annotations

from collections.abc import Iterable

from docforge.theme.css.languages import line, line_language
from docforge.theme.css.rules import Unit, number, rule
from docforge.theme.spec import Role, Theme

SELECTORS: dict[str, str] = {
    "body": "body",
    "title": ".df-title",
    "subtitle": ".df-subtitle",
    **{f"heading-{level}": f".df-heading-{level}" for level in range(1, 7)},
    "numbered": ".df-numbered",
    "quote": ".df-quote",
    "code": ".df-code",
    "caption": ".df-caption",
    "table": ".df-table",
    "note": ".df-note",
    "contents": ".df-contents",
    "admonition": ".df-admonition",
}
"""Where each role of text is found in markup. Running head and folio are boxes of the page instead."""


def selectors(theme: Theme) -> dict[str, str]:
    """Every role of a theme by its selector, those that the theme adds included."""
    return {**SELECTORS, **{name: f".role-{name}" for name in theme.further_roles()}}


HANG_STEPS = tuple(step / 2 for step in range(2, 8))
"""Hanging indents in em that have a class (``hang-25``: 2.5 em) for labels that need another one than the role's."""

_FLUSH = ("numbered", "note", "table", "caption", "list", "admonition", "contents", "terms")
"""Blocks whose paragraphs begin at the edge, since they are no running text."""


def role_rules(theme: Theme, lang: str, unit: Unit) -> Iterable[str]:
    """Every role as rules. What a role shares with the body is inherited, so that roles can stand in each other."""
    for name, selector in selectors(theme).items():
        role = theme.role(name)
        yield rule(selector, _type(theme, name, lang, unit))
        if name != "body":
            yield rule(selector, _place(role, lang, unit))
        yield from _edge(selector, role, unit)
    yield from _paragraphs(theme, lang, unit)
    yield from _labels(theme, lang, unit)


def _type(theme: Theme, name: str, lang: str, unit: Unit) -> dict[str, str]:
    role, body = theme.role(name), theme.role("body")
    is_body, heads = name == "body", name == "title" or name.startswith("heading-")
    return {
        "font-size": unit.size(role) if (unit.points if is_body else heads or role.size != body.size) else "",
        "line-height": number(role.leading) if is_body or role.leading != body.leading else "",
        "font-weight": role.weight.replace("regular", "normal") if heads or role.weight != body.weight else "",
        # A reader's page may be dark: only what a theme adds of its own keeps its colour there.
        "color": role.colour if unit.points or name not in SELECTORS else "",
        "text-align": alignment(theme, role, lang, unit) if is_body or role.align != body.align else "",
    }


def alignment(theme: Theme, role: Role, lang: str, unit: Unit) -> str:
    """``text-align`` of a role; a language that is not justified is set ragged."""
    if role.align == "justify":
        return "justify" if line(theme, lang).justify else "left"
    return {"start": "left", "end": "right"}.get(role.align, role.align)


def _first_indent(role: Role, lang: str) -> float:
    return role.first_indent.get(line_language(lang), role.first_indent.get("", 0.0))


def _place(role: Role, lang: str, unit: Unit) -> dict[str, str]:
    return {
        "margin": f"{unit.of_body(role.before, role)} 0 {unit.of_body(role.after, role)}",
        "padding-left": unit.em(role.indent) if role.indent else "",
        "text-indent": unit.em(_first_indent(role, lang)),
        "break-after": "avoid" if role.keep_with_next else "",
        "page-break-after": "avoid" if role.keep_with_next and not unit.points else "",
        "break-before": role.break_before,
        "page-break-before": "always" if role.break_before and not unit.points else "",
    }


def _edge(selector: str, role: Role, unit: Unit) -> Iterable[str]:
    """The rule at the start of a block, or the box around it."""
    if role.rule == "start":
        line_style = "2pt solid #d5d2cc" if unit.points else "0.15em solid"
        yield rule(selector, {"padding-left": unit.em(role.indent or 1.0), "border-left": line_style})
    if role.rule == "box":
        # A tint prints well; a reader may have a dark page, where only a line in the text's colour is safe.
        box = {"background-color": "#f6f5f2"} if unit.points else {"border": "1px solid"}
        yield rule(selector, {"padding": "0.7em 1em", **box})
    if role.rule in ("above", "below"):
        yield rule(f"{selector}, p{selector}", _across(role, unit))
    if role.rule == "lines":
        thick, thin = (f"{number(width)}mm solid {role.rule_colour}".rstrip() for width in (role.rule_width, _THIN))
        yield rule(selector, {"border-top": thick, "border-bottom": thick})
        yield rule(f"{selector} > * + *", {"border-top": thin})


_THIN = 0.25
"""Width in millimetres of a rule that a theme gives none."""
_MM = 72 / 25.4


def _across(role: Role, unit: Unit) -> dict[str, str]:
    """A rule over the measure above or below a block. It lies in the space there, so that what follows stays put."""
    side, margin, space = (
        ("top", "margin-top", role.before) if role.rule == "above" else ("bottom", "margin-bottom", role.after)
    )
    width = role.rule_width or _THIN
    if not unit.points:
        size = unit.points_of(role) / _MM
        border = f"{number(width / size)}em solid {role.rule_colour}".rstrip()
        return {f"border-{side}": border, f"padding-{side}": unit.em(role.rule_gap / size)}
    border = f"{number(width)}mm solid {role.rule_colour}".rstrip()
    # The gap is measured from the characters, whose line has half its leading on either side.
    gap = max(0.0, role.rule_gap * _MM - unit.points_of(role) * (role.leading - 1) / 2)
    left = max(0.0, unit.points_of_body(space) - gap - width * _MM)
    return {f"border-{side}": border, f"padding-{side}": f"{number(gap)}pt", margin: f"{number(left)}pt"}


def _paragraphs(theme: Theme, lang: str, unit: Unit) -> Iterable[str]:
    body = theme.role("body")
    indent = _first_indent(body, lang)
    # A paragraph is a div only in print, where a note with blocks of its own floats out of it.
    tags = ("p", "div.p") if unit.points else ("p",)
    yield rule(", ".join(tags), {"margin": f"0 0 {unit.of_body(body.after, body)}", "text-indent": unit.em(indent)})
    flush = [*(f".df-{name} {tag}" for name in _FLUSH for tag in tags), "p.tight", "p.lines"]
    yield rule(", ".join(flush), {"text-indent": "0"})
    yield rule("p.tight", {"margin-bottom": "0"})
    for name in ("title", "subtitle", "caption", *theme.further_roles()):
        # The paragraph rule above is as specific as these roles' own; they come again after it.
        role = theme.role(name)
        selector = selectors(theme)[name]
        yield rule(f"p{selector}", _place(role, lang, unit))
        if name in theme.further_roles():
            own = _first_indent(role, lang) - role.hang
            yield rule(f"p{selector}, {selector} > p", {"text-indent": unit.em(own)})
            yield from _edge(selector, role, unit)
    # An index: its letters, and entries whose further lines are set in.
    yield rule("p.index-entry", {"padding-left": unit.em(2), "text-indent": unit.em(-2), "text-align": "left"})
    yield rule("p.index-group", {"margin-top": unit.of_body(0.6, body), "text-indent": "0", "break-after": "avoid"})
    yield rule("em", {"font-style": "italic"})
    yield rule("em.mark", {"font-style": "normal"})
    # Colour roles are told apart without colour: warm ones bold, cool ones underlined.
    yield rule(".color-red, .color-orange, .color-purple", {"font-weight": "bold"})
    yield rule(".color-yellow, .color-green, .color-blue", {"text-decoration": "underline"})


def _labels(theme: Theme, lang: str, unit: Unit) -> Iterable[str]:
    """Hanging labels: the role's own indent, a class for each other step, and labels that run into the text."""
    role = theme.role("numbered")
    yield rule(".no, .labels", {"display": "inline-block", "text-indent": "0", "white-space": "nowrap"})
    yield rule(".labels > .no", {"display": "inline"})
    yield rule(".labels > .run", {"margin-right": "0.3em"})
    yield rule(".df-list", {"margin": f"0 0 {unit.of_body(role.after, role)}", "padding-left": "1em"})
    if role.hang:
        yield from _hang(".df-numbered", role.hang, role.indent, unit)
    for step in HANG_STEPS:
        yield from _hang(f".hang-{round(step * 10)}", step, role.indent - role.hang + step, unit)
    # A bullet's box keeps its width: 1 em of the text is 1 / 0.4 em of its own size.
    bullet = {"font-size": "0.4em", "vertical-align": "0.5em", "line-height": "0"}
    width = "width" if unit.points else "min-width"
    yield rule(".hang-10 > .label-line > .bullet", {**bullet, width: "2.5em"})
    yield rule(".df-numbered.option", {"margin-bottom": unit.of_body(role.after * 0.3, role)})
    yield rule(".run-in", {"padding-left": "0"})
    # A role whose labels do not hang has them in the text, at the indent of its first line (GB/T 9704-2012 7.3.3).
    indent = 0.0 if role.hang else _first_indent(role, lang)
    yield rule(".run-in > .label-line, .label-line.flat", {"text-indent": unit.em(indent)})
    beside = {"width": "auto", "min-width": "0", "margin-right": "1em" if role.hang else "0"}
    run_in = [
        f"{line} > {label}" for line in (".run-in > .label-line", ".label-line.flat") for label in (".no", ".labels")
    ]
    yield rule(", ".join(run_in), beside)


def _hang(block: str, hang: float, indent: float, unit: Unit) -> Iterable[str]:
    # In print a label is known to fit, and a fixed width spares the renderer from measuring it.
    width = "width" if unit.points else "min-width"
    yield rule(block, {"padding-left": f"{number(indent)}em"})
    yield rule(f"{block} > .label-line", {"text-indent": f"-{number(hang)}em"})
    yield rule(f"{block} > .label-line > .no, {block} > .label-line > .labels", {width: f"{number(hang)}em"})
