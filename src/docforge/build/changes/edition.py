"""Which edition of a source a file was made from that comes back: named, or the one that differs least from it."""

from __future__ import annotations

from msgspec.structs import replace

from docforge.build.changes.report import changes
from docforge.build.convert import Options, Outcome, read
from docforge.build.editions import choose, project_of, tables
from docforge.diagnostics import Diagnostic
from docforge.model import nodes as n
from docforge.model.editions import is_conditional
from docforge.model.walk import WITH_ATTR, iterate
from docforge.world import World


def edition_of(
    source: str, options: Options, new: n.Document, name: str, world: World
) -> tuple[Options, Outcome, tuple[Diagnostic, ...]]:
    """The options that read the ``source`` as the edition that ``new`` comes from, and it read so.

    ``name`` is an edition's, "" for whichever is nearest; the whole document goes before editions that are as near.
    DF650 for a name that there is not.
    """
    whole = read([source], options, world)
    if whole.document is None or not (name or _is_conditional(whole.document)):
        return options, whole, ()
    project = project_of([source], world).value
    chosen = choose([name] if name else tables(project), project)
    if chosen.diagnostics or not chosen.value:
        return options, whole, chosen.diagnostics
    found = [] if name else [(options, whole)]
    for one in chosen.value:
        asked = replace(options, edition=one.edition)
        found.append((asked, read([source], asked, world)))
    best = min(found, key=lambda pair: len(changes(pair[1].document, new)) if pair[1].document else 1 << 30)
    return *best, ()


def _is_conditional(document: n.Document) -> bool:
    nodes = iterate((document.blocks, document.notes, document.title), *WITH_ATTR)
    answers = (isinstance(node, n.Div) and "answer" in node.attr.classes for node in nodes)
    return any(answers) or any(
        is_conditional(getattr(node, "attr", n.NO_ATTR)) for node in iterate(document.blocks, *WITH_ATTR)
    )
