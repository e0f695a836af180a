"""Pages saved as one file with their pictures (MHTML)."""

from __future__ import annotations

import base64
import quopri

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docforge.model import nodes as n
from docforge.model.text import block_text
from docforge.model.walk import find
from docforge.protocols import ReadOptions, Result
from docforge.readers.html import READER
from docforge.world import MemoryWorld

DOT = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAG7buVgAAAABJRU5ErkJggg==")
PAGE = """<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"></head><body><div class="vp-doc"><h1>行程</h1>
<p>一个等号 = 在这里，<a href="javascript:x()">坏</a>，一个很长的段落要折成好几行才写得完。</p>
<ol start="3"><li>丙</li></ol><img alt="点" src="../img/dot.png"><img alt="内" src="cid:two@x"><img src="gone.png">
</div></body></html>
"""


def coded(page: bytes, coding: str) -> bytes:
    if coding == "base64":
        return base64.encodebytes(page)
    return quopri.encodestring(page) if coding == "quoted-printable" else page


def saved(page: bytes = PAGE.encode(), coding: str = "quoted-printable", kind: str = "text/html") -> bytes:
    picture = base64.encodebytes(DOT).decode()
    head = (
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://notes.example/a/b.html\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related;\n\ttype="text/html";\n\tboundary="----Boundary"\n\n'
        f"------Boundary\nContent-Type: {kind}\nContent-ID: <frame@mhtml.blink>\n"
        f"Content-Transfer-Encoding: {coding}\nContent-Location: https://notes.example/a/b.html\n\n"
    )
    tail = (
        "\n------Boundary\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n"
        f"Content-Location: https://notes.example/img/dot.png\n\n{picture}\n------Boundary\nContent-Type: image/png\n"
        f"Content-Transfer-Encoding: base64\nContent-ID: <two@x>\n\n{picture}\n------Boundary--\n"
    )
    return head.encode() + coded(page, coding) + tail.encode()


def read(data: bytes, **options: str) -> Result[n.Document]:
    return READER.read(data, "a.mhtml", ReadOptions(**options), MemoryWorld())  # type: ignore[arg-type]


@pytest.mark.parametrize("ends", [b"\n", b"\r\n"])
@pytest.mark.parametrize("coding", ["quoted-printable", "base64", "8bit"])
def test_the_page_and_its_pictures_are_read(coding: str, ends: bytes) -> None:
    document = read(saved(coding=coding).replace(b"\n", ends)).value
    heading, para, item, *_ = document.blocks
    assert isinstance(heading, n.Heading)
    assert block_text((para,)) == "一个等号 = 在这里，坏，一个很长的段落要折成好几行才写得完。"
    assert isinstance(item, n.Ordered)
    assert item.items[0].marker == "3."
    packed = "data:image/png;base64," + base64.b64encode(DOT).decode()
    assert [image.url for image in find(document.blocks, n.Image)] == [packed, packed, "gone.png"]


@pytest.mark.parametrize("coding", ["quoted-printable", "8bit"])
def test_what_is_said_has_its_place_in_the_file(coding: str) -> None:
    data = saved(coding=coding)
    (refused,) = [item for item in read(data).diagnostics if item.severity != "note" and "javascript" in item.message]
    line = data.decode().split("\n")[refused.line - 1]
    assert line[refused.column - 1 :].startswith(("<a href", "=E5=9D=8F", "坏"))


def test_an_encoding_that_the_headers_name_is_taken() -> None:
    page = PAGE.replace('<meta charset="utf-8">', "").encode("gb18030")
    document = read(saved(page, kind='text/html; charset="gb2312"')).value
    assert block_text(document.blocks[:1]) == "行程"
    assert document.sources[0].encoding == "gb18030"


def test_a_page_that_looks_like_a_message_is_a_page() -> None:
    document = read(b"Content-Type: text\n\n<p>x</p>").value
    assert "Content-Type" in block_text(document.blocks)


@given(st.binary(max_size=300), st.integers(0, 900))
def test_no_bytes_make_it_fail(noise: bytes, place: int) -> None:
    data = saved()
    read(data[:place] + noise + data[place:])
    read(data[:place])
