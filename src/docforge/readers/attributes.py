"""Attributes of the model as readers make them: none at all are always the one ``NO_ATTR``."""

from __future__ import annotations

from docforge.model.nodes import NO_ATTR, Attr


def make(
    identifier: str = "",
    classes: tuple[str, ...] = (),
    lang: str = "",
    pairs: tuple[tuple[str, str], ...] = (),
) -> Attr:
    """Attributes; none at all are always the one ``NO_ATTR``, which the JSON form leaves out."""
    return Attr(identifier, classes, lang, pairs) if identifier or classes or lang or pairs else NO_ATTR


def merge(first: Attr, second: Attr) -> Attr:
    """Both attributes in one; where both name an id or a language, the second counts."""
    if first == NO_ATTR:
        return second
    keys = {key for key, _ in second.pairs}
    return make(
        second.id or first.id,
        (*first.classes, *(name for name in second.classes if name not in first.classes)),
        second.lang or first.lang,
        (*(pair for pair in first.pairs if pair[0] not in keys), *second.pairs),
    )
