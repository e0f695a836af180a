"""A tree of 100 chapters as such sites look: five languages as parts of twenty pages, every shape, links across all."""

from __future__ import annotations

from messy.fragments import mixture
from messy.shapes import OF_A_SITE, SHAPES, page

_FOLDERS = {"zh-Hans": "zh", "zh-Hant": "tw", "ja": "ja", "ko": "ko", "en": "en"}
_OWN = 17
"""Pages of each language that show shapes; each shape is in two languages at least."""

LINKS = """# «0» ~

«1»[«2»](./{first})，[«3»](/{far})[^n]。

1. «6»
2. «5» @{first}#s1p1

![«2»](../images/chart.png "«3»")

[^n]: «4»。
"""

FRONT = '---\ntitle: "«0» +"\n---\n\n«1»\n\n## «2»\n\n«6»。\n\n1. «3»\n2. «4»\n'


def chapters(kind: str) -> dict[str, tuple[str, str]]:
    """Path without suffix → language and text of each page, in order."""
    found: dict[str, tuple[str, str]] = {}
    shapes = list(SHAPES.items())
    numbered = [name for name in SHAPES if name.startswith(("03", "04", "08"))]
    for turn, (lang, folder) in enumerate(_FOLDERS.items()):
        mine = [shapes[(turn * 13 + step) % len(shapes)] for step in range(_OWN - 1)]
        mine += [(name, SHAPES[name]) for name in numbered if name not in dict(mine)][:1]
        mine += [(name, text) for name, text in shapes if name not in dict(mine)][: _OWN - len(mine)]
        for place, (name, text) in enumerate(sorted(mine), 1):
            found[f"{folder}/{place:02}-{name[3:]}"] = (lang, page(_with_file(text, mine), lang))
        found[f"{folder}/18-of-the-site"] = (lang, page(OF_A_SITE[kind], lang))
        found[f"{folder}/19-front-matter"] = (lang, page(FRONT, lang))
        found[f"{folder}/20-links"] = (lang, "")
    first = {folder: next(path for path in found if path.startswith(f"{folder}/")) for folder in _FOLDERS.values()}
    for path, (lang, text) in found.items():
        if not text:
            folder = path.split("/")[0]
            numbered_page = next(p for p, (_, t) in found.items() if p.startswith(f"{folder}/") and "1. " in t)
            far = first["ja" if folder != "ja" else "zh"]
            text = LINKS.replace("{first}", numbered_page.split("/")[1] + ".md").replace("{far}", far)
            found[path] = (lang, page(text, lang))
    return {path: (lang, f"{text}\n{_more(turn)}") for turn, (path, (lang, text)) in enumerate(found.items())}


def _more(seed: int) -> str:
    """A few blocks of any kind for the end of a page."""
    return mixture(1000 + seed, 3).split("\n", 2)[2]


def _with_file(text: str, mine: list[tuple[str, str]]) -> str:
    """The page that links to another shape links to where that is in this tree."""
    names = [name for name, _ in sorted(mine)]
    target = next((name for name in names if name.startswith("22")), names[0])
    return text.replace("./22-flattened.md", f"./{names.index(target) + 1:02}-{target[3:]}.md")
