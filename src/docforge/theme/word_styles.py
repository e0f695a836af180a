"""Word's styles from the theme's roles: which role sets which of Word's built-in styles, and what each adds."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from docforge.theme.css.grid import OFF_GRID
from docforge.theme.spec import Theme
from docforge.theme.word import (
    LEVELS,
    TWIPS_PER_POINT,
    WORD_LANGUAGES,
    WordStyle,
    WordTheme,
    align_of,
    cjk_language,
    faces,
    first_indent,
    half_points,
    line_of,
    word_grid,
    word_language,
    word_line,
    word_page,
)
from docforge.theme.word_roles import role_styles

Prototype = Callable[[str], WordStyle]
"""Role → a nameless style with the role's settings."""

BULLET_COLUMN = 1.5
"""Width of the column of bullets in em: a box is 1 em wide in some faces, and must not touch the tab's stop."""

FRAME = 90
"""Width of a frame and its space, twips."""

EMPHASIS_MARKS = {"zh-Hans": "underDot", "zh-Hant": "underDot", "ja": "dot", "ko": "dot"}
"""Emphasis mark by language (CLREQ: below the character in Chinese; JLREQ 3.3.9: above it)."""

VERTICAL_MARKS = {"zh-Hans": "dot", "zh-Hant": "dot", "ja": "comma", "ko": "dot"}
"""The same in vertical lines, where the mark stands at the right, and is a sesame dot in Japanese."""


def word_theme(theme: Theme, lang: str) -> WordTheme:
    """A theme as Word styles and settings for one document language, a BCP 47 tag."""
    cjk = cjk_language(lang)
    numbered, page = theme.role("numbered"), word_page(theme)
    em = round(theme.size("numbered") * TWIPS_PER_POINT)
    return WordTheme(
        lang=WORD_LANGUAGES[cjk] if cjk else word_language(lang),
        latin_lang="en-US" if cjk else word_language(lang),
        cjk=cjk,
        faces=faces(theme, theme.role("body").font, lang),
        size=half_points(theme.size("body")),
        # Only Chinese, Japanese and Korean are ever set in vertical lines.
        page=replace(page, vertical=page.vertical and bool(cjk)),
        line=word_line(theme, lang),
        styles=_styles(theme, lang),
        number_indent=round(em * numbered.indent),
        number_hang=round(em * numbered.hang),
        em=em,
        number_first=0 if numbered.hang else round(em * first_indent(numbered, lang)),
    )


def _styles(theme: Theme, lang: str) -> tuple[WordStyle, ...]:
    def of(role: str) -> WordStyle:
        return _prototype(theme, role, lang)

    return (
        *_text_styles(of),
        *_heading_styles(theme, of),
        *_list_styles(of),
        *_block_styles(theme, of),
        *_furniture_styles(theme, of),
        *role_styles(theme, of),
        *_character_styles(theme, lang),
    )


def _prototype(theme: Theme, name: str, lang: str) -> WordStyle:
    role = theme.role(name)
    points = theme.size(name)
    em = points * TWIPS_PER_POINT
    body = theme.base_size * TWIPS_PER_POINT
    indent = 0.0 if role.hang else first_indent(role, lang)
    return WordStyle(
        name="",
        font=role.font,
        faces=faces(theme, role.font, lang),
        size=half_points(points),
        bold=True if role.weight == "bold" else None,
        colour=role.colour.removeprefix("#").upper(),
        line=_rows(theme, name, em * role.leading, least=1),
        before=_rows(theme, name, body * role.before),
        after=_rows(theme, name, body * role.after),
        left=round(em * role.indent),
        hanging=round(em * role.hang),
        first_line=round(em * indent),
        first_line_chars=round(100 * indent),
        align=align_of(role, line_of(theme, lang)),
        keep_next=role.keep_with_next,
        rule=role.rule,
    )


