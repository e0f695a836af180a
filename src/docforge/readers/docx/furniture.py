"""Headers and footers: furniture of pages, which a theme makes anew. What they say is told."""

from __future__ import annotations

from docforge.archive import ArchiveError
from docforge.readers.docx.context import Context, short
from docforge.wordml.names import TYPE, W

_KINDS = ("header", "footer")


def furniture(context: Context) -> str:
    """What the headers and footers of a file say, "" where it has none."""
    told = []
    main = context.package.main
    for kind in _KINDS:
        words = dict.fromkeys(_words(context, member) for member in main.kinds.get(TYPE + kind, ()))
        said = " · ".join(word for word in words if word)
        if words:
            told.append(f'{kind} ("{short(said)}")' if said else kind)
    return f"page furniture left out: {' and '.join(told)}" if told else ""


def _words(context: Context, member: str) -> str:
    try:
        root = context.package.xml(member)
    except ArchiveError:
        return ""  # furniture that nobody can read
    return "".join(found.text or "" for found in root.iter(W + "t")).strip()
