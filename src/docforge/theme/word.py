"""The theme as Word wants it: styles in half-points and twips, the page, faces and line setting. Plain data, no XML.

1 point = 2 half-points = 20 twips; ``first_line_chars`` counts hundredths of a character, as Word does
(ECMA-376 Part 1, 17.3.1.12). Style names are Word's own English ones: Word shows them in the user's language.
"""

from __future__ import annotations

import math
from typing import Literal

import msgspec

from docforge.theme.lines import line_setting
from docforge.theme.spec import Font, Line, Page, Role, Theme

TWIPS_PER_POINT = 20
TWIPS_PER_MM = 1440 / 25.4
MM_PER_POINT = 25.4 / 72

WORD_LANGUAGES = {"zh-Hans": "zh-CN", "zh-Hant": "zh-TW", "ja": "ja-JP", "ko": "ko-KR"}
"""Language of a theme's ``word-cjk`` table → Word's own tag."""

LEVELS = 5
"""Word has list styles for five levels; deeper ones are indented directly."""

_SCRIPTS = {
    "zh-cn": "zh-Hans",
    "zh-sg": "zh-Hans",
    "zh-hans": "zh-Hans",
    "zh-tw": "zh-Hant",
    "zh-hk": "zh-Hant",
    "zh-mo": "zh-Hant",
    "zh-hant": "zh-Hant",
    "zh": "zh-Hans",
    "ja": "ja",
    "ko": "ko",
}


def cjk_language(lang: str) -> str:
    """The key of the theme's language tables for a BCP 47 tag (zh-TW → zh-Hant), "" if it is not Chinese, Japanese or
    Korean."""
    parts = lang.lower().split("-")
    return next((_SCRIPTS[tag] for size in (2, 1) if (tag := "-".join(parts[:size])) in _SCRIPTS), "")


def word_language(lang: str) -> str:
    """Word's tag of a language: zh-CN, ja-JP, …; a bare Latin language gets no region (``de``), "" is English."""
    cjk = cjk_language(lang)
    if cjk:
        return WORD_LANGUAGES[cjk]
    return "en-US" if lang in ("", "en") else lang


class Faces(msgspec.Struct, frozen=True):
    """Names of the typefaces of a run: for Latin (w:ascii, w:hAnsi, w:cs) and for East Asian text (w:eastAsia)."""

    latin: str
    east_asian: str


class WordStyle(msgspec.Struct, frozen=True, kw_only=True):
    """One style. Lengths in twips, ``size`` in half-points; None leaves a setting to the style it is based on.

    ``line`` is the distance of base lines. It is exact, so that readings and marks leave it alone (CLREQ 3.2.3); the
    writer lets lines with pictures grow.
    ``hanging`` and ``first_line`` exclude each other. ``numbered``: level of the list that the style belongs to.
    """

    name: str
    kind: Literal["paragraph", "character"] = "paragraph"
    based_on: str = ""
    next: str = ""
    linked: str = ""
    font: str = ""
    """Key of the theme's font; ``faces`` are its names in the document's language."""
    faces: Faces | None = None
    size: int | None = None
    bold: bool | None = None
    italic: bool | None = None
    colour: str = ""
    shading: str = ""
    underline: bool = False
    raised: bool = False
    boxed: bool = False
    emphasis: str = ""
    verbatim: bool = False
    line: int | None = None
    before: int | None = None
    after: int | None = None
    left: int | None = None
    right: int = 0
    hanging: int = 0
    first_line: int = 0
    first_line_chars: int = 0
    align: Literal["", "left", "both", "center", "right"] = ""
    keep_next: bool = False
    keep_lines: bool = False
    contextual: bool = False
    rule: Literal["", "start", "box", "bottom", "above", "below", "lines"] = ""
    """A rule beside, around, above or below (``lines``: of a group, whose paragraphs have no rules of their own). Word
    joins the rules of neighbours that are alike in rule and indent."""
    rule_colour: str = ""
    rule_width: int = 0
    """Eighths of a point (ECMA-376 17.3.4); 0 leaves it to the kind of rule."""
    rule_gap: int = 0
    """Points between text and rule, 31 at most."""
    page_break: bool = False
    outline: int | None = None
    tab_right: int = 0
    priority: int = 99
    quick: bool = False
    custom: bool = False

    @property
    def id(self) -> str:
        """The style's identifier in the file: Word's English name without blanks, words capitalised."""
        return style_id(self.name)


