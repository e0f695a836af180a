"""The order that people mean by the names they give their files, and what those names say about a page.

``2`` before ``10``, 第十章 after 第九章, 上 before 中 before 下, 前言 first, 附录 and 后记 last. Done without ICU:
names are compared by compatibility form (full-width digits and letters are the plain ones) and without case; katakana
as hiragana, voiced kana beside unvoiced; hangul by syllable, which is the dictionary's order; Han characters by code
point, which is roughly radical and stroke, not pinyin.
"""

from __future__ import annotations

import os
import re
import unicodedata
from typing import TypeAlias

from docforge.build.site.shape import Role

Key: TypeAlias = tuple[int, tuple[tuple[int, float, str], ...], str]

_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "两": 2,
    "兩": 2,
    "廿": 20,
    "卅": 30,
}
_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "萬": 10_000}
_HAN = "".join([*_DIGITS, *_UNITS])
_COUNTERS = "章节節回卷巻篇编編部讲講课課册冊集話话条條月年期届級级"
_RANKS = {"上": 1, "前": 1, "中": 2, "下": 3, "后": 3, "後": 3}
_STEMS = {char: value for value, char in enumerate("甲乙丙丁戊己庚辛壬癸", 1)}
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii")

_TOKEN = re.compile(
    rf"(?P<digits>[0-9]+)"
    rf"|(?P<han>(?<=[第卷巻篇部册之(])[{_HAN}]+|[{_HAN}]+(?=[{_COUNTERS}、.])|^[{_HAN}]+(?=[\s_\-)]|$))"
    rf"|(?P<rank>[上中下](?=[{_COUNTERS})]|$)|[前后後](?=[{_COUNTERS}]))"
    rf"|(?P<stem>(?:^|(?<=\())[甲乙丙丁戊己庚辛壬癸](?=[、.\s_\-){_COUNTERS}]|$))"
    rf"|(?P<roman>(?<=part )[ivx]+\b|(?<=chapter )[ivx]+\b|(?<=book )[ivx]+\b|(?<=volume )[ivx]+\b)"
)

_FRONT = (
    *("前言", "序言", "自序", "代序", "序", "凡例", "出版说明", "写在前面", "卷首语", "preface", "foreword"),
    *("はじめに", "まえがき", "序文", "前書き", "머리말", "서문", "들어가며", "여는 글"),
)
_OPENING = ("引言", "导言", "導言", "绪论", "緒論", "导论", "導論", "序章", "introduction", "intro", "prologue", "서론")
_CLOSING = ("结语", "結語", "尾声", "尾聲", "终章", "終章", "epilogue", "conclusion", "おわりに", "맺음말")
_APPENDIX = ("附录", "附錄", "付録", "부록", "appendix", "appendices")
_BACK = (
    *(
        "参考文献",
        "參考文獻",
        "術語表",
        "术语表",
        "索引",
        "后记",
        "後記",
        "跋",
        "致谢",
        "致謝",
        "更新日志",
        "あとがき",
        "用語集",
    ),
    *("참고문헌", "찾아보기", "후기", "references", "bibliography", "glossary", "afterword", "acknowledgements"),
    *("acknowledgments", "changelog"),
)
_LABELLED = rf"(?=$|[\s\-_.:·—(0-9a-z、{_HAN}甲乙丙丁])"


def _words(*lists: tuple[str, ...]) -> re.Pattern[str]:
    every = [re.escape(word) for words in lists for word in words]
    return re.compile(f"(?:{'|'.join(every)})" + _LABELLED.replace("a-z", "a-z" if lists[0] is _APPENDIX else ""))


_FIRST = _words(_FRONT, _OPENING)
_FRONT_ONLY = _words(_FRONT)
_APPENDIX_ONLY = _words(_APPENDIX)
_LAST = (_words(_CLOSING), _APPENDIX_ONLY, _words(_BACK))

_PREFIX = re.compile(
    r"\s*\(?(?P<first>[0-9]+)(?:[.\-_][0-9]+)*\)?(?:[\s._\-、)]+|(?=[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]))"
)
_COUNTED = re.compile(r"[年月日号時时分秒人个個種种大点點次倍回]")


