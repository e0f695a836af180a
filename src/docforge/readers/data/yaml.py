"""YAML as data: every scalar the text that was typed, tags (``!ENV``, ``!!python/name:``) never acted upon."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docforge.readers.data.values import NOTHING, UNKNOWN, Datum, UnreadableError
from docforge.readers.yaml_problems import yaml_problem

_DEEPEST = 40
_MOST = 200_000
_PLAIN = "tag:yaml.org,2002:"


def read_yaml(text: str, file: str) -> Datum:
    """The value in a YAML text. Raises UnreadableError with the place."""
    import yaml

    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        return _datum(node, file, 0, iter(range(_MOST))) if node is not None else NOTHING
    except yaml.MarkedYAMLError as error:
        problem = yaml_problem(error)
        raise UnreadableError(problem.sentence, problem.line + 1, problem.column + 1) from error
    except yaml.YAMLError as error:
        raise UnreadableError("it holds a character that YAML does not allow") from error
    except (RecursionError, StopIteration) as error:
        raise UnreadableError("nested too deep, or too large with its aliases") from error


def _datum(node: Any, file: str, depth: int, left: Iterator[int]) -> Datum:
    next(left)
    if depth > _DEEPEST:
        raise RecursionError
    line, column = node.start_mark.line + 1, node.start_mark.column + 1
    tagged = not node.tag.startswith(_PLAIN) or node.tag.startswith(_PLAIN + "python")
    if tagged:
        return Datum(UNKNOWN, file, line, column)
    if node.id == "sequence":
        return Datum(tuple(_datum(item, file, depth + 1, left) for item in node.value), file, line, column)
    if node.id == "mapping":
        found: dict[str, Datum] = {}
        for key, value in node.value:
            if key.id != "scalar":
                continue
            inner = _datum(value, file, depth + 1, left)
            if key.tag == _PLAIN + "merge":
                found = {**inner.fields, **found}
            else:
                found[key.value] = inner
        return Datum(found, file, line, column)
    empty = node.tag == _PLAIN + "null"
    return Datum(None if empty else node.value, file, line, column)
