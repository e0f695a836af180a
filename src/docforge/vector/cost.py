"""How much work a vector picture makes: elements drawn, with those that stand in place of a reference counted again.

Ten groups that each show the one before it ten times are a kilobyte of text and 10,000,000,000 rectangles.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from xml.etree import ElementTree

DEEPEST = 300
"""References and elements within one another."""

_TARGET = re.compile(r"url\(\s*['\"]?#([^'\")\s]+)")
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_NAME = re.compile(r"[.#]([\w-]+)")


class EndlessError(ValueError):
    """References lie within references deeper than any renderer follows, or a rule of a style sheet makes a ring."""


def drawn(root: ElementTree.Element) -> tuple[int, int]:
    """How many elements are drawn for a cleaned picture, and how many references were taken out of it.

    A reference to something that it stands in itself is taken out: it would never end. Raises EndlessError.
    """
    count = _Count(root)
    return count.element(root, 0), count.rings


class _Count:
    def __init__(self, root: ElementTree.Element) -> None:
        self._ids = {name: element for element in root.iter() if (name := element.get("id"))}
        self._known: dict[str, int] = {}
        self._open: Counter[str] = Counter()
        self._named: defaultdict[str, set[str]] = defaultdict(set)
        self._everywhere: set[str] = set()
        self.rings = 0
        for sheet in root.iter("style"):
            self._style(sheet.text or "")

    def _style(self, css: str) -> None:
        """What the rules of a style sheet refer to: by the class or id they are for, else from everywhere."""
        for selectors, body in _RULE.findall(css):
            targets = set(_TARGET.findall(body))
            for selector in selectors.split(",") if targets else ():
                found = _NAME.fullmatch(selector.strip())
                (self._named[found[1]] if found else self._everywhere).update(targets)

    def element(self, element: ElementTree.Element, depth: int) -> int:
        if depth > DEEPEST:
            raise EndlessError(f"references within references deeper than {DEEPEST}")
        own = element.get("id", "")
        if own:
            self._open[own] += 1
        count = 1
        for key, value in list(element.items()):
            for name in self._targets(key, value):
                if self._open[name]:
                    element.attrib.pop(key, None)
                    self.rings += 1
                else:
                    count += self._target(name, depth)
        for name in self._by_rule(element):
            if self._open[name]:
                raise EndlessError(f"a rule of its style sheet draws #{name} within itself")
            count += self._target(name, depth)
        for child in element:
            count += self.element(child, depth + 1)
        if own:
            self._open[own] -= 1
        return count

    def _target(self, name: str, depth: int) -> int:
        target = self._ids.get(name)
        if target is None:
            return 0
        if name not in self._known:
            self._known[name] = self.element(target, depth + 1)
        return self._known[name]

    @staticmethod
    def _targets(key: str, value: str) -> list[str]:
        """The ids that an attribute refers to."""
        if key == "href" and value.startswith("#"):
            return [value[1:]]
        return _TARGET.findall(value) if "url(" in value else []

    def _by_rule(self, element: ElementTree.Element) -> set[str]:
        """The ids that style sheets make an element refer to. A rule for every element means none inside its target."""
        found = {name for name in self._everywhere if not self._open[name]}
        for name in (*element.get("class", "").split(), element.get("id", "")):
            found |= self._named.get(name, set())
        return found
