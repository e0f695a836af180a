"""The language of a run inside a document."""

from __future__ import annotations

import pytest

from docforge.model import nodes as n
from docforge.model.walk import find
from docforge.passes.normalise import PASS
from docforge.protocols import PassOptions
from settled import codes, said, settled


def run_languages(markdown: str) -> list[str]:
    return [span.attr.lang for span in find(settled(markdown).value, n.Span)]


@pytest.mark.parametrize(
    ("written", "tag"),
    [("ja", "ja"), ("JA-jp", "ja"), ("zh_TW", "zh-Hant"), ("zh", "zh-Hans"), ("de-at", "de-AT"), ("tlh", "tlh")],
)
def test_a_run_keeps_its_language_in_canonical_form(written: str, tag: str) -> None:
    markdown = f"# 题\n\n文[字]{{lang={written}}}\n"
    assert run_languages(markdown) == [tag]
    assert codes(settled(markdown)) == []


def test_a_country_given_for_the_language_of_a_run_is_read_as_its_language_with_a_warning_at_its_place() -> None:
    result = settled("# 题\n\n文[日本]{lang=jp}\n")
    found = said(result, "DF207")
    assert (found.line, found.column, found.hint) == (3, 2, "write ja")
    assert run_languages("# 题\n\n文[日本]{lang=jp}\n") == ["ja"]


def test_a_run_whose_language_is_no_tag_has_that_of_its_text_round_it_and_a_warning() -> None:
    markdown = '# 题\n\n文[字]{lang="??"}，[字]{lang="??"}\n'
    assert codes(settled(markdown)) == ["DF207"]
    assert set(run_languages(markdown)) <= {""}


def test_settling_the_languages_of_runs_again_changes_nothing() -> None:
    once = settled("# 题\n\n文[日本]{lang=jp}与[x]{lang=zh_TW}\n").value
    again = PASS.run(once, PassOptions())
    assert [span.attr.lang for span in find(again.value, n.Span)] == ["ja", "zh-Hant"]
    assert "DF207" not in [found.code for found in again.diagnostics]


def test_a_language_that_is_not_registered_is_told_and_kept() -> None:
    result = settled("---\nlang: zh-Hans\n---\n# 甲\n\n[字]{lang=zz-Qqqq}与[字]{lang=qaa}")
    found = said(result, "DF207")
    assert (found.line, found.message) == (6, 'the language "zz-Qqqq" is not registered; it is kept')
