"""Word files with damage at random: they are read or refused, in bounded time, and no text is lost in silence."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections import Counter
from collections.abc import Sequence
from copy import deepcopy
from functools import cache
from typing import Any

import pytest
from lxml import etree

from docforge.diagnostics import Diagnostic
from docforge.model import jsonform
from docforge.model import nodes as n
from wordkit import level, lists, paragraph, read, rewritten, run, word

RICH = word(
    paragraph("题目", "Title")
    + paragraph("甲", list_=(1, 0))
    + f'<w:p>{run("文")}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    + '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF a</w:instrText></w:r>'
    f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("3")}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    + f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{paragraph("格")}</w:tc></w:tr></w:tbl>'
    + f'<w:p><w:ins w:id="1" w:author="李" w:date="2024-01-01T00:00:00Z">{run("加", "<w:b/>")}</w:ins></w:p>'
    + "<w:p><m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den/></m:f></m:oMath></w:p>",
    numbering=lists([level(0, "decimal", "%1."), level(1, "chineseCounting", "（%2）")], restarts={2: (1, 3)}),
    footnotes=f'<w:footnote w:id="2">{paragraph("注")}</w:footnote>',
    comments=f'<w:comment w:id="0" w:author="王">{paragraph("请核对")}</w:comment>',
)
SPLICES = (
    b"", b"<", b">", b'"', b"/", b"&", b"\x00", b"\xff", b"-1", b"999999999999", b"w:", b"<w:p>", b"</w:p>", b"\xe7",
)  # fmt: skip
VALUES = ("", "-1", "0", "99999999", "x", "1.5", "begin", "end", "separate", "restart", "%1%2%9", "decimal", "2")
BODY = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_HAN = re.compile("[\u3041-\u30ff\u4e00-\u9fff]")


def _spliced(data: bytes, chance: random.Random, times: int) -> bytes:
    for _ in range(times):
        place = chance.randrange(len(data) + 1)
        data = data[:place] + chance.choice(SPLICES) + data[place + chance.randrange(6) :]
    return data


def _shuffled(root: Any, chance: random.Random, times: int) -> None:
    """Elements removed, doubled, moved and renamed, attributes changed: XML all the same."""
    for _ in range(times):
        everything = [found for found in root.iter() if isinstance(found.tag, str)]
        if len(everything) < 2:
            return
        found, other = chance.choice(everything[1:]), chance.choice(everything)
        parent = found.getparent()
        match chance.randrange(5):
            case 0:
                parent.remove(found)
            case 1:
                parent.insert(chance.randrange(len(parent) + 1), deepcopy(found))
            case 2 if other is not found and found not in other.iterancestors():
                other.append(found)
            case 3 if found.attrib:
                found.set(chance.choice(list(found.attrib)), chance.choice(VALUES))
            case _:
                found.tag = other.tag


def _disordered(seed: int) -> Any:
    """The body's part with elements in disorder."""
    chance = random.Random(seed)
    with zipfile.ZipFile(io.BytesIO(RICH)) as archive:
        root = etree.fromstring(archive.read(BODY))
    _shuffled(root, chance, chance.choice((1, 2, 5, 20)))
    return root


def _assert_all_is_read_or_quoted(root: Any, document: n.Document, said: Sequence[Diagnostic]) -> None:
    """Every character of the body's part is in the document, or in the words that a diagnostic quotes."""
    there = Counter(_HAN.findall("".join(found.text or "" for found in root.iter(_W + "t", _M + "t"))))
    arrived = Counter(_HAN.findall(jsonform.encode(document).decode("utf-8")))
    quoted = Counter(_HAN.findall("".join(found.message for found in said)))
    assert not there - arrived - quoted


@cache
def _damaged(seed: int) -> tuple[bytes, n.Document, tuple[Diagnostic, ...]]:
    """The body's part of a file with damaged bytes, and what is read and said of it."""
    chance = random.Random(seed)
    with zipfile.ZipFile(io.BytesIO(RICH)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    victim = chance.choice(list(parts))
    if seed % 4 == 0:  # the archive itself
        return parts[BODY], *read(_spliced(RICH, chance, 3))
    parts[victim] = _spliced(parts[victim], chance, 1 + seed % 5)
    return parts[BODY], *read(rewritten(RICH, lambda name, _: parts[name]))


def _refused(said: Sequence[Diagnostic]) -> bool:
    return [found.code for found in said if found.severity == "error"] == ["DF160"]


@pytest.mark.parametrize("seed", range(400))
def test_damaged_bytes_are_read_or_told(seed: int) -> None:
    body, document, said = _damaged(seed)
    assert jsonform.decode(jsonform.encode(document)) == document
    if not _refused(said):
        _assert_all_is_read_or_quoted(etree.fromstring(body), document, said)


def test_two_in_five_of_them_can_be_read() -> None:
    assert sum(not _refused(_damaged(seed)[2]) for seed in range(400)) >= 160


@pytest.mark.parametrize("seed", range(400))
def test_elements_in_disorder_lose_no_text_in_silence(seed: int) -> None:
    root = _disordered(seed)
    damaged = etree.tostring(root)
    document, said = read(rewritten(RICH, lambda name, part: damaged if name == BODY else part))
    assert jsonform.decode(jsonform.encode(document)) == document
    if root.find(_W + "body") is None:
        assert _refused(said)
    else:
        _assert_all_is_read_or_quoted(root, document, said)


def test_nine_in_ten_of_them_still_have_a_body_to_be_read() -> None:
    assert sum(_disordered(seed).find(_W + "body") is not None for seed in range(400)) >= 360
