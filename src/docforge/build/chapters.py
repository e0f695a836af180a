"""From pages to the document of one file: read, settled alone, and assembled, or with their links settled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from msgspec import structs
from msgspec.structs import replace

from docforge.build.books import BookSettings, Chapter, Pages, Tree, assemble, link_documents, settle_chapter
from docforge.build.books.chapter import Locate
from docforge.build.convert import no_stdin
from docforge.build.guard import Guarded, guarded
from docforge.build.keys import key_of
from docforge.build.ledger import Ledger
from docforge.build.outcome import Work
from docforge.build.outputs import Output
from docforge.build.plan import Page, Plan, Unit
from docforge.build.project.layers import FRONT_MATTER, front_matter
from docforge.build.project.schema import Settings
from docforge.build.site.links import own_links
from docforge.build.sources import ReadResult, read_one
from docforge.build.steps import lay
from docforge.diagnostics import report
from docforge.limits import Limits
from docforge.model import meta
from docforge.model.editions import Edition
from docforge.model.locked import Locked
from docforge.model.meta import plain
from docforge.model.nodes import Document, Link, MetaValue
from docforge.model.walk import find
from docforge.protocols import PassOptions, ReadOptions
from docforge.theme.spec import Theme

Keyed = tuple[Chapter, str]
"""A chapter and the key of the step that settled it ("": it has no page)."""


def pass_options(
    settings: Settings,
    given: Settings,
    limits: Limits,
    theme: Theme | None = None,
    locked: tuple[Locked, ...] = (),
    edition: Edition | None = None,
) -> PassOptions:
    """What the passes are told: of what front matter has too, only what was typed on the command line."""
    return PassOptions(
        given.number or None,
        given.restart or None,
        given.show_run or None,
        limits,
        theme.elements if theme else {},
        settings.scope or "chapter",
        settings.notes or "book",
        settings.captions or None,
        settings.details or None,
        tuple(settings.variants or ()),
        settings.index or "",
        settings.title_page if isinstance(settings.title_page, bool) else None,
        settings.colophon if isinstance(settings.colophon, bool) else None,
        locked,
        edition,
        theme.exam_measure if theme else None,
    )


def read_options(own: Settings, given: Settings, site: str, limits: Limits, root: str) -> ReadOptions:
    """How a page with settings of its ``own`` is read, in a ``site`` of a kind, below a ``root`` folder."""
    return ReadOptions(
        own.encoding or "",
        own.spacing or "tidy",
        given.language or "",
        limits,
        tuple(own.notations or ()),
        site=site,
        root=root,
    )


class Chapters:
    """Reads pages and makes documents of them, in one ledger of steps."""

    def __init__(self, plan: Plan, given: Settings, ledger: Ledger, root: str = "") -> None:
        self.plan = plan
        self.given = given
        self.ledger = ledger
        self.root = root
        self.site = next(iter(plan.sites.values()))
        self._several = len({(unit.target, unit.edition.name if unit.edition else "") for unit in plan.units}) > 1
        built = (page.path for unit in plan.units for page in unit.pages if page.path)
        self._all = tuple(dict.fromkeys([*built, *self.site.unlisted]))
        self._links = own_links(self.site, self._all, learned=self.site.addresses)
        self._trees: dict[tuple[str, str, str], Tree] = {}

    def read(self, page: Page, limits: Limits, work: Work) -> Keyed:
        """A page read and settled alone, and the key of that."""
        entry = page.entry
        place = (entry.place.file, entry.place.line, entry.place.column) if entry.place else None
        document, key = self._settled(page, limits, work) if page.file else (None, "")
        return Chapter(document, page.path, entry.title, entry.role, page.depth, place), key

    def _settled(self, page: Page, limits: Limits, work: Work) -> tuple[Document | None, str]:
        own = page.settings
        reading = read_options(own, self.given, self.site.kind, limits, self.root)
        read, read_key = self.ledger.run_kept(
            "read",
            page.file,
            (),
            [page.file, reading],
            lambda world: read_one(page.file, "", reading, world, no_stdin),
            ReadResult,
            keep=self._several,
        )
        work.read(read)
        if read.document is None:
            return None, read_key
        below, language, title = front_matter(own), own.language or "", page.entry.title
        asked = pass_options(own, self.given, limits)
        laid = lay(read.document, below, language)
        done, key = self.ledger.run_kept(
            "settle",
            page.file,
            (read_key,),
            [below, language, title, asked],
            lambda _: guarded(partial(settle_chapter, laid, title, asked), "the settling of a chapter", page.file),
            Guarded[Document],
            keep=self._several,
        )
        work.take(done)
        return done.value, key

    def _locate(self, chapters: Sequence[Keyed]) -> Locate:
        """Finds the page that an address of the site means, also by the addresses that headings gave for themselves."""
        learned = {
            plain(chapter.document.meta.get("source-url")): chapter.path for chapter, _ in chapters if chapter.document
        }
        links = self._links.learning(learned)

        def locate(url: str, page: str) -> tuple[str, str] | None:
            found = links.resolve(url, page)
            return (found.path, found.anchor) if found.path else None

        return locate

    def assembled(
        self, unit: Unit, chapters: Sequence[Keyed], output: Output, work: Work
    ) -> tuple[Document | None, str]:
        """One document of a unit's chapters (for a book), or with its links settled (for a single page)."""
        alone, key = chapters[0][0].document, chapters[0][1]
        if unit.book:
            return self._book(unit, chapters, work)
        if alone is None or not _leads_away(alone):
            return alone, key
        work.alone = False
        path, site = chapters[0][0].path, self.site
        settings = BookSettings(site_url=site.url, locate=self._locate(chapters[:1]))
        tree = self._tree(unit, output)
        done = guarded(
            partial(link_documents, alone, path, output.path, tree, settings), "the linking of documents", path
        )
        work.take(done)
        if done.value is None:
            return None, ""
        if done.value.document == alone:
            return alone, key
        # Of all pages of the tree only those matter that the links mean.
        linked_key = key_of("assemble", (key,), [path, done.value.became, done.diagnostics])
        self.ledger.note("assemble", f"{unit.name} ({output.writer.name})", linked_key, (key,))
        return done.value.document, linked_key

    def _book(self, unit: Unit, chapters: Sequence[Keyed], work: Work) -> tuple[Document | None, str]:
        """The chapters of a unit as one document."""
        needs = tuple(key for _, key in chapters if key)
        work.alone = False
        site = self.site
        own = {page.path for page in unit.pages}
        settings = BookSettings(
            unit.title,
            unit.settings.language or site.lang,
            front_matter(unit.settings),
            site.url,
            tuple(path for path in self._all if path not in own),
            site.aliases,
            self._locate(chapters),
            tuple(unit.settings.lists or ()),
        )
        told = [
            settings.title,
            settings.lang,
            settings.meta,
            settings.lists,
            settings.site_url,
            settings.others,
            dict(settings.aliases),
            site.base,
            dict(site.addresses),
        ]
        parts = [self._in_book(chapter, unit, work) for chapter, _ in chapters]
        shape = [(one.path, one.title, one.role, one.depth, one.document is None) for one in parts]
        done, key = self.ledger.run(
            "assemble",
            unit.name,
            needs,
            [told, shape],
            lambda _: guarded(partial(assemble, parts, settings), "the assembling of a book"),
            keep=len(unit.outputs) > 1,
        )
        work.take(done)
        return done.value, key

    def _in_book(self, chapter: Chapter, unit: Unit, work: Work) -> Chapter:
        """A chapter with what its front matter asks of numbers on its heading; other things are the book's to say."""
        document = chapter.document
        if document is None:
            return chapter
        book = front_matter(unit.settings)
        unused = [key for key in FRONT_MATTER if key != "number" and _differs(document, key, book)]
        if unused:
            at = document.meta[unused[0]].at
            file = document.sources[0].name if document.sources else chapter.path
            message = f"not used in a book: {', '.join(unused)}"
            work.found.append(report("DF627", message, at=at, file=file, hint="say it in docforge.toml"))
        number = meta.text(document, "number").strip().lower()
        if self.given.number or not _differs(document, "number", book):
            return chapter
        attr = document.title_attr
        attr = structs.replace(attr, pairs=(*attr.pairs, ("number", number)))
        return replace(chapter, document=structs.replace(document, title_attr=attr))

    def _tree(self, unit: Unit, output: Output) -> Tree:
        """The pages of the tree and the files that those of a target, in the same edition, become in the format of one
        of them."""
        name, edition = output.writer.name, unit.edition.name if unit.edition else ""
        key = (unit.target, name, edition)
        if key not in self._trees:
            files = {
                one.pages[0].path: file.path
                for one in self.plan.units
                # A file of an EPUB cannot lead out of it but to the network (EPUB 3.3, 3.6), nor one into a site.
                if name not in ("epub", "site")
                if one.target == unit.target and (one.edition.name if one.edition else "") == edition
                for file in one.outputs
                if file.writer is output.writer
            }
            pages = Pages((*files, *self._all), site_url=self.site.url, aliases=self.site.aliases)
            self._trees[key] = Tree(pages, files)
        return self._trees[key]


def _differs(document: Document, key: str, book: Mapping[str, MetaValue]) -> bool:
    """Whether a chapter says something of its own that its book says otherwise, or not."""
    said = meta.text(document, key).strip().lower()
    return bool(said) and said != meta.plain(book.get(key)).strip().lower()


def _leads_away(document: Document) -> bool:
    """Whether any link leads out of the document, so that the pages beside it matter."""
    parts = (document.title, document.blocks, document.notes)
    return any(link.url and not link.url.startswith("#") for link in find(parts, Link))
