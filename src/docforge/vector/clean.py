"""An SVG picture without anything that runs, loads or leads out: by an allow list, never by a list of dangers."""

from __future__ import annotations

import base64
import binascii
import re
import tomllib
from collections import Counter
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import NamedTuple
from xml.etree import ElementTree

from docforge.limits import Limits
from docforge.vector.cost import EndlessError, drawn

NAMESPACE = "http://www.w3.org/2000/svg"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_XML = "{http://www.w3.org/XML/1998/namespace}"
_DOCTYPE = re.compile(rb"<!DOCTYPE[^>\[]*>")
_SAFE_DATA = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*", re.IGNORECASE)
_URL = re.compile(r"url\(\s*(['\"]?)(?P<target>.*?)\1\s*\)", re.IGNORECASE | re.DOTALL)
_RUNS = re.compile(r"@import|expression\s*\(|javascript:|-moz-binding|behavior\s*:|\\", re.IGNORECASE)
"""What of CSS loads or runs; a backslash could hide either."""
_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+)\s*(px|pt|pc|mm|cm|in|em|ex)?\s*")
_PIXELS = {
    "": 1.0,
    "px": 1.0,
    "pt": 4 / 3,
    "pc": 16.0,
    "mm": 96 / 25.4,
    "cm": 96 / 2.54,
    "in": 96.0,
    "em": 16.0,
    "ex": 8.0,
}
_USUAL = (300.0, 150.0)
"""The size of a picture that says none (CSS 2.1, 10.3.2)."""
_NOTES = ("data-", "aria-", "tabindex", "focusable", "contentScriptType", "contentStyleType", "zoomAndPan")
"""What attributes begin with that draw nothing, and go without a word."""
DEEPEST = 200
"""Elements within elements."""
LARGEST = 1e7
"""The number of largest size in an attribute; PDF knows none above 3.4e38, and a page is 1e3 wide."""
_NUMBER = re.compile(
    r"(?<![#\w.])[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[-+]?[0-9]+)?|\b(?:nan|inf(?:inity)?)\b", re.IGNORECASE
)
_PATH_NUMBER = re.compile(r"(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[-+]?[0-9]+)?|nan|inf", re.IGNORECASE)
_NO_NUMBERS = frozenset({"id", "class", "lang", "href", "role", "aria-label", "aria-labelledby", "font-family"})


class SvgError(ValueError):
    """The picture cannot be read; the message says why."""


class SvgTooLargeError(SvgError):
    """Drawing the picture would be more work than it may be."""


class Cleaned(NamedTuple):
    """A cleaned picture, its size in CSS pixels, and what was left out: names with how often."""

    data: bytes
    width: int
    height: int
    left_out: tuple[tuple[str, int], ...]


def clean(data: bytes, elements: int = Limits().drawing_elements, usable: Callable[[bytes], bool] = bool) -> Cleaned:
    """The picture with only what ``allowed.toml`` lists. Raises SvgError for what is no SVG or declares entities.

    ``elements``: how many may be drawn, each copy that ``use`` or a pattern makes counted; more raise
    SvgTooLargeError. ``usable`` says whether the bytes of a picture of pixels that stands in it may be drawn.
    """
    if b"<!ENTITY" in data or re.search(rb"<!DOCTYPE[^>]*\[", data):
        raise SvgError("it declares entities")
    try:
        root = ElementTree.fromstring(_DOCTYPE.sub(b"", data))
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise SvgError(f"it is not well-formed XML ({error})") from error
    if root.tag not in ("svg", f"{{{NAMESPACE}}}svg"):
        raise SvgError(f"its root is <{_local(root.tag)}>")
    work = _Work(usable)
    made = work.element(root, 0)
    assert made is not None
    try:
        count, rings = drawn(made)
    except EndlessError as error:
        raise SvgTooLargeError(str(error)) from error
    if rings:
        work.left_out["reference to what it stands in"] = rings
    if count > elements:
        raise SvgTooLargeError(f"{count} elements are drawn, over the limit drawing-elements of {elements}")
    width, height = _size(root)
    own = {"xmlns": NAMESPACE, "width": f"{width:g}", "height": f"{height:g}", "viewBox": f"0 0 {width:g} {height:g}"}
    rest = {key: value for key, value in made.attrib.items() if key not in ("width", "height")}
    made.attrib = {**own, **rest}
    text = ElementTree.tostring(made, encoding="unicode")
    left_out = tuple(sorted(work.left_out.items()))
    return Cleaned(text.encode(), max(round(width), 1), max(round(height), 1), left_out)


