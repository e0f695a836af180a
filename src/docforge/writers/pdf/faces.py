"""From the characters of a page to the faces it needs."""

from __future__ import annotations

from collections.abc import Iterable

from docforge.diagnostics import Diagnostic, report
from docforge.model.nodes import Document, Position
from docforge.theme.css import region
from docforge.theme.fonts import FontPlan, FontRequest, FontStore, Generic, Region, Weight, describe, sequences_in
from docforge.theme.spec import Theme
from docforge.writers.html import Ink, source_name
from docforge.writers.html.scripts import has_east_asian

_Key = tuple[Generic, Region, Weight, bool]


def plan_faces(store: FontStore, theme: Theme, lang: str, ink: Iterable[Ink]) -> FontPlan:
    """The faces for what is set. Raises FontStoreError."""
    return store.plan(_requests(theme, lang, ink))


def _requests(theme: Theme, lang: str, ink: Iterable[Ink]) -> list[FontRequest]:
    """One request for each design, region, weight and style."""
    texts: dict[_Key, list[str]] = {}
    for voice, text, _ in ink:
        key: _Key = (voice.generic, region(voice.lang, region(lang)), 700 if voice.bold else 400, voice.italic)
        texts.setdefault(key, []).append(text)
    wholes = {key: "".join(parts) for key, parts in texts.items()}
    for key, whole in tuple(wholes.items()):
        if key[0] == "mono":
            # East Asian characters inside code are set in the body's design.
            design = theme.fonts[theme.role("body").font].generic
            apart = "".join(sorted({char for char in whole if has_east_asian(char)}))
            wholes[key] = "".join(sorted(set(whole) - set(apart)))
            wholes[(design, *key[1:])] = wholes.get((design, *key[1:]), "") + apart
    return [
        FontRequest(generic, place, weight, frozenset(map(ord, whole)), sequences_in(whole), italic)
        for (generic, place, weight, italic), whole in wholes.items()
        if whole
    ]


def missing(plan: FontPlan, ink: Iterable[Ink], document: Document, file: str) -> list[Diagnostic]:
    """A report for each character and variation that no face has, at its first place."""
    found = []
    texts = tuple(ink)
    for point in plan.missing:
        at = _first(texts, chr(point))
        found.append(report("DF501", f"no font has {describe(point)}", at=at, file=source_name(document, at, file)))
    for base, selector in plan.missing_sequences:
        at = _first(texts, chr(base) + chr(selector))
        message = f"no font has the form of {describe(base)} that {describe(selector)} asks for"
        found.append(report("DF502", message, at=at, file=source_name(document, at, file)))
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
