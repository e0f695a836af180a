"""Documents at random for the press: nesting, floats, tables, notes, mixed scripts, combining and rare characters."""

from __future__ import annotations

import html
import random

_PIECES = (
    *list("国中文字排版的了是在有我他这为之大来以个") * 3,
    *"，。、；：？！“”‘’（）《》「」『』【】—…·～",
    *("——", "……", " ", " ", "A", "word", "Web 2.0", "3.14%", "2024", "（a）", "e\u0301", "ー", "っ", "か\u3099"),
    *("𠀀", "𪜶", "\U000323b0", "葛\U000e0100", "한글", "한국어는", "fi", "ffi", "office", "A\u200bB", "\u3000", "①"),
    *("http://example.com/a-b_c", "℃", "é", "α", "Я", "\u00ad", "inter\u00adnational", "—", "ㄅㄆ", "―", "½"),
    *("の", "カタカナ", "漢字", "、", "hyphenation", "typesetting", "，，", "。）", "（（", "!?"),
)
_FLOAT = "float:right"
_BLOCKS = (
    "<p>{}</p>",
    "<ul><li>{}</li></ul>",
    "<table><tr><td>{}</td><td>中文</td></tr></table>",
    "<div style='text-indent:2em'>{}</div>",
    "<p style='text-align:center'>{}</p>",
    "<p style='text-align:right'>{}</p>",
    "<p lang=ja>{}</p>",
    "<p lang=ko>{}</p>",
    "<p lang=zh-Hant>{}</p>",
    "<p lang=en>Hyphenation of {}</p>",
    "<pre>{}</pre>",
    "<div style='float:right;width:6em'>{}</div>",
    "<div style='display:inline-block'>{}</div>",
    "<p><span style='display:inline-block;width:2em;margin-left:-2em'>1.</span>{}</p>",
)


def text(choose: random.Random, count: int) -> str:
    """``count`` pieces of text in all scripts."""
    return "".join(choose.choice(_PIECES) for _ in range(count))


def inlines(choose: random.Random, count: int, depth: int = 0) -> str:
    """HTML of inline content of about ``count`` pieces."""
    out = ""
    while count > 0:
        taken = choose.randint(1, 12)
        count -= taken
        piece, kind = html.escape(text(choose, taken)), choose.random()
        if depth < 3 and kind < 0.2:
            piece = f"<b>{inlines(choose, taken, depth + 1)}</b>"
        else:
            piece = _wrapped(piece, kind)
        out += piece
    return out


def _wrapped(piece: str, kind: float) -> str:
    shapes = (
        (0.25, "<a href='#x'>{}</a>"),
        (0.29, "<code style='white-space:pre-wrap'>{}</code>"),
        (0.32, "<span style='display:inline-block'>{}</span>"),
        (0.34, "<sup>{}</sup>"),
        (0.37, "{}<br>"),
        (0.40, "<u>{}</u>"),
        (0.42, "<s>{}</s>"),
        (0.44, "<span style='letter-spacing:.1em;padding:0 .3em;border:1px solid'>{}</span>"),
        (0.46, "<span style='float:right;width:4em'>{}</span>"),
        (0.48, "<span style='font-size:70%;white-space:nowrap'>{}</span>"),
        (0.50, "<span style='float:footnote'>{}</span>"),
        (0.52, "<span style='position:absolute'>{}</span>"),
        (0.54, "<i lang=ja>{}</i>"),
        (0.56, "<span style='font-variant-caps:small-caps'>{}</span>"),
        (0.58, "<span id=a></span>{}"),
        (0.60, "<span style='position:relative'>{}</span>"),
    )
    for below, markup in shapes:
        if 0.2 <= kind < below:
            return markup.format(piece)
    return piece


def document(choose: random.Random, faces: str, blocks: int = 12) -> str:
    """A whole page of HTML, its measure and its blocks at random.

    Either it has floats and one endless page, or pages and no floats: WeasyPrint loses or doubles text of floats that
    go over a page.
    """
    measure = choose.choice((9, 14.3, 20, 27.7, 40))
    wrap = choose.choice(("normal", "anywhere"))
    endless = choose.random() < 0.4
    body = "".join(choose.choice(_BLOCKS).format(inlines(choose, choose.randint(1, 100))) for _ in range(blocks))
    if not endless:
        body = body.replace(_FLOAT, "display:inline")
    style = (
        f"{faces}@page{{size:210mm {5000 if endless else 297}mm;margin:10mm}}"
        f"html{{font:12px/1.6 'Docforge Serif SC',serif;overflow-wrap:{wrap}}}"
        f"body{{width:{measure}em}}p,li,td,div{{text-align:justify}}p{{orphans:2;widows:2}}"
    )
    return f"<!doctype html><html lang=zh-Hans><meta charset=utf-8><style>{style}</style>{body}"