def _rows(theme: Theme, name: str, length: float, least: int = 0) -> int:
    """A length in twips, on squared paper that of the nearest number of rows."""
    if not theme.page.grid.lines or name in OFF_GRID:
        return round(length)
    pitch = word_grid(theme).line_pitch
    return max(least, round(length / pitch)) * pitch


def _text_styles(of: Prototype) -> tuple[WordStyle, ...]:
    """Running text. Normal carries what all text shares; the first-line indent is Body Text's own, so that tables,
    captions and lists, which are based on Normal, have none."""
    body = of("body")
    plain = replace(body, first_line=0, first_line_chars=0, after=0)
    return (
        replace(plain, name="Normal", quick=True, priority=0),
        replace(body, name="Body Text", based_on="Normal", quick=True, priority=1),
        replace(plain, name="Verse", based_on="Normal", align="left", after=body.after, custom=True, quick=True),
        replace(of("title"), name="Title", based_on="Normal", next="Subtitle", quick=True, priority=10),
        replace(of("subtitle"), name="Subtitle", based_on="Normal", next="Body Text", quick=True, priority=11),
    )


def _heading_styles(theme: Theme, of: Prototype) -> tuple[WordStyle, ...]:
    return tuple(
        replace(
            of(f"heading-{level}"),
            name=f"heading {level}",
            based_on="Normal",
            next="Body Text",
            outline=level - 1,
            page_break=bool(theme.role(f"heading-{level}").break_before),
            keep_lines=True,
            quick=True,
            priority=9,
        )
        for level in range(1, 7)
    )


