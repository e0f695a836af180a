"""Include directives in a Markdown text, replaced by what they name.

mdBook: ``{{#include file:2:10}}``, ``{{#include file:anchor}}``, ``{{#rustdoc_include …}}``, ``{{#playground …}}``.
VitePress: ``<!--@include: ./x.md#region{3,10}-->``, ``<<< @/file.js#region{2,4-6}``. MkDocs: ``--8<-- "file:1:3"``,
also with several files between two lines. Files come from below ``ReadOptions.root`` only. What cannot be included
stays to be seen as it was typed, and is reported.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from urllib.parse import quote

from msgspec import Struct

from docforge.diagnostics import Diagnostic, report
from docforge.model.nodes import Source
from docforge.model.source import SourceText
from docforge.patterns import lazy_pattern
from docforge.protocols import ReadOptions
from docforge.readers.decode import decode
from docforge.readers.includes import parts
from docforge.readers.includes.composite import CompositeText, Segment
from docforge.readers.includes.parts import Lines
from docforge.world import OutsideRootError, World

_ANY = re.compile(r"\{\{\s*#|<!--\s*@include:|^[ \t]*<<<[ \t]|-8<-|@\[code", re.MULTILINE)
_FENCE = re.compile(r"[ \t>]*(?P<mark>`{3,}|~{3,})(?P<info>.*)")
_CODE = re.compile(r"(?<!`)(`+)(?!`)(?:.*?[^`])?\1(?!`)")
_MDBOOK = re.compile(
    r"(?P<escape>\\?)\{\{\s*#(?P<verb>include|rustdoc_include|playground|playpen)\s+(?P<target>[^}\n]+?)\s*\}\}"
)
_VUE = re.compile(
    r"<!--\s*@include:\s*(?P<path>[^#{\n]*?)(?:#(?P<region>[^{\s]+?))?\s*(?:\{(?P<span>[^}\n]*)\})?\s*-->"
)
_SNIPPET = lazy_pattern(
    r"(?P<indent>[ \t]*)<<<[ \t]+(?P<path>[^#{\[\n]+?)(?:#(?P<region>[\w*-]+))?[ \t]*"
    r"(?:\{(?P<span>[^}\n]*)\})?[ \t]*(?P<title>\[[^\]\n]*\])?[ \t]*"
)
_CODE_OF = lazy_pattern(
    r"(?P<indent>[ \t]*)@\[code(?:\{(?P<span>[\d,-]+)\})?[ \t]*(?P<lang>[\w+#-]*)(?:[:{][^\]\n]*)?\]"
    r"\((?P<path>[^)\n]+)\)[ \t]*"
)
_CUT = re.compile(r"(?P<indent>[ \t]*)(?P<escape>;*)-+8<-+(?:[ \t]+(?P<quote>[\"'])(?P<target>.*?)(?P=quote))?[ \t]*")
_DIALECTS = {"mdbook": ("mdbook",), "vitepress": ("vue",), "vuepress": ("vue",), "mkdocs": ("mkdocs",)}
_EVERY = ("mdbook", "vue", "mkdocs")


class Expanded(Struct):
    """A text with its includes, the further sources it holds, and what there is to say."""

    text: SourceText
    sources: tuple[Source, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


def expand(source: SourceText, options: ReadOptions, world: World) -> Expanded:
    """The text of a document with its includes in place, each character with the place it has in its own file."""
    if not _ANY.search(source.text):
        return Expanded(source)
    state = _Expansion(source, options, world)
    segments = state.text(0, 0, source.text, (os.path.normpath(source.name),))
    if len(state.sources) == 1 and not state.changed:
        return Expanded(source, diagnostics=tuple(state.found))
    further = tuple(Source(one.name, one.sha256, one.encoding) for one in state.sources[1:])
    return Expanded(CompositeText(source, state.sources, segments), further, tuple(state.found))


class _Refused(Exception):
    """An include that cannot be made."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class _Expansion:
    def __init__(self, main: SourceText, options: ReadOptions, world: World) -> None:
        self.main = main
        self.options = options
        self.world = world
        self.found: list[Diagnostic] = []
        self.sources = [main]
        self.changed = False
        self.size = self.count = 0
        self.root = os.path.dirname(main.name) if options.root is None else options.root
        self.dialects = _DIALECTS.get(options.site, _EVERY)

    def text(self, index: int, start: int, text: str, stack: tuple[str, ...]) -> list[Segment]:
        """The segments of a stretch of source ``index`` that begins at the offset ``start``."""
        out: list[Segment] = []
        fence = ""
        block = False
        offset = start
        for line in text.splitlines(keepends=True) if "\u2028" not in text else re.findall(r"[^\n]*\n|[^\n]+", text):
            here = _Line(self, index, offset, line, bool(fence), stack)
            mark = _FENCE.fullmatch(line.rstrip("\n"))
            cut = _CUT.fullmatch(line.rstrip("\n")) if "mkdocs" in self.dialects else None
            if block or (cut and not cut["escape"] and cut["target"] is None):
                closing = cut is not None and cut["target"] is None
                if block and not closing and line.strip() and not line.lstrip().startswith(";"):
                    out += here.cut(line.strip(), "")
                block = block != closing
                self.changed = True
            elif cut and cut["target"] is not None:
                out += here.escaped(cut) if cut["escape"] else here.cut(cut["target"], cut["indent"])
            else:
                out += here.inline()
                if mark and not fence:
                    fence = mark["mark"]
                elif mark and mark["mark"].startswith(fence) and not mark["info"].strip():
                    fence = ""
            offset += len(line)
        return out

    def read(self, reference: str, folders: list[str], stack: tuple[str, ...]) -> tuple[int, str, str]:
        """A file that is included: its number among the sources, its path and its text. Raises _Refused."""
        self.count += 1
        if self.count > self.options.limits.includes:
            raise _Refused("DF143", f"more includes than the limit includes of {self.options.limits.includes}")
        path = self._path(reference, folders)
        if path in stack:
            raise _Refused("DF142", f"{path} includes itself: {' → '.join((*stack[stack.index(path) :], path))}")
        if len(stack) > self.options.limits.include_depth:
            raise _Refused(
                "DF143",
                f"includes within includes deeper than {self.options.limits.include_depth} (limit include-depth)",
            )
        try:
            data = self.world.read(path, self.options.limits.source_bytes)
        except OSError as error:
            raise _Refused("DF140", f"{reference}: {error.strerror or error}") from error
        self.size += len(data)
        if self.size > self.options.limits.source_bytes:
            raise _Refused(
                "DF143", f"all includes together are over the limit source-bytes of {self.options.limits.source_bytes}"
            )
        known = next((number for number, one in enumerate(self.sources) if number and one.name == path), 0)
        if not known:
            decoded = decode(data, path, self.options)
            self.found += [one for one in decoded.diagnostics if one.code != "DF105"]
            if decoded.source is None:
                raise _Refused("DF140", f"{reference} is no text that can be read")
            known = len(self.sources)
            self.sources.append(decoded.source)
        return known, path, self.sources[known].text

    def _path(self, reference: str, folders: list[str]) -> str:
        """The path of a reference, first of those folders where the file is. Raises _Refused outside the root."""
        refused = ""
        first = ""
        for folder in folders:
            path = os.path.normpath(os.path.join(folder or ".", reference))
            below = os.path.relpath(path, self.root or ".")
            try:
                self.world.confined(self.root or ".", quote(below))
            except OutsideRootError:
                refused = refused or path
                continue
            first = first or path
            if self.world.exists(path):
                return path
        if first:
            return first
        raise _Refused("DF141", f"{reference} leads out of the project's folder")

    def folders(self, index: int, *, rooted: bool) -> list[str]:
        """Where a reference of a source may start: its own folder, or (``@/``, MkDocs) the root and folders below."""
        own = os.path.dirname(self.sources[index].name)
        if not rooted:
            return [own]
        below = os.path.relpath(own or ".", self.root or ".")
        names = [] if below in (".", "..") or below.startswith("../") else below.split(os.sep)
        return [os.path.join(self.root, *names[:count]) for count in range(len(names) + 1)]


