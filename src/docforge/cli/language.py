"""Which language the command line speaks. For English nothing else is loaded; Chinese is in ``spoken``."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Literal

import click

VARIABLES = ("DOCFORGE_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
"""Variables of the environment that name the language; the first that is set counts."""


def language(variable: Callable[[str], str | None]) -> Literal["en", "zh"]:
    """The language that an environment asks for; English for any that there is no other text in."""
    named = next((value for name in VARIABLES if (value := variable(name))), "")
    return "zh" if named.lower().startswith("zh") else "en"


def current() -> Literal["en", "zh"]:
    """The language of this process."""
    return language(os.environ.get)


def said(text: str) -> str:
    """A text that a command prints, in the language of who reads it."""
    if current() == "en":
        return text
    from docforge.cli.spoken import say

    return say(text)


def helped(text: str) -> str:
    """A line of help, or words of click's own, in the language of who reads it."""
    if current() == "en":
        return text
    from docforge.cli.spoken import help_line

    return help_line(text)


def translated(command: click.Command) -> click.Command:
    """A command whose help is in the language of who reads it."""
    if current() == "en":
        return command
    from docforge.cli.spoken import in_chinese_too

    return in_chinese_too(command)


def speaking() -> AbstractContextManager[None]:
    """The time in which click itself speaks the language of who reads it."""
    if current() == "en":
        return nullcontext()
    from docforge.cli.spoken import click_in_chinese

    return click_in_chinese()
