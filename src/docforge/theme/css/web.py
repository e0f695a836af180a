"""The style sheet of a web page: that of an e-book, with faces that machines have, and colours for light and dark."""

from __future__ import annotations

from collections.abc import Iterable

from docforge.theme.css.book import css_for_book, further_css_for_book, is_vertical_book
from docforge.theme.css.book_lines import LANGUAGES
from docforge.theme.css.roles import SELECTORS, selectors
from docforge.theme.css.rules import number, rule
from docforge.theme.spec import Theme

FACES = {
    "": {
        "serif": 'Charter, "Bitstream Charter", Cambria, "Noto Serif", serif',
        "sans": 'system-ui, "Noto Sans", sans-serif',
        "mono": 'ui-monospace, Menlo, Consolas, "Noto Sans Mono", monospace',
    },
    "zh-Hans": {
        "serif": '"Noto Serif CJK SC", "Noto Serif SC", "Source Han Serif SC", "Songti SC", SimSun, serif',
        "sans": '"Noto Sans CJK SC", "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif',
        "mono": 'ui-monospace, Menlo, Consolas, "Noto Sans Mono", "Noto Sans Mono CJK SC", monospace',
    },
    "zh-Hant": {
        "serif": '"Noto Serif CJK TC", "Noto Serif TC", "Source Han Serif TC", "Songti TC", PMingLiU, serif',
        "sans": '"Noto Sans CJK TC", "Noto Sans TC", "PingFang TC", "Microsoft JhengHei", sans-serif',
        "mono": 'ui-monospace, Menlo, Consolas, "Noto Sans Mono", "Noto Sans Mono CJK TC", monospace',
    },
    "ja": {
        "serif": '"Noto Serif CJK JP", "Noto Serif JP", "Hiragino Mincho ProN", "Yu Mincho", serif',
        "sans": '"Noto Sans CJK JP", "Noto Sans JP", "Hiragino Sans", "Yu Gothic", sans-serif',
        "mono": 'ui-monospace, Menlo, Consolas, "Noto Sans Mono", "Noto Sans Mono CJK JP", monospace',
    },
    "ko": {
        "serif": '"Noto Serif CJK KR", "Noto Serif KR", "Apple Myungjo", Batang, serif',
        "sans": '"Noto Sans CJK KR", "Noto Sans KR", "Apple SD Gothic Neo", "Malgun Gothic", sans-serif',
        "mono": 'ui-monospace, Menlo, Consolas, "Noto Sans Mono", "Noto Sans Mono CJK KR", monospace',
    },
}
"""Faces by language and design that machines commonly have; a page loads none."""

_LIGHT = {
    "paper": "#fdfcfa",
    "ink": "#222222",
    "soft": "#595959",
    "line": "#d5d2cc",
    "tint": "#f4f2ed",
    "link": "#1d4f91",
}
_DARK = {
    "paper": "#191919",
    "ink": "#dedbd5",
    "soft": "#a8a49c",
    "line": "#45433f",
    "tint": "#252422",
    "link": "#93bbf0",
}
"""Colours of paper, text, secondary text, rules, boxes and links. Text keeps a contrast of 7, the others one of 4.5
(WCAG 2.2, 1.4.3 and 1.4.6)."""

_SOFT = ("subtitle", "caption")
_LONGEST = 42.0
"""Em of a line at most: more characters are hard to come back from (CLREQ 2.1 has some 40 on a page)."""
_NARROWEST = 30.0
_MILLIMETRES_A_POINT = 25.4 / 72


def css_for_web(theme: Theme, lang: str) -> str:
    """The sheet of a page in ``lang``; what lies around the text is the layout's."""
    rules = [*_colours(), *_faces(theme), *_coloured_roles(theme), rule(":root", {"--measure": _measure(theme, lang)})]
    rules += [rule(".df-list", {"list-style-type": '""'}), rule("rp, rt", {"user-select": "none"})]
    return "\n".join((css_for_book(theme, lang) + further_css_for_book(theme, lang), *rules)).replace(
        '@charset "utf-8";\n', ""
    )


def _measure(theme: Theme, lang: str) -> str:
    """The theme's own measure in characters, where that is neither too long for a screen nor too short."""
    if is_vertical_book(theme, lang):
        return "100%"
    own = theme.page.column_width / _MILLIMETRES_A_POINT / theme.base_size
    return f"{number(round(max(_NARROWEST, min(own, _LONGEST)), 1))}em"


def _colours() -> Iterable[str]:
    def values(colours: dict[str, str]) -> dict[str, str]:
        return {f"--{name}": value for name, value in colours.items()}

    yield rule(":root", {"color-scheme": "light dark", **values(_LIGHT)})
    dark = f"{rule(':root', values(_DARK))} {rule('mark', {'background': 'rgba(255, 200, 0, 0.2)'})}"
    yield f"@media screen and (prefers-color-scheme: dark) {{ {dark} }}"
    yield f"@media print {{ {rule(':root', {'--paper': '#ffffff', 'color-scheme': 'light'})} }}"
    yield rule("body", {"background": "var(--paper)", "color": "var(--ink)"})
    yield rule("a", {"color": "var(--link)", "text-decoration-thickness": "0.06em", "text-underline-offset": "0.2em"})
    yield rule(".df-quote", {"border-left-color": "var(--line)"})
    yield rule(".df-code", {"border-color": "transparent", "background": "var(--tint)"})
    yield rule(".df-table th, .df-table td", {"border-color": "var(--line)"})
    yield rule(".df-rule", {"border-top-color": "var(--soft)"})
    yield rule(", ".join(SELECTORS[name] for name in _SOFT), {"color": "var(--soft)"})


def _coloured_roles(theme: Theme) -> Iterable[str]:
    """What a theme colours of its own is lighter on a dark page, so that it can be read there."""
    dark = [
        rule(selectors(theme)[name], {"color": f"color-mix(in oklab, {colour}, white 45%)"})
        for name in theme.further_roles()
        if (colour := theme.role(name).colour)
    ]
    if dark:
        yield f"@media screen and (prefers-color-scheme: dark) {{ {' '.join(dark)} }}"


def _faces(theme: Theme) -> Iterable[str]:
    """The design of each role, in the faces of the language that each run speaks."""
    for tag, faces in FACES.items():
        declared = {f"--{design}": stack for design, stack in faces.items()}
        yield rule(LANGUAGES.get(tag, ":root, [lang]"), declared)
    body = theme.fonts[theme.role("body").font].generic
    yield rule("body, [lang]", {"font-family": f"var(--{body})"})
    for name, selector in SELECTORS.items():
        design = theme.fonts[theme.role(name).font].generic
        if name != "body" and design != body:
            yield rule(f"{selector}, {selector} [lang]", {"font-family": f"var(--{design})"})
    yield rule("code, kbd, .math.source", {"font-family": "var(--mono)"})
