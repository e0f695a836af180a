"""A page as a tree of elements and texts that know where they stand in the source.

tinyhtml5 builds the tree as the WHATWG's rules say (unclosed items, misnested marks, text astray in tables); it is
taught here to keep the offset of every token. Its subclasses live inside a function, so that it is loaded only when a
page is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, TypeAlias

from msgspec import Struct, field

DEEPEST = 200
"""Open elements beyond which a start tag is passed over (browsers stop at 512): what it holds stays."""
_MOST_MARKS = 30
"""Marks that are reopened in every paragraph; more of them would make the tree grow with the square of the page."""
_MOST_ATTRIBUTES = 500
"""Attributes of one tag that are looked at."""
_SPECIAL = frozenset({"script", "style", "textarea", "title", "template", "xmp", "iframe", "br", "hr", "img"})
"""Start tags that open nothing, or after which the tokens are of another kind: never passed over."""
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
"""Elements without an end tag."""


class Words(Struct, eq=False):
    """Characters of a page at ``offset`` of its source; ``raw`` is how many characters there they came from."""

    text: str
    offset: int
    raw: int

    @property
    def verbatim(self) -> bool:
        return self.raw == len(self.text)


class Branch(Struct, eq=False):
    """An element: name in lower case, attributes, offset of its start tag, and what it holds."""

    name: str
    namespace: str | None = None
    attributes: dict[str, str] = field(default_factory=dict)
    offset: int = 0
    nodes: list[Branch | Words] = field(default_factory=list)
    parent: Branch | None = None

    @property
    def children(self) -> list[Branch]:
        """The elements it holds."""
        return [node for node in self.nodes if isinstance(node, Branch)]

    @property
    def classes(self) -> tuple[str, ...]:
        return tuple(self.attributes.get("class", "").split())

    def iterate(self) -> Iterator[Branch]:
        """This element and all within it, in the order of the source."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += reversed(node.children)

    def text(self) -> str:
        """All characters within it."""
        parts: list[str] = []
        waiting: list[Branch | Words] = [self]
        while waiting:
            node = waiting.pop()
            if isinstance(node, Words):
                parts.append(node.text)
            else:
                waiting += reversed(node.nodes)
        return "".join(parts)

    # What tinyhtml5's tree builder asks of a node.

    @property
    def name_tuple(self) -> tuple[str, str]:
        return (self.namespace or "http://www.w3.org/1999/xhtml", self.name)

    def has_content(self) -> bool:
        return bool(self.nodes)

    def append_child(self, node: Branch) -> None:
        node.parent = self
        self.nodes.append(node)

    def insert_before(self, node: Branch, reference: Branch) -> None:
        node.parent = self
        self.nodes.insert(self.nodes.index(reference), node)

    def remove_child(self, node: Branch) -> None:
        self.nodes.remove(node)
        node.parent = None

    def insert_text(self, words: Words, insert_before: Branch | None = None) -> None:
        index = len(self.nodes) if insert_before is None else self.nodes.index(insert_before)
        self.nodes.insert(index, words)

    def clone(self) -> Branch:
        return Branch(self.name, self.namespace, dict(self.attributes), self.offset)

    def reparent_children(self, parent: Branch) -> None:
        for node in self.nodes:
            if isinstance(node, Branch):
                node.parent = parent
        parent.nodes += self.nodes
        self.nodes = []


Node: TypeAlias = Branch | Words


class Parsed(Struct, frozen=True):
    """The tree of a page; ``too_deep`` is the offset of the first start tag that was passed over."""

    root: Branch
    too_deep: int | None = None


def parse(text: str) -> Parsed:
    """The tree of a page, or of a fragment of one: its root holds one ``html`` element."""
    parser = _parser()()
    parser.parse(_Whole(text))
    return Parsed(parser.tree.document, parser.tree.too_deep)


