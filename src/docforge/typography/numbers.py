"""Numbers written in a style, and read back: ``format_number(12, "chinese")`` is 十二.

A label is a scheme filled with a value: ``format_label("chinese:第{}条之{}", (10, 1))`` is 第十条之一.
"""

from __future__ import annotations

from functools import lru_cache

from docforge.typography.counter_styles import ALIASES, CSS_STYLES, PATTERNED
from docforge.typography.languages import language_of
from docforge.typography.number_styles import (
    BY_LANGUAGE,
    STYLES,
    Alphabetic,
    Multiplicative,
    Positional,
    Roman,
    Sequence,
    Style,
)

_GROUP = 10_000
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


class NumberError(ValueError):
    """A number cannot be written as asked."""


class UnknownStyleError(NumberError):
    """There is no number style of that name."""

    def __init__(self, style: str) -> None:
        super().__init__(f'unknown number style "{style}"')
        self.style = style


class NumberRangeError(NumberError):
    """A style has no sign for a number: ⑴ ends at ⒇, 甲 at 癸."""

    def __init__(self, value: int, style: str) -> None:
        super().__init__(f'the number style "{style}" has no sign for {value}')
        self.value = value
        self.style = style


def format_number(value: int, style: str, lang: str = "") -> str:
    """``value`` in ``style``; ``lang`` (BCP 47) chooses between forms of one style (萬 in zh-Hant).

    Styles are those of ``STYLES`` and, by their CSS names, of ``counter_styles``: ``simp-chinese-informal``,
    ``korean-hangul-formal``, ``decimal-leading-zero``, ``cjk-head-1`` (一、) …
    Raises NumberRangeError where the style ends, UnknownStyleError for a name that none has.
    """
    if style in PATTERNED:
        digits_of, pattern = PATTERNED[style]
        return pattern.format(format_number(value, digits_of, lang))
    match _style(style, lang):
        case Positional(digits=digits, width=width) if value >= 0:
            return "".join(digits[int(digit)] for digit in str(value).zfill(width))
        case Multiplicative() as table if 0 <= value < _GROUP * _GROUP:
            return _multiplicative(value, table)
        case Sequence(signs=signs, first=first) if first <= value < first + len(signs):
            return signs[value - first]
        case Alphabetic(letters=letters) if value >= 1:
            return _alphabetic(value, letters)
        case Roman(upper=upper) if 1 <= value <= 3999:
            return _roman(value) if upper else _roman(value).lower()
    raise NumberRangeError(value, style)


def parse_number(text: str, style: str, lang: str = "") -> int | None:
    """The number that ``text`` writes in ``style``, None when it is not one.

    Understands more than is written: 二百零五 and 两百零五, 一十二 and 十二. Format the result to see whether it was
    canonical.
    Raises UnknownStyleError.
    """
    if style in PATTERNED:
        digits_of, pattern = PATTERNED[style]
        before, after = pattern.split("{}")
        framed = text.startswith(before) and text.endswith(after) and len(text) > len(before + after)
        return parse_number(text[len(before) : len(text) - len(after)], digits_of, lang) if framed else None
    if not text:
        return None
    match _style(style, lang):
        case Positional(digits=digits):
            values = [digits.find(char) for char in text]
            return None if -1 in values else int("".join(map(str, values)))
        case Multiplicative() as table:
            return _read_multiplicative(text, table)
        case Sequence(signs=signs, first=first):
            return signs.index(text) + first if text in signs else None
        case Alphabetic(letters=letters):
            return _read_alphabetic(text, letters)
        case Roman(upper=upper):
            return _read_roman(text, upper)


@lru_cache(maxsize=4096)
def format_label(scheme: str, value: tuple[int, ...], lang: str = "") -> str:
    """A label: ``"<style>:<pattern>"`` with each ``{}`` of the pattern filled by one value.

    Raises NumberError when the style cannot write a value or the pattern wants another count of values.
    """
    style, _, pattern = scheme.partition(":")
    parts = pattern.split("{}")
    if len(parts) != len(value) + 1:
        raise NumberError(f'the scheme "{scheme}" does not take {len(value)} values')
    numbers = [format_number(number, style, lang) for number in value]
    return "".join(part + number for part, number in zip(parts, [*numbers, ""], strict=True))


