"""Documents at random: no exception, no lost or doubled text, nothing sticks out further than WeasyPrint has it.

``make fuzz`` sets 500 of them; a few are set in every run of the tests.
"""

from __future__ import annotations

import os
import random
import re
import unicodedata
from collections import Counter
from typing import Any

import pytest
import tinyhtml5

from made_up import document
from presskit import Made, faces, overflowing

COUNT = 500 if os.environ.get("HYPOTHESIS_PROFILE") == "fuzz" else 6
_DROPPED = re.compile("[\\s\u200b\u00ad\u2010\ufffe\ufffd\u0000\u0002-]")


def _letters(text: str) -> Counter[str]:
    return Counter(_DROPPED.sub("", unicodedata.normalize("NFC", text)))


def _in_source(source: str) -> tuple[str, str]:
    """The text of a document's flow, and that of its floats."""
    parts = ["", ""]

    def read(element: Any, floated: bool) -> None:
        style = element.get("style", "")
        # A note is in the flow again: it stands at the foot of the page.
        floated = "float:footnote" not in style and (floated or "float:right" in style)
        if element.tag.endswith("}style"):
            return
        parts[floated] += element.text or ""
        for child in element:
            read(child, floated)
            parts[floated] += child.tail or ""

    read(tinyhtml5.parse(source), False)
    return parts[0], parts[1]


@pytest.mark.parametrize("seed", range(COUNT))
def test_a_made_up_document_keeps_its_text_and_its_measure(seed: int) -> None:
    source = document(random.Random(seed), faces())
    words, in_floats = map(_letters, _in_source(source))
    stock, press = Made(source, press=False), Made(source)
    assert press.pdf
    flow, floats = map(_letters, press.texts)
    assert (words - flow, flow - words) == (Counter(), Counter())
    # WeasyPrint itself doubles or loses floats that do not fit beside their line; where it does not, the press
    # keeps them too.
    if _letters(stock.texts[1]) == in_floats:
        assert floats == in_floats
    assert overflowing(press) <= overflowing(stock)
