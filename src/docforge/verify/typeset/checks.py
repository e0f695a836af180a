"""The checks of single lines: edges, neighbours, faces. Each yields what it finds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from docforge.verify.pdf.cmap import UNKNOWN
from docforge.verify.typeset.findings import COPIED_SPACE, LEAST_GAP, UNCOMPRESSED, WIDEST_GAP, Finding, Kind
from docforge.verify.typeset.lines import Line, Paragraph, Set, is_blank, visible
from docforge.verify.typeset.tables import Table, is_ideographic, is_named, language, region, script, tables

TableOf = Callable[[str], Table | None]
"""The table of a run's language, by its tag."""
UNITS = frozenset("%％‰°℃℉′″")
"""Signs that belong to the number before them."""
WHOLE_IN_COLUMNS = "：；！？"
"""Marks that stand in the middle of their em in vertical Chinese."""
UPRIGHT = 4
"""The most characters that share one em of a vertical line."""
LABEL = 10
"""The most characters of a label."""
SAME = 0.02
"""Sizes and baselines that differ by less than this, in em, are the same."""


def edges(paragraph: Paragraph, table_of: TableOf) -> Iterator[Finding]:
    """Characters at the beginning and end of lines that may not stand there; pairs that a line end parts."""
    for above, line in zip(paragraph.lines, paragraph.lines[1:], strict=False):
        last, first = above.items[-1], line.items[0]
        if is_code(last) or is_code(first):
            continue
        table = table_of(first.lang)
        if table and first.text[:1] in table.start and not _begins_a_pair(line):
            yield _found("line-start", line, f"{first.text} begins the line")
        elif _parts_a_pair(above, line):
            yield _found("line-start", line, f"the line end parts {last.text}{first.text}")
        elif last.text[-1:].isdecimal() and first.text[:1] in UNITS and not above.ends_blank:
            yield _found("line-start", line, f"the line end parts a number: {last.text}|{first.text}")
        table = table_of(last.lang)
        if table and last.text[-1:] in table.end:
            yield _found("line-end", above, f"{last.text} ends the line")


def neighbours(line: Line, table_of: TableOf) -> Iterator[Finding]:
    """Pairs of marks that should share a square, and gaps between East Asian and Latin letters."""
    for place, (one, two) in enumerate(zip(line.items, line.items[1:], strict=False), 1):
        table = table_of(one.lang)
        if (
            is_blank(one.text)
            or is_blank(two.text)
            or table is None
            or one.lang != two.lang
            or is_code(one)
            or is_code(two)
            or not _beside(one, two)
            or two.after_blank
        ):
            continue
        stride = (two.glyph.x - one.glyph.x) / one.glyph.em
        if (
            table.compressed(one.text, two.text)
            and not (line.vertical and _keeps_its_em(one, two))
            and stride > UNCOMPRESSED
            and _is_wide(one, two)
        ):
            yield _found("uncompressed", line, f"{one.text}{two.text} {stride:.2f} em apart", stride)
        if table.gap and _meet(one.text, two.text) and not (line.vertical and _is_upright(line, one, two)):
            gap = clear(one, two)
            if gap < LEAST_GAP:
                yield _found("missing-gap", line, f"no gap between {one.text} and {two.text}", gap)
            elif gap > WIDEST_GAP and not _after_label(line, place):
                yield _found("wide-gap", line, f"{gap:.2f} em between {one.text} and {two.text}", gap)
    for one, blank, two in zip(line.items, line.items[1:], line.items[2:], strict=False):
        table = table_of(one.lang)
        if table is None or not table.gap or is_code(one) or is_code(two):
            continue
        if blank.text == " " and _meet(one.text, two.text):
            gap = clear(one, two)
            if gap > WIDEST_GAP:
                yield _found("wide-gap", line, f"{gap:.2f} em between {one.text} and {two.text}", gap)


def faces(line: Line) -> Iterator[Finding]:
    """Boxes for characters that a face lacks, and glyphs drawn for another region than their text's."""
    for item in line.items:
        if is_blank(item.text):
            continue
        face = item.glyph.face
        if item.glyph.missing or is_named(face, "last_resort"):
            yield _found("tofu", line, f"{face} draws a box for {item.text}")
        wanted, drawn = language(item.lang), region(face)
        if wanted and drawn and wanted != drawn and any(_is_regional(character) for character in item.text):
            yield _found("wrong-region", line, f"{item.text} in {item.lang} is drawn by {face}")


