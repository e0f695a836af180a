"""Which further face each of a theme's fonts takes, and what a theme looks like in print where one is missing."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from docforge.limits import Limits
from docforge.theme.css.languages import line_language
from docforge.theme.fonts.further import Further, Shelf
from docforge.theme.spec import Font, Role, Theme


class Chosen(Struct, frozen=True):
    """Further faces by the name of the theme's font, and the fonts that asked for one in vain: name and first face.
    ``unasked`` counts the names that a limit left no room for."""

    faces: dict[str, tuple[str, Further]]
    missing: tuple[tuple[str, str], ...]
    unasked: int = 0


def choose(theme: Theme, lang: str, shelf: Shelf, most: int = Limits().theme_faces) -> Chosen:
    """The first face that is there for each font that names some for the document's language; of all names, ``most``
    are looked for."""
    faces: dict[str, tuple[str, Further]] = {}
    missing: list[tuple[str, str]] = []
    left, unasked = most, 0
    for key in dict.fromkeys(role.font for role in theme.roles.values()):
        every = face_names(theme.fonts[key], lang)
        names = every[:left]
        left, unasked = left - len(names), unasked + len(every) - len(names)
        found = next(((name, face) for name in names if (face := shelf.find(name)) is not None), None)
        if found:
            faces[key] = found
        elif names and not theme.fonts[key].optional:
            missing.append((key, names[0]))
    return Chosen(faces, tuple(missing), unasked)


def face_names(font: Font, lang: str) -> tuple[str, ...]:
    """The faces that a font names for a language, the best first."""
    return font.face.get(line_language(lang)) or font.face.get("", ())


def for_print(theme: Theme, chosen: Chosen) -> Theme:
    """The theme with bold type in the roles whose heavy face is missing."""
    heavy = {key for key, _ in chosen.missing if theme.fonts[key].stand_in_bold}
    if not heavy:
        return theme
    return replace(theme, roles={name: _heavier(role, heavy) for name, role in theme.roles.items()})


def _heavier(role: Role, heavy: set[str]) -> Role:
    return replace(role, weight="bold") if role.font in heavy else role
