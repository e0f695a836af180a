"""Words of examination papers (``styles/exam.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache

import msgspec

from docforge import resources
from docforge.model import nodes as n
from docforge.model.exams import BOX
from docforge.model.ids import own_id


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of one language; see the file."""

    fields: tuple[str, ...]
    points: str
    section: str
    total: str

    def box(self, total: str) -> n.Div:
        """The box: a row of its fields above a row to write in, with the sum of points in the last cell."""
        head = tuple(n.Cell((n.Para((n.Text(name),), tight=True),), align="center") for name in self.fields)
        said = (n.Para((n.Text(self.total.format(total)),), tight=True),) if total else ()
        blank = (*(n.Cell() for _ in self.fields[1:]), n.Cell(said, align="right"))
        table = n.Table(
            columns=tuple(n.Column("center", 1 / len(self.fields)) for _ in self.fields),
            bodies=(n.TableBody((n.Row(blank),)),),
            head=n.RowGroup((n.Row(head),)),
            attr=n.Attr(id=own_id("exam\nbox")),
        )
        return n.Div((table,), attr=n.Attr(classes=(BOX,)))


@cache
def _table() -> Mapping[str, Words]:
    text = resources.path("styles/exam.toml").read_text(encoding="utf-8")
    return {tag: msgspec.convert(entry, Words) for tag, entry in tomllib.loads(text).items()}


def words_of(lang: str) -> Words:
    """The words of a language, else English ones; those of its region for other tags of Chinese."""
    table = _table()
    near = table.get(lang) or table.get(lang.split("-")[0])
    if near is None and lang.startswith("zh"):
        near = table["zh-Hant" if any(part in lang for part in ("TW", "HK", "MO", "Hant")) else "zh-Hans"]
    return near or table["en"]
