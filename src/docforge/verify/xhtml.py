"""Paragraphs of an XHTML file: each run of inline content between the edges of blocks is one."""

from __future__ import annotations

import re
from typing import Any

from docforge.verify.facts import Note, Paragraph, ParagraphKind, count_language, main_language
from docforge.verify.formulas import MATHML, plain_formula, shown_mathml
from docforge.verify.reading import Found, settle_mark

_XHTML = "{http://www.w3.org/1999/xhtml}"
_EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
LABELS = frozenset(("no", "n", "run"))
"""Classes of spans before a paragraph's text: label, number in the body series, name of the run."""
UNSEEN = frozenset(("script", "style", "template", "rp", "head"))
_NEWLINE = re.compile(r"[ \t\r]*\n[ \t\r\n]*")
_SOURCE_BLANK = "\x00"
"""A line end of the XHTML source: a blank inside a paragraph, nothing at its edge."""


class _Open:
    """The paragraph that is being read."""

    def __init__(self) -> None:
        self.text = ""
        self.languages: dict[str, int] = {}
        self.number = ""
        self.run = ""
        self.notes: list[tuple[int, int, str]] = []
        self.links: list[str] = []
        self.ruby: list[tuple[int, str, str]] = []
        self.images: list[str] = []

    def filled(self) -> bool:
        return bool(self.filled_text() or self.number or self.notes or self.images)

    def filled_text(self) -> bool:
        return bool(self.text.strip(" \x00\t\u2003\u3000"))


