"""An SVG picture keeps what it draws, and nothing that runs, loads or leads out."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from docforge.theme.fonts import FontStore
from docforge.vector.clean import DEEPEST, SvgError, clean
from docforge.vector.raster import rasterised

OPEN = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="40" height="20">'


def cleaned(inner: str) -> tuple[str, dict[str, int]]:
    made = clean(f"{OPEN}{inner}</svg>".encode())
    return made.data.decode(), dict(made.left_out)


@pytest.mark.parametrize(
    "inner",
    [
        '<rect x="1" y="2" width="3" height="4" fill="#abc" stroke="red" />',
        '<g transform="rotate(10)"><path d="M0 0L1 1" /></g>',
        '<text x="1" y="2" font-size="3">图书馆 <tspan fill="red">plan</tspan> 尾</text>',
        '<linearGradient id="g"><stop offset="0" stop-color="#fff" /></linearGradient><circle r="3" fill="url(#g)" />',
        '<image href="data:image/png;base64,iVBORw0KGgo=" width="3" height="4" />',
        '<use href="#g" />',
        "<style>.a{fill:red}</style>",
    ],
)
def test_what_draws_is_kept(inner: str) -> None:
    text, left_out = cleaned(inner)
    assert inner in text
    assert left_out == {}


@pytest.mark.parametrize(
    ("inner", "left_out"),
    [
        ("<script>go()</script>", "<script>"),
        ("<foreignObject><p>HTML</p></foreignObject>", "<foreignObject>"),
        ('<animate attributeName="x"/>', "<animate>"),
        ('<set attributeName="href" to="javascript:go()"/>', "<set>"),
        ('<iframe xmlns="http://www.w3.org/2000/svg"/>', "<iframe>"),
        ('<rect onload="go()"/>', "onload="),
        ('<rect ONCLICK="go()"/>', "ONCLICK="),
        ('<rect shape-subtract="a"/>', "shape-subtract="),
        ('<rect data-a="go()" tabindex="0"/>', ""),
        ('<image href="https://a.example/x.png"/>', "<image> of another file"),
        ('<image href="file:///etc/passwd"/>', "<image> of another file"),
        ('<image href="data:image/svg+xml;base64,PHN2Zy8+"/>', "<image> of another file"),
        ('<use href="other.svg#x"/>', "reference to another file"),
        ('<use xlink:href="https://a.example/x.svg#x"/>', "reference to another file"),
        ('<rect fill="url(https://a.example/x)"/>', "reference to another file"),
        ("<rect style=\"fill:url('//a.example/x')\"/>", "reference to another file"),
        ("<style>@import 'x.css';</style>", "style that loads or runs"),
        (r"<style>@\69mport 'x.css';</style>", "style that loads or runs"),
        ('<rect style="behavior:url(#x)"/>', "style that loads or runs"),
    ],
)
def test_what_runs_loads_or_leads_out_is_left_out_and_named(inner: str, left_out: str) -> None:
    text, named = cleaned(inner)
    for sign in ("script", "HTML", "go()", "example", "passwd", "import", "behavior", "onload", "ONCLICK", "svg+xml"):
        assert sign not in text
    assert list(named) == ([left_out] if left_out else [])


def test_a_link_is_a_group_of_what_it_holds() -> None:
    text, _ = cleaned('<a xlink:href="javascript:go()"><rect width="1"/></a>')
    assert '<g><rect width="1" /></g>' in text


def test_editors_notes_go_without_a_word() -> None:
    text, left_out = cleaned(
        '<metadata>x</metadata><i:pgf xmlns:i="http://ns.example">y</i:pgf><rect i:z="1" xmlns:i="n"/>'
    )
    assert "pgf" not in text
    assert left_out == {}


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
        b"<svg><rect></svg>",
        b"<html/>",
    ],
)
def test_entities_and_what_is_no_svg_are_refused(data: bytes) -> None:
    with pytest.raises(SvgError):
        clean(data)


@pytest.mark.parametrize(
    ("said", "size"),
    [
        ('width="40" height="20"', (40, 20)),
        ('width="30mm" height="1in"', (113, 96)),
        ('viewBox="0 0 300 120"', (300, 120)),
        ('width="150" viewBox="0 0 300 120"', (150, 60)),
        ('height="60" viewBox="0 0 300 120"', (150, 60)),
        ('width="100%" viewBox="0 0 300 120"', (300, 120)),
        ("", (300, 150)),
    ],
)
def test_the_size_is_what_is_said_or_the_view_box(said: str, size: tuple[int, int]) -> None:
    made = clean(f'<svg xmlns="http://www.w3.org/2000/svg" {said}/>'.encode())
    assert (made.width, made.height) == size


def test_very_deep_pictures_end() -> None:
    depth = DEEPEST + 50
    _, left_out = cleaned("<g>" * depth + "<rect/>" + "</g>" * depth)
    assert left_out == {"<g>": 1}


def test_cleaning_twice_is_cleaning_once() -> None:
    once = clean(f'{OPEN}<style>.a{{fill:red}}</style><text xml:space="preserve">甲 &lt; 乙</text></svg>'.encode()).data
    assert clean(once).data == once


def test_pixels_for_word_are_twice_as_many_and_of_our_faces_only() -> None:
    store = FontStore.open()
    face = store.face("sans-sc-regular")
    svg = clean(f'{OPEN}<text x="2" y="15" font-size="12" font-family="Arial">图书</text></svg>'.encode())
    data = rasterised(svg.data, svg.width, svg.height, [face.path], face.family)
    assert data == rasterised(svg.data, svg.width, svg.height, [face.path], face.family)
    with Image.open(io.BytesIO(data)) as picture:
        assert picture.size == (80, 40)
        assert picture.getchannel("A").getbbox() is not None
