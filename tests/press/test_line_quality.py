"""Lines in columns of 8 to 44 em, measured by the typography proof, which knows nothing of the press."""

from __future__ import annotations

import sys
from collections import Counter

import pytest
from msgspec.structs import replace

import linekit
from copykit import body, by_pdfium
from docforge.verify.typeset import Options, prove_setting

FORBIDDEN = ("line-start", "line-end", "uncompressed", "tofu", "wrong-region")
RAGGED = 0.005
"""The share of justified lines that may miss the measure."""


@pytest.mark.parametrize("lang", ["zh-Hans", "zh-Hant", "ja", "ko"])
def test_lines_keep_the_rules_and_the_measure_at_every_width(lang):
    texts = [*linekit.example_texts(lang), *linekit.NASTY[lang]]
    texts += linekit.sample_texts() if lang == "zh-Hans" else ()
    counts: Counter[str] = Counter()
    justified, seen = 0, []
    for width in linekit.WIDTHS:
        data = linekit.set_in(linekit.column(width), texts, lang)
        setting = prove_setting(data, Options(right=linekit.right_edge(width)))
        counts.update(finding.kind for finding in setting.findings)
        seen += [(width, item.kind, item.line, item.detail) for item in setting.findings if item.kind in FORBIDDEN]
        justified += setting.justified
    found = f"{counts['ragged']} ragged, {len(seen)} forbidden or uncompressed"
    sys.stdout.write(f"{lang}: {justified} justified lines, {found}\n")
    assert seen == []
    assert justified > 100
    assert counts["ragged"] <= RAGGED * justified
    assert counts["missing-gap"] == 0
    assert counts["lone-last"] == 0


def test_without_gaps_the_same_instrument_objects():
    """The measure is not blind: where a theme asks for no gaps, it misses them."""
    theme = linekit.column(20)
    plain = {name: replace(line, autospace=0.0) for name, line in theme.lines.items()}
    data = linekit.set_in(replace(theme, lines=plain), linekit.NASTY["zh-Hans"], "zh-Hans")
    assert prove_setting(data, Options(right=linekit.right_edge(20))).counts()["missing-gap"] > 3


def test_a_theme_may_ask_for_breaks_over_the_whole_paragraph():
    """Breaks change, the text and the rules do not."""
    texts = linekit.NASTY["zh-Hans"]
    differ = []
    for width in (9, 12, 17, 18):
        line_by_line, over_all = (_lines(texts, width, optimise) for optimise in (False, True))
        assert "".join("".join(line_by_line).split()) == "".join("".join(over_all).split())
        differ.append(line_by_line != over_all)
    assert any(differ)


def _lines(texts, width, optimise):
    theme = linekit.column(width)
    lines = {name: replace(line, optimise=optimise) for name, line in theme.lines.items()}
    data = linekit.set_in(replace(theme, lines=lines), texts, "zh-Hans")
    findings = prove_setting(data, Options(right=linekit.right_edge(width))).findings
    assert not [item for item in findings if item.kind in FORBIDDEN]
    return body(by_pdfium(data), texts)
