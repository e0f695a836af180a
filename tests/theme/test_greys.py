"""Themes for printers without colour: greys that can be read, hues as marks, pictures told."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

import docforge
from docforge.build.config import settings
from docforge.theme.css.print import css_for_print
from docforge.theme.greys import RULE, TEXT, contrast, grey
from docforge.world import DiskWorld


@pytest.mark.parametrize(
    ("colour", "ratio"), [("#000000", 21.0), ("#ffffff", 1.0), ("#767676", 4.54), ("#e60012", 4.80)]
)
def test_contrast_is_that_of_wcag(colour: str, ratio: float) -> None:
    assert contrast(colour) == pytest.approx(ratio, abs=0.02)


@pytest.mark.parametrize("theme", ["handout", "book", "large-print", "gov"])
def test_every_colour_of_a_theme_is_a_grey_that_can_be_read(theme: str) -> None:
    made = settings(theme, (), DiskWorld(), presets=("grayscale-safe",)).theme
    assert made is not None
    for name, role in made.roles.items():
        for colour, least in ((role.colour, TEXT), (role.rule_colour, RULE)):
            if colour:
                assert colour[1:3] == colour[3:5] == colour[5:7], name
                assert contrast(colour) >= least, name


def test_a_grey_is_no_lighter_than_its_colour() -> None:
    assert grey("#555555", TEXT) == "#555555"
    assert grey("#cccccc", TEXT) == "#767676"
    assert contrast(grey("#e60012", TEXT)) >= contrast("#e60012")


def test_hues_are_bold_or_underlined() -> None:
    made = settings("handout", (), DiskWorld(), presets=("grayscale-safe",)).theme
    assert made is not None
    rules = [
        line for line in css_for_print(made, "en", (), {}).splitlines() if ".color-" in line or "a.external" in line
    ]
    assert len(rules) == 3
    assert all("#" not in line and ("bold" in line or "underline" in line) for line in rules)


def test_pictures_in_colour_are_told_at_their_place(tmp_path: Path) -> None:
    for name, colour in (("red.png", (200, 30, 30)), ("grey.png", (120, 121, 119))):
        data = io.BytesIO()
        Image.new("RGB", (8, 8), colour).save(data, "PNG")
        (tmp_path / name).write_bytes(data.getvalue())
    (tmp_path / "in.md").write_text("---\nlang: en\n---\n\n# T\n\n![a](red.png)\n\n![b](grey.png)\n", encoding="utf-8")
    outcome = docforge.convert(tmp_path / "in.md", [tmp_path / "out.docx"], presets=["grayscale-safe"])
    assert [(item.code, item.line) for item in outcome.diagnostics if item.severity == "warning"] == [("DF655", 7)]