class _Line(Struct):
    """One line of a source, while its directives are replaced."""

    state: _Expansion
    index: int
    offset: int
    line: str
    fenced: bool
    stack: tuple[str, ...]

    def inline(self) -> list[Segment]:
        """The line with the directives that stand in it replaced."""
        state, line = self.state, self.line
        whole = line.rstrip("\n") if "vue" in state.dialects and not self.fenced else ""
        if snippet := _SNIPPET.fullmatch(whole):
            return self.snippet(snippet)
        if listing := _CODE_OF.fullmatch(whole):
            return self.code_of(listing)
        found: list[tuple[re.Match[str], Callable[[re.Match[str]], list[Segment]]]] = []
        if "mdbook" in state.dialects:
            found += [(one, self.mdbook) for one in _MDBOOK.finditer(line)]
        if "vue" in state.dialects:
            found += [(one, self.vue) for one in _VUE.finditer(line)]
        code = [] if self.fenced else [one.span() for one in _CODE.finditer(line)]
        out: list[Segment] = []
        done = 0
        for one, replace in sorted(found, key=lambda pair: pair[0].start()):
            if one.start() < done or any(start < one.start() < end for start, end in code):
                continue
            out.append(Segment(line[done : one.start()], self.index, self.offset + done))
            out += replace(one)
            done = one.end()
        out.append(Segment(line[done:], self.index, self.offset + done))
        return out

    def mdbook(self, found: re.Match[str]) -> list[Segment]:
        if found["escape"]:
            start = found.start() + (1 if self.fenced else 0)
            self.state.changed = True
            return [Segment(self.line[start : found.end()], self.index, self.offset + start)]
        verb = found["verb"]
        target = found["target"].split()[0] if verb in ("playground", "playpen") else found["target"].strip()
        path, *words = target.split(":", 2)

        def choose(lines: Lines) -> Lines | None:
            chosen = parts.by_mdbook(lines, words)
            return chosen if chosen is None or verb == "include" else parts.without_hidden(chosen)

        folders = self.state.folders(self.index, rooted=False)
        wrap = "rust" if verb in ("playground", "playpen") and not self.fenced else None
        return self.included(path, folders, choose, found.start(), found.end(), wrap=wrap, again=verb == "include")

    def vue(self, found: re.Match[str]) -> list[Segment]:
        path, rooted = _rooted(found["path"].strip())

        def choose(lines: Lines) -> Lines | None:
            return parts.by_vitepress(lines, found["region"] or "", (found["span"] or "").strip())

        folders = self.state.folders(self.index, rooted=rooted)
        return self.included(path, folders, choose, found.start(), found.end())

    def snippet(self, found: re.Match[str]) -> list[Segment]:
        """``<<< file``: the file, or a region of it, as a code block (the numbers in braces only highlight lines)."""
        path, rooted = _rooted(found["path"].strip())
        lang = next((word for word in (found["span"] or "").split() if not re.fullmatch(r"[\d,-]+", word)), "")
        lang = lang.partition(":")[0] or os.path.splitext(path)[1][1:]

        def choose(lines: Lines) -> Lines | None:
            return parts.by_vitepress(lines, found["region"] or "", "")

        return self._fenced(found["indent"], path, rooted, f"{lang} {found['title'] or ''}".strip(), choose)

    def _fenced(
        self, indent: str, path: str, rooted: bool, info: str, choose: Callable[[Lines], Lines | None]
    ) -> list[Segment]:
        """The whole line as a code block of what a file holds."""
        folders = self.state.folders(self.index, rooted=rooted)
        start, end = len(indent), len(self.line.rstrip("\n"))
        made = self.included(path, folders, choose, start, end, wrap=info, indent=indent, again=False)
        lead = Segment(indent, self.index, self.offset, fixed=True)
        return [lead, *made, Segment(self.line[end:], self.index, self.offset + end)]

    def code_of(self, found: re.Match[str]) -> list[Segment]:
        """VuePress's ``@[code{1-3} js](file)``: the file, or lines of it, as a code block."""
        path, rooted = _rooted(found["path"].strip())
        lang = found["lang"] or os.path.splitext(path)[1][1:]
        span = found["span"] or ""
        return self._fenced(found["indent"], path, rooted, lang, lambda lines: parts.by_vuepress(lines, span))

    def cut(self, target: str, indent: str) -> list[Segment]:
        """A file of MkDocs's snippets, every line indented like the directive."""
        path, *words = target.split(":")
        if re.match(r"https?$", path):
            path, words = target, []

        def choose(lines: Lines) -> Lines | None:
            return parts.by_mkdocs(lines, words)

        start = len(self.line) - len(self.line.lstrip())
        end = len(self.line.rstrip("\n"))
        folders = [*self.state.folders(self.index, rooted=True), *self.state.folders(self.index, rooted=False)]
        made = self.included(path, folders, choose, start, end, indent=indent)
        lead = Segment(self.line[:start], self.index, self.offset)
        return [lead, *made, Segment(self.line[end:], self.index, self.offset + end)]

    def escaped(self, found: re.Match[str]) -> list[Segment]:
        """``;--8<--``: shown with one semicolon less."""
        place = found.start("escape")
        self.state.changed = True
        return [
            Segment(self.line[:place], self.index, self.offset),
            Segment(self.line[place + 1 :], self.index, self.offset + place + 1),
        ]

    def included(
        self,
        reference: str,
        folders: list[str],
        choose: Callable[[Lines], Lines | None],
        start: int,
        end: int,
        *,
        wrap: str | None = None,
        indent: str = "",
        again: bool = True,
    ) -> list[Segment]:
        """The segments of an included file; ``wrap`` makes a code block of it, ``again`` follows its own includes."""
        state = self.state
        at = state.sources[self.index].position(self.offset + start)
        try:
            if re.match(r"[A-Za-z][A-Za-z0-9+.-]+:|//", reference):
                raise _Refused("DF141", f"{reference} is not a file of the project; nothing is fetched")
            number, path, text = state.read(reference, folders, self.stack)
            body = _after_front_matter(text) if path.endswith(".md") and not self.fenced else 0
            chosen = choose(parts.numbered(text))
            if chosen is None:
                raise _Refused("DF144", f"{reference} has no such part")
        except _Refused as refused:
            name = state.sources[self.index].name
            state.found.append(report(refused.code, str(refused), at=at, file=name, length=end - start))
            return self._placeholder(start, end)
        state.changed = True
        starts = state.sources[number].starts
        chosen = [(line, words) for line, words in chosen if starts[line] >= body]
        return self._laid(chosen, number, starts, (*self.stack, path), wrap, indent, again, start)

    def _laid(
        self,
        chosen: Lines,
        number: int,
        starts: list[int],
        stack: tuple[str, ...],
        wrap: str | None,
        indent: str,
        again: bool,
        start: int,
    ) -> list[Segment]:
        def made(text: str) -> Segment:
            return Segment(text, self.index, self.offset + start, fixed=True)

        out: list[Segment] = []
        ticks = "`" * max(3, *(len(run) + 1 for _, line in chosen for run in re.findall("`{3,}", line)), 3)
        if wrap is not None:
            out.append(made(f"{ticks}{wrap}\n{indent}"))
        groups: list[list[tuple[int, str]]] = []
        for line in chosen:
            if groups and groups[-1][-1][0] + 1 == line[0] and not indent:
                groups[-1].append(line)
            else:
                groups.append([line])
        for place, group in enumerate(groups):
            text = "\n".join(line for _, line in group)
            if place:
                out.append(made(f"\n{indent}"))
            if again and not self.fenced:
                out += self.state.text(number, starts[group[0][0]], text, stack)
            else:
                out.append(Segment(text, number, starts[group[0][0]]))
        if wrap is not None:
            out.append(made(f"\n{indent}{ticks}"))
        return out

    def _placeholder(self, start: int, end: int) -> list[Segment]:
        """The directive as it was typed, to be seen: verbatim in a code block, as code elsewhere."""
        typed = Segment(self.line[start:end], self.index, self.offset + start)
        if self.fenced:
            return [typed]
        self.state.changed = True
        mark = Segment("`", self.index, self.offset + start, fixed=True)
        return [mark, typed, Segment("`", self.index, self.offset + end, fixed=True)]


def _rooted(path: str) -> tuple[str, bool]:
    return (path.removeprefix("@").lstrip("/"), True) if path.startswith("@") else (path, False)


def _after_front_matter(text: str) -> int:
    """Where the text begins after YAML front matter, which belongs to the file when it is a page itself."""
    found = re.match(r"---[ \t]*\n(?:.*\n)*?---[ \t]*(?:\n|\Z)", text)
    return found.end() if found and re.match(r"---[ \t]*\n[\w\"'-]+[ \t]*:", text) else 0
