"""Editions of one document: which of its conditional parts each shows, and where each has its answers.

A part is conditional by the pairs ``only`` and ``not`` of its attributes, each with names of audiences; an answer is a
``Div`` of class ``answer``. The passes cut a document down to an edition; without one everything is shown.
"""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

import msgspec

from docforge.model.nodes import NO_ATTR, Attr

ONLY, NOT = "only", "not"
"""Keys of conditions: shown to these audiences alone, or to all but these."""

ANSWER = "answer"
"""The class of an answer."""

CONTROL = "docforge:"
"""What the tag of a Word control begins with that holds a condition: ``docforge:only=teacher``."""

Answers: TypeAlias = Literal["inline", "end", "apart", "none"]

NAMES = re.compile(r"[\w-]+(?:[ ,]+[\w-]+)*")
"""A condition that may stand behind ``::: only`` as it is."""

_BETWEEN = re.compile(r"[\s,，、|]+")


class Edition(msgspec.Struct, frozen=True):
    """One edition.

    ``shows``: audiences whose parts it has. ``answers``: where they stand, at the ``end`` under a heading, alone
    (``apart``, without the questions), or nowhere. ``title_suffix``: what follows the title, by language, "" any
    other. ``renumber``: cut the document before it is numbered, so that nothing is missing. ``known``: audiences that
    a condition may name. ``file_name``: the word that tells its files from those of other editions.
    """

    name: str
    shows: tuple[str, ...] = ()
    answers: Answers = "inline"
    title_suffix: dict[str, str] = {}
    renumber: bool = False
    known: tuple[str, ...] = ()
    file_name: str = ""

    def shown(self, attr: Attr) -> bool:
        """Whether a part with these attributes is in the edition."""
        for key, value in attr.pairs:
            named = audiences(value)
            if key == ONLY and named and not set(named) & set(self.shows):
                return False
            if key == NOT and set(named) & set(self.shows):
                return False
        return True

    def suffix(self, lang: str) -> str:
        """What follows the title in a language."""
        table = self.title_suffix
        near = table.get(lang) or table.get(lang.split("-")[0]) or ""
        return near or (table.get("zh-Hans", "") if lang.startswith("zh") else "") or table.get("", "")


def is_conditional(attr: Attr) -> bool:
    """Whether attributes hold a condition."""
    return any(key in (ONLY, NOT) for key, _ in attr.pairs)


def unconditional(attr: Attr) -> Attr:
    """The attributes without conditions."""
    rest = Attr(attr.id, attr.classes, attr.lang, tuple(pair for pair in attr.pairs if pair[0] not in (ONLY, NOT)))
    return rest if rest != Attr() else NO_ATTR


def audiences(value: str) -> tuple[str, ...]:
    """The names in a condition: ``teacher, key`` and ``teacher key`` are two."""
    return tuple(name for name in _BETWEEN.split(value) if name)
