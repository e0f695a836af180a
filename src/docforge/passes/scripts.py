"""A Chinese document in the other script (``PassOptions.script``), once all is numbered and every reference is found.

Ids, numbers, links and notes are those of the original, whose text stays in ``Document.edits``: each change can be
undone. Code, formulas, text in other languages, spans of class ``keep`` and names that are to be kept do not change.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from docforge.model import nodes as n
from docforge.model.renderings import KEEP, Script
from docforge.model.walk import rebuilt
from docforge.passes.findings import Findings
from docforge.protocols import Pass, PassOptions, Result
from docforge.typography.chinese import Convert, converter, table_of

_CORNER: Mapping[str, str] = {"“": "「", "”": "」", "‘": "『", "’": "』"}
_CURLY = {corner: curly for curly, corner in _CORNER.items()}
_MARKS = re.compile("[“”]|(?<![A-Za-z])[‘’]|[‘’](?![A-Za-z])")
"""Quotation marks, but for an apostrophe."""
_CORNERS = re.compile("[「」『』]")
_NOT_TEXT = frozenset({"lang", "date", "language"})


class Scripts:
    """The pass."""

    name = "scripts"
    after: tuple[str, ...] = ("elements", "crossrefs")

    def run(self, document: n.Document, options: PassOptions) -> Result[n.Document]:
        """See the module."""
        findings = Findings(document.sources)
        script = options.script
        if script is None:
            return findings.result(document)
        if not document.lang.startswith("zh"):
            findings.add("DF247", f"the document is in {document.lang}: only Chinese has two scripts")
            return findings.result(document)
        table = table_of(document.lang, script.to)
        if not table:
            return findings.result(document)
        try:
            convert = converter(table)
        except ImportError as error:
            findings.add("DF901", str(error), hint="pip install 'docforge[opencc]'")
            return findings.result(document)
        return findings.result(_Work(script, table, convert).document(document))


class _Work:
    def __init__(self, script: Script, table: str, convert: Convert) -> None:
        self._script = script
        self._rule = f"opencc-{table}"
        self._convert = convert
        self._names = (
            re.compile("|".join(map(re.escape, sorted(script.keep, key=len, reverse=True)))) if script.keep else None
        )
        self._edits: list[n.Edit] = []

    def document(self, document: n.Document) -> n.Document:
        parts = (document.blocks, document.title, document.notes)
        blocks, title, notes = (self._node(part) for part in parts)
        meta = {key: self._meta(value) if key not in _NOT_TEXT else value for key, value in document.meta.items()}
        runs = tuple(
            replace(
                run, name=self._text(run.name), scheme=self._text(run.scheme), first=self._text(run.first),
                last=self._text(run.last),
            )
            for run in document.runs
        )  # fmt: skip
        return replace(
            document,
            blocks=blocks,
            title=title,
            notes=notes,
            meta=meta,
            runs=runs,
            lang=self._script.lang,
            edits=(*document.edits, *self._edits),
        )

    def _meta(self, value: Any) -> Any:
        return replace(value, text=self._text(value.text)) if isinstance(value, n.MetaString) else self._node(value)

    def _node(self, node: Any) -> Any:
        """A part with its text converted, but for what is protected."""
        attr = getattr(node, "attr", None)
        if isinstance(attr, n.Attr):
            if KEEP in attr.classes or (attr.lang and not attr.lang.startswith("zh")):
                return node
            if attr.lang:
                node = replace(node, attr=replace(attr, lang=self._script.lang))
        match node:
            case n.Text(text=text, at=at):
                new = self._text(text)
                if new == text:
                    return node
                if at is not None:
                    self._edits.append(n.Edit(self._rule, at, text, new))
                return replace(node, text=new)
            case n.Ruby(pairs=pairs):
                return replace(node, pairs=tuple((self._text(base), said) for base, said in pairs))
            case n.Item():
                item = replace(node, label=self._text(node.label), scheme=self._text(node.scheme))
                return rebuilt(item, self._node)
            case n.Code() | n.CodeBlock() | n.Math() | n.RawBlock() | n.RawInline():
                return node
            case _:
                return rebuilt(node, self._node)

    def _text(self, text: str) -> str:
        if self._names is None:
            return self._piece(text)
        out, last = [], 0
        for found in self._names.finditer(text):
            out += [self._piece(text[last : found.start()]), found[0]]
            last = found.end()
        return "".join((*out, self._piece(text[last:])))

    def _piece(self, text: str) -> str:
        quotes = self._script.quotes
        if quotes == "auto":
            quotes = "curly" if self._script.lang == "zh-Hans" else "corner"
        text = self._convert(text) if text and not text.isascii() else text
        if quotes == "corner":
            return _MARKS.sub(lambda found: _CORNER[found[0]], text)
        return _CORNERS.sub(lambda found: _CURLY[found[0]], text) if quotes == "curly" else text


PASS: Pass = Scripts()