def _style(name: str, lang: str) -> Style:
    own = ALIASES.get(name, name)
    found = BY_LANGUAGE.get((own, language_of(lang))) or STYLES.get(own) or CSS_STYLES.get(own)
    if found is None:
        raise UnknownStyleError(name)
    return found


def _multiplicative(value: int, table: Multiplicative) -> str:
    if value == 0:
        return table.nought
    high, low = divmod(value, _GROUP)
    if not high:
        return _below_group(low, table, head=True)
    text = _below_group(high, table, head=True) + table.group
    if table.one_before == "" and high == 1:
        text = table.digits[0] + table.group
    if not low:
        return text
    return text + (table.zero if low < _GROUP // 10 else "") + _below_group(low, table, head=False)


def _below_group(value: int, table: Multiplicative, head: bool) -> str:
    out = ""
    empty = False
    for size, unit in ((1000, table.units[2]), (100, table.units[1]), (10, table.units[0]), (1, "")):
        digit, value = divmod(value, size)
        if not digit:
            empty = bool(out)
            continue
        if empty:
            out += table.zero
        silent = unit and digit == 1 and (unit not in table.one_before or (_is_ten(out, size, head, table)))
        out += ("" if silent else table.digits[digit - 1]) + unit
        empty = False
    return out


def _is_ten(before: str, size: int, head: bool, table: Multiplicative) -> bool:
    """Whether this is the 十 of 10–19 at the head of the number, which stands alone in everyday writing."""
    return size == 10 and not before and head and not table.one_ten_first


def _read_multiplicative(text: str, table: Multiplicative) -> int | None:
    high, group, low = text.rpartition(table.group)
    if not group:
        return _read_below_group(text, table)
    upper = _read_below_group(high, table)
    if len(low) > 1 and low[0] in (table.zero, table.nought):
        low = low[1:]  # the zero of 一万零一 stands for empty places
    lower = _read_below_group(low, table) if low else 0
    return None if upper is None or lower is None or not upper else upper * _GROUP + lower


def _read_below_group(text: str, table: Multiplicative) -> int | None:
    """Digits before falling units; a zero only where places are empty."""
    signs = {sign: number for number, sign in enumerate(table.digits, 1)} | dict(table.readings)
    signs |= {table.nought: 0} | ({table.zero: 0} if table.zero else {})
    units = {unit: 10 ** (place + 1) for place, unit in enumerate(table.units)}
    if len(text) == 1 and text in signs:
        return signs[text]
    total, ceiling = 0, _GROUP
    digit: int | None = None
    for char in text:
        if char in signs and not digit:
            digit = signs[char]
        elif units.get(char, ceiling) < ceiling and (digit != 0 or total):
            ceiling = units[char]
            total += (digit or 1) * ceiling
            digit = None
        else:
            return None
    if digit == 0 or not total:
        return None  # ends in a zero, or is a row of digits (二三), which is another style
    return total + (digit or 0)


def _alphabetic(value: int, letters: str) -> str:
    out = ""
    while value:
        value, rest = divmod(value - 1, len(letters))
        out = letters[rest] + out
    return out


def _read_alphabetic(text: str, letters: str) -> int | None:
    value = 0
    for char in text:
        if char not in letters:
            return None
        value = value * len(letters) + letters.index(char) + 1
    return value


def _roman(value: int) -> str:
    out = ""
    for size, sign in _ROMAN:
        count, value = divmod(value, size)
        out += sign * count
    return out


@lru_cache(maxsize=1)
def _roman_values() -> dict[str, int]:
    return {_roman(value): value for value in range(1, 4000)}


def _read_roman(text: str, upper: bool) -> int | None:
    if text != (text.upper() if upper else text.lower()):
        return None
    return _roman_values().get(text.upper())
