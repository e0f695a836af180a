"""The line over what was picked of a file: where it comes from, and the way to its page on the web."""

from __future__ import annotations

import posixpath

from docforge.build.picks.online import code_picture, short_address
from docforge.model import nodes as n
from docforge.model.text import merge_text
from docforge.passes.elements.placing import AT_END

ROLE = "origin"
"""The role of themes that the line is set in."""

_WAYS = {"zh": "扫码打开：{}", "ja": "QRコード：{}", "ko": "QR 코드: {}"}
_WAY = "QR code: {}"


def origin_line(title: str, path: str, names: str, url: str, lang: str, *, code: bool) -> n.Para:
    """``讲义 · a.md 3–7``; where the page is on the web, its address and, at the end of the line, a code for that."""
    said = " · ".join(filter(None, (title, " ".join(filter(None, (posixpath.basename(path), names))))))
    line: list[n.Inline] = [n.Text(said)]
    if url:
        short = short_address(url)
        line += [n.Text(" · "), n.Link((n.Text(short),), url)]
        if code:
            said = _WAYS.get(lang.split("-")[0], _WAY).format(short)
            line.append(n.Span((code_picture(url, said),), attr=n.Attr(classes=(AT_END,))))
    return n.Para(merge_text(line), attr=n.Attr(classes=(ROLE,)))
