"""Faces of the user's own folders in a page: chosen by the theme, cut for the document, told about."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct, structs
from msgspec.structs import replace

from docforge.diagnostics import Diagnostic, report
from docforge.model.nodes import Position
from docforge.protocols import WriteContext
from docforge.theme.faces import Chosen, choose, for_print
from docforge.theme.fonts import FontPlan, FontStore
from docforge.theme.fonts.further import Shelf, cut_further, read_shelf
from docforge.writers.html import Ink


class FurtherFaces(Struct, frozen=True):
    """The faces chosen for one document. ``context`` has the theme as it is printed with them."""

    context: WriteContext
    chosen: Chosen
    shelf: Shelf

    def diagnostics(self) -> Iterable[Diagnostic]:
        """Files that cannot be used, faces that are missing (one for the document), and which files were used."""
        file = self.context.file
        for path, reason in self.shelf.refused:
            yield report("DF552", reason, file=path)
        if self.chosen.unasked:
            most = self.context.limits.theme_faces
            said = f"the theme names {self.chosen.unasked} faces over {most} (limit theme-faces): not looked for"
            yield report("DF552", said, file=file)
        yield from self._missing()
        for name, face in dict(sorted(self.chosen.faces.items())).values():
            yield report("DF553", f"{name} is face {face.index} of {face.path}", file=file)

    def _missing(self) -> Iterable[Diagnostic]:
        """Faces that no folder has: each where the user's theme names it, those of an installed theme together."""
        hint = "give the folder that has it: --font-path DIR, or the variable DOCFORGE_FONT_PATH"
        faces = list(dict.fromkeys(face for _, face in self.chosen.missing))
        for face in faces:
            if face in self.context.named:
                file, line, column = self.context.named[face]
                message = f'no face "{face}"; the nearest of the font store stands in'
                at = Position(line, column)
                yield report("DF551", message, at=at, file=file, hint=hint, length=len(face) + 2)
        rest = [face for face in faces if face not in self.context.named]
        if rest:
            message = f"no face {'、'.join(rest)}, which the theme {self.context.theme.name} names"
            message += "; the nearest of the font store stands in"
            yield report("DF551", message, file=self.context.file, hint=hint)

    def added(self, plan: FontPlan, store: FontStore, ink: Iterable[Ink]) -> tuple[FontPlan, dict[str, str]]:
        """A plan with the chosen faces, and their families by the name of the theme's font."""
        if not self.chosen.faces:
            return plan, {}
        characters = {ord(char) for _, text, _ in ink for char in text}
        cuts = {
            key: cut_further(store.folder, face, characters) for key, (_, face) in sorted(self.chosen.faces.items())
        }
        faces = {*plan.faces, *(face for made in cuts.values() for face in made)}
        families = {key: made[0].family for key, made in cuts.items()}
        return structs.replace(plan, faces=tuple(sorted(faces))), families


def further_faces(context: WriteContext, lang: str) -> FurtherFaces:
    """The faces that the theme asks for and the folders of the context have."""
    shelf = read_shelf(context.font_folders, context.limits)
    chosen = choose(context.theme, lang, shelf, context.limits.theme_faces)
    return FurtherFaces(replace(context, theme=for_print(context.theme, chosen)), chosen, shelf)
