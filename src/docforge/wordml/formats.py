"""Word's number formats (ECMA-376 Part 1, 17.18.59), written from the standard; on purpose not the writers' table."""

from __future__ import annotations

from collections.abc import Callable

_HAN = "零一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_FORMAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_HANGUL = "영일이삼사오육칠팔구"

_ALPHABETS = {
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
    "aiueoFullWidth": "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン",
    "aiueo": "ｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜｦﾝ",
    "irohaFullWidth": "イロハニホヘトチリヌルヲワカヨタレソツネナラム"
    "ウヰノオクヤマケフコエテアサキユメミシヱヒモセスン",
    "iroha": "ｲﾛﾊﾆﾎﾍﾄﾁﾘﾇﾙｦﾜｶﾖﾀﾚｿﾂﾈﾅﾗﾑｳヰﾉｵｸﾔﾏｹﾌｺｴﾃｱｻｷﾕﾒﾐｼヱﾋﾓｾｽﾝ",
    "ganada": "가나다라마바사아자차카타파하",
    "chosung": "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ",
}
"""Sets that begin again after their last character."""

MAX = 32_767
"""Numbers above this are printed in digits, whatever the format."""

_ENCLOSED = {
    "decimalEnclosedCircle": 0x2460,
    "decimalEnclosedCircleChinese": 0x2460,
    "decimalEnclosedParen": 0x2474,
    "decimalEnclosedFullstop": 0x2488,
    "ideographEnclosedCircle": 0x3220,
}
"""First character of each enclosed set of twenty (ten for ideographs)."""


def is_known(style: str) -> bool:
    """Whether Word's label in a format is known; numbers of others are printed in digits."""
    return style in ("none", "bullet") or style in _ALPHABETS or style in _ENCLOSED or style in _RULES


def format_number(style: str, value: int) -> str:
    """A number as Word prints it in a format. An unknown format gives Word's fallback, decimal digits."""
    if style in ("none", "bullet"):
        return ""
    if value > MAX:
        return str(value)
    if style in _ALPHABETS:
        alphabet = _ALPHABETS[style]
        return alphabet[(value - 1) % len(alphabet)] if value > 0 else str(value)
    if style in _ENCLOSED:
        size = 10 if style == "ideographEnclosedCircle" else 20
        return chr(_ENCLOSED[style] + value - 1) if 1 <= value <= size else str(value)
    rule = _RULES.get(style)
    return rule(value) if rule and value >= 0 else str(value)


def _letters(first: str) -> Callable[[int], str]:
    """a … z, aa, bb …: the letter is repeated, not carried."""

    def rule(value: int) -> str:
        return chr(ord(first) + (value - 1) % 26) * ((value - 1) // 26 + 1) if value > 0 else str(value)

    return rule


def _roman(value: int) -> str:
    parts = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
    out = ""
    for size, letters in (*parts, (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        count, value = divmod(value, size)
        out += letters * count
    return out


def _positional(digits: str) -> Callable[[int], str]:
    return lambda value: "".join(digits[int(figure)] for figure in str(value))


def _counted(digits: str, units: str, *, one: bool, zero: bool, short_ten: bool) -> Callable[[int], str]:
    """Numbers with units (十百千 and 万). ``one``: 一百 not 百; ``zero``: 一百零一; ``short_ten``: 十一 not 一十一."""

    def under_ten_thousand(value: int) -> str:
        out = ""
        gap = False
        for power in (3, 2, 1, 0):
            figure = value // 10**power % 10
            if not figure:
                gap = gap or bool(out)
                continue
            if gap and zero:
                out += digits[0]
            gap = False
            silent = figure == 1 and power > 0 and not one
            out += ("" if silent else digits[figure]) + (units[power - 1] if power else "")
        return out

    def rule(value: int) -> str:
        if value == 0:
            return digits[0]
        high, low = divmod(value, 10_000)
        out = ""
        if high:
            out = under_ten_thousand(high) + units[3]
            if zero and 0 < low < 1000:
                out += digits[0]
        out += under_ten_thousand(low)
        return out[1:] if short_ten and 10 <= value < 20 else out

    return rule


def _counting(value: int) -> str:
    """chineseCounting: 十一 up to 九十九, from one hundred digit by digit with ○."""
    if value < 100:
        return _chinese(value)
    return _positional("○一二三四五六七八九")(value)


def _chicago(value: int) -> str:
    """* † ‡ § ** …"""
    return "*†‡§"[(value - 1) % 4] * ((value - 1) // 4 + 1) if value > 0 else str(value)


_KOREAN_TENS = ("", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔")
_KOREAN_ONES = ("", "하나", "둘", "셋", "넷", "다섯", "여섯", "일곱", "여덟", "아홉")


def _korean_legal(value: int) -> str:
    """Native Korean numbers, which end at 99."""
    return _KOREAN_TENS[value // 10] + _KOREAN_ONES[value % 10] if 0 < value < 100 else str(value)


_chinese = _counted(_HAN, "十百千万", one=True, zero=True, short_ten=True)
_japanese = _counted("〇一二三四五六七八九", "十百千万", one=False, zero=False, short_ten=False)

_RULES: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda value: f"{value:02d}",
    "decimalFullWidth": lambda value: "".join(chr(ord(figure) + 0xFEE0) for figure in str(value)),
    "decimalFullWidth2": lambda value: "".join(chr(ord(figure) + 0xFEE0) for figure in str(value)),
    "numberInDash": lambda value: f"- {value} -",
    "lowerLetter": _letters("a"),
    "upperLetter": _letters("A"),
    "lowerRoman": _roman,
    "upperRoman": lambda value: _roman(value).upper(),
    "hex": lambda value: f"{value:X}",
    "chicago": _chicago,
    "chineseCounting": _counting,
    "chineseCountingThousand": _chinese,
    "taiwaneseCounting": _counting,
    "taiwaneseCountingThousand": _counted(_HAN, "十百千萬", one=True, zero=True, short_ten=True),
    "ideographDigital": _positional("〇一二三四五六七八九"),
    "taiwaneseDigital": _positional("○一二三四五六七八九"),
    "japaneseDigitalTenThousand": _positional("〇一二三四五六七八九"),
    "japaneseCounting": _japanese,
    "japaneseLegal": _counted("零壱弐参四伍六七八九", "拾百阡萬", one=True, zero=False, short_ten=False),
    "chineseLegalSimplified": _counted(_FORMAL, "拾佰仟萬", one=True, zero=True, short_ten=False),
    "ideographLegalTraditional": _counted(_FORMAL_TRADITIONAL, "拾佰仟萬", one=True, zero=True, short_ten=False),
    "koreanLegal": _korean_legal,
    "koreanDigital": _positional(_HANGUL),
    "koreanDigital2": _positional("零一二三四五六七八九"),
    "koreanCounting": _counted(_HANGUL, "십백천만", one=False, zero=False, short_ten=False),
}