class WordGrid(msgspec.Struct, frozen=True):
    """The document grid (ECMA-376 Part 1, 17.6.5): ``line_pitch`` in twips; ``char_space`` what each character takes
    beyond its size, in 1/4096 point; None where only lines are on a grid, which paragraphs need not follow."""

    line_pitch: int
    char_space: int | None = None


class WordPage(msgspec.Struct, frozen=True):
    """Paper and margins in twips.

    ``vertical``: lines run from top to bottom. ``measure`` is the length of a line, ``breadth`` the width of the text
    on paper, which running heads keep to. ``folio_dashed``: the page number stands between dashes, and at the outer
    edge of left and right pages when ``folio`` is ``outer``. ``columns`` of text stand ``column_gap`` apart.
    ``ruled``: the outer margin has lines to write on. Every ``line_numbers``-th line has its number, counted anew on
    each page unless ``lines_on``; 0: none has.
    """

    width: int
    height: int
    top: int
    bottom: int
    left: int
    right: int
    header: int
    footer: int
    running_head: bool
    folio: Literal["center", "outer", "none"]
    vertical: bool = False
    grid: WordGrid = WordGrid(0)
    columns: int = 1
    column_gap: int = 425
    ruled: bool = False
    line_numbers: int = 0
    lines_on: bool = False

    @property
    def measure(self) -> int:
        if self.vertical:
            return self.depth
        return (self.breadth - (self.columns - 1) * self.column_gap) // self.columns

    @property
    def breadth(self) -> int:
        return self.width - self.left - self.right

    @property
    def depth(self) -> int:
        return self.height - self.top - self.bottom


class WordLine(msgspec.Struct, frozen=True):
    """Line setting of the document's language, as Word's paragraph and document settings.

    ``level`` names how strictly lines are broken, as ``docforge.typography`` has it.
    """

    squeeze: bool
    autospace: bool
    hang_punctuation: bool
    break_words: bool
    """Korean: lines break within words."""
    kinsoku: bool
    """Some marks may not begin or end a line."""
    top_line: bool
    """An opening mark that begins a line loses its blank half."""
    strict_kana: bool
    """Small kana and the prolonged sound mark may not begin a line either."""
    level: str


class WordTheme(msgspec.Struct, frozen=True):
    """Everything Word needs from a theme for one document language.

    ``lang`` and ``latin_lang`` are Word's tags for East Asian and other text; a Latin document has one for both.
    ``number_indent`` and ``number_hang`` are the numbered role's indent and hang, ``em`` its size, all in twips.
    """

    lang: str
    latin_lang: str
    cjk: str
    """Key of the theme's language tables, "" for a document that is not Chinese, Japanese or Korean."""
    faces: Faces
    size: int
    page: WordPage
    line: WordLine
    styles: tuple[WordStyle, ...]
    number_indent: int
    number_hang: int
    em: int
    number_first: int = 0
    """Indent of a first line whose label runs in, twips: where ``number_hang`` is 0."""


def style_id(name: str) -> str:
    """Word's identifier of a built-in style: ``heading 1`` → ``Heading1``, ``List Number 2`` → ``ListNumber2``."""
    parts = name.replace("toc ", "TOC ").split(" ")
    return "".join(part[:1].upper() + part[1:] for part in parts)


