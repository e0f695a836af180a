"""A document in a few lines: title, language, series, numbered paragraphs, words."""

from __future__ import annotations

from collections import Counter

from docforge.model import meta
from docforge.model.nodes import Document, Heading, Image, Item, Table
from docforge.model.text import inline_text
from docforge.model.walk import find


def summarise(document: Document) -> str:
    """The summary of a final document, one ``key: value`` a line, with a final line feed."""
    from docforge.typography.count import words

    body = words(document)
    kinds = Counter(item.kind for item in find(document.blocks, Item))
    rows = [
        ("title", inline_text(document.title)),
        ("language", document.lang or "not given"),
        ("runs", str(len(document.runs))),
        *((f"  run {run.name or run.number}", f"{run.first} – {run.last}, {run.count}") for run in document.runs),
        ("numbered paragraphs", str(numbered(document))),
        *((kind, str(kinds[kind])) for kind in ("question", "option", "answer") if kinds[kind]),
        ("words in the body", f"{body:,}"),
        ("words with the title", f"{words(document, title=True):,}"),
        ("minutes", meta.text(document, "df-minutes")),
        *_counts(document),
        ("sources", ", ".join(source.name for source in document.sources)),
    ]
    return "".join(f"{key}: {value}\n" for key, value in rows if value)


def numbered(document: Document) -> int:
    """How many paragraphs take part in a run, those of deeper levels included."""
    return sum(1 for item in find(document.blocks, Item) if item.run)


def words_of(document: Document) -> int:
    """Words of a final document, as its first page says."""
    return int(meta.text(document, "df-words") or 0)


def _counts(document: Document) -> list[tuple[str, str]]:
    """How many of what there is, where there is any."""
    found = [
        ("headings", sum(1 for _ in find(document.blocks, Heading))),
        ("tables", sum(1 for _ in find(document.blocks, Table))),
        ("pictures", sum(1 for _ in find(document.blocks, Image))),
        ("notes", len(document.notes)),
        ("edits", len(document.edits)),
    ]
    return [(name, str(count)) for name, count in found if count]
