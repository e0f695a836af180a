"""The style sheet of pages with vertical lines, added to that of a printed page.

Such a page is laid out lying on its left side and shown turned to the right: what is shown at the top is laid out at
the left, the right is the top, the bottom is the right and the left is the bottom. It is bound at the right, so that
odd pages are left pages (JLREQ 2.4.2). Running head and page number stand upright where a horizontal page has them;
notes stand at the left, after the last line of the page (JLREQ 4.2.5).
"""

from __future__ import annotations

from collections.abc import Iterable

from docforge.theme.css.languages import is_east_asian
from docforge.theme.css.print import Families, family_rules, folio_content, furniture_type
from docforge.theme.css.rules import number, rule
from docforge.theme.spec import Page, Theme

_COMBINED = '"TCYK"'
"""The feature of rotated faces that sets short numbers upright in one em."""
_UPRIGHT = ".df-upright, .df-slot"


def is_vertical(theme: Theme, lang: str) -> bool:
    """Whether a document in ``lang`` is set in vertical lines; only Chinese, Japanese and Korean ever are."""
    return theme.page.writing == "vertical" and is_east_asian(lang)


def css_for_vertical(theme: Theme, lang: str, upright: Families, languages: Iterable[str] = ()) -> str:
    """Rules that follow those of ``css_for_print``, which must have been given rotated families.

    ``upright`` are the families that are not rotated: for furniture, tables, pictures and code.
    """
    rules = [*_pages(theme, lang, upright), *_numbers(), *_turned(theme, lang, upright, tuple(languages))]
    return "\n".join(text for text in rules if text)


# ------------------------------------------------------------ paper


def text_area(page: Page) -> tuple[float, float]:
    """Width and height in millimetres of the text on a page as it is shown."""
    return page.width - page.inner - page.outer, page.height - page.top - page.bottom


def _pages(theme: Theme, lang: str, upright: Families) -> Iterable[str]:
    page = theme.page
    none = " ".join(f"@{name} {{ content: none }}" for name in ("top-left", "top-right", *_BOTTOM))
    size = f"size: {number(page.height)}mm {number(page.width)}mm"
    yield f"@page {{ {size}; margin: {_margins(page, page.inner, page.outer)}; {none} }}"
    if page.inner != page.outer:
        yield f"@page :left {{ margin: {_margins(page, page.outer, page.inner)} }}"
    # Odd pages, which are shown at the left, are the renderer's right pages.
    mirrored = page.inner != page.outer or page.folio == "bottom-outer"
    sides = (("right", "left"), ("left", "right")) if mirrored else (("", "right"),)
    for side, outer in sides:
        boxes = (none, *_heads(theme, lang, upright, outer), *_folio(theme, lang, upright, outer))
        yield f"@page {':' if side else ''}{side} {{ {' '.join(boxes)} }}"


_BOTTOM = ("bottom-left", "bottom-center", "bottom-right")


def _margins(page: Page, right: float, left: float) -> str:
    """The margins as they are laid out, of a page that is shown with these at its right and left."""
    return f"{number(right)}mm {number(page.bottom)}mm {number(left)}mm {number(page.top)}mm"


def _heads(theme: Theme, lang: str, upright: Families, outer: str) -> Iterable[str]:
    """The title at the outer edge (where there is none, at the right) and the runs of the page at the other.

    A box is laid out in the margin at the left, as wide as the text is when shown, and turned about its middle.
    """
    if theme.page.running_head == "none":
        return
    inner = "left" if outer == "right" else "right"
    texts = (
        ("left-top", "string(df-title, first-except)", outer, 1),
        ("left-bottom", "string(df-from, first) string(df-between, all-once) string(df-to, last)", inner, -1),
    )
    for name, content, align, down in texts:
        high = _height(theme, "running-head")
        wide = _points(text_area(theme.page)[0])
        # The renderer keeps the margin at the text's side and lets the other become negative.
        box = {
            **furniture_type(theme, lang, upright, "running-head"),
            "content": content,
            "width": f"{number(wide)}pt",
            "height": f"{number(high)}pt",
            "margin-right": f"{number(theme.base_size * 1.6 + high / 2 - wide / 2)}pt",
            "text-align": align,
            "vertical-align": "middle",
            "transform": f"translateY({number(down * (wide - high) / 2)}pt) rotate(-90deg)",
        }
        yield _box(name, box)


def _folio(theme: Theme, lang: str, upright: Families, outer: str) -> Iterable[str]:
    page = theme.page
    if page.folio == "none":
        return
    high, wide = _height(theme, "folio"), _points(text_area(page)[0])
    gap = _points(page.folio_gap) if page.folio_gap else theme.base_size * 1.6 + high / 2
    yield _box(
        "right-middle",
        {
            **furniture_type(theme, lang, upright, "folio"),
            "content": folio_content(page.folio_text),
            "width": f"{number(wide)}pt",
            "height": f"{number(high)}pt",
            "margin-left": f"{number(gap - wide / 2)}pt",
            "text-align": outer if page.folio == "bottom-outer" else "center",
            "vertical-align": "middle",
            "transform": "rotate(-90deg)",
        },
    )


def _box(name: str, declarations: dict[str, str]) -> str:
    return f"@{name} {{ {'; '.join(f'{key}: {value}' for key, value in declarations.items() if value)} }}"


def _height(theme: Theme, role: str) -> float:
    return theme.size(role) * theme.role(role).leading


def _points(millimetres: float) -> float:
    return millimetres * 72 / 25.4


# ------------------------------------------------------------ what stands upright


def _numbers() -> Iterable[str]:
    yield rule(".tcy", {"font-feature-settings": _COMBINED, "white-space": "nowrap"})
    called = ".fn::footnote-call, .fn-again, .noteref, .fn::footnote-marker, .df-contents a::after"
    yield rule(called, {"font-feature-settings": _COMBINED})
    yield rule(".fn::footnote-marker", {"content": 'attr(data-n) "\u3000"', "white-space": "nowrap"})


def _turned(theme: Theme, lang: str, upright: Families, languages: tuple[str, ...]) -> Iterable[str]:
    body = theme.role("body")
    width, height = text_area(theme.page)
    for within in _UPRIGHT.split(", "):
        yield from family_rules(theme, lang, upright, languages, within)
    yield rule(".df-upright", {"line-height": "0", "text-indent": "0", "text-align": "center", "break-inside": "avoid"})
    gap = f"{number(theme.base_size * 0.8)}pt"
    yield rule(".df-upright", {"margin": f"{gap} 0"})
    yield rule(".df-slot", {"display": "inline-block", "vertical-align": "middle", "text-align": "left"})
    yield rule(".df-slot", {"line-height": number(body.leading), "text-indent": "0"})
    yield rule(".df-turn", {"display": "block", "transform-origin": "0 0"})
    # Its lines are horizontal: what stands upright in one em of a vertical line is plain text there.
    yield rule(".df-turn .tcy", {"font-feature-settings": "normal", "white-space": "normal"})
    yield rule(".df-turn table, .df-turn figure, .df-turn pre", {"margin": "0"})
    yield rule(".df-turn figcaption", {"max-width": "24em", "margin-left": "auto", "margin-right": "auto"})
    yield rule(".df-turn img", {"max-width": f"{number(width)}mm", "max-height": f"{number(height * 0.8)}mm"})
