"""The theme's Word styles as ``styles.xml``, and the fonts it names as ``fontTable.xml``."""

from __future__ import annotations

import math

from docforge.theme.word import TWIPS_PER_POINT, Faces, WordGrid, WordStyle, WordTheme, style_id
from docforge.writers.docx.xml import escape, on, properties, val

TABLE_STYLE = "TableGrid"
"""Identifier of the one table style; its borders and head are below."""

_RULE_COLOUR = "A6A6A6"
_TITLE_RULE_COLOUR = "A5A5A5"
_CODE_SHADING = "F5F5F5"

_LATENT = (
    '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" w:defUnhideWhenUsed="1"'
    ' w:defQFormat="0" w:count="376"/>'
)

_EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")

_ALIASES = {
    "宋体": "SimSun",
    "黑体": "SimHei",
    "楷体": "KaiTi",
    "仿宋": "FangSong",
    "新細明體": "PMingLiU",
    "微軟正黑體": "Microsoft JhengHei",
    "標楷體": "DFKai-SB",
    "ＭＳ 明朝": "MS Mincho",
    "ＭＳ ゴシック": "MS Gothic",
    "바탕": "Batang",
    "맑은 고딕": "Malgun Gothic",
}
"""Second names of East Asian faces, by which Word finds them on a system of another language."""

_CHARSETS = {"zh-CN": "86", "zh-TW": "88", "ja-JP": "80", "ko-KR": "81"}
"""Windows character sets (ECMA-376 Part 1, 17.8.3.2), so that a missing face is replaced by one of the same script."""


def rfonts(faces: Faces, hint: str = "") -> str:
    """All four slots of a run's faces; no theme font, which would win over them."""
    latin, east_asian = escape(faces.latin), escape(faces.east_asian)
    hinted = f' w:hint="{hint}"' if hint else ""
    return f'<w:rFonts{hinted} w:ascii="{latin}" w:eastAsia="{east_asian}" w:hAnsi="{latin}" w:cs="{latin}"/>'


def styles_xml(theme: WordTheme, list_links: dict[str, tuple[int, int]] | None = None) -> str:
    """The children of ``w:styles``. ``list_links`` maps a style's identifier to the list and level it belongs to."""
    links = list_links or {}
    parts = [_defaults(theme), _LATENT]
    parts += [style_xml(style, links.get(style.id)) for style in theme.styles]
    return "".join((*parts, *SUPPORTING.values()))


def language(theme: WordTheme) -> str:
    """The languages of all text that names none itself."""
    return f'<w:lang w:val="{theme.latin_lang}" w:eastAsia="{theme.lang}" w:bidi="ar-SA"/>'


def _defaults(theme: WordTheme) -> str:
    line = theme.line
    run = properties(
        "rPr",
        {
            "rFonts": rfonts(theme.faces),
            **_cells(theme.page.grid),
            "sz": val("sz", theme.size),
            "szCs": val("szCs", theme.size),
            "lang": language(theme),
        },
    )
    paragraph = properties(
        "pPr",
        {
            "widowControl": on("widowControl"),
            "kinsoku": on("kinsoku", line.kinsoku),
            "wordWrap": on("wordWrap", not line.break_words),
            "overflowPunct": on("overflowPunct", line.hang_punctuation),
            "topLinePunct": on("topLinePunct", line.top_line),
            "autoSpaceDE": on("autoSpaceDE", line.autospace),
            "autoSpaceDN": on("autoSpaceDN", line.autospace),
            # Off, since the leading is exact: a heading would take two lines of the grid, and LibreOffice gives two
            # cells to a character that is wider than one.
            "adjustRightInd": on("adjustRightInd", False),
            "snapToGrid": on("snapToGrid", False),
            "spacing": '<w:spacing w:before="0" w:after="0"/>',
        },
    )
    return f"<w:docDefaults><w:rPrDefault>{run}</w:rPrDefault><w:pPrDefault>{paragraph}</w:pPrDefault></w:docDefaults>"


