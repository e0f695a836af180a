"""Small sites of every layout: the files that tell their order, and where their pages are."""

from __future__ import annotations

from collections.abc import Mapping
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


def make(root: Path, kind: str, pages: Mapping[str, str], lang: str, title: str) -> dict[str, Path]:
    """Write a site of a kind; gives its pages by name, in the order of its navigation."""
    folder = (
        root / {"vitepress": "docs", "vuepress": "docs", "mdbook": "src", "mkdocs": "docs", "zenn": "books/one"}[kind]
    )
    told = {"docforge.toml": PROJECT.format(title=title, lang=lang), **_navigation(kind, list(pages), lang, title)}
    for name, text in told.items():
        _write(root / name, text)
    for name, text in pages.items():
        _write(folder / f"{name}.md", text)
    return {name: folder / f"{name}.md" for name in pages}


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _navigation(kind: str, names: list[str], lang: str, title: str) -> dict[str, str]:
    if kind in ("vitepress", "vuepress"):
        links = ", ".join(
            f"'/{name}'" if kind == "vuepress" else f"{{ text: '{name}', link: '/{name}' }}" for name in names
        )
        config = f"export default {{ title: '{title}', lang: '{lang}', themeConfig: {{ sidebar: [{links}] }} }}\n"
        return {f"docs/.{kind}/config.{'mjs' if kind == 'vitepress' else 'js'}": config}
    if kind == "mdbook":
        lines = "".join(f"- [{name}]({name}.md)\n" for name in names)
        return {
            "book.toml": f'[book]\ntitle = "{title}"\nlanguage = "{lang}"\n',
            "src/SUMMARY.md": f"# Summary\n\n{lines}",
        }
    if kind == "mkdocs":
        lines = "".join(f"  - {name}.md\n" for name in names)
        return {"mkdocs.yml": f"site_name: {title}\nnav:\n{lines}"}
    lines = "".join(f"  - {name}\n" for name in names)
    return {"books/one/config.yaml": f'title: "{title}"\npublished: true\nchapters:\n{lines}'}
