"""Number styles by the names of CSS Counter Styles 3 and of Word, and the numbered headings of official documents.

They are for ``format_number``; what a numbered paragraph keeps in its scheme is a name of ``number_styles.STYLES``.
"""

from __future__ import annotations

from docforge.typography.number_styles import STYLES, Alphabetic, Multiplicative, Positional, Sequence, Style

ALIASES: dict[str, str] = {
    "cjk-decimal": "ideograph-digit",
    "cjk-earthly-branch": "branch",
    "cjk-heavenly-stem": "stem",
    "cjk-ideographic": "trad-chinese-informal",
    "earthly-branch": "branch",
    "ganada": "hangul-syllable",
    "hangul": "hangul-syllable",
    "hangul-consonant": "hangul-letter",
    "heavenly-stem": "stem",
    "japanese-informal": "japanese",
    "katakana-iroha": "iroha",
    "lower-latin": "lower-alpha",
    "upper-latin": "upper-alpha",
}
"""Other names of styles: those of CSS, and ``ganada`` of ECMA-376 17.18.59."""

PATTERNED: dict[str, tuple[str, str]] = {
    "cjk-head-1": ("chinese", "{}、"),
    "cjk-head-2": ("chinese", "（{}）"),
    "head-3": ("decimal", "{}."),
    "head-4": ("decimal", "（{}）"),
}
"""A style and the pattern that it fills: the four levels of headings in official documents, GB/T 9704-2012 7.3.3."""

_HIRAGANA = "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわゐゑをん"
_HIRAGANA_IROHA = "いろはにほへとちりぬるをわかよたれそつねならむうゐのおくやまけふこえてあさきゆめみしゑひもせす"

CSS_STYLES: dict[str, Style] = {
    # CSS Counter Styles 3, 6.1: digits of other scripts.
    "arabic-indic": Positional("٠١٢٣٤٥٦٧٨٩"),
    "bengali": Positional("০১২৩৪৫৬৭৮৯"),
    "cambodian": Positional("០១២៣៤៥៦៧៨៩"),
    "decimal-leading-zero": Positional("0123456789", width=2),
    "devanagari": Positional("०१२३४५६७८९"),
    "gujarati": Positional("૦૧૨૩૪૫૬૭૮૯"),
    "gurmukhi": Positional("੦੧੨੩੪੫੬੭੮੯"),
    "kannada": Positional("೦೧೨೩೪೫೬೭೮೯"),
    "khmer": Positional("០១២៣៤៥៦៧៨៩"),
    "lao": Positional("໐໑໒໓໔໕໖໗໘໙"),
    "malayalam": Positional("൦൧൨൩൪൫൬൭൮൯"),
    "mongolian": Positional("᠐᠑᠒᠓᠔᠕᠖᠗᠘᠙"),
    "myanmar": Positional("၀၁၂၃၄၅၆၇၈၉"),
    "oriya": Positional("୦୧୨୩୪୫୬୭୮୯"),
    "persian": Positional("۰۱۲۳۴۵۶۷۸۹"),
    "tamil": Positional("௦௧௨௩௪௫௬௭௮௯"),
    "telugu": Positional("౦౧౨౩౪౫౬౭౮౯"),
    "thai": Positional("๐๑๒๓๔๕๖๗๘๙"),
    "tibetan": Positional("༠༡༢༣༤༥༦༧༨༩"),
    # 6.2: letters.
    "lower-greek": Alphabetic("αβγδεζηθικλμνξοπρστυφχψω"),
    "hiragana": Sequence(tuple(_HIRAGANA)),
    "hiragana-iroha": Sequence(tuple(_HIRAGANA_IROHA)),
    # 7.1: these write 0–9999 in CSS; here the groups of 10⁴ go on.
    "simp-chinese-informal": Multiplicative("一二三四五六七八九", "十百千", "万", "零", "零", "十百千"),
    "simp-chinese-formal": STYLES["chinese-formal"],
    "trad-chinese-informal": Multiplicative("一二三四五六七八九", "十百千", "萬", "零", "零", "十百千"),
    "trad-chinese-formal": Multiplicative(
        "壹貳參肆伍陸柒捌玖", "拾佰仟", "萬", "零", "零", "拾佰仟", one_ten_first=True
    ),
    "japanese-formal": Multiplicative("壱弐参四伍六七八九", "拾百阡", "萬", "", "零", "拾百阡", one_ten_first=True),
    "korean-hangul-formal": Multiplicative(
        "일이삼사오육칠팔구", "십백천", "만", "", "영", "십백천", one_ten_first=True
    ),
    "korean-hanja-informal": Multiplicative("一二三四五六七八九", "十百千", "萬", "", "零", ""),
    "korean-hanja-formal": Multiplicative("壹貳參四五六七八九", "拾百仟", "萬", "", "零", "拾百仟", one_ten_first=True),
}
"""Styles of CSS that ``number_styles`` has not, by section of CSS Counter Styles 3."""