_SLACK = 1
"""Twips by which characters are nearer than the cells: a line that is filled to the last twip is broken too early."""


def _cells(grid: WordGrid) -> dict[str, str]:
    """Characters as far apart as the cells of the grid, in whole twips that fit, so that a line holds what it should
    in programs that keep no grid of characters too."""
    if grid.char_space is None:
        return {}
    return {"spacing": val("spacing", math.floor(grid.char_space / 4096 * TWIPS_PER_POINT) - _SLACK)}


def style_xml(style: WordStyle, link: tuple[int, int] | None = None) -> str:
    """One style. ``link``: the list and level it belongs to."""
    default = ' w:default="1"' if style.name == "Normal" else ""
    custom = ' w:customStyle="1"' if style.custom else ""
    parts = [f'<w:style w:type="{style.kind}"{default}{custom} w:styleId="{style.id}">', val("name", style.name)]
    for name, other in (("basedOn", style.based_on), ("next", style.next), ("link", style.linked)):
        if other:
            parts.append(val(name, style_id(other)))
    parts.append(val("uiPriority", style.priority))
    if style.quick:
        parts.append(on("qFormat"))
    if style.kind == "paragraph":
        parts.append(properties("pPr", _paragraph_settings(style, link)))
    parts.append(properties("rPr", _run_settings(style)))
    parts.append("</w:style>")
    return "".join(parts)


def _paragraph_settings(style: WordStyle, link: tuple[int, int] | None) -> dict[str, str]:
    out: dict[str, str] = {}
    if style.keep_next:
        out["keepNext"] = on("keepNext")
    if style.keep_lines:
        out["keepLines"] = on("keepLines")
    if style.page_break:
        out["pageBreakBefore"] = on("pageBreakBefore")
    if link is not None:
        number, level = link
        out["numPr"] = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    if style.rule and style.rule != "lines":
        out["pBdr"] = _borders(style)
    if style.rule == "box":
        out["shd"] = f'<w:shd w:val="clear" w:color="auto" w:fill="{_CODE_SHADING}"/>'
    if style.tab_right:
        out["tabs"] = f'<w:tabs><w:tab w:val="right" w:pos="{style.tab_right}"/></w:tabs>'
    if style.name == "Source Code":
        out["kinsoku"] = on("kinsoku", False)
        out["autoSpaceDE"] = on("autoSpaceDE", False)
        out["autoSpaceDN"] = on("autoSpaceDN", False)
    spacing = _spacing(style)
    if spacing:
        out["spacing"] = spacing
    indent = indent_of(style)
    if indent:
        out["ind"] = indent
    if style.align:
        out["jc"] = val("jc", style.align)
    if style.outline is not None:
        out["outlineLvl"] = val("outlineLvl", style.outline)
    return out


def border(side: str, style: WordStyle, width: int = 0) -> str:
    """The rule of a style on one side; ``width`` in eighths of a point, 0 the style's own."""
    size, colour = width or style.rule_width, style.rule_colour or "auto"
    return f'<w:{side} w:val="single" w:sz="{size}" w:space="{style.rule_gap}" w:color="{colour}"/>'


def _borders(style: WordStyle) -> str:
    rule = style.rule
    if rule in ("above", "below"):
        side = "top" if rule == "above" else "bottom"
        return f"<w:pBdr>{border(side, style)}</w:pBdr>"
    # A title's rule is another shade by one step, or it would join that of the admonition before.
    colour = _TITLE_RULE_COLOUR if style.keep_next else _RULE_COLOUR
    line = f'w:val="single" w:sz="4" w:space="4" w:color="{_RULE_COLOUR}"'
    if rule == "start":
        return f'<w:pBdr><w:left w:val="single" w:sz="18" w:space="8" w:color="{colour}"/></w:pBdr>'
    if rule == "bottom":
        return f'<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="{_RULE_COLOUR}"/></w:pBdr>'
    return f"<w:pBdr><w:top {line}/><w:left {line}/><w:bottom {line}/><w:right {line}/></w:pBdr>"


