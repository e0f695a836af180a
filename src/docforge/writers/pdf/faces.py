"""From the characters of a page to the faces it needs."""

from __future__ import annotations

from collections.abc import Iterable

from docforge.diagnostics import Diagnostic, report
from docforge.model.nodes import Position
from docforge.theme.css import region
from docforge.theme.fonts import FontPlan, FontRequest, FontStore, Generic, Region, Weight, describe, sequences_in
from docforge.theme.spec import Theme
from docforge.writers.html import Ink
from docforge.writers.html.scripts import has_east_asian

_Key = tuple[Generic, Region, Weight]


def plan_faces(store: FontStore, theme: Theme, lang: str, ink: Iterable[Ink]) -> FontPlan:
    """The faces for what is set. Raises FontStoreError."""
    return store.plan(_requests(theme, lang, ink))


def _requests(theme: Theme, lang: str, ink: Iterable[Ink]) -> list[FontRequest]:
    body = theme.fonts[theme.role("body").font].generic
    texts: dict[_Key, list[str]] = {}
    for voice, text, _ in ink:
        place = region(voice.lang, region(lang))
        weight: Weight = 700 if voice.bold else 400
        texts.setdefault((voice.generic, place, weight), []).append(text)
    requests: dict[_Key, tuple[set[int], set[tuple[int, int]]]] = {}
    for (generic, place, weight), parts in texts.items():
        whole = "".join(parts)
        if generic == "mono":
            # East Asian characters inside code are set in the body's design.
            apart = {char for char in set(whole) if has_east_asian(char)}
            _add(requests, (body, place, weight), apart, set())
            _add(requests, (generic, place, weight), set(whole) - apart, set())
        else:
            _add(requests, (generic, place, weight), set(whole), set(sequences_in(whole)))
    return [
        FontRequest(generic, place, weight, frozenset(points), frozenset(sequences))
        for (generic, place, weight), (points, sequences) in requests.items()
    ]


def _add(
    requests: dict[_Key, tuple[set[int], set[tuple[int, int]]]],
    key: _Key,
    characters: set[str],
    sequences: set[tuple[int, int]],
) -> None:
    points, pairs = requests.setdefault(key, (set(), set()))
    points.update(map(ord, characters))
    pairs.update(sequences)


def missing(plan: FontPlan, ink: Iterable[Ink], file: str) -> list[Diagnostic]:
    """A report for each character and variation that no face has, at its first place."""
    found = []
    texts = tuple(ink)
    for point in plan.missing:
        at = _first(texts, chr(point))
        found.append(report("DF501", f"no font has {describe(point)}", at=at, file=file))
    for base, selector in plan.missing_sequences:
        at = _first(texts, chr(base) + chr(selector))
        message = f"no font has the form of {describe(base)} that {describe(selector)} asks for"
        found.append(report("DF502", message, at=at, file=file))
    return found


def _first(ink: tuple[Ink, ...], text: str) -> Position | None:
    """Where a text first stands; the column moves along the run it is found in."""
    for _, run, at in ink:
        place = run.find(text)
        if place >= 0:
            if at is None or "\n" in run[:place]:
                return at
            return Position(at.line, at.column + place, at.source)
    return None
