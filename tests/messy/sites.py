"""Small sites of every layout: the files that tell their order, and where their pages are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

PROJECT = """title = "{title}"
language = "{lang}"

[target.all]
each = "book"
formats = ["epub", "pdf", "docx"]
output = "dist/book.{{format}}"
details = "inline"
captions = "none"
set = {{ meta-line = false }}
show-run = "none"

[site]
url = "https://notes.example"
"""


def make(
    root: Path, kind: str, pages: Mapping[str, str], lang: str, title: str, project: str = PROJECT
) -> dict[str, Path]:
    """Write a site of a kind; gives its pages by name, in the order of its navigation.

    Pages are named without suffix; what is before a ``/`` is the folder, which is a part of the navigation.
    """
    folder = (
        root / {"vitepress": "docs", "vuepress": "docs", "mdbook": "src", "mkdocs": "docs", "zenn": "books/one"}[kind]
    )
    parts: dict[str, list[str]] = {}
    for name in pages:
        parts.setdefault(name.rpartition("/")[0], []).append(name)
    navigation = _NAVIGATION[kind](parts, lang, title)
    for name, text in {"docforge.toml": project.format(title=title, lang=lang), **navigation}.items():
        _write(root / name, text)
    for name, text in pages.items():
        _write(folder / f"{name}.md", text)
    return {name: folder / f"{name}.md" for name in pages}


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


Parts = Mapping[str, Sequence[str]]
"""Names of pages by the part they are in, "" for those of none."""


def _vitepress(parts: Parts, lang: str, title: str) -> dict[str, str]:
    groups = []
    for part, names in parts.items():
        links = ", ".join(f"{{ text: '{name}', link: '/{name}' }}" for name in names)
        groups.append(f"{{ text: '{part}', collapsed: false, items: [{links}] }}" if part else links)
    config = (
        f"export default {{ title: '{title}', lang: '{lang}', themeConfig: {{ sidebar: [{', '.join(groups)}] }} }}\n"
    )
    return {"docs/.vitepress/config.mjs": config}


def _vuepress(parts: Parts, lang: str, title: str) -> dict[str, str]:
    groups = []
    for part, names in parts.items():
        links = ", ".join(f"'/{name}'" for name in names)
        groups.append(f"{{ title: '{part}', children: [{links}] }}" if part else links)
    config = f"module.exports = {{ title: '{title}', locales: {{ '/': {{ lang: '{lang}' }} }}, "
    return {"docs/.vuepress/config.js": f"{config}themeConfig: {{ sidebar: [{', '.join(groups)}] }} }}\n"}


def _mdbook(parts: Parts, lang: str, title: str) -> dict[str, str]:
    lines = ["# Summary\n"]
    for part, names in parts.items():
        lines += ([f"# {part}\n"] if part else []) + [f"- [{name}]({name}.md)" for name in names] + [""]
    toml = f'[book]\ntitle = "{title}"\nlanguage = "{lang}"\n'
    return {"book.toml": toml, "src/SUMMARY.md": "\n".join(lines)}


def _mkdocs(parts: Parts, lang: str, title: str) -> dict[str, str]:
    lines = [f"site_name: {title}", "nav:"]
    for part, names in parts.items():
        lines += [f"  - {part}:"] if part else []
        lines += [f"{'    ' if part else ''}  - {name}.md" for name in names]
    return {"mkdocs.yml": "\n".join(lines) + "\n"}


def _zenn(parts: Parts, lang: str, title: str) -> dict[str, str]:
    lines = "".join(f"  - {name}\n" for names in parts.values() for name in names)
    return {"books/one/config.yaml": f'title: "{title}"\npublished: true\nchapters:\n{lines}'}


_NAVIGATION: dict[str, Callable[[Parts, str, str], dict[str, str]]] = {
    "vitepress": _vitepress,
    "vuepress": _vuepress,
    "mdbook": _mdbook,
    "mkdocs": _mkdocs,
    "zenn": _zenn,
}
