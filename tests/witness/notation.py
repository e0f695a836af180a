"""Notation that pandoc does not read, written as HTML by patterns, outside code."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from witness.text import ANY, LABEL, LABEL_END

_FENCE = re.compile(r"^(?P<indent>[ >]*)(?P<marks>`{3,}|~{3,})(?P<info>.*)$")
_BOX = re.compile(r"^(?P<indent>[ \t>]*):::+[ \t]*(?P<name>[^\s{}\[\]:]*)[ \t]*(?P<title>.*?)[ \t]*(?:\{[^}]*\})?$")
_INDENTED_BOX = re.compile(
    r"^(?P<indent> *)(?:(?:!!!|\?\?\?\+?) +[\w -]+?(?: +\"(?P<title>[^\"]*)\")?|===[!+]* +\"(?P<tab>[^\"]*)\") *$"
)
_CONTENTS = re.compile(r"^\s*(?:\[\[_?toc_?\]\]|@?\[toc\]|\$\{toc\})\s*$", re.IGNORECASE)
_MARKER = re.compile(r"^(?P<before>[ \t>]*(?:[-*+][ \t]+)*)(?P<label>\d{1,9}[.)])(?P<blank>[ \t\u2003\u3000]+)(?=\S)")
_READING = re.compile(r"\{(?P<base>[^{}|]+)\|(?P<words>[^{}]+)\}")
_SPAN = re.compile(r"\[(?!\^)(?P<words>[^\[\]]*)\]\{(?P<attributes>[^{}]*)\}")
_EMPTY_LINK = re.compile(r"(?<!!)\[\]\([^)]*\)")
_REFERENCE = re.compile(
    r"(?<![\w@.])@(?:[^\s@#()<>（）「」“”，。；：、]+#)?(?:s\d+p\w+(?:\.\w+)*|n\d+|[a-z]+-[\w-]+)(?!\w)"
)
_STRONG = re.compile(r"(?<![\\*])(\*{1,2})(?=[^\s*])([^*]+?)(?<=[^\s*])\1(?!\*)")
_COUNTED = re.compile(
    r"^\s*(?:本文)?(?:字数|字數|文字数|글자 ?수|words?)\s*[:：]?\s*[\d,.]+.{0,40}(?:分钟|分鐘|分|분|min(?:ute)?s?)\s*$",
    re.IGNORECASE,
)
"""The line under a title in which a site counts words and minutes."""
_CODE = re.compile(r"(`+)(?!`)(.*?)(?<!`)\1(?!`)")


def as_html(text: str, *, site: str = "") -> str:
    """Markdown with the containers, readings, spans, highlights and references of docforge as HTML or marks."""
    out: list[str] = []
    fence = ""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for line in _flush(lines) if site == "mkdocs" else lines:
        found = _FENCE.match(line)
        if fence:
            out.append(line)
            fence = "" if found and found["marks"].startswith(fence) and not found["info"].strip() else fence
        elif found:
            fence = found["marks"][:3]
            out.extend(_titled(found))
        else:
            out.extend(_line(line, site))
    return "\n".join(out)


def _flush(lines: list[str]) -> list[str]:
    """The boxes and tabs of MkDocs as their titles, with what is indented below them brought to the margin."""
    out: list[str] = []
    place, fence = 0, ""
    while place < len(lines):
        line = lines[place]
        place += 1
        code = _FENCE.match(line)
        if code and (not fence or code["marks"].startswith(fence)):
            fence = "" if fence else code["marks"][:3]
        box = None if fence or code else _INDENTED_BOX.match(line)
        if box is None:
            out.append(line)
            continue
        inner = box["indent"] + "    "
        below: list[str] = []
        while place < len(lines) and (not lines[place].strip() or lines[place].startswith(inner)):
            below.append(box["indent"] + lines[place][len(inner) :])
            place += 1
        title = next((box[name] for name in ("title", "tab") if box[name] is not None), ANY)
        out += ["", box["indent"] + title, "", *_flush(below), ""]
    return out


def _titled(fence: re.Match[str]) -> list[str]:
    """The opening line of code; its name, where it has one, before it."""
    title = re.search(r"\[([^\]]+)\]\s*$|title=\"([^\"]+)\"", fence["info"])
    line = f"{fence['indent']}{fence['marks']}"
    return [f"{fence['indent']}{title[1] or title[2]}", "", line] if title else [line]


def _line(line: str, site: str) -> list[str]:
    if _CONTENTS.match(line) or _COUNTED.match(line):
        return [""]
    box = _BOX.match(line)
    if box:
        alert = box["name"] == "message" and site == "zenn"
        title = re.sub(r"^alert\b\s*", "", box["title"]) if alert else box["title"]
        opens = bool(box["name"])
        return ["", f"{box['indent']}{title or (ANY if opens else '')}".rstrip(), ""]
    return [_outside_code(_MARKER.sub(_marked, line), lambda part: _inline(part, site))]


def _marked(marker: re.Match[str]) -> str:
    return f"{marker['before']}{marker['label']}{marker['blank']}{LABEL}{marker['label']}{LABEL_END}"


def _outside_code(line: str, change: Callable[[str], str]) -> str:
    parts, last = [], 0
    for code in _CODE.finditer(line):
        parts += [change(line[last : code.start()]), code[0]]
        last = code.end()
    return "".join((*parts, change(line[last:])))


def _inline(part: str, site: str) -> str:
    part = _EMPTY_LINK.sub(lambda link: ANY if "(#" in link[0] else "", part)
    part = _REFERENCE.sub(ANY, part)
    part = _SPAN.sub(_span, part)
    part = _READING.sub(_ruby, part)
    if site in ("mdbook", "mkdocs"):
        part = re.sub(r"\\{1,2}\((.+?)\\{1,2}\)", r"$\1$", part)
    part = _STRONG.sub(r"<b>\2</b>", part)
    if site == "vitepress":
        part = re.sub(r"==(?=\S)(.+?)(?<=\S)==", r"\1", part)
    return part


def _ruby(found: re.Match[str]) -> str:
    if found["base"].isascii():
        return found[0]
    return _pairs(found["base"], found["words"].split("|"))


def _pairs(base: str, words: list[str]) -> str:
    parts = [(base, words[0])] if len(words) == 1 else list(zip(base, words, strict=True))
    return "<ruby>" + "".join(f"{one}<rt>{html.escape(word)}</rt>" for one, word in parts) + "</ruby>"


def _span(found: re.Match[str]) -> str:
    ruby = re.search(r"ruby=(?:\"([^\"]*)\"|(\S+))", found["attributes"])
    if ruby:
        return _pairs(found["words"], (ruby[1] or ruby[2]).split("|"))
    return found["words"]