def stem(path: str) -> str:
    """A file's or folder's name without its folder and its suffix."""
    name = os.path.basename(path)
    head, dot, tail = name.rpartition(".")
    return head if dot and head and re.fullmatch(r"[A-Za-z]{1,8}", tail) else name


def plain(text: str) -> str:
    """A name as it is compared: compatibility form, without case."""
    return unicodedata.normalize("NFKC", text).casefold()


def without_order(name: str) -> str:
    """A name without the number that only orders it: ``03速算技巧`` is 速算技巧, ``01-intro`` is ``intro``.

    A number that is part of the words stays: ``2024年总结``, ``3D``, ``7``.
    """
    found = _PREFIX.match(unicodedata.normalize("NFKC", name)) if name[:1].isascii() else _PREFIX.match(plain(name))
    if not found or len(found["first"]) > 3:
        return name
    rest = name[found.end() :]
    glued = found[0][-1:].isdigit()
    return rest if rest and not (glued and _COUNTED.match(rest)) else name


def role_of(path: str) -> Role:
    """What a page is by its name: 前言 is front matter, 附录 an appendix, 后记 back matter, else a chapter."""
    name = plain(without_order(stem(path)))
    if _FRONT_ONLY.match(name):
        return "front"
    if _APPENDIX_ONLY.match(name):
        return "appendix"
    return "back" if _LAST[2].match(name) else "chapter"


def natural_key(path: str, order: float | None = None) -> Key:
    """What to sort siblings by. ``order`` is a place that a page names itself; it counts like a number in its name."""
    name = plain(stem(path))
    rank = 1
    if order is None and without_order(stem(path)) == stem(path):
        if _FIRST.match(name):
            rank = 0
        else:
            rank = next((2 + place for place, words in enumerate(_LAST) if words.match(name)), 1)
    tokens = _tokens(name)
    if order is not None:
        tokens = ((0, order, ""), *tokens)
    return rank, tokens, path


def _tokens(name: str) -> tuple[tuple[int, float, str], ...]:
    out: list[tuple[int, float, str]] = []
    done = 0
    for found in _TOKEN.finditer(name):
        number = _number(found)
        if number is None:
            continue
        if found.start() > done:
            out.append((1, 0, _folded(name[done : found.start()])))
        out.append((0, number, ""))
        done = found.end()
    if done < len(name):
        out.append((1, 0, _folded(name[done:])))
    return tuple(out)


def _number(found: re.Match[str]) -> float | None:
    text = found[0]
    match found.lastgroup:
        case "digits":
            return float(text) if len(text) < 300 else None
        case "han":
            return _han_number(text)
        case "rank":
            return _RANKS[text]
        case "stem":
            return _STEMS[text]
    return _ROMAN.index(text) + 1 if text in _ROMAN else None


def _han_number(text: str) -> float:
    """十二 is 12, 一百零三 is 103, 二〇二四 is 2024."""
    if not any(char in _UNITS for char in text):
        if len(text) == 1:
            return _DIGITS[text]
        value = 0.0
        for char in text[:300]:
            value = value * 10 + _DIGITS[char] % 10
        return value
    total, section, digit = 0.0, 0.0, 0.0
    for char in text:
        if char in _DIGITS:
            digit = digit + _DIGITS[char] if _DIGITS[char] < 20 else _DIGITS[char]
        elif _UNITS[char] == 10_000:
            total, section, digit = (total + section + digit) * 10_000, 0.0, 0.0
        else:
            section += (digit or 1) * _UNITS[char]
            digit = 0.0
    return total + section + digit


def _folded(text: str) -> str:
    """Kana in the order of the dictionary: katakana as hiragana, voiced beside unvoiced; other text as it is."""
    hiragana = "".join(chr(ord(char) - 0x60) if "ァ" <= char <= "ヶ" else char for char in text)
    return "".join(
        unicodedata.normalize("NFD", char)[0] + ("\x00" if unicodedata.normalize("NFD", char)[1:] else "")
        if "ぁ" <= char <= "ゖ"
        else char
        for char in hiragana
    )