def _spacing(style: WordStyle) -> str:
    parts = []
    if style.before is not None:
        parts.append(f'w:before="{style.before}"')
    if style.after is not None:
        parts.append(f'w:after="{style.after}"')
    if style.line is not None:
        parts.append(f'w:line="{style.line}" w:lineRule="exact"')
    return f"<w:spacing {' '.join(parts)}/>" if parts else ""


def indent_of(style: WordStyle) -> str:
    """``w:ind`` of a style, "" for one without a place of its own."""
    if style.left is None:
        return ""
    right = f' w:right="{style.right}"' if style.right else ""
    if style.hanging:
        return f'<w:ind w:left="{style.left}"{right} w:hanging="{style.hanging}"/>'
    chars = f' w:firstLineChars="{style.first_line_chars}"' if style.first_line_chars else ""
    return f'<w:ind w:left="{style.left}"{right}{chars} w:firstLine="{style.first_line}"/>'


def _run_settings(style: WordStyle) -> dict[str, str]:
    out: dict[str, str] = {}
    if style.faces is not None:
        out["rFonts"] = rfonts(style.faces)
    if style.bold is not None:
        out["b"], out["bCs"] = on("b", style.bold), on("bCs", style.bold)
    if style.italic is not None:
        out["i"], out["iCs"] = on("i", style.italic), on("iCs", style.italic)
    if style.verbatim:
        out["noProof"] = on("noProof")
    if style.colour:
        out["color"] = val("color", style.colour)
    if style.size is not None:
        out["sz"], out["szCs"] = val("sz", style.size), val("szCs", style.size)
    if style.underline:
        out["u"] = val("u", "single")
    if style.boxed:
        out["bdr"] = f'<w:bdr w:val="single" w:sz="4" w:space="0" w:color="{_RULE_COLOUR}"/>'
    if style.shading:
        out["shd"] = f'<w:shd w:val="clear" w:color="auto" w:fill="{style.shading}"/>'
    if style.raised:
        out["vertAlign"] = val("vertAlign", "superscript")
    if style.emphasis:
        out["em"] = val("em", style.emphasis)
    return out


_DEFAULT_CHARACTER = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
)
_DEFAULT_TABLE = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)
_NO_LIST = (
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
    '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
)


def _table_style() -> str:
    edges = "".join(f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="{_RULE_COLOUR}"/>' for edge in _EDGES)
    return (
        f'<w:style w:type="table" w:styleId="{TABLE_STYLE}"><w:name w:val="Table Grid"/>'
        '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="39"/><w:qFormat/><w:tblPr>'
        f"<w:tblBorders>{edges}</w:tblBorders>"
        '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="100" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/>'
        '<w:right w:w="100" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        '<w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/></w:tcPr>'
        "</w:tblStylePr></w:style>"
    )


SUPPORTING = {
    "DefaultParagraphFont": _DEFAULT_CHARACTER,
    "TableNormal": _DEFAULT_TABLE,
    "NoList": _NO_LIST,
    TABLE_STYLE: _table_style(),
}
"""Styles that no role of a theme sets, by identifier."""


def fonts_xml(theme: WordTheme) -> str:
    """The children of ``w:fonts``: every face that a style names, with its other name and character set."""
    east_asian = {style.faces.east_asian: None for style in theme.styles if style.faces}
    latin = {style.faces.latin: None for style in theme.styles if style.faces}
    parts = []
    for name in (*latin, *(face for face in east_asian if face not in latin)):
        alias = f'<w:altName w:val="{escape(_ALIASES[name])}"/>' if name in _ALIASES else ""
        charset = "00" if name in latin else _CHARSETS.get(theme.lang, "86")
        parts.append(f'<w:font w:name="{escape(name)}">{alias}<w:charset w:val="{charset}"/></w:font>')
    return "".join(parts)