def copying(line: Line) -> Iterator[Finding]:
    """What a reader copies from a line that is not what the line says."""
    unknown = sum(UNKNOWN in item.text or not item.text for item in line.items if not item.glyph.replaced)
    if unknown:
        yield _found("copies-differently", line, f"{unknown} glyphs without a character")
    if visible(line.drawn) != visible(line.text) and not line.is_leader:
        yield _found("copies-differently", line, f"drawn in another order: {line.drawn[:40]}")
    for place, (one, two) in enumerate(zip(line.items, line.items[1:], strict=False), 1):
        if is_blank(one.text) or is_blank(two.text) or two.after_blank or line.is_leader or not _beside(one, two):
            continue
        gap = clear(one, two)
        if gap >= COPIED_SPACE and not _after_label(line, place):
            yield _found("copies-differently", line, f"{gap:.2f} em between {one.text} and {two.text}: a space", gap)


def pairs(line: Line) -> Iterator[tuple[Set, Set]]:
    """Neighbouring glyphs without a blank between them."""
    for one, two in zip(line.items, line.items[1:], strict=False):
        if not is_blank(one.text) and not is_blank(two.text):
            yield one, two


def clear(one: Set, two: Set) -> float:
    """The distance between the advance of one glyph and the origin of another, in em."""
    return (two.glyph.x - one.glyph.end) / min(one.glyph.em, two.glyph.em)


def is_code(item: Set) -> bool:
    """Whether a glyph is of a face for code, where the rules of text do not hold."""
    return is_named(item.glyph.face, "code")


def _found(kind: Kind, line: Line, detail: str, em: float = 0.0) -> Finding:
    return Finding(kind, line.page, line.text, detail, round(em, 3))


def _beside(one: Set, two: Set) -> bool:
    """Whether two glyphs are of one size and on one baseline."""
    em = max(one.glyph.em, two.glyph.em)
    return abs(one.glyph.em - two.glyph.em) <= SAME * em and abs(one.glyph.y - two.glyph.y) <= SAME * em


def _is_wide(one: Set, two: Set) -> bool:
    """Whether both glyphs fill a square, so that there is something to take off."""
    return all(item.glyph.advance > UNCOMPRESSED * item.glyph.em for item in (one, two))


def _meet(one: str, two: str) -> bool:
    """Whether East Asian and Latin letters or digits stand next to each other."""
    first, second = one[-1:] and script(one[-1]), two[:1] and script(two[0])
    return (first == "word" and second in ("han", "kana")) or (second == "word" and first in ("han", "kana"))


def _keeps_its_em(one: Set, two: Set) -> bool:
    """Whether one of two marks of a Chinese vertical line is never trimmed, nor what stands beside it (CLREQ 3.1.6)."""
    chinese = (language(one.lang) or "").startswith("zh")
    return chinese and (one.text in WHOLE_IN_COLUMNS or two.text in WHOLE_IN_COLUMNS)


def _is_upright(line: Line, one: Set, two: Set) -> bool:
    """Whether one of two neighbours in a vertical line belongs to a word that stands upright in one em.

    Up to four characters share the em in equal parts (JLREQ 3.2.5); what lies on its side has its own widths.
    """
    word = one if script(one.text[-1]) == "word" else two
    place = next(index for index, item in enumerate(line.items) if item is word)
    start = stop = place
    while start > 0 and _is_in_word(line.items[start - 1]):
        start -= 1
    while stop + 1 < len(line.items) and _is_in_word(line.items[stop + 1]):
        stop += 1
    shares = [item.glyph.advance / item.glyph.em for item in line.items[start : stop + 1]]
    return len(shares) <= UPRIGHT and all(abs(share - 1 / len(shares)) <= SAME for share in shares)


def _is_in_word(item: Set) -> bool:
    return bool(item.text) and script(item.text[0]) == "word"


def _is_regional(character: str) -> bool:
    """Whether regions draw a character differently."""
    return (is_ideographic(character) and script(character) == "han") or character in tables()["scripts"]["regional"]


def _begins_a_pair(line: Line) -> bool:
    """Whether a line begins with a whole dash of two characters, which may begin it; half a one may not."""
    text = line.text[:2]
    return len(text) == 2 and text[0] == text[1] and text[0] in "—―"


def _parts_a_pair(above: Line, line: Line) -> bool:
    mark = above.text[-1]
    if mark != line.text[0] or mark not in tables()["inseparable"]["pairs"]:
        return False
    return (len(above.text) - len(above.text.rstrip(mark))) % 2 == 1


def _after_label(line: Line, place: int) -> bool:
    """Whether what stands before a place of a line is the label of its paragraph, which stands apart."""
    if not line.first or place > LABEL:
        return False
    return bool(_label().fullmatch("".join(item.text for item in line.items[:place]).strip()))


@cache
def _label() -> re.Pattern[str]:
    return re.compile(tables()["labels"]["pattern"])