class _Whole:
    """A text that is read all at once, so that offsets in what was read are offsets in the text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.rest = text

    def read(self, size: int) -> str:
        if size == 0:
            return ""
        text, self.rest = self.rest, ""
        return text


@cache
def _parser() -> Any:
    """tinyhtml5's parser, taught to keep offsets."""
    from tinyhtml5.constants import Token
    from tinyhtml5.parser import HTMLParser
    from tinyhtml5.tokenizer import HTMLTokenizer
    from tinyhtml5.treebuilder import TreeBuilder

    characters = (Token.CHARACTERS, Token.SPACE_CHARACTERS)

    class Builder(TreeBuilder):  # type: ignore[misc]  # the library has no type information
        too_deep: int | None = None

        def reset(self) -> None:
            super().reset()
            self.document = Branch("document")
            self.begin = 0
            self.words: list[Words] = []
            self.between = False

        def met(self, token: Any, begin: int, end: int, source: str) -> None:
            """Note where the token that comes next stands."""
            self.begin = begin
            if token["type"] not in characters:
                self.between = True
                return
            if self.between:
                self.words, self.between = [], False
            data = token["data"]
            raw = end - begin
            # What is as long as its source without being the same (a replaced character) is no copy of it.
            copied = raw != len(data) or source.startswith(data, begin)
            self.words.append(Words(data, begin, raw if copied else -1))

        def create_element(self, token: Any) -> Branch:
            attributes = {key[1] if isinstance(key, tuple) else key: value for key, value in token["data"].items()}
            return Branch(token["name"], token.get("namespace", self.default_namespace), attributes, self.begin)

        def insert_element_normal(self, token: Any) -> Branch:
            element = self.create_element(token)
            self.open_elements[-1].append_child(element)
            self.open_elements.append(element)
            return element

        def insert_doctype(self, token: Any) -> None:
            """Says nothing that a document holds."""

        def insert_comment(self, token: Any, parent: Any) -> None:
            """Comments are not text of the page."""

        def insert_text(self, data: str, parent: Any = None) -> None:
            for words in self.placed(data):
                super().insert_text(words, parent)

        def placed(self, data: str) -> list[Words]:
            """The characters that go into the tree, with the places of their tokens."""
            met, self.words = self.words, []
            if "".join(words.text for words in met) == data:
                return met
            if met and met[-1].text.endswith(data) and met[-1].verbatim:
                last = met[-1]
                return [Words(data, last.offset + len(last.text) - len(data), len(data))]
            return [Words(data, met[0].offset if met else self.begin, -1)]

    class Tokens(HTMLTokenizer):  # type: ignore[misc]
        def parse_error(self, _data: str, **_variables: Any) -> None:
            """Pages of the web are full of them, and nobody asks."""

        def attribute_name_state(self) -> Any:
            # Each name is compared with all before it.
            attributes = self.current_token["data"]
            if len(attributes) > _MOST_ATTRIBUTES:
                del attributes[-2]
            return super().attribute_name_state()

        def __iter__(self) -> Iterator[Any]:
            tree, stream = self.parser.tree, self.stream
            source = stream.stream.text
            end = 0
            for token in super().__iter__():
                if token["type"] == Token.PARSE_ERROR:
                    continue
                begin, end = end, len(source) - (stream.chunk_size - stream.chunk_offset)
                if token["type"] == Token.START_TAG and token["name"] not in _SPECIAL:
                    crowded = len(tree.active_formatting_elements) > _MOST_MARKS
                    if len(tree.open_elements) > DEEPEST or crowded:
                        tree.too_deep = begin if tree.too_deep is None else tree.too_deep
                        continue
                tree.met(token, begin, end, source)
                yield token

    class Parser(HTMLParser):  # type: ignore[misc]
        phases: dict[str, Any]

        def __init__(self) -> None:
            super().__init__(namespace_html_elements=False)
            self.tree = Builder(False)
            self.phases = {name: type(phase)(self, self.tree) for name, phase in self.phases.items()}

        def parse_error(self, *_said: Any) -> None:
            """To tell where an error stands, the library counts all lines before it."""

        @property
        def scripting(self) -> bool:
            """What ``noscript`` holds is text of the page, but in the head, where it would end the head."""
            return self.phase is self.phases["in head"]

        def _parse(self, stream: Any, container: Any = None, **options: Any) -> None:
            self.container = container
            self.tokenizer = Tokens(stream, parser=self, **options)
            self.reset()
            self.main_loop()

        def parse(self, stream: Any, full_tree: bool = False, **options: Any) -> Any:
            self._parse(stream)
            return self.tree.document

    return Parser
