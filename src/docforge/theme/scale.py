"""A theme made smaller or wider by factors, within the least that it allows: as settings to lay over it."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from docforge.theme.spec import Theme

MARGINS = ("top", "bottom", "inner", "outer")
_POINTS = 0.5
"""Sizes are steps of half a point, the unit of Word, so that all formats have the same."""
_MILLIMETRES = 0.5


class Scale(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename="kebab"):
    """Factors of the body's size, the leading of ``roles``, the space before and after all roles, and the margins."""

    size: float = 1.0
    leading: float = 1.0
    space: float = 1.0
    margin: float = 1.0
    roles: tuple[str, ...] = ()


def scaled(theme: Theme, scale: Scale) -> dict[str, float]:
    """The settings (``roles.body.leading``) that give a theme other sizes. What stays as it is has none.

    What would become less than ``least`` allows becomes as little as that, but never more than it was.
    """
    return {key: value for key, value, was in _values(theme, scale) if abs(value - was) > 1e-6}


def held_back(theme: Theme, scale: Scale) -> tuple[str, ...]:
    """What the theme's ``least`` keeps from becoming as small as the factors ask: ``size``, ``leading``, ``margin``."""
    least = theme.least
    leadings = [theme.roles[name].leading for name in scale.roles if name in theme.roles]
    margins = [getattr(theme.page, side) for side in _margins(theme)]
    asked = {
        "size": scale.size < 1 and _step(theme.base_size * scale.size, _POINTS) < least.size,
        "leading": scale.leading < 1 and any(value * scale.leading < least.leading for value in leadings),
        "margin": scale.margin < 1 and any(_step(side * scale.margin, _MILLIMETRES) < least.margin for side in margins),
    }
    return tuple(name for name, held in asked.items() if held)


def _values(theme: Theme, scale: Scale) -> Iterator[tuple[str, float, float]]:
    """Keys with the value to be and the value that was."""
    least = theme.least
    if scale.size != 1:
        size = theme.base_size
        yield "base-size", _within(size, _step(size * scale.size, _POINTS), least.size), size
    for name, role in theme.roles.items():
        if scale.leading != 1 and name in scale.roles:
            leading = _within(role.leading, round(role.leading * scale.leading, 3), least.leading)
            yield f"roles.{name}.leading", leading, role.leading
        if scale.space != 1:
            yield f"roles.{name}.before", round(role.before * scale.space, 3), role.before
            yield f"roles.{name}.after", round(role.after * scale.space, 3), role.after
    for side in _margins(theme) if scale.margin != 1 else ():
        margin = getattr(theme.page, side)
        yield f"page.{side}", _within(margin, _step(margin * scale.margin, _MILLIMETRES), least.margin), margin


def _margins(theme: Theme) -> tuple[str, ...]:
    """The margins that may change: one for notes stays as wide as it is."""
    return MARGINS if theme.page.note_margin == "none" else MARGINS[:-1]


def _within(was: float, wanted: float, least: float) -> float:
    return wanted if wanted >= was else min(was, max(wanted, least))


def _step(value: float, step: float) -> float:
    return round(value / step) * step
