"""Papers by name (``styles/papers.toml``), and a page changed to another paper."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import Any

import msgspec

from docforge import resources


class Paper(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A paper: its name, width and height in millimetres when upright, other names, and where the size comes from."""

    name: str
    width: float
    height: float
    source: str
    aliases: tuple[str, ...] = ()


@cache
def papers() -> tuple[Paper, ...]:
    """Every paper, in the order of the table."""
    table = tomllib.loads(resources.text("styles/papers.toml"))
    return msgspec.convert(table["paper"], tuple[Paper, ...])


@cache
def _by_key() -> Mapping[str, Paper]:
    return {_key(name): paper for paper in papers() for name in (paper.name, *paper.aliases)}


def _key(name: str) -> str:
    """A name without what people write differently: case, blanks, hyphens, brackets, full-width digits."""
    wide = {0xFF10 + digit: str(digit) for digit in range(10)}
    return re.sub(r"[\s_()（）-]|判$|mm$", "", name.translate(wide).casefold())


def find_paper(name: str) -> Paper | None:
    """The paper of a name or alias, None when there is none."""
    return _by_key().get(_key(name))


def near_papers(name: str) -> str:
    """``did you mean B5?``, else every name."""
    close = difflib.get_close_matches(_key(name), _by_key(), n=2, cutoff=0.5)
    found = list(dict.fromkeys(_by_key()[key].name for key in close))
    return f"did you mean {' or '.join(found)}?" if found else f"known: {', '.join(paper.name for paper in papers())}"


_SIDES = (("width", ("inner", "outer")), ("height", ("top", "bottom")))


def on_paper(page: Mapping[str, Any], width: float, height: float, own: Mapping[str, Any]) -> dict[str, Any]:
    """A page's table on paper of another size.

    Margins keep their share of the paper: inner and outer are scaled as the width is, top and bottom as the height,
    to tenths of a millimetre. A margin that ``own``, the table of the one who asks for the paper, gives itself stays.
    """
    changed: dict[str, Any] = {**page, "width": width, "height": height}
    for side, margins in _SIDES:
        before = page.get(side)
        if not isinstance(before, (int, float)) or before <= 0:
            continue
        for margin in margins:
            value = page.get(margin)
            if margin not in own and isinstance(value, (int, float)) and not isinstance(value, bool):
                changed[margin] = round(value * changed[side] / before, 1)
    return changed


def sized(page: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """``page``, which has ``own`` laid over a base's, with the width and height that ``own`` asks for by a name.

    A width or height given beside the name wins over it. A grid of the base is left out on other paper: its lines would
    not fill the page. The name must be known; an unknown one changes nothing, and is found by the check of values.
    """
    if "size" not in own and "orientation" not in own:
        return {**page, "size": ""} if {"width", "height"} & own.keys() and "size" in page else dict(page)
    paper = find_paper(str(page.get("size", "")))
    if paper is None:
        return _turned(page, own)
    width, height = paper.width, paper.height
    if page.get("orientation") == "landscape":
        width, height = height, width
    changed = on_paper({**page, "size": paper.name}, width, height, own)
    changed.update({side: own[side] for side in ("width", "height") if side in own})
    if "grid" not in own and (changed["width"], changed["height"]) != (page.get("width"), page.get("height")):
        changed.pop("grid", None)
    return changed


def _turned(page: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """A page of no named paper, turned if it does not lie as it should."""
    sides = (page.get("width"), page.get("height"))
    width, height = (side if isinstance(side, (int, float)) else 0.0 for side in sides)
    lies, should = width > height, own.get("orientation") == "landscape"
    if lies == should or "orientation" not in own or {"width", "height"} <= own.keys() or not width or not height:
        return dict(page)
    return on_paper(page, height, width, own)


NOTES_SHARE = 3
"""The part of the paper that notes have: the outer third."""
NOTES_INSET = 7.0
"""Millimetres between the text and the lines of a margin for notes, and between these and the edge of the paper, where
few printers print."""


def with_note_margin(page: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """``page`` with the outer third for notes where ``own``, laid over it, asks for them and gives no outer margin."""
    width = page.get("width")
    if own.get("note-margin", "none") == "none" or "outer" in own or not isinstance(width, (int, float)):
        return dict(page)
    return {**page, "outer": round(width / NOTES_SHARE, 1)}
