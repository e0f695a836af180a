"""What a mark can give is what its face says."""

from __future__ import annotations

import pytest

from presskit import Page


def _gives(lang: str, mark: str) -> tuple[float, float]:
    page = Page("<p>国", lang=lang)
    from docforge.press.glyphs import gives

    found = gives(next(page.boxes("TextBox")).style).get(mark)
    return (round(found.start, 3), round(found.end, 3)) if found else (0.0, 0.0)


@pytest.mark.parametrize(
    ("lang", "mark", "sides"),
    [
        ("zh-Hans", "。", (0.0, 0.5)),
        ("zh-Hans", "（", (0.5, 0.0)),
        ("zh-Hans", "“", (0.5, 0.0)),
        ("zh-Hant", "。", (0.25, 0.25)),
        ("zh-Hant", "「", (0.5, 0.0)),
        ("ja", "。", (0.0, 0.5)),
        ("ja", "・", (0.25, 0.25)),
        ("ja", "“", (0.0, 0.0)),
        ("ko", "）", (0.0, 0.5)),
    ],
)
def test_marks_give_the_blank_that_their_region_has(lang: str, mark: str, sides: tuple[float, float]) -> None:
    assert _gives(lang, mark) == sides
