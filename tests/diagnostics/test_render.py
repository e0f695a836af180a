"""Diagnostics in every form."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import jsonschema
import pytest

from docforge.diagnostics import Diagnostic
from docforge.diagnostics.render import Format, excerpt, render
from docforge.model.source import SourceText

SOURCE = SourceText("a.md", "见第9段，\nabc\tdef\n\x1b[31m红\u202e\n")
MISSING = Diagnostic("DF511", "no file x.png", "a.md", 1, 2, 3, "did you mean y.png?")
REMOTE = Diagnostic("DF512", "not fetched: https://e.example/a,b%20c", "b.md", 7, 1, severity="warning")
PLACELESS = Diagnostic("DF604", 'no theme "x"')


def shown(form: Format, *items: Diagnostic) -> str:
    return render(items, form, {"a.md": SOURCE}, version="1.2.3")


def test_text_has_place_code_name_message_line_caret_and_hint() -> None:
    assert shown("text", MISSING) == (
        "a.md:1:2: error[DF511] image-not-found: no file x.png\n"
        "  1 | 见第9段，\n"
        "    |   ^^^^^\n"  # 第 and 段 are two columns wide, 9 is one
        "  = did you mean y.png?\n"
    )


def test_text_without_a_place_begins_with_the_severity() -> None:
    assert shown("text", PLACELESS) == 'error[DF604] unknown-theme: no theme "x"\n'


def test_a_file_whose_text_is_not_known_is_shown_without_a_line() -> None:
    assert shown("text", REMOTE) == ("b.md:7:1: warning[DF512] remote-image: not fetched: https://e.example/a,b%20c\n")


@pytest.mark.parametrize(
    ("line", "column", "length", "caret"),
    [
        ("abc", 1, 1, "^"),
        ("汉字abc", 3, 2, "    ^^"),
        ("汉字", 1, 2, "^^^^"),
        ("ｱｲｳ", 3, 1, "  ^"),  # half-width katakana
        ("한글", 2, 1, "  ^^"),
        ("e\u0301x", 3, 1, " ^"),  # a combining accent takes no column
        ("\tx", 2, 1, "    ^"),
        ("abc", 9, 1, "   ^"),  # past the end: where the line ends
        ("", 1, 1, "^"),
    ],
)
def test_the_caret_counts_east_asian_width(line: str, column: int, length: int, caret: str) -> None:
    assert excerpt(line, column, length)[1] == caret


def test_a_long_line_is_cut_around_the_caret() -> None:
    line = "甲" * 300 + "乙" + "丙" * 300
    text, caret = excerpt(line, 301, 1, columns=60)
    assert text.startswith("… 甲")
    assert text.endswith("丙 …")
    at = text.index("乙")
    assert len(caret) == 2 + 2 * (at - 2) + 2
    assert len(text) <= 34


def test_control_characters_of_a_source_never_reach_the_terminal() -> None:
    text = shown("text", Diagnostic("DF511", "x\x1b[2J", "a.md", 3, 1))
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_colour_is_only_used_when_asked_for() -> None:
    assert "\x1b[" in render([MISSING], "text", {}, version="1", colour=True)
    assert "\x1b[" not in shown("text", MISSING)


def test_json_holds_every_field_and_counts() -> None:
    table = json.loads(shown("json", MISSING, REMOTE))
    assert table["docforge"] == "1.2.3"
    assert table["counts"] == {"error": 1, "warning": 1, "note": 0}
    assert table["diagnostics"][0] == {
        "code": "DF511",
        "name": "image-not-found",
        "severity": "error",
        "message": "no file x.png",
        "file": "a.md",
        "line": 1,
        "column": 2,
        "length": 3,
        "hint": "did you mean y.png?",
    }


def test_github_escapes_what_its_commands_reserve() -> None:
    odd = Diagnostic("DF511", "50% gone\nreally", "a,b:c.md", 3, 4)
    assert shown("github", odd) == (
        "::error file=a%2Cb%3Ac.md,line=3,col=4,title=DF511 image-not-found::50%25 gone%0Areally\n"
    )


SARIF_SHAPE = {
    "type": "object",
    "required": ["$schema", "version", "runs"],
    "properties": {
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "minItems": 1,
            "items": {
                "required": ["tool", "results"],
                "properties": {
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "tool": {
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "required": ["name"],
                                "properties": {
                                    "rules": {
                                        "uniqueItems": True,
                                        "items": {
                                            "required": ["id"],
                                            "properties": {
                                                "shortDescription": {"required": ["text"]},
                                                "defaultConfiguration": {
                                                    "properties": {
                                                        "level": {"enum": ["none", "note", "warning", "error"]}
                                                    }
                                                },
                                            },
                                        },
                                    }
                                },
                            }
                        },
                    },
                    "results": {
                        "items": {
                            "required": ["message"],
                            "properties": {
                                "level": {"enum": ["none", "note", "warning", "error"]},
                                "ruleIndex": {"type": "integer", "minimum": -1},
                                "message": {"required": ["text"]},
                                "locations": {
                                    "items": {
                                        "properties": {
                                            "physicalLocation": {
                                                "required": ["artifactLocation"],
                                                "properties": {
                                                    "artifactLocation": {
                                                        "properties": {"uri": {"type": "string", "pattern": "^[!-~]+$"}}
                                                    },
                                                    "region": {
                                                        "properties": {
                                                            "startLine": {"type": "integer", "minimum": 1},
                                                            "startColumn": {"type": "integer", "minimum": 1},
                                                            "endColumn": {"type": "integer", "minimum": 1},
                                                        }
                                                    },
                                                },
                                            }
                                        }
                                    }
                                },
                            },
                        }
                    },
                },
            },
        },
    },
}
"""The parts of SARIF 2.1.0 (sections 3.13–3.30) that docforge writes, with the standard's own constraints."""


