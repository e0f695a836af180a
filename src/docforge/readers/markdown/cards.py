"""Link cards: an address alone on its line, ``@[card](address)``, ``@[youtube](id)``, on sites that show them so."""

from __future__ import annotations

import re

from docforge.model import nodes as n
from docforge.model.text import inline_text

SITES = frozenset({"zenn"})
"""Sites that make a card of an address alone on its line."""

_URL = re.compile(r"https?://[^\s<>\"]+")
_FILMS = {"youtube": "https://www.youtube.com/watch?v="}


def card(content: n.Inlines, site: str) -> n.Div | None:
    """The card that a paragraph is, None for any other paragraph."""
    if site not in SITES or not content:
        return None
    at = content[0].at
    if len(content) == 1 and isinstance(content[0], n.Text) and _URL.fullmatch(content[0].text.strip()):
        url = content[0].text.strip()
        return _card(n.Link(content=(n.Text(text=url, at=at),), url=url, at=at))
    if len(content) == 1 and isinstance(content[0], n.Link) and inline_text(content[0].content) == content[0].url:
        return _card(content[0])
    if len(content) != 2:
        return None
    sign, link = content
    if isinstance(sign, n.Text) and sign.text == "@" and isinstance(link, n.Link):
        kind = inline_text(link.content)
        url = link.url if _URL.match(link.url) else _FILMS.get(kind, "") + link.url
        return _card(n.Link(content=(n.Text(text=url, at=at),), url=url, at=at))
    return None


def _card(link: n.Link) -> n.Div:
    return n.Div(blocks=(n.Para(content=(link,), at=link.at),), attr=n.Attr(classes=("card",)), at=link.at)
