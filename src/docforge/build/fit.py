"""A handout made to fit a number of pages: by leading and space first, then margins, then size, as the theme allows.

The steps are laid out as PDF; the smallest change that is enough is taken for every format, and what it is is told.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec
from msgspec.structs import replace

from docforge.build import registry
from docforge.build.pages import page_count
from docforge.build.steps import write
from docforge.diagnostics import Diagnostic, report
from docforge.model.nodes import Document
from docforge.protocols import WriteContext
from docforge.theme.load import lay_settings
from docforge.theme.scale import MARGINS, Scale, scaled
from docforge.theme.spec import Theme
from docforge.world import World

TEXT = ("body", "numbered", "quote", "admonition", "contents", "table")
"""Roles whose leading gives way."""
STEPS = 4
"""Steps from the theme's leading to the least it allows, and as many for its margins."""
_TIGHTEST_SPACE = 0.4
_POINTS = 0.5

CODE = "DF715"


def fitted(
    document: Document, context: WriteContext, pages: int, world: World
) -> tuple[WriteContext, list[Diagnostic]]:
    """The context with a theme that sets the document on at most ``pages`` pages, or as it was when none does."""
    steps = [theme for scale in scales(context.theme) if (theme := _theme(context.theme, scale)) is not None]

    def count(theme: Theme) -> int:
        flat = msgspec.structs.replace(theme, page=msgspec.structs.replace(theme.page, imposition="none"))
        done = write(registry.writer("pdf"), document, replace(context, theme=flat), world)
        return page_count(done.value or b"") or 0

    first = count(steps[0])
    if first <= pages:
        return context, []
    chosen = _first_that_fits(steps, pages, count)
    if chosen is None:
        least = count(steps[-1])
        message = f"{_pages(least)} at the least that the theme {context.theme.name} allows, not {pages}"
        hint = f"{changes(context.theme, steps[-1])} would give {_pages(least)} instead of {first}; shorten the text"
        return context, [report("DF718", message, file=context.file, hint=hint)]
    message = f"{_pages(pages)} instead of {first}: {changes(context.theme, chosen)}"
    return replace(context, theme=chosen), [report(CODE, message, file=context.file)]


class Fitted(msgspec.Struct, frozen=True):
    """A theme that sets a document on its pages, and what was done for that."""

    theme: Theme
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def whole(self) -> bool:
        """It is all that there is to say."""
        return True


def laid_out(document: Document, context: WriteContext, pages: int, world: World) -> Fitted:
    """The same as a value that a build can keep."""
    chosen, found = fitted(document, context, pages, world)
    return Fitted(chosen.theme, tuple(found))


def _first_that_fits(steps: Sequence[Theme], pages: int, count: Callable[[Theme], int]) -> Theme | None:
    """The first theme that is enough, found by halves: each is smaller than the one before."""
    low, high = 1, len(steps)
    while low < high:
        middle = (low + high) // 2
        if count(steps[middle]) <= pages:
            high = middle
        else:
            low = middle + 1
    return steps[low] if low < len(steps) else None


def scales(theme: Theme) -> list[Scale]:
    """Ever smaller factors, from none to the least that a theme allows."""
    least = theme.least
    tight = min(1.0, least.leading / max(theme.roles[name].leading for name in TEXT))
    narrow = min(1.0, least.margin / max(getattr(theme.page, side) for side in MARGINS))
    found = [Scale(roles=TEXT)]
    for step in range(1, STEPS + 1):
        part = step / STEPS
        found.append(Scale(leading=1 - part * (1 - tight), space=1 - part * (1 - _TIGHTEST_SPACE), roles=TEXT))
    last = found[-1]
    found += [msgspec.structs.replace(last, margin=1 - step / STEPS * (1 - narrow)) for step in range(1, STEPS + 1)]
    smaller = max(0, int((theme.base_size - least.size) / _POINTS))
    last = found[-1]
    sizes = (theme.base_size - step * _POINTS for step in range(1, smaller + 1))
    return [*found, *(msgspec.structs.replace(last, size=size / theme.base_size) for size in sizes)]


def _theme(theme: Theme, scale: Scale) -> Theme | None:
    settings = scaled(theme, scale)
    return lay_settings(settings, msgspec.json.decode(msgspec.json.encode(theme))).theme if settings else theme


def changes(before: Theme, after: Theme) -> str:
    """What differs, in words."""
    told = []
    one, two = before.role("body").leading, after.role("body").leading
    if one != two:
        told.append(f"leading {one:g} → {two:g}")
    if before.roles != after.roles:
        told.append("less space between paragraphs")
    sides = ((side, getattr(before.page, side), getattr(after.page, side)) for side in MARGINS)
    margins = [f"{side} {was:g} → {now:g}" for side, was, now in sides if was != now]
    if margins:
        told.append(f"margins in mm: {', '.join(margins)}")
    if before.base_size != after.base_size:
        told.append(f"size {before.base_size:g} → {after.base_size:g} points")
    return "; ".join(told) or "nothing"


def _pages(count: int) -> str:
    return f"{count} page{'s' if count != 1 else ''}"
