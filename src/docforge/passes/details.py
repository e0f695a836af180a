"""Folded boxes (``Div`` of class ``details``): where they stand in print.

``inline`` leaves them; ``chapter`` and ``book`` move them to the end of their chapter or of the book, under a heading,
with a link in their place and one back; ``omit`` leaves them out, and a line at the end of each chapter says how many.
Everything is counted before, so that no number depends on the policy.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from msgspec import Struct, field
from msgspec.structs import replace

from docforge.model import nodes as n
from docforge.model.divisions import CROSSREF, Division, divisions, is_book
from docforge.model.ids import own_id
from docforge.model.omissions import boxes_left_out
from docforge.model.text import block_text, inline_text, merge_text
from docforge.model.walk import Rule, iterate, rewrite
from docforge.passes.findings import Findings
from docforge.passes.moved import MARK, is_moved, moved
from docforge.passes.normalise.notes import reordered
from docforge.passes.refs.links import UNRESOLVED
from docforge.passes.tree import map_blocks, updated
from docforge.protocols import Pass, PassOptions, Result

DETAILS = "details"
LINK = "details-link"
"""Class of the paragraph that stands where a box was."""

_HEADINGS = {
    "zh-Hans": "答案与解析", "zh-Hant": "答案與解析", "ja": "解答と解説", "ko": "정답과 풀이",
    "en": "Answers and explanations",
}  # fmt: skip
"""The heading of boxes of which one answers something, and (below) of any others."""
_OTHER_HEADINGS = {"zh-Hans": "补充内容", "zh-Hant": "補充內容", "ja": "補足", "ko": "덧붙임", "en": "Details"}
_ANSWER = re.compile("答|解析|解説|解说|解說|详解|詳解|정답|풀이|해설|answer|solution|explanation|hint", re.IGNORECASE)
"""What titles of boxes say that answer something."""
_BACK = {"zh-Hans": "返回", "zh-Hant": "返回", "ja": "戻る", "ko": "돌아가기", "en": "Back"}
_DEEPEST = 6


class Details:
    """The pass."""

    name = "details"
    after: tuple[str, ...] = ("refs", "editions")

    def run(self, document: n.Document, options: PassOptions) -> Result[n.Document]:
        """See the module."""
        findings = Findings(document.sources)
        book = is_book(document)
        policy = options.details or ("chapter" if book else "inline")
        if policy == "inline" or not any(_is_details(node) for node in iterate(document.blocks, n.Div)):
            return findings.result(document)
        lifting = _Lifting(document, policy == "omit")
        blocks: list[n.Block] = []
        kept: list[n.Block] = []
        told = 0
        for division in divisions(document):
            lang = (division.heading.attr.lang if division.heading else "") or document.lang
            blocks.extend(lifting.lifted(division.blocks(document), lang))
            if lifting.omit and (gone := lifting.omitted - told):
                told += gone
                blocks.append(boxes_left_out(gone, lang))
            taken = lifting.take()
            if not taken:
                continue
            if policy == "chapter":
                blocks.extend((_heading(division, _named(taken, lang)), *taken))
            else:
                kept.extend((*_subheading(division), *taken))
        if kept:
            blocks.extend((_back(_named(kept, document.lang), book), *kept))
        document = reordered(replace(document, blocks=tuple(blocks)))
        if policy == "omit":
            findings.add("DF236", f"{lifting.omitted} folded boxes are left out, as asked")
            document = _without_links(document, lifting.gone, findings)
        return findings.result(moved(document))


def _is_details(node: object) -> bool:
    return isinstance(node, n.Div) and DETAILS in node.attr.classes and not is_moved(node)


class _Lifting(Struct):
    """Takes boxes out of a row, each with the numbered paragraph that it stands in."""

    document: n.Document
    omit: bool
    omitted: int = 0
    gone: set[str] = field(default_factory=set)
    _taken: list[n.Block] = field(default_factory=list)
    _uses: dict[str, int] = field(default_factory=dict)

    def lifted(self, blocks: n.Blocks, lang: str, owner: n.Item | None = None) -> n.Blocks:
        """The row without its boxes."""
        out: list[n.Block] = []
        for block in blocks:
            if _is_details(block):
                assert isinstance(block, n.Div)
                out.extend(self._lift(block, lang, owner))
            else:
                inner = block if isinstance(block, n.Item) else owner
                out.append(map_blocks(block, partial(self.lifted, lang=lang, owner=inner)))
        same = len(out) == len(blocks) and all(new is old for new, old in zip(out, blocks, strict=True))
        return blocks if same else tuple(out)

    def take(self) -> list[n.Block]:
        """The boxes taken since the last call."""
        taken, self._taken = self._taken, []
        return taken

    def _lift(self, div: n.Div, lang: str, owner: n.Item | None) -> n.Blocks:
        if self.omit:
            self.omitted += 1
            self.gone.update(
                attr.id for node in iterate(div) if isinstance(attr := getattr(node, "attr", None), n.Attr) and attr.id
            )
            return ()
        text = f"details\n{owner.attr.id if owner else ''}\n{block_text((div,))}"
        self._uses[text] = self._uses.get(text, 0) + 1
        identifier = div.attr.id or own_id(text, self._uses[text])
        origin = own_id("from\n" + text, self._uses[text])
        words = inline_text(div.title).strip() or _named([div] if owner is None else [], lang)
        link = n.Link((n.Text(words),), f"#{identifier}", attr=n.Attr(classes=(LINK, CROSSREF)))
        label = owner.label if owner and owner.label else ""
        home = f"#{owner.attr.id if owner and owner.attr.id else origin}"
        # On paper a number says where the box comes from; without one the page does.
        attr = n.NO_ATTR if label else n.Attr(classes=(CROSSREF,))
        back = n.Link((n.Text(label or _word(_BACK, lang)),), home, attr=attr)
        title = merge_text((back, n.Text(" "), *(div.title or (n.Text(words),))))
        attr = replace(div.attr, id=identifier, pairs=(*div.attr.pairs, MARK))
        self._taken.append(replace(div, title=title, attr=attr))
        return (n.Para((link,), tight=True, attr=n.Attr(id=origin, classes=(LINK,)), at=div.at),)


def _word(table: dict[str, str], lang: str) -> str:
    return table.get(lang) or table.get(lang.split("-")[0]) or table["zh-Hans" if lang.startswith("zh") else "en"]


def _named(boxes: Sequence[n.Block], lang: str) -> str:
    """What boxes are called together; none named are those of a numbered paragraph."""
    titles = [inline_text(box.title) for box in boxes if isinstance(box, n.Div)]
    answers = not titles or any(_ANSWER.search(title) for title in titles)
    return _word(_HEADINGS if answers else _OTHER_HEADINGS, lang)


def _heading(division: Division, words: str) -> n.Heading:
    """The heading of the boxes of one chapter, or of a document that has none."""
    home = division.heading.attr.id if division.heading else ""
    above = division.heading or n.Heading(0, ())
    level, source = min(above.level + 1, _DEEPEST), (above.source_level or above.level) + 1
    attr = n.Attr(id=own_id(f"details\n{home}"), classes=("answers",))
    return n.Heading(
        level=level,
        content=(n.Text(words),),
        source_level=source if source != level else 0,
        attr=attr,
    )


def _back(words: str, book: bool) -> n.Heading:
    """The heading of the boxes of the whole book."""
    classes = ("back", "answers") if book else ("answers",)
    attr = n.Attr(id=own_id("details\nbook"), classes=classes)
    return n.Heading(level=1, content=(n.Text(words),), attr=attr)


def _subheading(division: Division) -> n.Blocks:
    """The chapter whose boxes follow, by its title."""
    if division.heading is None:
        return ()
    attr = n.Attr(id=own_id(f"details of\n{division.heading.attr.id}"))
    return (n.Heading(level=2, content=(n.Text(inline_text(division.heading.content)),), attr=attr),)


def _without_links(document: n.Document, gone: set[str], findings: Findings) -> n.Document:
    """Links into what was left out as text."""

    def settle(link: n.Link | n.Ref) -> n.Inline:
        to = link.to if isinstance(link, n.Ref) else link.url.removeprefix("#")
        if to not in gone or (isinstance(link, n.Link) and not link.url.startswith("#")):
            return link
        findings.add("DF237", "a reference leads into a folded box that is left out; its words are kept", link.at)
        attr = n.Attr(classes=(UNRESOLVED,), pairs=(("target", f"#{to}"),))
        return n.Span(link.content, attr=attr, at=link.at)

    rules: dict[type, Rule] = {n.Link: settle, n.Ref: settle}
    blocks, notes = rewrite((document.blocks, document.notes), rules)
    return updated(document, blocks=blocks, notes=notes)


PASS: Pass = Details()
