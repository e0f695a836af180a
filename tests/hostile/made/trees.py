"""Documents that come ready made, as docforge's JSON or pandoc's: trees that no reader of text would make."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from docforge.model import jsonform
from docforge.model import nodes as n
from hostile.made.case import LAST, Case

END = n.Para((n.Text(LAST),))


def own(name: str, *blocks: n.Block, keeps: tuple[str, ...] = (), **fields: Any) -> Case:
    """A document in docforge's JSON form."""
    document = n.Document((*blocks, END), title=(n.Text("题目"),), **fields)
    return Case(f"trees/{name}.json", jsonform.encode(document), keeps=(*keeps, LAST))


def raw(name: str, text: str | bytes) -> Case:
    """Bytes that call themselves docforge's JSON."""
    return Case(
        f"trees/{name}.json", text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"), keeps=()
    )


def pandoc(name: str, *blocks: Any, keeps: tuple[str, ...] = (LAST,)) -> Case:
    """Pandoc's JSON."""
    last = {"t": "Para", "c": [{"t": "Str", "c": LAST}]}
    tree = {"pandoc-api-version": [1, 23, 1], "meta": {}, "blocks": [*blocks, last]}
    return Case(f"trees/{name}.ast", json.dumps(tree).encode(), keeps=keeps)


def linked(url: str) -> n.Para:
    return n.Para((n.Link((n.Text("按我"),), url), n.Image((n.Text("图示"),), url)))


def quoted(depth: int) -> n.Block:
    block: n.Block = n.Para((n.Text("底"),))
    for _ in range(depth):
        block = n.Quote((block,))
    return block


def marked(depth: int) -> n.Para:
    inline: n.Inline = n.Text("底")
    for _ in range(depth):
        inline = n.Strong((inline,))
    return n.Para((inline,))


def tables(depth: int) -> n.Block:
    block: n.Block = n.Para((n.Text("底"),))
    for _ in range(depth):
        row = n.Row((n.Cell((block,), rows=10**9, columns=10**9),))
        block = n.Table((n.Column(),), (n.TableBody((row,)),))
    return block


def cases() -> Iterator[Case]:
    for url in ("javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "http://127.0.0.1:9/a.png"):
        yield own(f"address-{url.partition(':')[0]}", linked(url), keeps=("按我",))
    for depth in (65, 300):
        yield own(f"quotes-{depth}", quoted(depth), keeps=("底",))
        yield own(f"marks-{depth}", marked(depth), keeps=("底",))
    yield own("tables-20", tables(20), keeps=("底",))
    yield own("raw-html", n.RawBlock("html", "<script>alert(1)</script>"))
    yield own("raw-inline", n.Para((n.RawInline("html", "<img src=x onerror=alert(1)>"),)))
    yield own("raw-openxml", n.RawBlock("openxml", "<w:p/>"))
    yield own("raw-latex", n.RawBlock("latex", "\\input{/etc/passwd}"))
    yield own("control", n.Para((n.Text("甲\x0b乙"),)))
    yield own("control-in-code", n.CodeBlock("甲\x00乙"))
    yield own("control-in-language", n.Para((n.Text("甲"),), attr=n.Attr(lang="zh\x01")))
    yield own("bidi", n.Para((n.Text("\u202e甲"),)))
    yield own("bad-id", n.Para((n.Text("甲"),), attr=n.Attr(id='a" onclick="alert(1)')))
    yield own("bad-class", n.Para((n.Text("甲"),), attr=n.Attr(classes=('a"><script>',))))
    yield own("bad-language", n.Para((n.Text("甲"),), attr=n.Attr(lang='zh" onclick="x')), lang='"><script>')
    yield own(
        "bad-pairs",
        n.Para((n.Text("甲"),), attr=n.Attr(pairs=(("onclick", "alert(1)"), ("style", "x:url(http://127.0.0.1:9)")))),
    )
    yield own("mathml", n.Para((n.Math("x", mathml='<math><mi onclick="alert(1)">x</mi><script>1</script></math>'),)))
    yield own(
        "mathml-entity",
        n.Para((n.Math("x", mathml='<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><math>&b;</math>'),)),
    )
    yield own("heading-of-level-900", n.Heading(900, (n.Text("题"),)))
    yield own("list-from-a-billion", n.Ordered((n.ListItem((END,)),), start=10**12))
    yield own("note-ring", n.Para((n.NoteRef("a"),)), notes={"a": (n.Para((n.NoteRef("a"),)),)})
    yield own("note-of-nothing", n.Para((n.NoteRef("gone"),)))
    yield own("source-out", n.Para((n.Image((n.Text("图示"),), "passwd"),)), sources=(n.Source("/etc/x.md", "0" * 64),))
    yield own(
        "final-and-wrong", n.Item((END,), label="一、", scheme="none", value=(10**9,), run=99, level=-5), final=True
    )
    deep = '{"docforge":[1,0],"blocks":' + "[" * 100_000
    yield raw("deep", deep)
    yield raw("not-json", "{")
    yield raw("surrogate", '{"docforge":[1,0],"blocks":[{"t":"Para","content":[{"t":"Text","text":"\\ud800"}]}]}')
    yield raw("version-9", '{"docforge":[9,0],"blocks":[]}')
    yield raw("huge-number", '{"docforge":[1,' + "9" * 50_000 + '],"blocks":[]}')
    yield raw("not-utf-8", b'{"docforge":[1,0],"blocks":"\xff"}')
    yield raw("twice", '{"docforge":[1,0],"docforge":[1,1],"blocks":[],"blocks":[]}')
    script = {"t": "RawBlock", "c": ["html", "<script>alert(1)</script>"]}
    target = {
        "t": "Para",
        "c": [{"t": "Link", "c": [["", [], []], [{"t": "Str", "c": "按我"}], ["javascript:alert(1)", ""]]}],
    }
    quote: Any = {"t": "Para", "c": [{"t": "Str", "c": "底"}]}
    for _ in range(150):
        quote = {"t": "BlockQuote", "c": [quote]}
    yield pandoc("pandoc-script", script)
    yield pandoc("pandoc-link", target)
    yield pandoc("pandoc-quotes", quote)
    yield pandoc("pandoc-control", {"t": "Para", "c": [{"t": "Str", "c": "甲\x01乙"}]})
    yield pandoc("pandoc-unknown", {"t": "Evil", "c": []}, keeps=())
    yield pandoc("pandoc-missing", {"t": "Para"}, keeps=())
    cell = [["", [], []], {"t": "AlignDefault"}, 10**9, 10**9, [quote]]
    table = {
        "t": "Table",
        "c": [
            ["", [], []],
            [None, []],
            [[{"t": "AlignDefault"}, {"t": "ColWidthDefault"}]],
            [["", [], []], []],
            [[["", [], []], 0, [], [[["", [], []], [cell]]]]],
            [["", [], []], []],
        ],
    }
    yield pandoc("pandoc-spans", table)
