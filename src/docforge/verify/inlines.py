"""What a run of inlines says: its text, and beside it note calls, links, readings and pictures.

A picture without alternative text speaks by its title; with neither it is decoration and says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from docforge.model import nodes as n
from docforge.model.divisions import ARTIFACT
from docforge.model.locators import locator
from docforge.model.text import inline_text
from docforge.patterns import lazy_pattern
from docforge.verify.facts import count_language
from docforge.verify.formulas import shown_markup

_SIMPLIFIED = re.compile(r"zh(?!.*-(?:hant|tw|hk|mo)\b)", re.IGNORECASE)
_CORNERED = re.compile(r"(?:ja|zh.*-(?:hant|tw|hk|mo))\b", re.IGNORECASE)


def quotation_marks(lang: str, vertical: bool) -> tuple[str, str]:
    """Marks of ``Quoted``, double and single. In vertical lines Simplified Chinese has corner brackets too, the others
    outside (GB/T 15834-2011, 5.1)."""
    if _CORNERED.match(lang):
        return "「」", "『』"
    return ("『』", "「」") if vertical and _SIMPLIFIED.match(lang) else ("“”", "‘’")


_DENSE = lazy_pattern(
    "[\u2e80-\u303f\u3041-\u3129\u31a0-\u31bf\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff9f\U00020000-\U0003ffff]"
)


class Run:
    """What one run of inlines says. ``link`` and ``picture`` tell what a link leads to and how a picture reads."""

    def __init__(
        self,
        lang: str,
        link: Callable[[str], str],
        picture: Callable[[str], str | None],
        *,
        vertical: bool = False,
    ) -> None:
        self.lang = lang
        self.vertical = vertical
        self.link = link
        self.picture = picture
        self.text = ""
        self.languages: dict[str, int] = {}
        self.notes: list[tuple[int, str]] = []
        self.links: list[str] = []
        self.ruby: list[tuple[int, str, str]] = []
        self.images: list[str] = []
        self.places: list[str] = []
        """What references that are pages on paper lead to."""
        self.named: list[int] = []
        """Where in ``text`` the name of each of them begins and ends."""

    def read(self, content: n.Inlines) -> None:
        """Read inlines."""
        self._read(content)

    def strip(self) -> None:
        """Leave out line breaks at both ends, which nobody sees."""
        text = self.text.strip("\n")
        lead = len(self.text) - len(self.text.lstrip("\n"))
        self.notes = [(min(max(at - lead, 0), len(text)), name) for at, name in self.notes]
        self.ruby = [(max(at - lead, 0), base, reading) for at, base, reading in self.ruby]
        self.text = text

    def _read(self, content: n.Inlines) -> None:
        for place, node in enumerate(content):
            if places := locator(node):
                self._places(node, places)
                continue
            match node:
                case n.Math(mathml=mathml) if mathml:
                    self.text += shown_markup(mathml)  # in no language
                case n.Text(text=text) | n.Math(text=text) | n.Code(text=text):
                    self._put(text)
                case n.Break(hard=hard):
                    self.text += "\n" if hard else _soft(content, place)
                case n.Ruby(pairs=pairs):
                    self._ruby(pairs)
                case n.NoteRef(to=to):
                    self.notes.append((len(self.text), to))
                case n.Image(content=alternative, url=url, title=title):
                    self._image(inline_text(alternative).replace("\n", " "), url, title)
                case n.Link(content=inner, url=url, attr=attr) if ARTIFACT in attr.classes:
                    self.links.append(url)
                    self._read(inner)
                case n.Link(content=inner, url=url):
                    self._link(inner, url)
                case n.Ref(content=inner, to=to):
                    self._link(inner, "#" + to)
                case n.Quoted(content=inner, double=double):
                    marks = quotation_marks(self.lang, self.vertical)[0 if double else 1]
                    self._put(marks[0])
                    self._read(inner)
                    self._put(marks[1])
                case n.Span(content=inner, attr=attr):
                    kept, self.lang = self.lang, attr.lang or self.lang
                    self._read(inner)
                    self.lang = kept
                case n.RawInline():
                    pass
                case _:
                    self._read(node.content)

    def _put(self, text: str) -> None:
        self.text += text
        count_language(self.languages, self.lang, text)

    def _ruby(self, pairs: tuple[tuple[str, str], ...]) -> None:
        for base, reading in pairs:
            if reading:
                self.ruby.append((len(self.text), base, reading))
            self._put(base)

    def _image(self, alternative: str, url: str, title: str) -> None:
        said = self.picture(url)
        if said is not None:
            self._put(alternative)
            self.text += said  # in the language of the page, so it does not count
        elif described := alternative.strip() or title.strip():
            self.images.append(described)

    def _places(self, node: n.Inline, places: tuple[str, ...]) -> None:
        """The name of a place, which is a page on paper, as are further places below the same heading."""
        self.places += [self.link("#" + name) for name in places]
        self.named.append(len(self.text))
        self._link((n.Text(inline_text((node,))),), "#" + places[0])
        self.named.append(len(self.text))

    def _link(self, content: n.Inlines, url: str) -> None:
        target = self.link(url)
        if target:
            self.links.append(target)
        self._read(content)


def _soft(content: n.Inlines, place: int) -> str:
    """A soft break: nothing between Han or kana and at the edge of what holds it, a blank elsewhere."""
    before, after = inline_text(content[:place]), inline_text(content[place + 1 :])
    if not before or not after or (_DENSE.match(before[-1]) and _DENSE.match(after[0])):
        return ""
    return " "