class XhtmlReader:
    """Reads one body. ``found`` are its paragraphs, ``notes`` what its asides hold, by id.
    A note called is known by the link of its call.

    ``lang`` is the language of the package, for files that name none.
    """

    def __init__(self, file: str, lang: str) -> None:
        self.file = file
        self.lang = lang
        self.found: list[Found] = []
        self.names: set[str] = set()
        self.notes: dict[str, list[Paragraph]] = {}
        self._pending: list[str] = []
        self._open = _Open()
        self._kind: ParagraphKind = "text"
        self._level = 0
        self._verbatim = False
        self._placeholder = False

    def read(self, root: Any) -> None:
        """Read a whole document (``html`` element)."""
        lang = _lang(root) or self.lang
        body = root.find(f"{_XHTML}body")
        if body is not None:
            self._block(body, "body", _lang(body) or lang)

    def _element(self, element: Any, lang: str) -> None:
        if not isinstance(element.tag, str):
            return
        tag = element.tag.removeprefix(_XHTML)
        # Of a link it is that of the page it leads to, of code and of placeholders none that is spoken.
        if tag not in ("a", "code") and "missing-image" not in _classes(element):
            lang = _lang(element) or lang
        if tag in UNSEEN or tag == "nav" or _has(element, "doc-backlink") or _has(element, "cover"):
            return
        if tag == MATHML + "math":
            self._open.text += shown_mathml(element)
        elif tag in BLOCKS:
            self._block(element, tag, lang)
        else:
            self._inline(element, tag, lang)

    # ------------------------------------------------------------ blocks

    def _block(self, element: Any, tag: str, lang: str) -> None:
        self._flush(lang)
        if _is_note(element):
            self._note(element, lang)
            return
        kept = self._kind, self._level, self._verbatim
        self._enter(element, tag)
        self._name(element)
        self._content(element, lang)
        self._flush(lang)
        self._kind, self._level, self._verbatim = kept

    def _enter(self, element: Any, tag: str) -> None:
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            self._kind, self._level = "heading", int(tag[1])
        elif tag in ("caption", "figcaption"):
            self._kind = "caption"
        elif tag == "pre":
            self._kind, self._verbatim = "code", True
        role = ROLES.get(next((name for name in _classes(element) if name in ROLES), ""))
        if role:
            self._kind = role

    def _note(self, element: Any, lang: str) -> None:
        inner = XhtmlReader(self.file, lang)
        inner._content(element, lang)
        inner._flush(lang)
        self.names |= inner.names
        name = element.get("id", "")
        self.names.add(name)
        self.notes[name] = [settle_mark(item.paragraph) for item in inner.found]
        self.notes.update(inner.notes)

    def _flush(self, lang: str) -> None:
        run, self._open = self._open, _Open()
        if not run.filled():
            return
        names, self._pending = tuple(self._pending), []
        paragraph = Paragraph(
            self._kind,
            _settle(run.text),
            number=run.number,
            run=run.run,
            lang=main_language(run.languages, lang),
            level=self._level if self._kind == "heading" else 0,
            notes=tuple(Note(len(_settle(run.text[:at] + "x")) - 1, number, href) for at, number, href in run.notes),
            links=tuple(run.links),
            ruby=tuple((len(_settle(run.text[: start + 1])) - 1, base, reading) for start, base, reading in run.ruby),
            images=tuple(run.images),
        )
        self.found.append(Found(paragraph, names, where=self.file))

    # ------------------------------------------------------------ inlines

    def _content(self, element: Any, lang: str) -> None:
        self._text(element.text, lang)
        for child in element:
            self._element(child, lang)
            self._text(child.tail, lang)

    def _text(self, text: str | None, lang: str) -> None:
        if text:
            if not self._placeholder:
                count_language(self._open.languages, lang, text)
            self._open.text += text if self._verbatim else _NEWLINE.sub(_SOURCE_BLANK, text)

    def _inline(self, element: Any, tag: str, lang: str) -> None:
        run = self._open
        if tag == "br":
            run.text += "\n"
        elif tag == "img" and "math" in _classes(element):
            run.text += plain_formula(element.get("data-formula", ""))
        elif tag == "img":
            self._name(element)
            described = element.get("alt", "").strip() or element.get("title", "").strip()
            if described:
                run.images.append(described.replace("\n", " "))
        elif tag == "ruby":
            self._name(element)
            self._ruby(element, lang)
        elif (tag == "a" and _has(element, "noteref")) or _has(element, "doc-noteref"):
            self.names.add(element.get("id", ""))
            digits = "".join(element.itertext())
            run.notes.append((len(run.text), int(digits) if digits.isdecimal() else 0, element.get("href", "")))
        elif not run.filled_text() and (role := next((name for name in _classes(element) if name in LABELS), "")):
            self._name(element)
            if role == "run":
                run.run = "".join(element.itertext())
            else:
                run.number += "".join(element.itertext())
        else:
            self._name(element)
            if tag == "a" and element.get("href"):
                run.links.append(element.get("href"))
            kept, self._placeholder = self._placeholder, self._is_placeholder(element)
            self._content(element, lang)
            self._placeholder = kept

    def _is_placeholder(self, element: Any) -> bool:
        """Whether text says that a picture is missing: all of its placeholder but the alternative text."""
        classes = _classes(element)
        return "missing-image" in classes or (self._placeholder and "alt" not in classes)

    def _ruby(self, element: Any, lang: str) -> None:
        """Base and reading in turn: ``漢<rt>かん</rt>字<rt>じ</rt>``."""
        run = self._open
        start = len(run.text)
        self._text(element.text, lang)
        for child in element:
            tag = child.tag.removeprefix(_XHTML) if isinstance(child.tag, str) else ""
            if tag == "rt":
                reading = "".join(child.itertext())
                if reading:
                    run.ruby.append((start, run.text[start:], reading))
                start = len(run.text)
            elif tag != "rp":
                self._element(child, lang)
            self._text(child.tail, lang)

    def _name(self, element: Any) -> None:
        name = element.get("id")
        if name:
            self.names.add(name)
            if not self._open.text.strip(" \x00"):
                self._pending.append(name)


ROLES: dict[str, ParagraphKind] = {
    "df-title": "title",
    "df-subtitle": "furniture",
    "df-run": "furniture",
    "contents-title": "furniture",
    "df-contents": "contents",
    "lines": "verse",
}
"""Classes that say what a paragraph is where the element does not."""


def _settle(text: str) -> str:
    text = text.strip(_SOURCE_BLANK)
    text = re.sub(f"{_SOURCE_BLANK}*\n{_SOURCE_BLANK}*", "\n", text)
    return text.replace(_SOURCE_BLANK, " ").strip("\n")


def _lang(element: Any) -> str:
    return str(element.get(_XML_LANG) or element.get("lang") or "")


def _classes(element: Any) -> list[str]:
    return str(element.get("class", "")).split()


def _has(element: Any, role: str) -> bool:
    return role in str(element.get("role", "")).split() or role in str(element.get(_EPUB_TYPE, "")).split()


def _is_note(element: Any) -> bool:
    return _has(element, "doc-footnote") or _has(element, "footnote")
