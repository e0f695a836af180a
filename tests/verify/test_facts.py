"""Facts as a file: sealed, refused when changed, described by a schema."""

from __future__ import annotations

import json

import jsonschema
import pytest

from docforge.verify.facts import Facts, FactsError, Note, Paragraph, decode, encode, schema, seal


def sample() -> Facts:
    paragraph = Paragraph(
        "paragraph",
        "漢字在此",
        number="1.",
        address="s1p1",
        id="a_x",
        lang="zh-Hans",
        notes=(Note(2, 1, "注"),),
        ruby=((0, "漢字", "かんじ"),),
        links=("#a_y",),
    )
    return Facts("题", "zh-Hans", (paragraph, Paragraph("text", "乙")), ("a_x", "s1p1"), source="x.md")


def test_facts_come_back_as_they_were_written():
    facts = seal(sample())
    assert decode(encode(facts)) == facts
    assert encode(facts) == encode(decode(encode(facts)))
    assert facts.numbered == 1


def test_facts_changed_by_hand_are_refused():
    with pytest.raises(FactsError, match="digest"):
        decode(encode(sample()).replace("漢字在此".encode(), "漢字在比".encode()))


def test_the_digest_does_not_depend_on_the_order_of_fields():
    fields = json.loads(encode(sample()))
    shuffled = dict(reversed(list(fields.items())))
    assert decode(json.dumps(shuffled).encode()) == seal(sample())


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "truncated"),
        (b"[]", "array"),
        (b'{"title": "x"}', "missing"),
        (b"\xff\xfe", "malformed|decode|invalid"),
        (encode(sample()).replace(b'"facts": [\n  1,\n  2\n ]', b'"facts": [2, 0]'), "version 2.0"),
        (encode(sample()).replace(b'"source"', b'"sauce"'), "unknown field"),
    ],
)
def test_what_are_no_facts_is_refused_with_the_reason(data, reason):
    with pytest.raises(FactsError, match=reason):
        decode(data)


def test_the_published_schema_is_that_of_the_code_and_fits_the_files(root, everything):
    published = (root / "schema" / "facts-1.2.schema.json").read_bytes()
    assert published == schema()
    jsonschema.validate(json.loads(encode(everything.facts)), json.loads(published))


def test_every_code_of_the_family_asks_for_the_verification_status():
    from docforge.diagnostics import codes

    family = {code: entry for code, entry in codes().items() if code.startswith("DF8")}
    assert family
    assert {entry.exit for entry in family.values() if entry.severity == "error"} == {4}
