"""Faces in a book: those of the font store that its characters need, cut down to these characters.

The store's faces may be embedded and cut (SIL Open Font License 1.1); their names are not reserved ones, and each file
keeps the copyright and the licence in its ``name`` table. Faces of the user's own folders are never embedded: nobody
can tell whether they may be.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from docforge.diagnostics import Diagnostic, report
from docforge.model import nodes as n
from docforge.protocols import WriteContext
from docforge.theme.css import font_css, region
from docforge.theme.fonts import Face, FontPlan, FontRequest, FontStore, FontStoreError, Generic, Region, sequences_in
from docforge.theme.fonts.lock import face_key
from docforge.theme.fonts.subset import subset
from docforge.theme.fonts.types import Weight
from docforge.theme.spec import Theme
from docforge.writers.epub.package import Part
from docforge.writers.html import Ink, Voice
from docforge.writers.html.languages import further_languages

MEDIA_TYPE = "font/ttf"
"""TrueType outlines: every reader takes them; some take no WOFF2 (Kobo EPUB spec, Supported Fonts)."""
_ALWAYS = "".join(map(chr, range(0x20, 0x7F))) + "–—…·"
"""Characters that numbers and notes add to a text."""
_BESIDE = "（）•◦●○◉◎▲△﹅﹆"
"""Those that the style sheet adds to East Asian text: brackets and emphasis marks (CSS Text Decoration 3, 3.1)."""
_LICENCES = {"OFL-1.1": "SIL Open Font License, Version 1.1 (https://openfontlicense.org)"}


class Embedded(Struct, frozen=True):
    """The files, the style sheet that names them, and what to say of their rights; all empty without faces."""

    parts: tuple[Part, ...] = ()
    css: str = ""
    rights: str = ""
    diagnostics: tuple[Diagnostic, ...] = ()


def embedded(document: n.Document, context: WriteContext, ink: Iterable[Ink], headings: str) -> Embedded:
    """The faces for what is set. ``headings`` is what the table of contents prints."""
    theme, lang = context.theme, document.lang or "en"
    body = Voice(theme.fonts[theme.role("body").font].generic, lang, bold=False)
    title = theme.role("title")
    heads = Voice(theme.fonts[title.font].generic, lang, title.weight == "bold")
    texts = _texts(theme, lang, (*ink, Ink(body, headings, None), Ink(heads, headings, None)))
    try:
        store = FontStore.open()
        plan = store.plan(_requests(texts))
        licence = store.manifest().licence
    except FontStoreError as error:
        return Embedded(diagnostics=(report(error.code, error.message, file=context.file, hint=error.fix),))
    wanted = _wanted(texts, plan, store)
    faces = [face for face in plan.faces if face.kind != "last-resort" and wanted[face.key]]
    parts = tuple(_part(face, wanted[face.key]) for face in faces)
    families = sorted({face.family for face in faces})
    rights = f"{', '.join(families)}: {_LICENCES.get(licence, licence)}"
    named = [(face, part.name) for face, part in zip(faces, parts, strict=True)]
    listed = {key: tuple(name for name in names if name in families) for key, names in plan.families.items()}
    css = font_css(theme, lang, named, listed, further_languages(document), rights)
    size = sum(len(part.data) for part in parts)
    said = f"{len(parts)} face{'s' if len(parts) > 1 else ''}, {size / 1024:.0f} KiB: {', '.join(families)}"
    return Embedded(parts, css, rights, (report("DF723", said, file=context.file),))


_Key = tuple[Generic, Region, Weight, bool]


def _texts(theme: Theme, lang: str, ink: Iterable[Ink]) -> dict[_Key, str]:
    """What is set in each design, region, weight and style."""
    found: dict[_Key, list[str]] = {}
    design = theme.fonts[theme.role("body").font].generic
    for voice, text, _ in ink:
        place = region(voice.lang, region(lang))
        weight: Weight = 700 if voice.bold else 400
        added = _ALWAYS if place == "latin" else _ALWAYS + _BESIDE
        found.setdefault((voice.generic, place, weight, voice.italic), [added]).append(text)
        if voice.generic == "mono" and not text.isascii():
            # East Asian characters inside code are set in the body's design.
            found.setdefault((design, place, weight, voice.italic), [added]).append(text)
    return {key: "".join(parts) for key, parts in found.items()}


def _requests(texts: dict[_Key, str]) -> list[FontRequest]:
    return [
        FontRequest(generic, place, weight, frozenset(map(ord, whole)), sequences_in(whole), italic)
        for (generic, place, weight, italic), whole in texts.items()
    ]


def _wanted(texts: dict[_Key, str], plan: FontPlan, store: FontStore) -> dict[str, set[int]]:
    """The characters of each face, by its key: of every text those that no family before it in the list has."""
    faces = {(face.family, face.weight, face.style): face for face in plan.faces}
    found: dict[str, set[int]] = {face.key: set() for face in plan.faces}
    for (generic, place, weight, italic), whole in texts.items():
        left = set(map(ord, whole))
        for family in plan.families[generic, place]:
            for style in ("italic", "normal") if italic else ("normal",):
                face = faces.get((family, weight, style))
                if face is None:
                    continue
                if face.kind != "cut":  # the subset takes what it has; what that is, the store does not keep
                    found[face.key] |= left
                    continue
                lacking = store.coverage(_cut_key(face)).lacking(left)
                found[face.key] |= left - lacking
                left = set(lacking)
    return found


def _cut_key(face: Face) -> str:
    """The key of a cut in the store: the slanted one of its design where it is declared as the italic of a family."""
    return face.key if face.style == "normal" else face_key(f"{face.key.partition('-')[0]}-italic", face.weight)


def _part(face: Face, characters: set[int]) -> Part:
    return Part(f"f-{face.key}", f"fonts/{face.key}.ttf", MEDIA_TYPE, subset(face.path, characters))
