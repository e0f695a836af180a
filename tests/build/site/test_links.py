"""Links to the site's own pages, in every spelling that sites give them."""

from __future__ import annotations

import pytest

from docforge.build.site import Site
from docforge.build.site.links import Found, OwnLinks, own_links

PAGES = ("index.md", "b/03速算技巧.md", "b/README.md", "b/c/x.md", "a/1-同名.md", "a/2-同名.md", "saved.html")


def links(url: str = "https://notes.example", base: str = "/", learned: dict[str, str] | None = None) -> OwnLinks:
    site = Site("vitepress", "", "docs", url=url, base=base, aliases={"new/page.md": "b/c/x.md"})
    return own_links(site, PAGES, learned=learned)


@pytest.mark.parametrize(
    ("url", "path", "anchor"),
    [
        ("https://notes.example/b/速算技巧.html", "b/03速算技巧.md", ""),
        ("https://notes.example/b/%E9%80%9F%E7%AE%97%E6%8A%80%E5%B7%A7.html#%E7%94%B2", "b/03速算技巧.md", "甲"),
        ("https://NOTES.example/b/03速算技巧", "b/03速算技巧.md", ""),
        ("https://notes.example/", "index.md", ""),
        ("https://notes.example", "index.md", ""),
        ("/b/", "b/README.md", ""),
        ("/b/index.html", "b/README.md", ""),
        ("/new/page", "b/c/x.md", ""),
        ("../03速算技巧.md#x", "b/03速算技巧.md", "x"),
        ("./x.html?v=1", "b/c/x.md", ""),
        ("../", "b/README.md", ""),
        ("#here", "b/c/x.md", "here"),
        ("../../saved.html", "saved.html", ""),
    ],
)
def test_own_pages_are_found(url: str, path: str, anchor: str) -> None:
    assert links().resolve(url, "b/c/x.md") == Found(path, anchor)


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("https://notes.example/b/没有.html", "DF320"),
        ("/b/没有", "DF320"),
        ("https://notes.example/a/同名.html", "DF320"),
        ("https://notes.example.evil/b/速算技巧.html", ""),
        ("https://else.example/", ""),
        ("mailto:a@b.example", ""),
        ("../../../x.md", ""),
        ("pic.png", ""),
    ],
)
def test_other_addresses_are_not_own_pages(url: str, code: str) -> None:
    found = links().resolve(url, "b/c/x.md")
    assert (found.path, found.code) == ("", code)


def test_without_the_address_of_the_site_a_likely_own_page_is_said() -> None:
    found = links(url="").resolve("https://notes.example/b/速算技巧.html", "index.md")
    assert (found.path, found.code) == ("", "DF321")


def test_a_base_before_the_path_is_taken_off() -> None:
    own = links(url="https://x.example/notes/", base="/notes/")
    assert own.resolve("/notes/b/c/x.html", "index.md").path == "b/c/x.md"
    assert own.resolve("https://x.example/notes/b/c/x", "index.md").path == "b/c/x.md"
    assert own.resolve("https://x.example/other/", "index.md") == Found()


def test_an_address_that_a_page_gave_for_itself_is_known() -> None:
    own = links(url="", learned={"https://old.example/速算.html#速算": "b/03速算技巧.md"})
    assert own.resolve("https://old.example/%E9%80%9F%E7%AE%97", "index.md") == Found("b/03速算技巧.md")
