"""The text of a source by another way than docforge's: Markdown by pandoc, what is HTML by lxml.

Notation that pandoc does not know is written as HTML first (``notation``), line by line and by nothing but patterns.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from lxml import html

import judges
from witness.notation import as_html
from witness.text import ANY, LABEL, LABEL_END, NOTE, SOFT, Told, formula, reading

_DIALECT = (
    "commonmark+pipe_tables+strikeout+task_lists+footnotes+autolink_bare_uris+tex_math_dollars+definition_lists"
    "+attributes+raw_html"
)
_BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body caption center dd details div dl dt figcaption figure footer h1 h2 h3 h4"
        " h5 h6 header hr iframe li main nav ol p pre section summary table tbody td tfoot th thead tr ul",
    )
)
_SIDES = frozenset(("options-api", "composition-api"))
"""Classes of the sides of a switch, which are printed as their names."""
_PERMALINKS = {"footnote-back", "header-anchor", "headerlink"}
_SILENT = frozenset(("script", "style", "template", "noscript", "svg", "button", "nav"))


def markdown(text: str, *, site: str = "") -> Told:
    """The text of Markdown of a kind of site. Front matter gives the title where no heading of level 1 does."""
    front, body = _front_matter(text)
    page = judges.pandoc(
        "--from", _DIALECT, "--to", "html", "--mathjax", "--wrap=preserve", text_in=as_html(body, site=site)
    )
    told = page_text(f"<body>{page}</body>")
    title = re.search(r"(?m)^title:\s*(.+?)\s*$", front)
    if title and page.count("<h1") != 1:
        return Told(f"{title[1].strip(chr(34) + chr(39))}\n{told.body}", told.notes)
    return told


def page_text(page: str, *, region: str = "//body") -> Told:
    """The text of the first element of an HTML page that an XPath finds."""
    tree = html.fromstring(f"<html>{page}</html>" if page.startswith("<body") else page)
    reader = _Reader()
    for section in tree.xpath("//section[contains(@class, 'footnotes')]"):
        reader.apart.append(section)
    out: list[str] = []
    reader.read(tree.xpath(region)[0], out)
    notes: list[str] = []
    for section in reader.apart:
        for entry in section.iter("li"):
            reader.inside(entry, notes)
    return Told("".join(out), "".join(notes))


def _front_matter(text: str) -> tuple[str, str]:
    found = re.match(r"\A\ufeff?---[ \t]*\n(.*?\n)---[ \t]*\n", text, re.DOTALL)
    return (found[1], text[found.end() :]) if found else ("", text)


class _Reader:
    """Reads a tree of HTML as a reader of the page hears it."""

    def __init__(self) -> None:
        self.apart: list[Any] = []

    def read(self, element: Any, out: list[str]) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in _SILENT or element in self.apart:
            return
        special = _SPECIAL.get(tag)
        told = special(element) if special else None
        if told is not None:
            out.append(told)
        elif "katex" in (element.get("class") or "").split() or tag == "mjx-container":
            out.append(_drawn_formula(element))
        elif "math" in (element.get("class") or "").split():
            out.append(formula(re.sub(r"\A\s*\\[(\[]|\\[)\]]\s*\Z", "", element.text_content()), tex=True))
        else:
            if tag == "li":
                out.append(_number(element))
            out.extend(f"{name}\n" for name in (element.get("class") or "").split() if name in _SIDES)
            self.inside(element, out)
            if tag == "a" and _leads_inside(element):
                out.append(ANY)
            if element.get("ruby"):
                out.append(reading("", element.get("ruby")))

    def inside(self, element: Any, out: list[str]) -> None:
        """The text in an element, and a line end behind a block."""
        out.append(_flowing(element.text, element))
        for child in element:
            self.read(child, out)
            out.append(_flowing(child.tail, element))
        if element.tag in _BLOCKS:
            out.append("\n")


def _flowing(text: str | None, element: Any) -> str:
    """Text as typed, ends of lines marked as such where they may be blanks."""
    typed = element.tag == "pre" or (element.getparent() is not None and element.getparent().tag == "pre")
    return (text or "") if typed else (text or "").replace("\n", SOFT)


def _anchor(element: Any) -> str | None:
    if "footnote-ref" in (element.get("class") or ""):
        return NOTE
    return "" if _PERMALINKS & set((element.get("class") or "").split()) else None


def _picture(element: Any) -> str:
    """The description of a picture; the address of one that is not there, and the caption of one that stands alone."""
    source, told = element.get("src") or "", element.get("alt") or ""
    if urlsplit(source).scheme in ("http", "https"):
        told += source
    parent = element.getparent()
    alone = (
        parent.tag == "p" and len(parent) == 1 and not (parent.text or "").strip() and not (element.tail or "").strip()
    )
    return told + (f"\n{element.get('title')}" if alone and element.get("title") else "")


def _box(element: Any) -> str:
    if element.get("type") != "checkbox":
        return ""
    return "✓" if element.get("checked") is not None else "□"


def _ruby(element: Any) -> str:
    told, base = "", element.text or ""
    for child in element:
        if child.tag == "rt":
            told, base = told + reading(base, child.text_content()), ""
        elif child.tag != "rp":
            base += child.text_content()
        base += child.tail or ""
    return told + base


def _math(element: Any) -> str:
    tex = element.xpath(".//*[local-name()='annotation'][contains(@encoding, 'tex')]")
    if tex:
        return formula(tex[0].text_content(), tex=True)
    return formula(element.text_content(), tex=False)


def _drawn_formula(element: Any) -> str:
    found = element.xpath(".//*[local-name()='math']")
    return _math(found[0]) if found else formula(element.text_content(), tex=False)


def _frame(element: Any) -> str:
    return f"{element.get('title') or element.get('src') or ''}{ANY}\n"


def _number(item: Any) -> str:
    """The number of an item of an HTML list; pandoc's own lists carry theirs as text."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol" or LABEL in item.text_content()[:40]:
        return ""
    value = int(parent.get("start") or 1) - 1
    for one in parent.iterchildren("li"):
        value = int(one.get("value") or value + 1)
        if one is item:
            break
    return f"{LABEL}{value}.{LABEL_END}"


def _leads_inside(element: Any) -> bool:
    return not urlsplit(element.get("href") or "https:").scheme


_SPECIAL: dict[str, Callable[[Any], str | None]] = {
    "a": _anchor,
    "img": _picture,
    "input": _box,
    "ruby": _ruby,
    "math": _math,
    "iframe": _frame,
    "br": lambda element: "\n",
    "badge": lambda element: element.get("text"),
}
