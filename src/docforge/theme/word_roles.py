"""Word styles of the roles that a theme adds: ``document-number`` is the style "Element Document Number"."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from docforge.theme.spec import Role, Theme
from docforge.theme.word import TWIPS_PER_MM, TWIPS_PER_POINT, WordStyle, style_id

EIGHTHS_PER_MM = 8 * 72 / 25.4
LEAST_RULE = 0.25
"""Width of a rule in millimetres where a theme gives none."""
MOST_GAP = 31
"""Points that Word can have between text and rule (ECMA-376 17.3.4)."""


def role_style(role: str) -> str:
    """The identifier of a further role's style."""
    return style_id(_name(role))


def _name(role: str) -> str:
    return " ".join(("Element", *(part.capitalize() for part in role.split("-"))))


def role_styles(theme: Theme, of: Callable[[str], WordStyle]) -> tuple[WordStyle, ...]:
    """A style for each further role."""
    return tuple(_style(theme, name, of(name)) for name in theme.further_roles())


def _style(theme: Theme, name: str, plain: WordStyle) -> WordStyle:
    role = theme.role(name)
    return replace(
        ruled(plain, role, theme.size(name)),
        name=_name(name),
        based_on="Normal",
        page_break=bool(role.break_before),
        custom=True,
        quick=True,
    )


def ruled(style: WordStyle, role: Role, points: float) -> WordStyle:
    """A style with its rule above or below. Like the gap, which Word measures from the line, it takes of the space."""
    if role.rule not in ("above", "below", "lines"):
        return style
    leading = points * (role.leading - 1) / 2
    gap = max(0, min(MOST_GAP, round(role.rule_gap * 72 / 25.4 - leading)))
    width = role.rule_width or LEAST_RULE
    taken = round(width * TWIPS_PER_MM) + gap * TWIPS_PER_POINT
    ruled = replace(
        style,
        rule_colour=role.rule_colour.removeprefix("#").upper(),
        rule_width=max(2, round(width * EIGHTHS_PER_MM)),
        rule_gap=gap,
    )
    if role.rule == "above":
        return replace(ruled, before=max(0, (style.before or 0) - taken))
    return replace(ruled, after=max(0, (style.after or 0) - taken)) if role.rule == "below" else ruled
