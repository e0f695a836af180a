"""Documents at random: no exception, no lost or doubled text, nothing sticks out further than WeasyPrint has it.

``make fuzz`` sets 500 of them; a few are set in every run of the tests.
"""

from __future__ import annotations

import html
import os
import random
import re
import unicodedata
from collections import Counter

import pytest

from made_up import document
from presskit import Made, faces, overflowing

COUNT = 500 if os.environ.get("HYPOTHESIS_PROFILE") == "fuzz" else 6
_DROPPED = re.compile("[\\s\u200b\u00ad\u2010\ufffe\ufffd\u0000\u0002-]")


def _letters(text: str) -> Counter[str]:
    return Counter(_DROPPED.sub("", unicodedata.normalize("NFC", text)))


def _lost_and_added(made: Made, words: Counter[str]) -> tuple[Counter[str], Counter[str]]:
    laid_out = _letters("".join(made.lines))
    return words - laid_out, laid_out - words


@pytest.mark.parametrize("seed", range(COUNT))
def test_a_made_up_document_keeps_its_text_and_its_measure(seed: int) -> None:
    source = document(random.Random(seed), faces())
    words = _letters(html.unescape(re.sub(r"<style>.*?</style>|<[^>]*>", "", source)))
    stock, press = Made(source, press=False), Made(source)
    assert press.pdf
    # Of floats broken over pages WeasyPrint loses or doubles some; the press loses and doubles nothing else.
    for mine, its in zip(_lost_and_added(press, words), _lost_and_added(stock, words), strict=True):
        assert not mine - its
    assert overflowing(press) <= overflowing(stock)
