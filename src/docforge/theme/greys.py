"""Colours as a printer without colour shows them: the grey of each, and its contrast to paper (WCAG 2.2, 1.4.3).

Text has at least 4.5 : 1, a rule 3 : 1; what is lighter is made as dark as that.
"""

from __future__ import annotations

from docforge.theme.spec import Theme

TEXT, RULE = 4.5, 3.0
"""The least contrast of text and of rules to white paper."""


def luminance(colour: str) -> float:
    """The relative luminance of ``#rrggbb``, from 0 to 1."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(colour: str) -> float:
    """The contrast of a colour to white paper."""
    return 1.05 / (luminance(colour) + 0.05)


def grey(colour: str, least: float) -> str:
    """The lightest grey that is no lighter than a colour and has a contrast of at least ``least``."""
    wanted = min(luminance(colour), 1.05 / least - 0.05)
    level = max((step for step in range(256) if luminance(_grey(step)) <= wanted), default=0)
    return _grey(level)


def _grey(level: int) -> str:
    return f"#{level:02x}{level:02x}{level:02x}"


def grey_settings(theme: Theme) -> dict[str, str]:
    """What makes a theme's colours greys, as single settings; those that are such greys already are left out."""
    found: dict[str, str] = {}
    for name, role in theme.roles.items():
        for key, colour, least in (("colour", role.colour, TEXT), ("rule-colour", role.rule_colour, RULE)):
            if colour and (new := grey(colour, least)) != colour.lower():
                found[f"roles.{name}.{key}"] = new
    return found