def _list_styles(of: Prototype) -> tuple[WordStyle, ...]:
    """Numbered paragraphs, paragraphs with a typed label (List), bullets, and what follows within an entry."""
    numbered = of("numbered")
    step = numbered.left or 0
    bullet_column = round((numbered.size or 0) * TWIPS_PER_POINT / 2 * BULLET_COLUMN)
    plain = replace(numbered, first_line=0, first_line_chars=0)
    out: list[WordStyle] = []
    for level in range(1, LEVELS + 1):
        suffix = f" {level}" if level > 1 else ""
        here = replace(plain, based_on="Normal", left=step * level, priority=20)
        bullet = replace(here, hanging=bullet_column, after=(here.after or 0) // 2)
        out += [
            replace(here, name=f"List Number{suffix}", quick=level == 1),
            replace(here, name=f"List{suffix}"),
            replace(bullet, name=f"List Bullet{suffix}", left=bullet_column * level, quick=level == 1),
            replace(here, name=f"List Continue{suffix}", hanging=0, quick=level == 1),
        ]
    series = replace(plain, left=0, hanging=round(step * 0.9), after=of("body").after)
    out.append(replace(series, name="Body Text Numbered", based_on="Body Text", custom=True, quick=True))
    return tuple(sorted(out, key=lambda style: (style.name.rstrip(" 2345"), style.name)))


def _block_styles(theme: Theme, of: Prototype) -> tuple[WordStyle, ...]:
    """Quotations, code, captions, tables, admonitions, terms, rules."""
    quote, code, table, admonition = of("quote"), of("code"), of("table"), of("admonition")
    numbered, body = of("numbered"), of("body")
    inset = round(theme.size("admonition") * TWIPS_PER_POINT)
    cell = replace(table, before=0, after=0, left=0, first_line=0, first_line_chars=0)
    return (
        replace(quote, name="Quote", based_on="Normal", quick=True, priority=29),
        replace(
            code,
            name="Source Code",
            based_on="Normal",
            linked="Source Code Char",
            verbatim=True,
            # Word draws a frame outside the text; indented by frame and its space, it stands in the measure.
            left=(code.left or 0) + FRAME,
            right=FRAME,
            keep_lines=True,
            custom=True,
            quick=True,
        ),
        replace(of("caption"), name="caption", based_on="Normal", quick=True, priority=35),
        replace(cell, name="Table Text", based_on="Normal", custom=True, quick=True),
        replace(
            cell,
            name="Table Heading",
            based_on="Table Text",
            font=of("heading-4").font,
            faces=of("heading-4").faces,
            bold=True,
            custom=True,
            quick=True,
        ),
        replace(admonition, name="Admonition", based_on="Normal", before=0, left=inset, custom=True, quick=True),
        replace(
            admonition,
            name="Admonition Title",
            based_on="Admonition",
            next="Admonition",
            font=of("heading-4").font,
            faces=of("heading-4").faces,
            bold=True,
            left=inset,
            after=0,
            align="left",
            keep_next=True,
            custom=True,
            quick=True,
        ),
        replace(
            body,
            name="Definition Term",
            based_on="Normal",
            next="Definition",
            bold=True,
            first_line=0,
            first_line_chars=0,
            after=0,
            align="left",
            keep_next=True,
            custom=True,
            quick=True,
        ),
        replace(
            body,
            name="Definition",
            based_on="Normal",
            left=numbered.left,
            first_line=0,
            first_line_chars=0,
            custom=True,
            quick=True,
        ),
        WordStyle(
            name="Horizontal Line",
            based_on="Normal",
            next="Body Text",
            size=round((body.size or 22) * 0.5),
            line=round((body.line or 240) * 0.5),
            before=0,
            after=round((body.line or 240) * 0.75),
            rule="bottom",
            custom=True,
        ),
        replace(
            of("caption"),
            name="Run Name",
            based_on="Normal",
            next="List Number",
            colour="595959",
            before=round((body.line or 240) * 0.6),
            after=round((body.line or 240) * 0.3),
            align="center",
            keep_next=True,
            custom=True,
            quick=True,
        ),
    )


def _furniture_styles(theme: Theme, of: Prototype) -> tuple[WordStyle, ...]:
    """Contents, notes, running head and folio."""
    contents, heading = of("contents"), of("heading-2")
    em = round(theme.size("contents") * TWIPS_PER_POINT)
    measure = word_page(theme).measure
    entries = tuple(
        replace(contents, name=f"toc {level}", based_on="Normal", next="Normal", left=em * 2 * (level - 1), priority=39)
        for level in range(1, 7)
    )
    note = replace(
        of("note"),
        based_on="Normal",
        left=round((of("note").size or 18) * 10 * 1.25),
        hanging=round((of("note").size or 18) * 10 * 1.25),
        first_line=0,
        first_line_chars=0,
    )
    return (
        replace(heading, name="TOC Heading", based_on="Normal", next="Normal", outline=None, quick=True, priority=39),
        *entries,
        replace(note, name="footnote text"),
        replace(note, name="endnote text"),
        replace(of("running-head"), name="header", based_on="Normal", tab_right=measure),
        replace(of("folio"), name="footer", based_on="Normal"),
    )


def _character_styles(theme: Theme, lang: str) -> tuple[WordStyle, ...]:
    cjk = cjk_language(lang)
    code = theme.role("code")
    marks = VERTICAL_MARKS if theme.page.writing == "vertical" else EMPHASIS_MARKS
    mono = faces(theme, code.font, lang)

    def style(name: str, **settings: object) -> WordStyle:
        return replace(WordStyle(name=name, kind="character"), **settings)

    return (
        style("Strong", bold=True, quick=True, priority=22),
        style("Emphasis", italic=None if cjk else True, emphasis=marks.get(cjk, ""), quick=True, priority=20),
        style("Hyperlink", colour="1F4E79", underline=True),
        style("footnote reference", raised=True),
        style("endnote reference", raised=True),
        style("line number", colour="595959"),
        style("Source Code Char", faces=mono, linked="Source Code", verbatim=True, custom=True),
        style("Keyboard", faces=mono, boxed=True, verbatim=True, custom=True),
        style("Mark", shading="FFF2B3", custom=True, quick=True),
        style("Proper Name", underline=True, custom=True, quick=True),
        style("Paragraph Label", custom=True, quick=True),
        style("Missing Picture", colour="7F7F7F", boxed=True, custom=True),
    )
