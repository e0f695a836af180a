"""What a docs site puts around a text: permalinks in headings, a line that counts words. It becomes metadata."""

from __future__ import annotations

import re
from urllib.parse import unquote

from markdown_it.token import Token

from docforge.model import nodes as n
from docforge.patterns import lazy_pattern
from docforge.readers.attributes import make, merge
from docforge.readers.characters import BLANK
from docforge.readers.markdown.attributes import trailing
from docforge.readers.markdown.context import Context
from docforge.readers.markdown.placed import PlacedToken, begin, offset_of

_EMPTY = lazy_pattern("[\\s\u200b-\u200d\u2060\ufeff#¶§🔗]*")
"""What the text of a permalink may be."""

_LABEL = r"(?:本文)?(?:字数|字數|总字数|總字數|文字数|글자 ?수|words?|word count)"
_TIME_LABEL = (
    r"(?:时长|時長|阅读时间|阅读时长|閱讀時間|預計閱讀|预计阅读|読了時間|読了目安|읽는 시간|reading time|time)"
)
_GAP = f"[{BLANK}]*"
_NUMBER = rf"(?:(?:约|約|共){_GAP})?[0-9][0-9,.]*(?:k|万|萬)?"
_WORDS = f"{_LABEL}{_GAP}[:：]?{_GAP}{_NUMBER}{_GAP}(?:字|个字|個字|文字|자|words?)?|{_NUMBER}{_GAP}(?:words|字)"
_TIME = f"(?:{_TIME_LABEL}{_GAP}[:：]?{_GAP})?{_NUMBER}{_GAP}(?:分钟|分鐘|分|분|min(?:ute)?s?)(?:{_GAP}read)?"
_STATS = lazy_pattern(
    f"{_GAP}(?:(?:{_WORDS}){_GAP}[|·•,，、/]?{_GAP}(?:{_TIME})"
    f"|{_LABEL}{_GAP}[:：]{_GAP}{_NUMBER}{_GAP}(?:字|个字|個字|文字|자|words?)?){_GAP}",
    re.IGNORECASE,
)


def is_stats(content: str) -> bool:
    """Whether a paragraph is one line that gives a number of words, alone or with a reading time."""
    return len(content) < 80 and bool(_STATS.fullmatch(content))


def take_stats(context: Context, token: PlacedToken) -> None:
    """Make the paragraph ``meta["source-stats"]``; its line leaves the body as an edit."""
    context.meta["source-stats"] = n.MetaString(text=token.content.strip(), at=context.place(token.rows[0][1]))
    context.findings.edit("stats", token.rows[0][1] + context.shift, token.content)


def permalinks(context: Context, token: PlacedToken, attr: n.Attr) -> n.Attr:
    """Take the permalinks out of a heading's tokens. Returns its attributes with each anchor as an ``alias`` pair.

    The first address with a host is the page's own: ``meta["source-url"]``.
    """
    children = token.children or []
    index = 0
    kept: list[Token] = []
    pairs = list(attr.pairs)
    while index < len(children):
        end = _permalink_end(children, index)
        if end is None:
            kept.append(children[index])
            index += 1
            continue
        url = str(children[index].attrs.get("href", ""))
        page, _, anchor = url.partition("#")
        if anchor:
            pairs.append(("alias", unquote(anchor)))
        if page and "source-url" not in context.meta:
            at = context.place(offset_of(token.rows, begin(children[index])) + context.shift)
            context.meta["source-url"] = n.MetaString(text=page, at=at)
        start = begin(children[index])
        stop = begin(children[end]) if end < len(children) else len(token.content)
        start = _without_blank(kept, token.content, start, stop)
        place = offset_of(token.rows, start)
        context.findings.edit("permalink", place + context.shift, token.content[start:stop])
        index = end
    token.children = kept
    attr = make(attr.id, attr.classes, attr.lang, tuple(pairs))
    if kept and kept[-1].type == "text" and len(kept) < len(children):
        # The attributes stood before the permalink, so they were not at the heading's end.
        kept[-1].content, more, _ = trailing(kept[-1].content)
        attr = merge(attr, more)
    return attr


def _permalink_end(children: list[Token], index: int) -> int | None:
    """The index after the permalink that begins at a token, None when none does.

    A link counts when it shows nothing and leads to an anchor.
    """
    if children[index].type != "link_open" or "#" not in str(children[index].attrs.get("href", "")):
        return None
    end = index + 1
    text = ""
    while end < len(children) and children[end].type in ("text", "text_special"):
        text += children[end].content
        end += 1
    if end >= len(children) or children[end].type != "link_close" or not _EMPTY.fullmatch(text):
        return None
    return end + 1


def _without_blank(kept: list[Token], content: str, start: int, stop: int) -> int:
    """Let a permalink at a heading's end take the blank before it along."""
    if stop < len(content) or not kept or kept[-1].type != "text":
        return start
    bare = kept[-1].content.rstrip(" \t")
    start -= len(kept[-1].content) - len(bare)
    kept[-1].content = bare
    return start