def test_sarif_has_the_standards_shape() -> None:
    table = json.loads(shown("sarif", MISSING, REMOTE, PLACELESS))
    jsonschema.validate(table, SARIF_SHAPE)
    run = table["runs"][0]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


def test_sarif_places_are_relative_uris_and_code_points() -> None:
    item = Diagnostic("DF511", "x", "notes/图 1.md", 2, 5, 3)
    run = json.loads(shown("sarif", item))["runs"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "notes/%E5%9B%BE%201.md"
    assert place["region"] == {"startLine": 2, "startColumn": 5, "endColumn": 8}


def test_sarif_fingerprints_survive_a_moved_line_and_tell_equals_apart() -> None:
    def prints(*items: Diagnostic) -> list[str]:
        return [
            result["partialFingerprints"]["docforge/v1"]
            for result in json.loads(shown("sarif", *items))["runs"][0]["results"]
        ]

    here, there = Diagnostic("DF511", "x", "a.md", 2, 5), Diagnostic("DF511", "x", "a.md", 90, 1)
    assert prints(here) == prints(there)
    assert len(set(prints(here, there))) == 2


def test_junit_is_a_case_for_each_source_failed_by_its_errors() -> None:
    suite = ElementTree.fromstring(shown("junit", MISSING, REMOTE))[0]
    assert (suite.get("tests"), suite.get("failures")) == ("2", "1")
    cases = {case.get("name"): case for case in suite}
    failure = cases["a.md"].find("failure")
    assert failure is not None
    assert failure.get("message") == "no file x.png"
    assert cases["b.md"].find("failure") is None


def test_junit_is_well_formed_whatever_a_message_holds() -> None:
    odd = Diagnostic("DF511", 'a\x00\x1b ]]> <b> & " \ud800', "a.md", 1, 1)
    suite = ElementTree.fromstring(shown("junit", odd))[0]
    assert "]]>" in "".join(suite.itertext())


def test_a_clean_run_says_nothing_as_text_and_passes_as_junit() -> None:
    assert shown("text") == ""
    suite = ElementTree.fromstring(shown("junit"))[0]
    assert (suite.get("tests"), suite.get("failures")) == ("1", "0")
