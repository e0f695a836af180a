"""Readings above ideographs (``PassOptions.readings``): pinyin and zhuyin of Chinese, furigana of Japanese text.

Readings that the source gives stay. What a reviewed dictionary says goes before what the libraries find. Headings,
code and text in other languages have none. The text itself does not change: its ideographs become bases of ``Ruby``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from docforge.model import nodes as n
from docforge.model.renderings import Readings
from docforge.model.walk import rebuilt
from docforge.passes.findings import Findings
from docforge.passes.tree import updated
from docforge.protocols import Pass, PassOptions, Result
from docforge.typography.readings import Piece, chinese, japanese, level
from docforge.typography.scripts import is_han

_LANGUAGE = {"pinyin": "zh", "zhuyin": "zh", "furigana": "ja"}


class ReadingsPass:
    """The pass. It comes after the other script is written, whose words it reads."""

    name = "readings"
    after: tuple[str, ...] = ("scripts",)

    def run(self, document: n.Document, options: PassOptions) -> Result[n.Document]:
        """See the module."""
        findings = Findings(document.sources)
        readings = options.readings
        if readings is None:
            return findings.result(document)
        work = _Work(readings)
        try:
            blocks = work.read(document.blocks, document.lang)
            notes = work.read(document.notes, document.lang)
        except ImportError as error:
            findings.add("DF901", str(error), hint="pip install 'docforge[furigana]'")
            return findings.result(document)
        if not work.met:
            language = {"zh": "Chinese", "ja": "Japanese"}[_LANGUAGE[readings.kind]]
            findings.add("DF248", f"there is no {language} text that {readings.kind} could stand above")
        return findings.result(updated(document, blocks=blocks, notes=notes))


class _Work:
    def __init__(self, readings: Readings) -> None:
        self._readings = readings
        self._words = dict(readings.words)
        longest = sorted(self._words, key=lambda word: (-len(word), word))
        self._pattern = re.compile("|".join(map(re.escape, longest))) if longest else None
        self._seen: set[tuple[str, str]] = set()
        self.met = False

    def read(self, node: Any, lang: str) -> Any:
        """A part with readings; ``lang`` is the language around it."""
        attr = getattr(node, "attr", None)
        lang = attr.lang if isinstance(attr, n.Attr) and attr.lang else lang
        if isinstance(node, (n.Heading, n.Code, n.CodeBlock, n.Math, n.Image)):
            return node
        if isinstance(node, n.Ruby):
            self._seen.update(node.pairs)
            self.met = True
            return node
        if isinstance(node, tuple) and any(isinstance(part, n.Text) for part in node):
            out: list[Any] = []
            for part in node:
                out.extend(self._text(part, lang) if isinstance(part, n.Text) else (self.read(part, lang),))
            same = len(out) == len(node) and all(new is old for new, old in zip(out, node, strict=True))
            return node if same else tuple(out)
        return rebuilt(node, lambda part: self.read(part, lang))

    def _text(self, text: n.Text, lang: str) -> Iterator[n.Inline]:
        if not lang.startswith(_LANGUAGE[self._readings.kind]) or not any(map(is_han, text.text)):
            yield text
            return
        self.met = True
        plain, offset = "", 0
        made: list[n.Inline] = []
        for piece in self._pieces(text.text):
            ruby = self._ruby(piece, lang)
            if isinstance(ruby, str):
                plain += ruby
                continue
            for part in ruby:
                if isinstance(part, str):
                    plain += part
                    continue
                if plain:
                    made.append(n.Text(plain, at=_shifted(text, offset)))
                    offset, plain = offset + len(plain), ""
                made.append(n.Ruby(part, self._kind(part), at=_shifted(text, offset)))
                offset += sum(len(base) for base, _ in part)
        if not made:
            yield text
            return
        yield from made
        if plain:
            yield n.Text(plain, at=_shifted(text, offset))

    def _kind(self, pairs: tuple[tuple[str, str], ...]) -> Any:
        return "mono" if all(len(base) == 1 for base, _ in pairs) else "group"

    def _pieces(self, text: str) -> Iterator[Piece]:
        """The text in pieces; words of the dictionary as it reads them."""
        last = 0
        for found in self._pattern.finditer(text) if self._pattern else ():
            yield from self._found(text[last : found.start()])
            parts = tuple(self._words[found[0]].split())
            yield Piece(found[0], parts)
            last = found.end()
        yield from self._found(text[last:])

    def _found(self, text: str) -> Iterator[Piece]:
        if self._readings.kind == "furigana":
            return japanese(text)
        return chinese(text, zhuyin=self._readings.kind == "zhuyin")

    def _ruby(self, piece: Piece, lang: str) -> str | list[str | tuple[tuple[str, str], ...]]:
        """A piece with its readings as runs of pairs, what is to have none between them."""
        said = piece.readings
        if not any(said):
            return piece.text
        pairs = (
            tuple(zip(piece.text, said, strict=True))
            if len(said) == len(piece.text)
            else ((piece.text, "".join(said)),)
        )
        out: list[str | tuple[tuple[str, str], ...]] = []
        for pair in pairs:
            last = out[-1] if out else None
            if not pair[1] or not self._wanted(pair, lang):
                out.append(pair[0])
            elif isinstance(last, tuple) and len(pair[0]) == 1:
                out[-1] = (*last, pair)
            else:
                out.append((pair,))
        return out

    def _wanted(self, pair: tuple[str, str], lang: str) -> bool:
        if self._readings.of == "rare":
            return any(is_han(char) and level(char, lang) > self._readings.level for char in pair[0])
        if self._readings.of == "first":
            if pair in self._seen:
                return False
            self._seen.add(pair)
        return True


def _shifted(text: n.Text, offset: int) -> n.Position | None:
    return text.at and n.Position(text.at.line, text.at.column + offset, text.at.source)


PASS: Pass = ReadingsPass()
