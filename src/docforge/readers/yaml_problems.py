"""What is wrong with YAML, in a sentence for its author and with the place where it began.

PyYAML tells where it gave up, which for something unclosed is the end of the text, and names its own tokens.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple


class Problem(NamedTuple):
    """A sentence, and the line and column it is about, counted from 0."""

    sentence: str
    line: int
    column: int


_QUOTE = "put the value in quotes"

_SENTENCES: tuple[tuple[str, str, bool], ...] = (
    ("flow sequence.*(?:expected ','|<stream end>)", "this list is not closed: a ] or a comma is missing", True),
    ("flow mapping.*(?:expected ','|<stream end>)", "this map is not closed: a } or a comma is missing", True),
    ("quoted scalar.*(?:end of stream|document separator)", "this quotation mark is never closed", True),
    ("found unknown escape", "no escape: double the backslash, or use single quotes", False),
    ("expected escape sequence", "no escape: double the backslash, or use single quotes", False),
    ("could not find expected ':'", "a name without a value: a colon and a blank are missing", True),
    ("mapping values are not allowed", f"a colon where no name can stand: {_QUOTE}, or mend the indent", False),
    (r"character '\\t'", "a tab cannot stand here: indent with blanks", False),
    ("cannot start any token", f"a value cannot begin with this character: {_QUOTE}", False),
    ("scanning an (?:alias|anchor)", f"a value cannot begin with * or & alone: {_QUOTE}", True),
    ("directive|a tag|block scalar", f"a value that begins with %, !, | or > has a meaning in YAML: {_QUOTE}", True),
    ("block mapping.*'<scalar>'", "text follows a quoted value: put all of it in the quotes", False),
    ("expected <block end>", "this line fits neither the lines above nor their indent", False),
    ("expected the node content", f"a value cannot begin with this character: {_QUOTE}", False),
)
"""A pattern of PyYAML's context and problem, what to say, and whether it is about the place where the context began."""


def yaml_problem(error: Any) -> Problem:
    """The problem in a ``yaml.MarkedYAMLError``."""
    told = f"{error.context or ''}: {error.problem or ''}"
    for pattern, sentence, from_context in _SENTENCES:
        if re.search(pattern, told):
            marks = (error.context_mark, error.problem_mark)
            mark = next((mark for mark in (marks if from_context else marks[::-1]) if mark), None)
            return _at(sentence, mark)
    return _at("this is no YAML", error.problem_mark or error.context_mark)


def _at(sentence: str, mark: Any) -> Problem:
    return Problem(sentence, mark.line, mark.column) if mark else Problem(sentence, 0, 0)
