"""SVG in a Word file: outlines beside pixels; a placeholder where it cannot be drawn."""

from __future__ import annotations

import hashlib

import pytest

from docforge.model import nodes as n
from docforge.protocols import Asset
from docforge.writers.docx import pictures
from docxkit import write

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" viewBox="0 0 40 20"><rect width="9"/></svg>'
ASSET = Asset(SVG, "image/svg+xml", 40, 20, hashlib.sha256(SVG).hexdigest())
BLOCKS = (n.Para((n.Image((n.Text("平面图"),), "plan.svg"),)),)
SVG_NAMESPACE = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"


def test_a_vector_picture_stands_beside_its_pixels() -> None:
    written = write(*BLOCKS, assets={"plan.svg": ASSET})
    assert [name for name in written.names if "media" in name] == ["word/media/image1.png", "word/media/image2.svg"]
    assert written.member("word/media/image2.svg") == SVG
    (blip,) = written.find("//a:blip")
    (outline,) = blip.iter(f"{{{SVG_NAMESPACE}}}svgBlip")
    assert len({*blip.attrib.values(), *outline.attrib.values()}) == 2


def test_one_that_cannot_be_drawn_is_told_and_leaves_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> bytes:
        raise ValueError("no size")

    monkeypatch.setattr(pictures, "rasterised", refuse)
    written = write(*BLOCKS, n.Para((n.Text("后文"),)), assets={"plan.svg": ASSET})
    assert "DF731" in written.codes
    assert any("plan.svg" in text for text in written.texts())
    assert "后文" in written.texts()
