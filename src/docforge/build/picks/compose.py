"""Picked stretches of several final documents become one document that is final itself: nothing is counted again.

Every label is the source's. A run keeps its number where no other file has one of that number, so that addresses stay
what people know wherever that is possible.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from docforge.build.books import Pages
from docforge.build.books.assemble import in_language, picture_from
from docforge.build.books.moving import Move
from docforge.build.join import is_local, source_folder
from docforge.build.picks.asked import Asked
from docforge.build.picks.naming import Show, how_shown, ids, in_run, new_names, new_runs, runs_of
from docforge.build.picks.online import page_address
from docforge.build.picks.origin import origin_line
from docforge.build.picks.outside import Find, Outside
from docforge.build.picks.places import Places, Stretch
from docforge.diagnostics import Diagnostic
from docforge.model import meta
from docforge.model import nodes as n
from docforge.model.editions import Edition
from docforge.model.text import inline_text
from docforge.model.walk import Rule, find, iterate, rewrite
from docforge.passes.findings import Findings
from docforge.passes.normalise.headings import close
from docforge.passes.refs.targets import Targets
from docforge.protocols import Result


class Part(Struct, frozen=True):
    """What is asked of one file, and its final document. ``page`` is its path below the top of the site; ``whole`` the
    document that this is an edition of."""

    asked: Asked
    document: n.Document
    page: str
    whole: n.Document | None = None


class Composition(Struct, frozen=True):
    """How the handout is made: its title ("" that of its sources), whether headings stand over what is picked and lines
    that say where it comes from, the address that pages are published at ("" none), whether codes lead there, and the
    edition that the sources were cut down to."""

    title: str = ""
    headings: bool = False
    origins: bool = True
    base_url: str = ""
    codes: bool = True
    show_run: Show | None = None
    edition: Edition | None = None


class _File(Struct):
    """One source, and the names that its things have in the handout."""

    document: n.Document
    page: str
    places: Places
    offset: int
    taken: set[int] = field(default_factory=set)
    picked: frozenset[str] = frozenset()
    names: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    runs: dict[int, int] = field(default_factory=dict)

    def finder(self) -> Find:
        """What the anchors of this file mean in the handout."""
        targets = Targets(self.document)

        def found(anchor: str) -> tuple[str, str] | None:
            identifier = targets.resolve(anchor) or self.places.heading_id(anchor)
            if not identifier:
                return None
            here = self.names.get(identifier, identifier) if identifier in self.picked else ""
            return here, self.places.anchor(identifier)

        return found


class _Group(Struct):
    """What one argument picked: the stretches, and the rows of blocks that are printed of them."""

    asked: Asked
    file: _File
    stretches: list[Stretch]
    rows: tuple[n.Blocks, ...] = ()


def compose(parts: Sequence[Part], settings: Composition) -> Result[n.Document | None]:
    """The handout, or None where something that is asked for is not there: every such thing is told."""
    files: dict[str, _File] = {}
    found: list[Diagnostic] = []
    groups: list[_Group] = []
    offset = 0
    for part in parts:
        if part.page not in files:
            files[part.page] = _File(part.document, part.page, Places(part.document), offset)
            offset += max(1, len(part.document.sources))
        file = files[part.page]
        result = file.places.stretches(part.asked, Places(part.whole) if part.whole else None)
        found.extend(result.diagnostics)
        groups.append(_Group(part.asked, file, _once(result.value, part.asked, file, groups, found)))
    if any(item.severity == "error" for item in found):
        return Result(None, tuple(found))
    groups = [group for group in groups if group.stretches]
    _name(groups, settings)
    return Result(_joined(groups, list(files.values()), settings, found), tuple(found))


# ------------------------------------------------------------ what is picked

_COUNTED = (n.Item, n.Para, n.Heading, n.Table, n.Figure, n.CodeBlock)


def _once(
    stretches: Sequence[Stretch], asked: Asked, file: _File, earlier: Sequence[_Group], found: list[Diagnostic]
) -> list[Stretch]:
    """Stretches without what was picked before, and DF663 for that. A part that was picked alone comes with the whole
    where that is picked later."""
    kept: list[Stretch] = []
    for stretch in stretches:
        own = list(iterate(stretch.blocks, *_COUNTED))
        again = [node for node in own if id(node) in file.taken]
        if again:
            names = ", ".join(dict.fromkeys(filter(None, map(_called, again))))
            said = f"{names} of {asked.path}" if names else asked.text
            found.append(asked.problem("DF663", f"{said} was picked before", "it is printed once"))
        left = tuple(block for block in stretch.blocks if id(block) not in file.taken)
        held = {id(node) for node in own} - {id(block) for block in stretch.blocks}
        if held & file.taken:
            for group in earlier:
                group.stretches[:] = _without(group.stretches, held)
            kept = _without(kept, held)
        file.taken.update(map(id, own))
        kept += [replace(stretch, blocks=left)] if left else []
    return kept


def _called(node: Any) -> str:
    return str(getattr(node, "address", "") or (inline_text(node.content) if isinstance(node, n.Heading) else ""))


def _without(stretches: Sequence[Stretch], gone: set[int]) -> list[Stretch]:
    left = (replace(one, blocks=tuple(block for block in one.blocks if id(block) not in gone)) for one in stretches)
    return [one for one in left if one.blocks]


def _name(groups: Sequence[_Group], settings: Composition) -> None:
    """Settle what is printed of each group, and what things are called in the handout."""
    taken: set[str] = set()
    notes: set[str] = set()
    runs: set[int] = set()
    for group in groups:
        group.rows = tuple(_rows(group, settings))
    for file in dict.fromkeys(group.file.page for group in groups):
        own = [group for group in groups if group.file.page == file]
        rows, one = [group.rows for group in own], own[0].file
        called = {name: one.document.notes[name] for name in _notes_called(tuple(rows), one.document)}
        one.picked = ids((tuple(rows), called))
        one.names = new_names(one.picked, taken)
        one.notes = new_names(called, notes)
        one.runs = new_runs(tuple(rows), runs)


def _rows(group: _Group, settings: Composition) -> Sequence[n.Blocks]:
    """The stretches, each under the headings that stand over it where that is asked for and they were not there yet."""
    rows = []
    for stretch in group.stretches:
        over = group.file.places.above(stretch.path) if settings.headings else ()
        fresh = tuple(heading for heading in over if id(heading) not in group.file.taken)
        group.file.taken.update(map(id, fresh))
        rows.append((*fresh, *stretch.blocks))
    return rows


def _notes_called(tree: Any, document: n.Document) -> list[str]:
    """The names of the notes that blocks call, and of those that these call."""
    names = [call.to for call in find(tree, n.NoteRef) if call.to in document.notes]
    for name in names:  # it grows while it is walked
        inner = (call.to for call in find(document.notes[name], n.NoteRef))
        names += [one for one in inner if one in document.notes and one not in names]
    return list(dict.fromkeys(names))


# ------------------------------------------------------------ one document


def _joined(
    groups: Sequence[_Group], files: Sequence[_File], settings: Composition, found: list[Diagnostic]
) -> n.Document:
    """The document of all groups. ``found`` gets what is told of references out of it."""
    lang = files[0].document.lang
    finders = {file.page: file.finder() for file in files}
    pages = Pages(finders, site_url=settings.base_url)
    folder = source_folder(files[0].document, 0)
    moved: list[n.Blocks] = []
    notes: dict[str, n.Blocks] = {}
    for group in groups:
        outside = Outside(group.file.document, group.file.page, pages, finders, settings.base_url)
        own, called = _moved(group, outside, folder)
        moved.append(own)
        notes.update((name, _marked(row, group, lang)) for name, row in called.items())
        found.extend(outside.found)
    picked = tuple(block for own in moved for block in own)
    runs = runs_of(picked, lang)
    show = how_shown(picked, runs, settings.show_run)
    names = {run.number: run.name for run in runs if show != "none"}
    blocks = tuple(
        block
        for group, own in zip(groups, moved, strict=True)
        for block in _marked((*_origin(group, settings, names), *own), group, lang)
    )
    documents = [file.document for file in files]
    order = dict.fromkeys([*(call.to for call in find(blocks, n.NoteRef)), *notes])
    made = n.Document(
        blocks=blocks,
        title=_title(documents, settings),
        lang=lang,
        notes={name: notes[name] for name in order if name in notes},
        meta=_metadata(documents),
        runs=runs,
        show_run=show,
        sources=tuple(source for document in documents for source in document.sources),
        final=True,
    )
    return close(made, Findings(made.sources))


def _marked(blocks: n.Blocks, group: _Group, lang: str) -> n.Blocks:
    """Blocks that say their language where it is not that of the handout."""
    own = group.file.document.lang
    return blocks if own in ("", lang) else tuple(in_language(block, own) for block in blocks)


def _moved(group: _Group, outside: Outside, folder: str) -> tuple[n.Blocks, dict[str, n.Blocks]]:
    """The blocks of a group with the names, numbers and places that things have in the handout, and its notes."""
    file, here = group.file, source_folder(group.file.document, 0)
    notes = {name: file.document.notes[name] for name in _notes_called(group.rows, file.document)}
    move = Move(
        offset=file.offset,
        below=0,
        names=file.names,
        headings={},
        notes=file.notes,
        picture=lambda url: picture_from(url, here, folder) if here != folder and is_local(url) else url,
        link=outside.link,
        address=lambda _file, _address: "",
    )
    rules: dict[type, Rule] = {n.Item: lambda item: in_run(item, file.runs)}
    blocks, called = rewrite(move.moved(outside.references((group.rows, notes))), rules)
    return tuple(block for row in blocks for block in row), {file.notes.get(k, k): row for k, row in called.items()}


def _origin(group: _Group, settings: Composition, runs: Mapping[int, str]) -> n.Blocks:
    """The line over a group, where such are wanted. ``runs``: how runs are called on paper, where that is shown."""
    if not settings.origins:
        return ()
    file = group.file
    names = (f"{runs.get(file.runs.get(one.run, 0), '')} {one.name}".strip() for one in group.stretches)
    sections = {file.places.section_anchor(stretch) for stretch in group.stretches}
    anchor = sections.pop() if len(sections) == 1 else ""
    url = page_address(settings.base_url, file.page, anchor) if settings.base_url else ""
    said = ", ".join(filter(None, names))
    title = _own_title(file.document, settings)
    return (origin_line(title, group.asked.path, said, url, file.document.lang, code=settings.codes),)


def _title(documents: Sequence[n.Document], settings: Composition) -> n.Inlines:
    """The title that is asked for, else those of the sources, each once; what an edition adds stands behind all."""
    texts = (_own_title(document, settings) for document in documents)
    title = settings.title or " · ".join(dict.fromkeys(filter(None, texts)))
    suffix = settings.edition.suffix(documents[0].lang) if settings.edition else ""
    return (n.Text(title + suffix),) if title else ()


def _own_title(document: n.Document, settings: Composition) -> str:
    """The title of a source, without what an edition adds to it."""
    title = " ".join(inline_text(document.title).split())
    return title.removesuffix(settings.edition.suffix(document.lang)) if settings.edition else title


_OF_THE_WHOLE = ("title", "subtitle", "cover", "identifier", "isbn", "df-words", "df-minutes")
"""What front matter says of a source that does not hold for a part of it."""


def _metadata(documents: Sequence[n.Document]) -> dict[str, n.MetaValue]:
    """What all sources say alike."""
    first, *others = documents
    return {
        key: value
        for key, value in first.meta.items()
        if key not in _OF_THE_WHOLE
        and all(key in other.meta and meta.plain(other.meta[key]) == meta.plain(value) for other in others)
    }
