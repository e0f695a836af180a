"""``docforge draw``: programs that the user names draw the diagrams of documents, once, for all builds.

No build runs a program. A drawing is kept in the folder ``drawn-diagrams`` beside its document under the digest of the
diagram's language and text: one that was changed has no drawing until it is drawn again.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct

from docforge.build.assets import Unusable, check_svg
from docforge.build.diagrams import LANGUAGES, drawing_path, language_of, one_name, undrawn
from docforge.build.join import source_name
from docforge.build.sources import ReadResult
from docforge.diagnostics import Diagnostic, report
from docforge.limits import Limits
from docforge.model import nodes as n
from docforge.world import World

INPUT, OUTPUT = "{input}", "{output}"
"""What stands in a command for the file with the diagram's text and for the SVG it is to write."""

_SAID = 300
"""Characters of what a program printed that a message shows."""


class CommandError(ValueError):
    """A command that cannot draw; the message says why."""


class Drawn(Struct, frozen=True):
    """What came of it: the files that were drawn, and what was said."""

    files: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]


def checked_commands(commands: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """Commands by language, each with places for its files. Raises CommandError."""
    for language, words in commands.items():
        if language not in LANGUAGES:
            raise CommandError(f'"{language}" is no language of diagrams ({", ".join(sorted(LANGUAGES))})')
        for place in (INPUT, OUTPUT):
            if not any(place in word for word in words):
                raise CommandError(f"the command for {language} has no {place}")
    return {one_name(language): tuple(words) for language, words in commands.items()}


def draw(
    documents: Sequence[ReadResult],
    commands: Mapping[str, Sequence[str]],
    world: World,
    limits: Limits,
    on_step: Callable[[str], None] = lambda what: None,
) -> Drawn:
    """Draw every diagram of documents that has neither a picture nor a drawing, by the command of its language."""
    files: dict[str, None] = {}
    said: list[Diagnostic] = []
    for result in documents:
        document = result.document
        for code in undrawn(document) if document is not None else ():
            assert document is not None
            file = source_name(document, code.at.source if code.at else 0)
            path = drawing_path(code, source_name(document, 0))  # beside the page, for a fence that it includes too
            words = commands.get(language_of(code))
            if path in files:
                continue
            if words is None:
                hint = f'--command "{language_of(code)}=PROGRAM {INPUT} {OUTPUT}", or [diagrams] in docforge.toml'
                said.append(report("DF524", "no command draws this diagram", at=code.at, file=file, hint=hint))
                continue
            on_step(path)
            try:
                data = _drawing(code, words, world, limits)
                check_svg(data, limits)
                world.make_folder(os.path.dirname(path))
                world.write(path, data)
                files[path] = None
            except (OSError, Unusable) as error:
                said.append(report("DF524", f"{words[0]}: {error}", at=code.at, file=file))
    return Drawn(tuple(files), tuple(said))


def _drawing(code: n.CodeBlock, words: Sequence[str], world: World, limits: Limits) -> bytes:
    """The SVG that a command writes. Raises OSError, also for a program that fails or is not done in time."""
    with tempfile.TemporaryDirectory(prefix="docforge-") as folder:
        source, target = os.path.join(folder, "diagram.txt"), os.path.join(folder, "diagram.svg")
        world.write(source, code.text.encode("utf-8"))
        status, printed = world.run(
            [word.replace(INPUT, source).replace(OUTPUT, target) for word in words], limits.draw_seconds
        )
        shown = " ".join(printed.split())[:_SAID]
        if status:
            raise OSError(f"status {status}" + (f": {shown}" if shown else ""))
        if not world.exists(target):
            raise OSError("no file was written" + (f": {shown}" if shown else ""))
        return world.read(target, limits.image_bytes)
