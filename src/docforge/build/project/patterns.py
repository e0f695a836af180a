"""Patterns of paths (``include``, ``exclude``) and of names of files to be written (``output``)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache


def matches(path: str, patterns: Iterable[str]) -> bool:
    """Whether a path below the sources fits any pattern."""
    return any(fits(path, pattern) for pattern in patterns)


def fits(path: str, pattern: str) -> bool:
    """Whether a path fits a pattern: ``*`` and ``?`` within a folder, ``**`` across folders, a folder for all below."""
    return _expression(pattern).fullmatch(path) is not None


@lru_cache(maxsize=256)
def _expression(pattern: str) -> re.Pattern[str]:
    pattern = pattern.removeprefix("./")
    below = pattern.endswith("/")
    parts = []
    for piece in re.findall(r"\*\*/|\*\*|\*|\?|[^*?]+", pattern.rstrip("/")):
        parts.append({"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}.get(piece) or re.escape(piece))
    return re.compile("".join(parts) + ("/.*" if below else "(?:/.*)?"), re.DOTALL)


FIELDS = ("target", "path", "folder", "name", "number", "edition", "format")
"""What may stand in braces in ``output``."""

_FIELD = re.compile(r"\{([^{}]*)\}")


def unknown_fields(pattern: str) -> list[str]:
    """Names in braces that ``output`` does not know."""
    return [name for name in _FIELD.findall(pattern) if name not in FIELDS]


def output_name(pattern: str, values: dict[str, str]) -> str:
    """A file's name; folders that stay empty (``{folder}`` of a document at the top) leave no trace."""
    name = _FIELD.sub(lambda match: values[match[1]], pattern)
    return ("/" if pattern.startswith("/") else "") + "/".join(part for part in name.split("/") if part)
