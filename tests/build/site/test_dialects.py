"""VitePress, VuePress, MkDocs and Zenn: small made-up sites as files."""

from __future__ import annotations

from typing import Any

import pytest

from docforge.build.site import Entry, Site, find_site
from docforge.protocols import Result
from docforge.world import MemoryWorld


def site(files: dict[str, str], **options: Any) -> Result[Site]:
    return find_site("", MemoryWorld({name: text.encode() for name, text in files.items()}), **options)


def paths(entries: tuple[Entry, ...]) -> list[Any]:
    """Path, or title of a part, of each entry with those of its children."""
    return [
        [name, paths(one.children)] if one.children else name for one in entries for name in [one.path or one.title]
    ]


def said(result: Result[Site]) -> list[tuple[str, str, int, int]]:
    return [(one.code, one.file, one.line, one.column) for one in result.diagnostics]


GUIDE = {f"docs/{name}.md": "" for name in ("index", "guide/index", "guide/start", "guide/甲 乙", "api/a", "README")}

VITEPRESS = """\
import { defineConfig, type DefaultTheme } from 'vitepress'
import { api } from './api'

const base = '/notes/' // the site's
export default defineConfig({
  title: '笔记', lang: 'zh-CN', base, cleanUrls: true,
  srcExclude: ['**/README.md'],
  themeConfig: {
    sidebar: {
      '/guide/': { base: '/guide/', items: guide() },
      '/api/': api,
    },
  },
})

function guide(): DefaultTheme.SidebarItem[] {
  return [
    {
      text: '<b>指南</b>',
      collapsed: false,
      items: [
        { text: '开始', link: 'start' },
        { text: '甲乙', link: '%E7%94%B2%20%E4%B9%99.html' },
        { text: '丢失', link: 'gone' },
        { text: '别处', link: 'https://else.example' },
      ],
    },
  ]
}
"""


def test_vitepress_sidebars_by_path_give_parts_and_pages() -> None:
    config = {
        "docs/.vitepress/config.mts": VITEPRESS,
        "docs/.vitepress/api.ts": "export const api = [{ text: 'API', link: '/api/a' }]\n",
    }
    found = site(GUIDE | config)
    book = found.value
    assert (book.kind, book.source, book.title, book.lang, book.base) == (
        "vitepress",
        "docs",
        "笔记",
        "zh-CN",
        "/notes/",
    )
    assert paths(book.entries) == [["指南", ["guide/start.md", "guide/甲 乙.md", "丢失"]], "api/a.md"]
    assert book.entries[0].children[2].missing == "guide/gone.md"
    assert book.unlisted == ("index.md", "guide/index.md")
    assert said(found)[0] == ("DF642", "docs/.vitepress/config.mts", 24, 29)


def test_a_sidebar_made_by_a_script_leaves_the_order_to_the_folders_with_a_note() -> None:
    config = "import auto from 'some-plugin'\nexport default {\n  themeConfig: { sidebar: auto({ root: 'docs' }) }\n}\n"
    found = site(GUIDE | {"docs/.vitepress/config.js": config})
    assert said(found) == [("DF641", "docs/.vitepress/config.js", 3, 27)]
    assert paths(found.value.entries)[0] == "index.md"
    assert ["api", ["api/a.md"]] in paths(found.value.entries)


def test_a_config_that_is_no_javascript_is_an_error_and_the_folders_tell_the_order() -> None:
    found = site({"a.md": "", ".vitepress/config.js": "export default {\n  title: 'x'\n"})
    assert [one.code for one in found.diagnostics] == ["DF640"]
    assert found.diagnostics[0].line > 0
    assert paths(found.value.entries) == ["a.md"]


def test_rewrites_and_the_source_folder_are_followed() -> None:
    config = """export default {
      srcDir: './src',
      rewrites: { 'packages/:pkg/docs/(.*)': ':pkg/index.md', 'old.md': 'new/page.md', 'p/:a/:b*': ':a-x/:b*' },
      themeConfig: { sidebar: [{ text: '页', link: '/new/page' }] },
    }"""
    found = site({".vitepress/config.js": config, "src/old.md": "", "src/p/q/r/s.md": "", "other.md": ""})
    assert paths(found.value.entries) == ["old.md"]
    assert found.value.aliases["new/page.md"] == "old.md"
    assert found.value.aliases["q-x/r/s.md"] == "p/q/r/s.md"
    assert [one.code for one in found.diagnostics] == ["DF644"]


