"""Front matter: YAML between ``---`` or TOML between ``+++``, every scalar kept as the text that was typed."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from msgspec import Struct, field

from docforge.limits import Limits
from docforge.model import nodes as n
from docforge.patterns import lazy_pattern
from docforge.readers.findings import Findings
from docforge.readers.gate import scrub
from docforge.readers.yaml_problems import yaml_problem

_YAML = lazy_pattern(r"---[ \t]*\n(?:(?P<body>(?:.*\n)*?))?(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_TOML = re.compile(r"\+\+\+[ \t]*\n(?P<body>(?:.*\n)*?)\+\+\+[ \t]*(?:\n|\Z)")
_NAME = re.compile(r"\s*(?:#.*\n\s*)*(?:[\w\"'.-][^\n]*?:(?:\s|$)|\{|\Z)")


class FrontMatter(Struct):
    """What stood before the text: its values, and the offset and line where the text begins."""

    meta: dict[str, n.MetaValue] = field(default_factory=dict)
    end: int = 0
    lines: int = 0


class _Refused(ValueError):
    """Front matter that cannot be read; ``line`` and ``column`` count from 0 within it."""

    def __init__(self, message: str, line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.line = line
        self.column = column


def take(text: str, findings: Findings, limits: Limits) -> FrontMatter:
    """The front matter at the start of a text. What cannot be read is an error and gives no values."""
    for fence, pattern, read in (("---", _YAML, _yaml), ("+++", _TOML, _toml)):
        if not text.startswith(fence):
            continue
        found = pattern.match(text)
        if not found:
            break
        body = found["body"] or ""
        if fence == "---" and not _NAME.match(body):
            # A thematic break, some text and a setext heading: no front matter, as it names nothing.
            break
        result = FrontMatter(end=found.end(), lines=text.count("\n", 0, found.end()))
        try:
            if len(body.encode("utf-8", "surrogatepass")) > limits.front_matter_bytes:
                raise _Refused(f"more than {limits.front_matter_bytes} bytes (limit front-matter-bytes)")
            result.meta = read(body, limits.front_matter_depth)
        except _Refused as error:
            at = n.Position(error.line + 2, error.column + 1)
            findings.add("DF112", f"front matter not read: {error}", at)
        return result
    return FrontMatter()


def _yaml(body: str, deepest: int) -> dict[str, n.MetaValue]:
    """Values from YAML's events, so that nothing is constructed: no tags, no aliases, no types, no recursion."""
    import yaml

    stack: list[_Open] = [_Open(None, {})]
    try:
        for event in yaml.parse(body, Loader=yaml.SafeLoader):
            _event(event, stack, deepest)
    except yaml.MarkedYAMLError as error:
        problem = yaml_problem(error)
        raise _Refused(problem.sentence, problem.line, problem.column) from error
    except yaml.YAMLError as error:
        raise _Refused("it holds a character that YAML does not allow") from error
    value = stack[0].last
    if value is None or (isinstance(value, n.MetaString) and not value.text):
        return {}
    if not isinstance(value, n.MetaMap):
        raise _Refused("it is not a list of names with values")
    return value.items


class _Open(Struct):
    """A map or list that is being filled; ``key`` waits for its value."""

    position: n.Position | None
    items: dict[str, n.MetaValue] | list[n.MetaValue]
    key: str | None = None
    last: n.MetaValue | None = None

    def close(self) -> n.MetaValue:
        if isinstance(self.items, dict):
            return n.MetaMap(items=self.items, at=self.position)
        return n.MetaList(items=tuple(self.items), at=self.position)


def _event(event: Any, stack: list[_Open], deepest: int) -> None:
    import yaml

    line, column = event.start_mark.line, event.start_mark.column
    at = n.Position(line + 2, column + 1)
    if isinstance(event, yaml.AliasEvent):
        raise _Refused(f"alias *{event.anchor}: aliases are not read", line, column)
    if isinstance(event, yaml.MappingStartEvent | yaml.SequenceStartEvent):
        if len(stack) > deepest:
            raise _Refused(f"nested deeper than {deepest} levels (limit front-matter-depth)", line, column)
        _expects_value(stack[-1], line, column)
        stack.append(_Open(at, {} if isinstance(event, yaml.MappingStartEvent) else []))
    elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
        done = stack.pop()
        _put(stack[-1], done.close(), line, column)
    elif isinstance(event, yaml.ScalarEvent):
        top = stack[-1]
        if isinstance(top.items, dict) and top.key is None and len(stack) > 1:
            if event.value in top.items:
                raise _Refused(f"“{event.value}” stands twice", line, column)
            top.key = scrub(event.value)
        else:
            _put(top, n.MetaString(text=scrub(event.value), at=at), line, column)


def _expects_value(top: _Open, line: int, column: int) -> None:
    if isinstance(top.items, dict) and top.key is None and top.position is not None:
        raise _Refused("a name must be plain text", line, column)


def _put(top: _Open, value: n.MetaValue, line: int, column: int) -> None:
    top.last = value
    if isinstance(top.items, list):
        top.items.append(value)
    elif top.key is not None:
        top.items[top.key] = value
        top.key = None


_TOO_LONG = "a number of thousands of digits"


def _toml(body: str, deepest: int) -> dict[str, n.MetaValue]:
    try:
        table = tomllib.loads(body, parse_float=str)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        line, column = (int(found[1]) - 1, int(found[2]) - 1) if found else (0, 0)
        raise _Refused(re.sub(r" \(at .*\)", "", str(error)), line, column) from error
    except RecursionError as error:
        raise _Refused(f"nested deeper than {deepest} levels (limit front-matter-depth)") from error
    except ValueError as error:
        raise _Refused(_TOO_LONG) from error
    value = _toml_value(table, deepest)
    return value.items if isinstance(value, n.MetaMap) else {}


def _toml_value(value: Any, deepest: int) -> n.MetaValue:
    if isinstance(value, dict | list) and deepest < 0:
        raise _Refused("nested too deep (limit front-matter-depth)")
    if isinstance(value, dict):
        return n.MetaMap(items={scrub(key): _toml_value(item, deepest - 1) for key, item in value.items()})
    if isinstance(value, list):
        return n.MetaList(items=tuple(_toml_value(item, deepest - 1) for item in value))
    if isinstance(value, bool):
        return n.MetaString(text="true" if value else "false")
    if hasattr(value, "isoformat"):
        return n.MetaString(text=value.isoformat())
    try:
        return n.MetaString(text=scrub(str(value)))
    except ValueError as error:  # 0xff… may be longer than Python writes in decimal
        raise _Refused(_TOO_LONG) from error
