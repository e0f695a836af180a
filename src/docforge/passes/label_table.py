"""The labels that people type in front of a paragraph, as data: one row a family.

Sources: GB/T 9704 (official documents: 一、（一）1.（1）), the Legislation Law of the PRC on 编 章 节 条 款 项 目,
Japanese statutes (条 項 号 イロハ), Korean statutes (편 장 절 조 항 호 목), and notes as people keep them.

In a pattern ``{c}`` is a number in ideographs, ``{d}`` one in digits of either width, ``{s}`` a sign of the family's
own style. A second number is an insertion (之一, の二, 의2).
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Strength = Literal["strong", "weak", "never"]
"""``strong`` numbers wherever a paragraph begins with it; ``weak`` needs a neighbour in sequence; ``never`` is text."""

Role = Literal["item", "heading", "option", "text"]


class Family(Struct, frozen=True):
    """One kind of label.

    ``pattern`` is a regular expression with ``{c}``, ``{d}`` or ``{s}`` (``signs``) for the number, ``then`` what must
    follow.
    ``style`` is the number style of ``{s}``; for ``{c}`` and ``{d}`` the characters tell. ``rank`` orders schemes from
    the outermost; ``article_rank`` is the rank inside a statute's article, where it differs. Labels of one ``series``
    continue each other although their delimiters differ (1. 2、). ``outline`` labels take deeper series in even when
    other paragraphs stand between. ``doubles``: typed after a list's own marker it is the item's
    number. ``clause``: in an article it labels a paragraph (項, 항), not an item of one. ``langs`` limits a family to
    languages.
    """

    name: str
    pattern: str
    strength: Strength
    rank: int = 0
    role: Role = "item"
    then: str = ""
    style: str = ""
    signs: str = ""
    series: str = ""
    article_rank: int = 0
    outline: bool = False
    article: bool = False
    doubles: bool = False
    clause: bool = False
    langs: tuple[str, ...] = ()


BLANK = " \t\u00a0\u2000-\u200a\u202f\u205f\u3000"
"""Blanks that stand between a label and its text (regular expression class body)."""

_OPEN, _CLOSE = "[（(]", "[）)]"
_BLANK_NEXT = f"(?=[{BLANK}]|$)"
_CIRCLED = "\u2460-\u2473\u3251-\u325f\u32b1-\u32bf"
_HANGUL = "가나다라마바사아자차카타파하"
_NO_DIGIT = "(?![0-9０-９])"

FAMILIES: tuple[Family, ...] = (
    # Units of a work: headings wherever they stand alone.
    Family(
        "unit", "第(?:{c}|{d})[编編篇部章节節讲講课課回]", "strong", 1, "heading",
        then=f"(?=[{BLANK}：:]|$|[^，。、的第至和])",
    ),
    Family("unit-ko", "제(?:{d})[편장절관]", "strong", 1, "heading", then=_BLANK_NEXT),
    # Articles of a statute or contract. A reference (第一条的规定, 第三条第二款) is not a label.
    Family(
        "article", "第(?:{c}|{d})[条條](?:[之の](?:{c}|{d}))?+", "strong", 10, outline=True, article=True,
        then=f"(?=[{BLANK}（(【：:]|$|[^，。、；）)》的第和与與或至及规規所中前项項款])",
    ),
    Family(
        "article-ko", "제(?:{d})조(?:의(?:{d}))?+", "strong", 10, outline=True, article=True,
        then=f"(?=[{BLANK}（(]|$)",
    ),
    # The ladder of official documents: 一、（一）1.（1）.
    Family("ideograph-comma", "(?:{c})、", "weak", 20, outline=True, doubles=True),
    Family("ideograph-parens", f"{_OPEN}(?:{{c}}){_CLOSE}[、，]?", "strong", 30, outline=True),
    Family("stem", "{s}[、.．]", "weak", 33, style="stem", signs="甲乙丙丁戊己庚辛壬癸"),
    Family("pilcrow", f"[¶§][{BLANK}]*(?:{{d}})", "strong", 35, then=_BLANK_NEXT),
    Family("multilevel", r"[1-9][0-9]?(?:\.[0-9]{1,2}){1,4}", "weak", 41, then=rf"(?=[{BLANK}]+\S)"),
    Family("number-dot", "(?:{d})[.．]", "weak", 40, then=_NO_DIGIT, series="decimal", doubles=True),
    Family("number-comma", "(?:{d})、", "weak", 40, series="decimal", doubles=True),
    Family("number-parens", f"{_OPEN}(?:{{d}}){_CLOSE}[、]?", "weak", 50, series="parens", doubles=True),
    Family("number-paren", "(?:{d})[)）]", "weak", 45, doubles=True),
    # One character for number and delimiter.
    Family("circled", "{s}", "strong", 60, style="circled", signs=_CIRCLED, article_rank=15, clause=True),
    Family("negative-circled", "{s}", "strong", 61, style="negative-circled", signs="\u2776-\u277f\u24eb-\u24f4"),
    Family("parenthesised", "{s}", "strong", 51, style="parenthesised", signs="\u2474-\u2487"),
    Family("full-stop", "{s}", "strong", 42, style="full-stop", signs="\u2488-\u249b"),
    Family("parenthesised-ideograph", "{s}", "strong", 31, style="parenthesised-ideograph", signs="\u3220-\u3229"),
    Family("circled-ideograph", "{s}", "strong", 32, style="circled-ideograph", signs="\u3280-\u3289"),
    # Japanese and Korean.
    Family("item-ja", "(?:{c})", "weak", 46, then="(?=\u3000)", langs=("ja",), article_rank=46),
    Family("paragraph-ja", "(?:{d})", "strong", 43, then="(?=\u3000)", langs=("ja",), clause=True),
    Family("katakana", "{s}", "weak", 55, style="katakana", signs="ア-ン", then="(?=[ \u3000])"),
    Family("katakana-parens", f"{_OPEN}{{s}}{_CLOSE}", "weak", 57, style="katakana", signs="ア-ン"),
    Family("hangul", "{s}[.]", "weak", 44, style="hangul-syllable", signs=_HANGUL, then="(?= )", article_rank=55),
    Family("hangul-paren", "{s}[)]", "weak", 47, style="hangul-syllable", signs=_HANGUL, then="(?= )"),
    Family("hangul-parens", f"{_OPEN}{{s}}{_CLOSE}", "weak", 52, style="hangul-syllable", signs=_HANGUL),
    # Latin letters.
    Family("upper", "{s}[.．、)）]", "weak", 25, "option", style="upper-alpha", signs="A-Z", then=rf"(?=[{BLANK}]?\S)"),
    Family("upper-parens", f"{_OPEN}{{s}}{_CLOSE}", "weak", 26, "option", style="upper-alpha", signs="A-Z"),
    Family("lower", "{s}[.)）]", "weak", 70, style="lower-alpha", signs="a-z", then=rf"(?=[{BLANK}]?\S)"),
    # Looks like numbering, and is the sentence itself.
    Family("enumeration", "(?:{c})是", "never", role="text", then=r"(?=\S)"),
    Family("ordinal", "第(?:{c})[，,、]", "never", role="text"),
)  # fmt: skip