class _Work:
    def __init__(self, usable: Callable[[bytes], bool]) -> None:
        self.left_out: Counter[str] = Counter()
        self._usable = usable

    def element(self, source: ElementTree.Element, depth: int) -> ElementTree.Element | None:
        """A copy of an element; None for one that is not kept. A link gives way to a group of what it holds."""
        if not isinstance(source.tag, str):
            return None  # a comment or a processing instruction
        name = "g" if _local(source.tag) == "a" else _local(source.tag)
        if depth > DEEPEST or name not in _allowed("elements") or not _is_svg(source.tag):
            if not _is_editors(source.tag):
                self.left_out[f"<{_local(source.tag)}>"] += 1
            return None
        made = ElementTree.Element(name)
        for key, value in source.attrib.items():
            self._attribute(made, key, value)
        if name == "style":
            made.text = self._css(source.text or "")
            return made
        if name == "image" and "href" not in made.attrib:
            self.left_out["<image> of another file"] += 1
            return None
        made.text = source.text
        for child in source:
            copy = self.element(child, depth + 1)
            if copy is not None:
                made.append(copy)
                copy.tail = child.tail
            elif child.tail and child.tail.strip():
                _after(made, child.tail)
        return made

    def _attribute(self, made: ElementTree.Element, key: str, value: str) -> None:
        name = _local(key)
        if key in ("href", _XLINK):
            target = value.strip()
            if target.startswith("#") or (made.tag == "image" and self._is_picture(target)):
                made.set("href", target)
            elif made.tag not in ("g", "image"):
                self.left_out["reference to another file"] += 1
        elif key.startswith("{") and not key.startswith(_XML):
            return  # an editor's own
        elif name in _allowed("attributes") and _is_wild(name, value):
            self.left_out[f"{name}= out of range"] += 1
        elif name in _allowed("attributes"):
            made.set(
                f"xml:{name}" if key.startswith(_XML) else name,
                self._css(value) if name == "style" else self._value(value),
            )
        elif not name.startswith(_NOTES):
            self.left_out[f"{name}="] += 1

    def _is_picture(self, target: str) -> bool:
        """Whether an address holds a picture of pixels that may be drawn."""
        if not _SAFE_DATA.fullmatch(target):
            return False
        try:
            return self._usable(base64.b64decode(target.partition(",")[2]))
        except binascii.Error:
            return False

    def _value(self, value: str) -> str:
        """A presentation attribute; references to other files are taken out."""
        return _URL.sub(self._own_target, value)

    def _css(self, text: str) -> str:
        if _RUNS.search(text):
            self.left_out["style that loads or runs"] += 1
            return ""
        return _URL.sub(self._own_target, text)

    def _own_target(self, found: re.Match[str]) -> str:
        target = found["target"].strip()
        if target.startswith("#"):
            return f"url({target})"
        self.left_out["reference to another file"] += 1
        return "none"


def _after(made: ElementTree.Element, text: str) -> None:
    """Add text at the end of what an element holds so far."""
    if len(made):
        made[-1].tail = (made[-1].tail or "") + text
    else:
        made.text = (made.text or "") + text


def _is_wild(name: str, value: str) -> bool:
    """Whether a number in an attribute is none that a page could have."""
    if name in _NO_NUMBERS:
        return False
    pattern = _PATH_NUMBER if name in ("d", "points") else _NUMBER
    return any(not abs(float(found[0])) <= LARGEST for found in pattern.finditer(value))


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _is_svg(tag: str) -> bool:
    return not tag.startswith("{") or tag.startswith(f"{{{NAMESPACE}}}")


def _is_editors(tag: str) -> bool:
    """Whether an element is an editor's note to itself, which nobody sees. What is HTML is seen in a browser."""
    return (not _is_svg(tag) and not tag.startswith("{http://www.w3.org/1999/xhtml}")) or _local(tag) == "metadata"


@cache
def _allowed(kind: str) -> frozenset[str]:
    data = tomllib.loads(files("docforge.vector").joinpath("allowed.toml").read_text(encoding="utf-8"))
    return frozenset(data[kind])


def _size(root: ElementTree.Element) -> tuple[float, float]:
    """Width and height in CSS pixels: as said, else those of the ``viewBox``, else the usual ones."""
    box = [float(part) for part in re.findall(r"-?[0-9]*\.?[0-9]+", root.get("viewBox", ""))]
    has_box = len(box) == 4 and box[2] > 0 and box[3] > 0
    width, height = _length(root.get("width", "")), _length(root.get("height", ""))
    if has_box:
        ratio = box[3] / box[2]
        if width is None and height is None:
            return box[2], box[3]
        if width is None:
            assert height is not None
            return height / ratio, height
        return width, width * ratio if height is None else height
    return width or _USUAL[0], height or _USUAL[1]


def _length(text: str) -> float | None:
    found = _LENGTH.fullmatch(text)
    return float(found[1]) * _PIXELS[found[2] or ""] or None if found else None
