"""What the press knows while one document is laid out: its theme, and the count of what it left to WeasyPrint.

Nothing is passed by CSS: the writer opens ``setting(theme)`` round the layout of a document, and every paragraph asks
it for the rules of its languages. Outside, every hook does what WeasyPrint does.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from msgspec import Struct, field

from docforge.press.compose import Settings
from docforge.theme.css.languages import line
from docforge.theme.spec import Theme
from docforge.typography.rules import LevelError, Rules, rules_for


class Setting(Struct):
    """One document being set.

    ``composed``: lines set by the press. ``left``: paragraphs left to WeasyPrint, by reason. ``shapes`` and
    ``compositions``: what was shaped and prepared, by everything it depends on. A document is often laid out twice,
    since its running heads are known only then; nothing of it is kept for the next document.
    """

    theme: Theme
    vertical: bool = False
    composed: int = 0
    left: dict[str, int] = field(default_factory=dict)
    shapes: dict[tuple[Any, ...], Any] = field(default_factory=dict)
    compositions: dict[tuple[Any, ...], Any] = field(default_factory=dict)
    _rules: dict[str, Rules] = field(default_factory=dict)
    _settings: dict[tuple[str, bool], Settings] = field(default_factory=dict)

    def rules(self, lang: str) -> Rules:
        """The rules of a language at the theme's level. A level that does not exist is the language's own."""
        found = self._rules.get(lang)
        if found is None:
            level = line(self.theme, lang).strictness or None
            try:
                found = rules_for(lang, level, self.vertical)
            except LevelError:
                # The theme's loader has already said so.
                found = rules_for(lang, None, self.vertical)
            self._rules[lang] = found
        return found

    def settings(self, lang: str, anywhere: bool) -> Settings:
        """How paragraphs of a language are set; ``anywhere``: long words are parted wherever the line is full."""
        found = self._settings.get((lang, anywhere))
        if found is None:
            asked = line(self.theme, lang)
            found = self._settings[lang, anywhere] = Settings(
                autospace=asked.autospace,
                squeeze=asked.squeeze,
                hang=asked.hang_punctuation,
                last_line_min=asked.last_line,
                optimise=asked.optimise,
                anywhere=anywhere,
            )
        return found

    def opener(self, lang: str) -> str:
        """What becomes of an opening mark that begins a first line: trim, full or half."""
        return line(self.theme, lang).opener

    def leave(self, reason: str) -> None:
        """Count a paragraph that is left to WeasyPrint."""
        self.left[reason] = self.left.get(reason, 0) + 1


_open: list[Setting] = []


@contextmanager
def setting(theme: Theme, *, vertical: bool = False) -> Iterator[Setting]:
    """Let the press set the lines of what is laid out inside, as ``theme`` asks."""
    opened = Setting(theme, vertical)
    _open.append(opened)
    try:
        yield opened
    finally:
        _open.pop()


def current() -> Setting | None:
    """The document being set; None outside ``setting``."""
    return _open[-1] if _open else None
