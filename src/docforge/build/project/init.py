"""Write a ``docforge.toml`` that fits a folder: its kind of site, its language, its title; with comments for people."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from docforge.build.convert import Options, read
from docforge.build.site import Entry, Site, find_site
from docforge.diagnostics import Diagnostic, report
from docforge.limits import Limits
from docforge.model import meta
from docforge.model.text import inline_text
from docforge.passes.normalise.language import detect
from docforge.protocols import Result
from docforge.world import World

_SAMPLES = 40
"""Pages that are looked at for the language."""

_SAMPLE_BYTES = 64 << 10

_NAMELESS = ("DF202", "DF902")
"""A page without a title of its own, or one that could not be read."""


class Seen(Struct, frozen=True):
    """What a folder was found to be."""

    site: Site
    language: str
    pages: int
    others: tuple[str, ...] = ()
    """Further languages, the most frequent first."""
    folders: tuple[tuple[str, str], ...] = ()
    """Top folders whose pages are mostly in another language, with it."""


def look_at(world: World) -> Result[Seen]:
    """What the world's root folder holds. Never raises on what it finds."""
    result = find_site("", world)
    site = _named(result.value, world)
    paths = list(_paths(result.value.entries))
    tongues: dict[str, str] = {}
    for path in _spread(paths, _SAMPLES):
        text = _text(posixpath.join(result.value.source, path), world)
        if text.strip():
            tongues[path] = detect(text)
    counted = Counter(tongues.values()).most_common()
    said = result.value.lang.split("-")[0].lower()
    # What the site says of itself goes before what most pages look like; the pages tell the script.
    language = next((tongue for tongue, _ in counted if tongue.split("-")[0] == said), counted[0][0] if counted else "")
    folders: dict[str, Counter[str]] = {}
    for path, tongue in tongues.items():
        if "/" in path:
            folders.setdefault(path.split("/")[0], Counter())[tongue] += 1
    foreign = tuple(
        (folder, counts.most_common(1)[0][0])
        for folder, counts in folders.items()
        if counts.most_common(1)[0][0] != language
    )
    others = tuple(tongue for tongue, _ in counted if tongue != language)
    return Result(Seen(site, language, len(paths), others, foreign), result.diagnostics)


def _named(site: Site, world: World) -> Site:
    """A site that does not say its own title or authors, with those of the page that opens it, or of its only page."""
    every = list(_paths(site.entries))
    first = next((entry.path for entry in site.entries if entry.role == "front"), every[0] if len(every) == 1 else "")
    if not first or (site.title and site.authors):
        return site
    seen = read((posixpath.join(site.source, first),), Options(), world)
    if seen.document is None or any(item.code in _NAMELESS for item in seen.diagnostics):
        return site
    title = inline_text(seen.document.title).strip()
    return replace(site, title=site.title or title, authors=site.authors or tuple(meta.texts(seen.document, "author")))


def project_text(seen: Seen, name: str) -> str:
    """The text of a ``docforge.toml`` for a folder called ``name``."""
    site = seen.site
    title = site.title or name
    source = f'source = "{site.source}"\n' if site.source else '# source = "docs"      # the folder of the pages\n'
    url = f"url = {_quoted(site.url)}\n" if site.url else '# url = "https://…"    # links to it stay links\n'
    authors = ", ".join(_quoted(author) for author in site.authors)
    language = seen.language or "en"
    also = f"; also seen: {', '.join(seen.others)}" if seen.others else ""
    pages = pages_found(seen.pages)
    folders = "".join(
        f"\n[folder.{_quoted(folder + '/')}]\nlanguage = {_quoted(tongue)}\n" for folder, tongue in seen.folders
    )
    text = f"""\
# What docforge builds from this folder: `docforge build`. Every key: docs/project.md, or `docforge schema project`.
# A key of a target goes before the same key above; front matter of a page goes before both; the command line first.

title = {_quoted(title)}
language = {_quoted(language)}      # for pages that do not name theirs{also}

[metadata]                # as in front matter, for pages that do not say it themselves
{f"author = [{authors}]" if authors else '# author = ["…"]'}

[site]                    # {pages} found
kind = {_quoted(site.kind)}       # what orders the pages
{source}{url}# exclude = ["README.md"]
{folders}
# Every page as a handout. {{path}} is the page's own path, so that no two files have one name.
[target.handouts]
each = "document"
formats = ["pdf"]         # pdf, epub, docx
theme = "handout"
output = "dist/{{target}}/{{path}}.{{format}}"

# All pages in the order of the site as one book.
[target.book]
each = "book"
formats = ["epub", "pdf", "docx"]
theme = "book"
output = "dist/{{path}}.{{format}}"
# details = "chapter"     # folded boxes: inline, at the end of the chapter or book, or omit
"""
    return "\n".join(_aligned(line) for line in text.split("\n"))


def pages_found(count: int) -> str:
    """``1 page``, ``2 pages``."""
    return f"{count} page" + ("" if count == 1 else "s")


def _aligned(line: str) -> str:
    """A line whose comment, if it has one beside a value, begins at one column where it can."""
    value, mark, comment = line.partition("  # ")
    return f"{value.rstrip():<26}# {comment.lstrip()}" if mark and value.strip() else line


def write_project(file: str, world: World, text: str, *, force: bool) -> tuple[Diagnostic, ...]:
    """Put the text in place; a file that is there already stays unless ``force``."""
    if world.exists(file) and not force:
        hint = "--force replaces it; docforge init - prints a fresh one"
        return (report("DF625", "left as it is", file=file, hint=hint),)
    try:
        world.write(file, text.encode())
    except OSError as error:
        return (report("DF902", f"not written: {error.strerror or error}", file=file),)
    return ()


def _paths(entries: tuple[Entry, ...]) -> Iterator[str]:
    for entry in entries:
        if entry.path:
            yield entry.path
        yield from _paths(entry.children)


def _spread(paths: list[str], count: int) -> list[str]:
    """At most so many of them, from the whole range."""
    step = max(1, -(-len(paths) // count))
    return paths[::step]


def _text(path: str, world: World) -> str:
    """The text of a page as far as it is UTF-8 or says so little that it does not matter."""
    try:
        return world.read(path, Limits().source_bytes)[:_SAMPLE_BYTES].decode("utf-8", "ignore")
    except OSError:  # the build will say so
        return ""


def _quoted(text: str) -> str:
    """A TOML basic string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(f"\\u{ord(one):04x}" if ord(one) < 32 or ord(one) == 127 else one for one in escaped) + '"'
