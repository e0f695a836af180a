"""``docforge handout``: picked paragraphs of several sources to files, each source read and settled once."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from docforge.build import config
from docforge.build.convert import Options, Outcome, Step, page_settings, read, settled, with_folders, write_all
from docforge.build.editioned import each_edition
from docforge.build.outputs import Output
from docforge.build.picks.asked import Asked, ask, provable
from docforge.build.picks.compose import Composition, Part, compose
from docforge.build.picks.online import is_web_address
from docforge.build.project.load import Loaded, load
from docforge.build.project.schema import FILE, Project, SiteTable
from docforge.diagnostics import Diagnostic, report
from docforge.limits import Limits
from docforge.model.editions import Edition
from docforge.model.nodes import Document
from docforge.world import World

BAD_ADDRESS = "an address begins with https:// or http:// and has no ? or #"


def handout(
    texts: Sequence[str],
    outputs: Sequence[Output],
    options: Options,
    composition: Composition,
    world: World,
    *,
    stdout: Callable[[bytes], None] | None = None,
    on_step: Step = lambda what: None,
) -> Outcome:
    """Pick from sources (``notes/a.md#3-7`` …) into every output, of each edition that is asked for."""
    if options.editions:

        def make(files: Sequence[Output], own: Options) -> Outcome:
            return handout(texts, files, own, composition, world, stdout=stdout, on_step=on_step)

        return each_edition([text.partition("#")[0] for text in texts], outputs, options, world, make)
    settings = config.settings(options.theme, options.settings, world, page_settings(options), options.presets)
    if settings.theme is None:
        return Outcome(None, (), settings.diagnostics, limits=settings.limits)
    writable, absent = with_folders(outputs, world)
    said = (*settings.diagnostics, *absent)
    if not writable:
        return Outcome(None, (), said, limits=settings.limits)
    picked = pick(texts, options, composition, world, settings.limits)
    outcome = replace(picked, diagnostics=(*said, *picked.diagnostics), limits=settings.limits)
    if picked.document is None:
        return settled(outcome)
    theme, problems = config.document_theme(settings, picked.document)
    outcome = replace(outcome, diagnostics=(*outcome.diagnostics, *problems))
    proved = provable(texts, options.edition, options.number, options.restart)
    done = write_all(outcome, writable, options, replace(settings, theme=theme), world, stdout, on_step, proved)
    return settled(done)


def pick(
    texts: Sequence[str], options: Options, composition: Composition, world: World, limits: Limits | None = None
) -> Outcome:
    """The handout of what is asked for; ``document`` is None where something of it is not there."""
    asked, found = _asked(texts)
    site, said = _published(composition, world)
    found.extend(said)
    options = replace(options, edition=answered(options.edition))
    seen: dict[str, Outcome] = {}
    wholes: dict[str, Document | None] = {}
    for one in asked:
        path = os.path.normpath(one.path)
        if path not in seen:
            seen[path] = read([one.path], options, world, limits=limits)
            found.extend(seen[path].diagnostics)
            if options.edition:
                wholes[path] = read([one.path], replace(options, edition=None), world, limits=limits).document
    sources = {name: text for outcome in seen.values() for name, text in outcome.texts.items()}
    traces = tuple(trace for outcome in seen.values() for trace in outcome.traces)
    documents = {path: outcome.document for path, outcome in seen.items()}
    parts = [
        Part(one, document, site.page(one.path), wholes.get(os.path.normpath(one.path)))
        for one in asked
        if (document := documents[os.path.normpath(one.path)]) is not None
    ]
    if len(parts) < len(texts) or any(item.code == "DF666" for item in found):
        return Outcome(None, (), tuple(found), sources, traces)
    told = replace(composition, base_url=site.url, show_run=options.show_run, edition=options.edition)
    done = compose(parts, told)
    return Outcome(done.value, (), (*found, *done.diagnostics), sources, traces)


def answered(edition: Edition | None) -> Edition | None:
    """The same edition, with answers where they are picked: at their questions, and not at the end of the source."""
    return replace(edition, answers="inline") if edition is not None and edition.answers == "end" else edition


def _asked(texts: Sequence[str]) -> tuple[list[Asked], list[Diagnostic]]:
    results = [ask(text) for text in texts]
    problems = [item for result in results for item in result.diagnostics]
    return [result.value for result in results if result.value], problems


class _Site(Struct, frozen=True):
    """Where pages are published, and the folder that is the top of their addresses."""

    url: str = ""
    top: str = ""

    def page(self, path: str) -> str:
        """The path of a page below the top."""
        below = os.path.relpath(path, self.top or os.curdir)
        return os.path.normpath(path if below.startswith(os.pardir) else below).replace(os.sep, "/")


def _published(composition: Composition, world: World) -> tuple[_Site, list[Diagnostic]]:
    """The address that is asked for, else that of the project in the current folder."""
    loaded = load(FILE, world).value if world.exists(FILE) else None
    project = loaded.project if loaded else Project()
    table = project.site or SiteTable()
    url = composition.base_url or project_address(loaded)
    found = [] if not url or is_web_address(url) else [bad_address(url, "--base-url" if composition.base_url else FILE)]
    return _Site("" if found else url, table.source or ""), found


def project_address(loaded: Loaded | None) -> str:
    """The address that the pages of a project are published at, "" where it names none."""
    if loaded is None:
        return ""
    return loaded.project.base_url or (loaded.project.site or SiteTable()).url or ""


def bad_address(url: str, file: str) -> Diagnostic:
    """DF666 for an address that no page can be published at."""
    return report("DF666", f'"{url}" is no address of pages', file=file, hint=BAD_ADDRESS)
