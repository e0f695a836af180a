"""Patterns that are compiled when they are first needed behave as compiled ones do."""

import re

import pytest

from docforge.patterns import lazy_pattern


def test_nothing_is_compiled_before_it_is_needed() -> None:
    wrong = lazy_pattern("(")
    with pytest.raises(re.error):
        wrong.search("text")


def test_a_lazy_pattern_finds_what_a_compiled_one_finds() -> None:
    lazy, compiled = lazy_pattern("[一-鿿]+(?P<blank> )?", re.ASCII), re.compile("[一-鿿]+(?P<blank> )?", re.ASCII)
    text = "第3段 看 第4段"
    for _ in range(2):  # at the first look, and after it
        assert [found.span() for found in lazy.finditer(text)] == [found.span() for found in compiled.finditer(text)]
        assert lazy.sub("-", text) == compiled.sub("-", text)
        assert (lazy.pattern, lazy.flags, lazy.groupindex) == (compiled.pattern, compiled.flags, compiled.groupindex)


def test_a_lazy_pattern_looks_through_bytes() -> None:
    assert lazy_pattern(rb"<(\w+)").findall(b"<svg><g>") == [b"svg", b"g"]