def faces(theme: Theme, font: str, lang: str) -> Faces:
    """The typefaces of a theme's font for a language; other languages get its first East Asian face."""
    chosen: Font = theme.fonts[font]
    table = chosen.word_cjk
    east_asian = table.get(cjk_language(lang)) or next(iter(table.values()), chosen.word_latin)
    return Faces(chosen.word_latin, east_asian)


def first_indent(role: Role, lang: str) -> float:
    """First-line indent of a role in em."""
    return role.first_indent.get(cjk_language(lang) or lang, role.first_indent.get("", 0.0))


def align_of(role: Role, line: Line) -> Literal["left", "both", "center", "right"]:
    """Word's alignment of a role; a language that is not justified stays ragged."""
    if role.align == "justify":
        return "both" if line.justify else "left"
    return _ALIGN[role.align]


_ALIGN: dict[str, Literal["left", "both", "center", "right"]] = {"start": "left", "center": "center", "end": "right"}


def line_of(theme: Theme, lang: str) -> Line:
    """The line setting of a language, by its script, its tag or its first subtag."""
    return line_setting(theme, cjk_language(lang) or lang.split("-")[0])


def half_points(points: float) -> int:
    """Word's unit of type size."""
    return round(points * 2)


def twips(millimetres: float) -> int:
    """Word's unit of length."""
    return round(millimetres * TWIPS_PER_MM)


def word_page(theme: Theme) -> WordPage:
    """Paper, margins and what stands in them. Running head and folio stand in the middle of their margins."""
    page = theme.page
    return WordPage(
        width=twips(page.width),
        height=twips(page.height),
        top=twips(page.top),
        bottom=twips(page.bottom),
        left=twips(page.inner),
        right=twips(page.outer),
        header=twips(page.top * 0.55),
        footer=twips(page.bottom * 0.5),
        running_head=page.running_head == "top",
        folio=_FOLIO[page.folio],
        vertical=page.writing == "vertical",
        grid=word_grid(theme),
        ruled=page.note_margin == "ruled" and page.writing == "horizontal",
        line_numbers=page.line_numbers,
        lines_on=page.lines_counted == "document",
        **_columns(page),
    )


def _columns(page: Page) -> dict[str, int]:
    """Columns of horizontal text; where there is one, Word's own distance of half an inch and less stays."""
    if page.columns == 1 or page.writing == "vertical":
        return {}
    return {"columns": page.columns, "column_gap": twips(page.column_gap)}


_FOLIO: dict[str, Literal["center", "outer", "none"]] = {
    "bottom-center": "center",
    "bottom-outer": "outer",
    "none": "none",
}


def word_grid(theme: Theme) -> WordGrid:
    """The theme's grid; without one, lines as far apart as the body's, for new text that follows a grid."""
    page = theme.page
    across, down = page.width - page.inner - page.outer, page.height - page.top - page.bottom
    along, over = (down, across) if page.writing == "vertical" else (across, down)
    pitch = (
        int(over * TWIPS_PER_MM / page.grid.lines)  # down, or the last line of a page would find no room
        if page.grid.lines
        else round(theme.size("body") * theme.role("body").leading * TWIPS_PER_POINT)
    )
    if not page.grid.characters:
        return WordGrid(pitch)
    cell = along / MM_PER_POINT / page.grid.characters
    return WordGrid(pitch, math.floor((cell - half_points(theme.base_size) / 2) * 4096))


def word_line(theme: Theme, lang: str) -> WordLine:
    """Kinsoku, spacing and punctuation settings of a language."""
    line = line_of(theme, lang)
    cjk = cjk_language(lang)
    return WordLine(
        squeeze=line.squeeze and bool(cjk),
        autospace=line.autospace > 0,
        hang_punctuation=line.hang_punctuation,
        break_words=cjk == "ko" and line.strictness == "character",
        kinsoku=line.strictness != "none",
        top_line=line.squeeze and bool(cjk) and line.opener == "trim",
        strict_kana=cjk == "ja" and line.strictness == "very-strict",
        level=line.strictness,
    )
