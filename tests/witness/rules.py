"""The normalisations of the comparison, one table. docs/text.md has each of them under the same name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from witness.text import LABEL, LABEL_END, SOFT, Told

Format = Literal["epub", "pdf", "docx"]
Side = Literal["source", "file", "both", "reader"]
"""``reader``: no change of characters; the witnesses leave it out or move it while they read."""


@dataclass(frozen=True)
class Rule:
    """A normalisation: its name, the side it changes, how, and in the comparison with which files."""

    name: str
    side: Side
    change: Callable[[str], str] = str
    formats: tuple[Format, ...] = ("epub", "pdf", "docx")


_FOLDED = ((0x2E80, 0x2FDF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F))
_RADICALS = {"⺠": "民", "⻓": "长", "⻛": "风", "⻋": "车", "⻔": "门", "⻚": "页", "⻅": "见", "⻘": "青", "⻝": "食"}
_JOINERS = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))


def _fold(text: str) -> str:
    return "".join(
        _RADICALS.get(char, unicodedata.normalize("NFKC", char))
        if any(first <= ord(char) <= last for first, last in _FOLDED)
        else char
        for char in text
    )


_NUMBER = r"(?:\d{1,3}|[一二三四五六七八九十百零〇]{1,5})"
_TYPED = re.compile(
    rf"{LABEL}[^{LABEL_END}]*{LABEL_END}(?=\s*(?:{_NUMBER}、|[（(]{_NUMBER}[）)]|[①-⑳]|[第제]{_NUMBER}[条條조]|[A-H][.．、]"
    r"|\d{1,3}[.．)）](?!\d)|[가-하]\.))"
)
_MISSING = re.compile("(?:Picture not found: |未找到图片：|找不到圖片：|画像が見つかりません：|그림을 찾을 수 없음: )")


_BETWEEN_WORDS = re.compile(r"(?<=\w)[^\S\r\n]+(?=\w)")
_WITHIN = re.compile(rf"(?<=[A-Za-z0-9가-힣]){SOFT}(?=[A-Za-z0-9가-힣])")
_DATE = re.compile(r"(?<=\d)[ \u3000]+(?=[年月日])|(?<=[年月日])[ \u3000]+(?=\d)")
_AFTER_LABEL = re.compile(rf"(?m)(^|{LABEL_END})([第제]{_NUMBER}[条條조])[ \u3000]+|[ \u3000]+(?=[B-H][.．、])")
_WORD_SPACE = "\ue019"


def _blanks(text: str) -> str:
    return "".join(_BETWEEN_WORDS.sub(_WORD_SPACE, text).split()).replace(_WORD_SPACE, " ")


def _typed_label(text: str) -> str:
    return re.sub(f"[{LABEL}{LABEL_END}]", "", _TYPED.sub("", text))


RULES = (
    Rule("title", "reader"),
    Rule("notation", "reader"),
    Rule("furniture", "reader"),
    Rule("added words", "reader"),
    Rule("notes", "reader"),
    Rule("pictures", "file", lambda text: _MISSING.sub("", text)),
    Rule("formulas", "reader"),
    Rule("bullets", "file", lambda text: text.replace("☑", "✓").replace("☐", "□")),
    Rule("ends of lines", "source", lambda text: _WITHIN.sub(" ", text).replace(SOFT, "\n")),
    Rule("blanks of labels", "source", lambda text: _AFTER_LABEL.sub(r"\1\2", text)),
    Rule("typed labels", "source", _typed_label),
    Rule("folded characters", "both", lambda text: _fold(text).translate(_JOINERS)),
    Rule("blanks of dates", "both", lambda text: _DATE.sub("", text)),
    Rule("blanks", "both", _blanks),
    Rule("blanks in print", "both", lambda text: text.replace(" ", ""), ("pdf",)),
)


def settled(told: Told, side: Literal["source", "file"], format: Format) -> Told:
    """A text after the rules of its side and format."""
    parts = [told.body, told.notes]
    for rule in RULES:
        if rule.side in (side, "both") and format in rule.formats:
            parts = [rule.change(part) for part in parts]
    return Told(*parts)