def test_vuepress_sidebars_hold_strings_pairs_and_groups() -> None:
    config = """module.exports = {
      title: '书',
      themeConfig: {
        sidebar: {
          '/a/': ['', 'one', ['two', '二']],
          '/': [
            '/',
            { title: '组', collapsable: false, children: ['/b/x', '/b/y.md'] },
          ],
        },
      },
    }"""
    names = ("README", "a/README", "a/one", "a/two", "b/x", "b/y")
    found = site({f"docs/{name}.md": "" for name in names} | {"docs/.vuepress/config.js": config})
    assert found.value.kind == "vuepress"
    assert paths(found.value.entries) == [
        "a/README.md", "a/one.md", "a/two.md", "README.md", ["组", ["b/x.md", "b/y.md"]],
    ]  # fmt: skip
    assert found.value.entries[2].title == "二"
    assert found.diagnostics == ()


def test_vuepress_2_has_its_sidebar_in_the_theme() -> None:
    config = """import { defaultTheme } from '@vuepress/theme-default'
    export default defineUserConfig({
      theme: defaultTheme({ sidebar: [{ text: '组', prefix: '/b/', children: ['x', { text: 'Y', link: 'y' }] }] }),
    })"""
    found = site({"docs/b/x.md": "", "docs/b/y.md": "", "docs/.vuepress/config.ts": config})
    assert paths(found.value.entries) == [["组", ["b/x.md", "b/y.md"]]]


def test_mkdocs_nav_is_nested_and_its_tags_are_not_acted_upon() -> None:
    config = """\
site_name: 手册
site_url: https://notes.example/shouce/
docs_dir: src
theme:
  name: material
  language: zh
plugins:
  - x: !ENV [HOME, y]
markdown_extensions:
  - e:
      f: !!python/name:os.system
nav:
  - 首页: index.md
  - 指南:
    - guide/a.md
    - 乙: guide/b.md
    - 丢: guide/c.md
  - 别处: https://else.example
"""
    found = site({"mkdocs.yml": config, "src/index.md": "", "src/guide/a.md": "", "src/guide/b.md": ""})
    book = found.value
    assert (book.kind, book.title, book.lang, book.url, book.base) == (
        "mkdocs", "手册", "zh", "https://notes.example/shouce/", "/shouce/",
    )  # fmt: skip
    assert paths(book.entries) == ["index.md", ["指南", ["guide/a.md", "guide/b.md", "丢"]]]
    assert said(found) == [("DF642", "mkdocs.yml", 17, 10)]


def test_mkdocs_that_is_no_yaml_is_an_error_with_its_place() -> None:
    found = site({"mkdocs.yml": "site_name: [x\nnav:\n", "docs/2.md": "", "docs/10.md": ""})
    assert [(one.code, one.file, one.line) for one in found.diagnostics] == [("DF640", "mkdocs.yml", 1)]
    assert paths(found.value.entries) == ["2.md", "10.md"]


def test_mkdocs_takes_a_literate_summary() -> None:
    found = site(
        {
            "mkdocs.yml": "site_name: x\n",
            "docs/SUMMARY.md": "* [乙](b.md)\n* [甲](a.md)\n",
            "docs/a.md": "",
            "docs/b.md": "",
        }
    )
    assert paths(found.value.entries) == ["b.md", "a.md"]


def test_folders_of_mkdocs_say_their_own_order_and_titles() -> None:
    files = {
        "mkdocs.yml": "site_name: x\nplugins:\n  - awesome-pages\n",
        "docs/.pages": "nav:\n  - index.md\n  - 结尾: z.md\n  - ...\n"
        "  - 组:\n    - b.md\n    - 外: https://else.example\n  - guide\n",
        "docs/index.md": "",
        "docs/a.md": "",
        "docs/b.md": "",
        "docs/10.md": "",
        "docs/z.md": "",
        "docs/guide/.pages": "title: 指南\norder: desc\n",
        "docs/guide/1.md": "",
        "docs/guide/2.md": "",
        "docs/secret/.pages": "hide: true\n",
        "docs/secret/s.md": "",
        "docs/new/.nav.yml": "nav:\n  - two.md\n  - '*'\n",
        "docs/new/index.md": "",
        "docs/new/one.md": "",
        "docs/new/two.md": "",
    }
    found = site(files)
    assert paths(found.value.entries) == [
        "index.md",
        "z.md",
        "10.md",
        "a.md",
        ["new/index.md", ["new/two.md", "new/one.md"]],
        ["组", ["b.md"]],
        ["指南", ["guide/2.md", "guide/1.md"]],
    ]
    assert found.value.entries[1].title == "结尾"
    assert [(one.code, one.file) for one in found.diagnostics] == [("DF644", "docs/secret/s.md")]


