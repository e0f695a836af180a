"""What people say and type: paragraph 7 of run 2 is ``s2p7``, its fourth part ``s2p7.4``, a second 7 ``s2p7b``."""

from __future__ import annotations

from docforge.model import nodes as n
from docforge.typography.numbers import NumberRangeError, format_number

_INSERTIONS = ("之", "の", "의")
"""Signs before the second number of an article that was put in later: 第二条之一."""

_RUN_NAMES = {"zh": "chinese", "ja": "japanese", "ko": "hangul-syllable"}


def run_name(number: int, lang: str) -> str:
    """The name of a run on paper: 一 二 三 in Chinese and Japanese, 가 나 다 in Korean, A B C in other languages."""
    try:
        return format_number(number, _RUN_NAMES.get(lang.split("-")[0], "upper-alpha"), lang)
    except NumberRangeError:
        return str(number)


class Addresses:
    """Gives out addresses, each once."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def of_first_level(self, run: int, item: n.Item) -> str:
        """The address of an item at the first level of a run."""
        return self._free(f"s{run}p{_number(item)}")

    def of_child(self, parent: n.Item, item: n.Item) -> str:
        """The address of an item inside another. 2.1 inside 2 is its part 1."""
        own = str(item.value[-1]) if item.value[:-1] == parent.value else _number(item)
        return self._free(f"{parent.address}.{own}")

    def _free(self, address: str) -> str:
        place = 1
        found = address
        while found in self._taken:
            place += 1
            found = address + format_number(place, "lower-alpha")
        self._taken.add(found)
        return found


def _number(item: n.Item) -> str:
    """The values in an address: 第二条之一 is 2i1, 1.3 is 1.3."""
    inserted = any(sign in item.scheme for sign in _INSERTIONS)
    return ("i" if inserted else ".").join(map(str, item.value))
