"""Simplified and Traditional Chinese by OpenCC, an extra; its phrases choose among several forms of one character."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

from docforge.model.renderings import ScriptName

_FROM_SIMPLIFIED: Mapping[ScriptName, str] = {"hant": "s2t", "tw": "s2tw", "twp": "s2twp", "hk": "s2hk"}
_FROM_TRADITIONAL: Mapping[ScriptName, str] = {
    "hans": "t2s",
    "hansp": "tw2sp",
    "tw": "t2tw",
    "twp": "t2tw",
    "hk": "t2hk",
}

Convert = Callable[[str], str]


def table_of(lang: str, to: ScriptName) -> str:
    """The name of OpenCC's table from a Chinese language tag to a script; "" where nothing is to be done."""
    return (_FROM_SIMPLIFIED if "Hans" in lang else _FROM_TRADITIONAL).get(to, "")


@cache
def converter(table: str) -> Convert:
    """What converts a text by one of OpenCC's tables. Raises ImportError where OpenCC is not installed."""
    from opencc import OpenCC

    convert: Convert = OpenCC(table).convert
    return convert