def test_what_a_folder_of_mkdocs_does_not_list_is_in_no_navigation() -> None:
    files = {
        "mkdocs.yml": "site_name: x\n",
        "docs/.pages": "nav:\n  - b.md\n  - gone.md\n",
        "docs/a.md": "",
        "docs/b.md": "",
    }
    found = site(files)
    assert paths(found.value.entries) == ["b.md", ""]
    assert said(found) == [("DF642", "docs/.pages", 3, 5), ("DF644", "docs/a.md", 1, 1)]


def test_mkdocs_inherits_settings_below_its_own() -> None:
    files = {
        "mkdocs.yml": "INHERIT: conf/base.yml\nsite_name: 自己\ntheme:\n  name: material\n",
        "conf/base.yml": "INHERIT: deep.yml\nsite_name: 别人\ntheme:\n  language: zh\nnav:\n  - b.md\n  - a.md\n",
        "conf/deep.yml": "site_author: 王某\nnav:\n  - a.md\n",
        "docs/a.md": "",
        "docs/b.md": "",
    }
    book = site(files).value
    assert (book.title, book.lang, book.authors) == ("自己", "zh", ("王某",))
    assert paths(book.entries) == ["b.md", "a.md"]


@pytest.mark.parametrize(
    ("inherit", "files", "place"),
    [
        ("mkdocs.yml", {}, ("mkdocs.yml", 1, 10)),
        ("gone.yml", {}, ("mkdocs.yml", 1, 10)),
        ("../outside.yml", {"../outside.yml": "site_name: y\n"}, ("mkdocs.yml", 1, 10)),
        ("b.yml", {"b.yml": "INHERIT: mkdocs.yml\n"}, ("b.yml", 1, 10)),
    ],
)
def test_what_mkdocs_cannot_inherit_is_told(inherit: str, files: dict[str, str], place: tuple[str, int, int]) -> None:
    found = site({"mkdocs.yml": f"INHERIT: {inherit}\nsite_name: x\n", "docs/a.md": "", **files})
    assert [(one.code, one.file, one.line, one.column) for one in found.diagnostics] == [("DF640", *place)]
    assert (found.value.title, paths(found.value.entries)) == ("x", ["a.md"])


def test_zenn_books_have_their_chapters_and_articles_follow() -> None:
    found = site(
        {
            "books/tategaki/config.yaml": "title: 縦書き\nchapters:\n  - intro\n  - basics\n  - none\n",
            "books/tategaki/intro.md": "---\ntitle: はじめに\n---\n",
            "books/tategaki/basics.md": "",
            "books/numbered/config.yaml": "title: 番号\n",
            "books/numbered/10.b.md": "",
            "books/numbered/2.a.md": "",
            "books/hidden/config.yaml": "title: 秘\npublished: false\n",
            "articles/a.md": "---\npublished: false\n---\n",
            "articles/b.md": "---\npublished: true\n---\n",
        }
    )
    assert found.value.kind == "zenn"
    assert paths(found.value.entries) == [
        ["番号", ["books/numbered/2.a.md", "books/numbered/10.b.md"]],
        ["縦書き", ["books/tategaki/intro.md", "books/tategaki/basics.md", ""]],
        "articles/b.md",
    ]
    assert found.value.entries[1].children[2].missing == "books/tategaki/none.md"
    assert ("DF642", "books/tategaki/config.yaml", 5, 5) in said(found)
    assert [one.code for one in found.diagnostics].count("DF645") == 2


def test_pages_tell_where_they_were_published() -> None:
    found = site(
        {
            "b/03速算.md": "# 速算[](https://notes.example/b/技巧.html#速算)\n",
            "a.md": "# 甲 [链](https://x.example/#y)\n",
        }
    )
    assert dict(found.value.addresses) == {"https://notes.example/b/技巧.html": "b/03速算.md"}


def test_a_link_to_somebody_elses_page_at_zenn_is_no_missing_page() -> None:
    assert site({"books/a/config.yaml": "title: x\n", "books/a/1.md": ""}).value.url == ""
