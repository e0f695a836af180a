"""The command line in Chinese: help, usage errors and what is told beside diagnostics.

Commands are written in English. While the command line runs in Chinese, click's own words, the help of each command and
the folding of lines are exchanged.
"""

from __future__ import annotations

import copy
import importlib
import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

import click

from docforge.diagnostics.width import char_width, width
from docforge.diagnostics.wording import MESSAGES, in_chinese

HELP = "docforge.cli", "help"
SAID = "docforge.cli", "said"
CLICK = "docforge.cli", "click"
"""The tables of help, of what commands say, and of click's own words."""

_OF_CLICK = ("click.core", "click.decorators", "click.exceptions", "click.formatting", "click.parser", "click.types")
"""Modules of click that say something, by ``_`` and ``ngettext`` as they import them from gettext."""

_UNBROKEN = "\b"
"""What a paragraph of help begins with whose lines stay as they are (click's mark)."""

_NOT_FIRST = "，。、；：？！）》」』”’…％·】〉"
_NOT_LAST = "（《「『“‘【〈"
"""Marks that begin no line, and marks that end none."""


def say(text: str) -> str:
    """A text that a command prints."""
    return in_chinese(text, SAID, MESSAGES)


def help_line(text: str) -> str:
    """A line of help, or words of click's own."""
    return in_chinese(text, HELP, CLICK)


@contextmanager
def click_in_chinese() -> Iterator[None]:
    """click speaks Chinese, and folds lines between Han characters."""
    with mock.patch("click.formatting.wrap_text", fold):
        before = [
            (module, name, getattr(module, name))
            for module in map(importlib.import_module, _OF_CLICK)
            for name in ("_", "ngettext")
            if hasattr(module, name)
        ]
        for module, name, _ in before:
            setattr(module, name, _of_click if name == "_" else _several)
        try:
            yield
        finally:
            for module, name, value in before:
                setattr(module, name, value)


def _of_click(text: str) -> str:
    return in_chinese(text, CLICK)


def _several(one: str, more: str, count: int) -> str:
    return _of_click(one if count == 1 else more)


def in_chinese_too(command: click.Command) -> click.Command:
    """A copy of a command whose help is Chinese."""
    out = copy.copy(command)
    out.help = help_text(command.help or "")
    out.epilog = in_chinese(command.epilog, HELP) if command.epilog else None
    out.params = [_parameter(param) for param in command.params]
    return out


def _parameter(param: click.Parameter) -> click.Parameter:
    if not isinstance(param, click.Option) or not param.help:
        return param
    out = copy.copy(param)
    out.help = in_chinese(param.help, HELP)
    return out


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a help text, each in one line but for those whose lines stay."""
    parts = inspect.cleandoc(text).split("\n\n")
    return [part if part.startswith(_UNBROKEN) else " ".join(part.split()) for part in parts]


def help_text(text: str) -> str:
    """A help text in Chinese, paragraph by paragraph."""
    return "\n\n".join(_paragraph(part) for part in paragraphs(text))


def _paragraph(text: str) -> str:
    if not text.startswith(_UNBROKEN):
        return in_chinese(text, HELP)
    mark, *lines = text.split("\n")
    return "\n".join([mark, *(in_chinese(line, HELP) for line in lines)])


def fold(
    text: str,
    columns: int = 78,
    initial_indent: str = "",
    subsequent_indent: str = "",
    preserve_paragraphs: bool = False,
) -> str:
    """``click.wrap_text`` for text in which lines may be broken between any two Han characters."""
    out = []
    for part in text.split("\n\n") if preserve_paragraphs else [text]:
        if preserve_paragraphs and part.startswith(_UNBROKEN):
            out.append("\n".join(subsequent_indent + line for line in part.split("\n")[1:]))
        else:
            out.append(_folded(part, columns, initial_indent, subsequent_indent))
    return "\n\n".join(out)


def _folded(text: str, columns: int, first: str, others: str) -> str:
    lines, line = [], first
    for piece in _pieces(" ".join(text.split())):
        if width(line) + width(piece.rstrip()) > columns and line.strip():
            lines.append(line.rstrip())
            line = others + piece.lstrip()
        else:
            line += piece
    return "\n".join([*lines, line.rstrip()])


def _pieces(text: str) -> Iterator[str]:
    """Stretches of a text that lines are not broken within: a word with the blank behind it, or a Han character with
    the marks that cling to it."""
    piece = ""
    for char in text:
        apart = piece and (char_width(char) == 2 or char_width(piece[-1]) == 2 or piece[-1] == " ") and char != " "
        if apart and char not in _NOT_FIRST and piece[-1] not in _NOT_LAST:
            yield piece
            piece = ""
        piece += char
    yield piece
