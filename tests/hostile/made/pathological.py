"""Markdown on which parsers have been slow: the inputs of cmark's ``pathological_tests.py`` and of markdown-it's
``pathological.mjs``, by a number that their length grows with."""

from __future__ import annotations

from collections.abc import Callable

CMARK: dict[str, Callable[[int], str]] = {
    "nested strong emphasis": lambda n: "*a **a " * n + "b" + " a** a*" * n,
    "emphasis closers without openers": lambda n: "a_ " * n,
    "emphasis openers without closers": lambda n: "_a " * n,
    "link closers without openers": lambda n: "a]" * n,
    "link openers without closers": lambda n: "[a" * n,
    "mismatched openers and closers": lambda n: "*a_ " * n,
    "issue 389": lambda n: "*a " * n + "_a*_ " * n,
    "openers and closers by threes": lambda n: "a**b" + "c* " * n,
    "link openers and emphasis closers": lambda n: "[ a_" * n,
    "brackets and parentheses": lambda n: "[ (](" * n,
    "pictures and parentheses": lambda n: "![[]()" * n,
    "hard case of links and emphasis": lambda n: "**x [a*b**c*](d)" * n,
    "nested brackets": lambda n: "[" * n + "a" + "]" * n,
    "nested quotations": lambda n: "> " * n + "a",
    "nested lists": lambda n: "".join("  " * k + "* a\n" for k in range(int(n**0.5))),
    "characters of nothing": lambda n: "abc\u0000de\u0000" * n,
    "backticks of every length": lambda n: "".join("e" + "`" * k for k in range(int((2 * n) ** 0.5))),
    "unclosed links": lambda n: "[a](<b" * n,
    "other unclosed links": lambda n: "[a](b" * n,
    "unclosed comments": lambda n: "</" + "<!--" * n,
    "empty lines in nested lists": lambda n: "- " * int(n**0.5) + "x" + "\n" * n,
    "references of one name": lambda n: "".join(f"[a{k % 9}]: b{k}\n" for k in range(n)),
    "tables": lambda n: "aaa\rbbb\n-\v\n" * n,
    "rows without cells": lambda n: "|" + "x|" * 40 + "\n|" + "-|" * 40 + "\n" + "a\n" * (n // 40),
}

MARKDOWN_IT: dict[str, Callable[[int], str]] = {
    "instructions": lambda n: "<?a " * n,
    "declarations": lambda n: "<!A " * n,
    "sections": lambda n: "<![CDATA[" * n,
    "tags": lambda n: "<a x=" * n,
    "long entity": lambda n: "&" + "a" * n + ";",
    "stars": lambda n: "*" * n + "a" + "*" * n,
    "tildes": lambda n: "~~a" * n,
    "escapes": lambda n: "\\*" * n,
    "rules": lambda n: "- " * n,
    "autolinks": lambda n: "<a@b" * n,
    "addresses": lambda n: "https://a.example/(" * n,
    "quotation marks": lambda n: "\"'" * n,
    "hard breaks": lambda n: "a  \n" * n,
    "titles": lambda n: '[a](b "' * n,
}

FAMILIES = {**CMARK, **MARKDOWN_IT}
