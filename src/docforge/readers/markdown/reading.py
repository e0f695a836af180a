"""One reading of a Markdown text, from its characters to a document."""

from __future__ import annotations

from typing import Any

from docforge.diagnostics import Diagnostic
from docforge.model import nodes as n
from docforge.model.meta import plain
from docforge.model.source import SourceText
from docforge.protocols import ReadOptions, Result
from docforge.readers import frontmatter
from docforge.readers.findings import Findings
from docforge.readers.gate import checked
from docforge.readers.markdown.blocks import BlockReader
from docforge.readers.markdown.context import Context
from docforge.readers.markdown.engine import engine
from docforge.readers.notations import wanted
from docforge.readers.spacing import summarise


def read_text(
    source: SourceText,
    options: ReadOptions,
    earlier: tuple[Diagnostic, ...] = (),
    included: tuple[n.Source, ...] = (),
) -> Result[n.Document]:
    """The document in a decoded Markdown source, with ``earlier`` diagnostics before its own.

    ``included`` are the further files whose text stands in the source.
    """
    findings = Findings(source)
    text = checked(source.text, findings)
    front = frontmatter.take(text, findings, options.limits)
    context = Context(
        source=source,
        findings=findings,
        options=options,
        text=text[front.end :],
        shift=front.end,
        first_line=front.lines,
    )
    context.notations = wanted(options.notations, front.meta, findings) | dialect(options.site, source.name)
    blocks = _blocks(context)
    meta = {**front.meta, **context.meta}
    document = n.Document(
        blocks=blocks,
        lang=options.lang or plain(front.meta.get("lang") or front.meta.get("language")),
        notes={label: context.notes[label] for label in _in_order(context)},
        meta=meta,
        edits=findings.ordered_edits(),
        sources=(n.Source(source.name, source.sha256, source.encoding), *included),
    )
    summarise(findings)
    context.say_blank()
    context.layout.model((document.blocks, document.notes))
    context.layout.report(findings)
    return Result(document, (*earlier, *findings.finish()))


_DIALECTS = {
    "vitepress": frozenset({"mark", "emoji"}),
    "vuepress": frozenset({"emoji"}),
    "mkdocs": frozenset({"admonitions", "emoji", "latex"}),
    "mdbook": frozenset({"latex"}),
}
"""What kinds of sites read beside the syntax that is always read."""


def dialect(site: str, name: str) -> frozenset[str]:
    """The further syntax of a site's pages; files called ``.mdx`` hold modules."""
    return _DIALECTS.get(site, frozenset()) | (frozenset({"mdx"}) if name.lower().endswith(".mdx") else frozenset())


def _blocks(context: Context) -> n.Blocks:
    limits = context.options.limits
    md = engine(min(limits.parser_nesting, _SAFE_NESTING), limits.table_rows, limits.table_cells, context.notations)
    env: dict[str, Any] = {}
    tokens = md.parse(context.text, env)
    blocks = BlockReader(context).read(tokens)
    if "too_deep" in env:
        at = context.place(context.source.starts[env["too_deep"] + context.first_line])
        deepest = min(limits.parser_nesting, _SAFE_NESTING)
        context.findings.add(
            "DF114",
            f"blocks nested deeper than {deepest} levels (limit parser-nesting): their markers are kept as text",
            at,
        )
    return (*blocks, *_uncalled(context))


_SAFE_NESTING = 150
"""Levels that fit twice into Python's default recursion limit (three calls each), whoever calls the reader."""


def _uncalled(context: Context) -> n.Blocks:
    """Notes that nothing calls: kept at the end of the text, and reported."""
    out = []
    for label in [label for label in context.notes if label not in context.called]:
        blocks = context.notes.pop(label)
        at = next((block.at for block in blocks if block.at), None)
        context.findings.add("DF121", f"nothing calls the note “{label}”; it is kept at the end", at)
        out.append(n.Div(blocks=blocks, attr=n.Attr(classes=("note-uncalled",)), at=at))
    return tuple(out)


def _in_order(context: Context) -> list[str]:
    """The notes in the order of their first call."""
    return [label for label in context.called if label in context.notes]
