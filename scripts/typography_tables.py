"""Write the tables of docs/typography.md from the tables that docforge works by; ``--check`` only compares."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from docforge.typography.languages import Language
from docforge.typography.tables import Prohibition, Table, classes, css, table

PAGE = Path(__file__).resolve().parent.parent / "docs" / "typography.md"
BEGIN, END = "<!-- tables: written by scripts/typography_tables.py -->", "<!-- end of tables -->"
TITLES: dict[Language, str] = {
    "zh-Hans": "Simplified Chinese (zh-Hans)",
    "zh-Hant": "Traditional Chinese (zh-Hant)",
    "ja": "Japanese (ja)",
    "ko": "Korean (ko)",
}
KINDS = {
    "opening": "opening: loses its start",
    "closing": "closing: loses its end",
    "middle": "in the middle of its body",
    "narrow-opening": "narrow opening",
    "narrow-closing": "narrow closing",
    "dividing": "！ and ？: a row takes 1 em for two",
}
SPACES = {"word-space": "word spaces", "gap": "gaps beside Western letters"}


def main(arguments: list[str]) -> int:
    """0; with ``--check`` 1 when the page is out of step."""
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    fresh = f"{before}{BEGIN}\n\n{written()}\n{END}{after}"
    if "--check" in arguments:
        if fresh != page:
            sys.stderr.write(f"{PAGE.name} is out of step: run python scripts/typography_tables.py\n")
        return int(fresh != page)
    PAGE.write_text(fresh, encoding="utf-8")
    return 0


def written() -> str:
    """All tables as Markdown."""
    parts = [_language(language) for language in TITLES] + [_css(), _classes()]
    return "\n".join(parts)


def _language(language: Language) -> str:
    rows = table(language)
    lines = [f"### {TITLES[language]}", "", _levels(rows), ""]
    body = [*_prohibitions(rows), *_marks(rows), *_adjustment(rows)]
    return "\n".join([*lines, *_grid(("rule", "what", "level", "source"), body)])


def _levels(rows: Table) -> str:
    names = [f"**{name}**" if name == rows.default_level else name for name in rows.levels]
    text = f"Levels from the laxest to the strictest: {', '.join(names)}."
    regions = [f"`{name}` is `{entry.level}` ({entry.source})" for name, entry in rows.regions.items()]
    return " ".join([text, *(f"{entry}." for entry in regions)])


def _prohibitions(rows: Table) -> Iterator[tuple[str, ...]]:
    groups = (
        ("may not start a line", rows.no_line_start),
        ("may not end a line", rows.no_line_end),
        ("stays together in a row, or with a number", rows.unbroken),
    )
    for title, group in groups:
        for row in group:
            yield title, signs(row.classes), _from(row, rows), row.source
    if rows.words:
        yield "no break inside words", ", ".join(rows.words.classes), ", ".join(rows.words.levels), rows.words.source


def _from(row: Prohibition, rows: Table) -> str:
    return f"{row.level} and stricter" if row.level and row.level != rows.levels[0] else "all"


def _marks(rows: Table) -> Iterator[tuple[str, ...]]:
    for trim in rows.trim:
        kind = KINDS[trim.kind] + ("" if trim.writing == "both" else f" ({trim.writing} lines)")
        yield f"beside marks: {kind}", signs(trim.classes), "", trim.source
    yield (
        "closing mark at a line end",
        {"force": "always half", "allow": "half where needed", "none": "full"}[rows.line_end.trim],
        "",
        rows.line_end.source,
    )
    for hang in rows.hang:
        where = "" if hang.writing == "both" else f" ({hang.writing} lines)"
        yield f"may hang{where}", signs(hang.classes), "", hang.source


def _adjustment(rows: Table) -> Iterator[tuple[str, ...]]:
    for step in sorted(rows.squeeze, key=lambda step: step.order):
        what = signs(step.classes) if step.classes else f"{SPACES[step.what]}, to {step.least:g} em"
        yield f"squeezed {step.order}.", what, "", step.source
    for number, stretch in enumerate(rows.stretch, 1):
        yield f"stretched {number}.", f"{SPACES[stretch.what]}, to {stretch.most:g} em", "", stretch.source
    for fixed in rows.no_stretch:
        sides = {"both": "round", "before": "before", "after": "after"}[fixed.side]
        yield f"not stretched {sides}", signs(fixed.classes), "", fixed.source
    yield "gap between ideographs and Western text", "yes" if rows.autospace.gap else "no", "", rows.autospace.source
    upright = f"up to {rows.combine.digits} digits, up to {rows.combine.marks} of ! and ?"
    yield "upright in vertical lines", upright, "", rows.combine.source


def _css() -> str:
    lines = ["### Levels of CSS Text 3 (every language)", ""]
    body = [
        (
            f"{row.name}, {row.side} them" + (f", after {' or '.join(row.after)}" if row.after else ""),
            _shown(row.chars),
            row.until,
            ", ".join(row.languages) or "all",
            row.source,
        )
        for row in css().allow
    ]
    head = ("breaks of", "characters", "up to level", "languages", "source")
    return "\n".join([*lines, *_grid(head, body)])


def _classes() -> str:
    lines = ["### Classes", ""]
    body = [(name, _shown(entry.chars), entry.source) for name, entry in classes().items()]
    return "\n".join([*lines, *_grid(("class", "characters", "source"), body)])


def signs(names: Iterable[str]) -> str:
    """The characters of classes; a class without a list of its own by its name."""
    return " ".join(_shown(classes()[name].chars) if name in classes() else name for name in names)


def _shown(chars: str) -> str:
    return "".join(f" U+{ord(char):04X}" if char.isspace() or ord(char) > 0xFFFF else char for char in chars).strip()


def _grid(head: tuple[str, ...], body: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield "|" + "---|" * len(head)
    for row in body:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"
    yield ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
