"""JavaScript and TypeScript modules as data: what can be known of their exports without running anything.

Literals, constants and functions that only return them, spreads, strings put together, imports of sibling files, and
the functions that configurations are wrapped in (``defineConfig``, ``withPwa``, ``defaultTheme``) are followed;
everything else is ``UNKNOWN``. The grammar is tree-sitter's, which reads whatever stands there and marks what is wrong.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct, field

from docforge.readers.data.values import NOTHING, UNKNOWN, Datum, UnreadableError

Load = Callable[[str], "str | None"]
"""The text of a file by its path, None when there is none."""

_DEEPEST = 80
_MOST = 200_000
_MODULES = 60
_SUFFIXES = ("", ".ts", ".mts", ".js", ".mjs", ".cjs", ".json", "/index.ts", "/index.js")
_WRAPPERS = re.compile(r"define\w*|with[A-Z]\w*|\w*[tT]heme|sidebar|navbar|freeze")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0"}
_SAME = frozenset({"as_expression", "satisfies_expression", "non_null_expression", "parenthesized_expression"})
_FUNCTIONS = frozenset({"function_declaration", "function_expression", "arrow_function"})

Scope = Mapping[str, Any]


class _Module(Struct):
    """One file: its syntax tree, what it declares, exports and imports."""

    file: str
    lines: list[bytes]
    names: dict[str, Any] = field(default_factory=dict)
    exports: dict[str, Any] = field(default_factory=dict)
    imports: dict[str, tuple[str, str]] = field(default_factory=dict)


def read_module(file: str, load: Load) -> Datum:
    """The default export (or ``module.exports``) of a module. Raises UnreadableError for what is no JavaScript."""
    reader = _Reader(load)
    module = reader.module(file)
    if module is None:
        raise UnreadableError("it cannot be read")
    if reader.broken.get(file):
        line, column = reader.broken[file]
        raise UnreadableError("this is no JavaScript that docforge can read", line, column)
    return reader.export(module, "default", 0)


class _Reader:
    def __init__(self, load: Load) -> None:
        self.load = load
        self.modules: dict[str, _Module | None] = {}
        self.broken: dict[str, tuple[int, int]] = {}
        self.left = _MOST

    # ------------------------------------------------------------ modules

    def module(self, file: str) -> _Module | None:
        if file not in self.modules:
            text = self.load(file) if len(self.modules) < _MODULES else None
            self.modules[file] = None if text is None else self._parsed(file, text)
        return self.modules[file]

    def _parsed(self, file: str, text: str) -> _Module:
        import tree_sitter
        import tree_sitter_typescript

        data = (f"export default {text}" if file.endswith(".json") else text).encode("utf-8", "replace")
        parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_typescript.language_typescript()))
        root = parser.parse(data).root_node
        module = _Module(file, data.split(b"\n"))
        for statement in root.named_children:
            self._declare(statement, module)
        if root.has_error:
            self.broken[file] = _first_error(root, module)
        return module

    def _declare(self, node: Any, module: _Module) -> None:
        if node.type == "export_statement":
            inner = node.child_by_field_name("declaration")
            value = node.child_by_field_name("value")
            if value is not None:
                module.exports["default"] = value
            elif inner is not None and any(child.type == "default" for child in node.children):
                module.exports["default"] = inner
            elif inner is not None:
                module.exports |= _declared(inner)
            for clause in node.named_children:
                if clause.type == "export_clause" and node.child_by_field_name("source") is None:
                    for one in clause.named_children:
                        name, alias = one.child_by_field_name("name"), one.child_by_field_name("alias")
                        if name is not None:
                            module.exports[_source(alias or name)] = name
            if inner is not None:
                module.names |= _declared(inner)
        elif node.type == "import_statement":
            _import(node, module)
        elif node.type == "expression_statement" and node.named_children:
            target = node.named_children[0]
            if target.type == "assignment_expression":
                left = _source(target.child_by_field_name("left"))
                if left == "module.exports":
                    module.exports["default"] = target.child_by_field_name("right")
                elif left.startswith("exports."):
                    module.exports[left[8:]] = target.child_by_field_name("right")
        else:
            module.names |= _declared(node)

    def export(self, module: _Module, name: str, depth: int) -> Datum:
        node = module.exports.get(name)
        return NOTHING if node is None else self.value(node, module, {}, depth + 1)

    def _imported(self, module: _Module, name: str, depth: int) -> Datum | None:
        wanted, source = module.imports[name]
        if not source.startswith("."):
            return None
        base = posixpath.normpath(posixpath.join(posixpath.dirname(module.file), source))
        stems = (base, re.sub(r"\.m?js$", "", base))
        for stem in dict.fromkeys(stems):
            for suffix in _SUFFIXES:
                other = self.module(stem + suffix) if posixpath.splitext(stem + suffix)[1] else None
                if other is not None:
                    return self.export(other, wanted, depth) if wanted in other.exports else None
        return None

    # ------------------------------------------------------------ values

    def value(self, node: Any, module: _Module, scope: Scope, depth: int) -> Datum:
        """What an expression is, as far as that can be known."""
        self.left -= 1
        line, column = _place(node, module)
        unknown = Datum(UNKNOWN, module.file, line, column)
        if self.left < 0 or depth > _DEEPEST:
            return unknown
        kind = node.type
        if kind in _SAME and node.named_children:
            return self.value(node.named_children[0], module, scope, depth + 1)
        handler = _HANDLERS.get(kind)
        if handler is None:
            return unknown
        found = handler(self, node, module, scope, depth + 1)
        if isinstance(found, Datum):
            return found
        value, partial = found
        return Datum(value, module.file, line, column, partial)

    def string(self, node: Any, module: _Module, scope: Scope, depth: int) -> Any:
        out = ""
        for child in node.named_children:
            if child.type == "string_fragment":
                out += _source(child)
            elif child.type == "escape_sequence":
                out += _escape(_source(child))
            elif child.type == "template_substitution" and child.named_children:
                inner = self.value(child.named_children[0], module, scope, depth).value
                if not isinstance(inner, str):
                    return UNKNOWN, False
                out += inner
        return out, False

    def number(self, node: Any, module: _Module, scope: Scope, depth: int) -> Any:
        try:
            return float(_source(node).replace("_", "")), False
        except ValueError:
            return UNKNOWN, False

    def constant(self, node: Any, module: _Module, scope: Scope, depth: int) -> Any:
        return {"true": True, "false": False}.get(node.type), False

    def array(self, node: Any, module: _Module, scope: Scope, depth: int) -> Any:
        out: list[Datum] = []
        partial = False
        for child in node.named_children:
            if child.type == "comment":
                continue
            if child.type == "spread_element":
                inner = self.value(child.named_children[0], module, scope, depth)
                partial = partial or inner.unknown or inner.partial
                out += inner.members
            else:
                out.append(self.value(child, module, scope, depth))
        return tuple(out), partial

    def object(self, node: Any, module: _Module, scope: Scope, depth: int) -> Any:
        out: dict[str, Datum] = {}
        partial = False
        for child in node.named_children:
            if child.type == "pair":
                key = self._key(child.child_by_field_name("key"), module, scope, depth)
                value = child.child_by_field_name("value")
                if key is None or value is None:
                    partial = True
                else:
                    out[key] = self.value(value, module, scope, depth)
            elif child.type == "shorthand_property_identifier":
                out[_source(child)] = self.value(child, module, scope, depth)
            elif child.type == "spread_element" and child.named_children:
                inner = self.value(child.named_children[0], module, scope, depth)
                partial = partial or inner.unknown or inner.partial
                out.update(inner.fields)
            elif child.type == "method_definition":
                line, column = _place(child, module)
                out[_source(child.child_by_field_name("name"))] = Datum(UNKNOWN, module.file, line, column)
        return out, partial

    def _key(self, node: Any, module: _Module, scope: Scope, depth: int) -> str | None:
        if node is None:
            return None
        if node.type in ("string", "computed_property_name"):
            inner = node if node.type == "string" else node.named_children[0]
            value = self.value(inner, module, scope, depth).value
            return value if isinstance(value, str) else None
        return _source(node)

    def name(self, node: Any, module: _Module, scope: Scope, depth: int) -> Any:
        name = _source(node)
        if name == "undefined":
            return None, False
        if name in scope:
            return self.value(scope[name], module, scope, depth)
        if name in module.names:
            return self.value(module.names[name], module, {}, depth)
        if name in module.imports:
            found = self._imported(module, name, depth)
            if found is not None:
                return found
        return UNKNOWN, False

    def member(self, node: Any, module: _Module, scope: Scope, depth: int) -> Any:
        owner = self.value(node.child_by_field_name("object"), module, scope, depth)
        found = owner.fields.get(_source(node.child_by_field_name("property")))
        return found if found is not None else (UNKNOWN, False)

    def binary(self, node: Any, module: _Module, scope: Scope, depth: int) -> Any:
        left = self.value(node.child_by_field_name("left"), module, scope, depth)
        sign = _source(node.child_by_field_name("operator"))
        if sign in ("||", "??"):
            usable = not left.unknown and left.value is not None and (sign == "??" or bool(left.value))
            return left if usable else self.value(node.child_by_field_name("right"), module, scope, depth)
        right = self.value(node.child_by_field_name("right"), module, scope, depth)
        if sign == "+" and isinstance(left.value, str) and isinstance(right.value, str):
            return left.value + right.value, False
        return UNKNOWN, False

    def awaited(self, node: Any, module: _Module, scope: Scope, depth: int) -> Any:
        return self.value(node.named_children[0], module, scope, depth) if node.named_children else (UNKNOWN, False)

    def call(self, node: Any, module: _Module, scope: Scope, depth: int) -> Any:
        called = node.child_by_field_name("function")
        given = [one for one in node.child_by_field_name("arguments").named_children if one.type != "comment"]
        if called is None:
            return UNKNOWN, False
        target = module.names.get(_source(called))
        if target is not None and target.type in _FUNCTIONS:
            return self._returned(target, module, depth)
        if called.type == "identifier" and _source(called) in module.imports:
            wanted, source = module.imports[_source(called)]
            found = self._called(module, source, wanted, depth)
            if found is not None:
                return found
        name = _source(called).rpartition(".")[2]
        if _WRAPPERS.fullmatch(name):
            for one in given:
                if one.type in _FUNCTIONS:
                    return self._returned(one, module, depth)
                found = self.value(one, module, scope, depth)
                if found.fields or found.members:
                    return found
        return UNKNOWN, False

    def _called(self, module: _Module, source: str, wanted: str, depth: int) -> Datum | None:
        """What a function of a sibling file returns."""
        if not source.startswith("."):
            return None
        base = posixpath.normpath(posixpath.join(posixpath.dirname(module.file), source))
        for stem in dict.fromkeys((base, re.sub(r"\.m?js$", "", base))):
            for suffix in _SUFFIXES:
                other = self.module(stem + suffix) if posixpath.splitext(stem + suffix)[1] else None
                node = other.exports.get(wanted) if other is not None else None
                if other is not None and node is not None:
                    target = other.names.get(_source(node), node) if node.type == "identifier" else node
                    return self._returned(target, other, depth) if target.type in _FUNCTIONS else None
        return None

    def _returned(self, function: Any, module: _Module, depth: int) -> Datum:
        """What a function gives whose body only declares constants and returns; nothing is known of any other."""
        body = function.child_by_field_name("body")
        line, column = _place(function, module)
        unknown = Datum(UNKNOWN, module.file, line, column)
        if body is None or depth > _DEEPEST:
            return unknown
        if body.type != "statement_block":
            return self.value(body, module, {}, depth + 1)
        scope: dict[str, Any] = {}
        for statement in body.named_children:
            if statement.type == "return_statement" and statement.named_children:
                return self.value(statement.named_children[0], module, scope, depth + 1)
            if statement.type not in ("lexical_declaration", "comment"):
                return unknown
            scope |= _declared(statement)
        return unknown


_HANDLERS: dict[str, Callable[..., Any]] = {
    "string": _Reader.string,
    "template_string": _Reader.string,
    "number": _Reader.number,
    "true": _Reader.constant,
    "false": _Reader.constant,
    "null": _Reader.constant,
    "array": _Reader.array,
    "object": _Reader.object,
    "identifier": _Reader.name,
    "undefined": _Reader.name,
    "shorthand_property_identifier": _Reader.name,
    "member_expression": _Reader.member,
    "binary_expression": _Reader.binary,
    "await_expression": _Reader.awaited,
    "call_expression": _Reader.call,
}


def _declared(node: Any) -> dict[str, Any]:
    """The names that a declaration of constants or of a function gives."""
    if node.type == "function_declaration":
        return {_source(node.child_by_field_name("name")): node}
    if node.type not in ("lexical_declaration", "variable_declaration"):
        return {}
    found = {}
    for one in node.named_children:
        name, value = one.child_by_field_name("name"), one.child_by_field_name("value")
        if one.type == "variable_declarator" and name is not None and value is not None and name.type == "identifier":
            found[_source(name)] = value
    return found


def _import(node: Any, module: _Module) -> None:
    source = node.child_by_field_name("source")
    clause = next((child for child in node.named_children if child.type == "import_clause"), None)
    if source is None or clause is None:
        return
    path = "".join(_source(part) for part in source.named_children)
    for child in clause.named_children:
        if child.type == "identifier":
            module.imports[_source(child)] = ("default", path)
        elif child.type == "named_imports":
            for one in child.named_children:
                name, alias = one.child_by_field_name("name"), one.child_by_field_name("alias")
                if name is not None:
                    module.imports[_source(alias or name)] = (_source(name), path)


def _source(node: Any) -> str:
    return node.text.decode("utf-8", "replace") if node is not None and node.text is not None else ""


def _escape(text: str) -> str:
    body = text[1:]
    found = re.fullmatch(r"x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|u\{([0-9a-fA-F]{1,6})\}", body)
    if found:
        point = int(found[1] or found[2] or found[3], 16)
        return chr(point) if point < 0xD800 or 0xDFFF < point < 0x110000 else "\ufffd"
    return "" if body[:1] in ("\n", "\r") else _ESCAPES.get(body, body)


def _place(node: Any, module: _Module) -> tuple[int, int]:
    """Line and column in code points; tree-sitter counts bytes."""
    row, column = node.start_point
    line = module.lines[row] if row < len(module.lines) else b""
    points = len(line[:column].decode("utf-8", "replace"))
    shift = len("export default ") if row == 0 and module.file.endswith(".json") else 0
    return row + 1, max(1, points - shift + 1)


def _first_error(root: Any, module: _Module) -> tuple[int, int]:
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.type == "ERROR" or node.is_missing:
            return _place(node, module)
        waiting += [child for child in reversed(node.children) if child.has_error or child.is_missing]
    return 1, 1
