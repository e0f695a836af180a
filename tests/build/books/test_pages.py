"""Which page a link means."""

from __future__ import annotations

import pytest

from docforge.build.books import Pages, page_key
from docforge.build.books.pages import Meant

PATHS = ("index.md", "a.md", "sub/README.md", "sub/图 1.md", "v1.2.md")
PAGES = Pages(PATHS, site_url="https://n.example/docs/", aliases={"old/place": "a.md"})


@pytest.mark.parametrize(
    ("url", "page", "path", "anchor"),
    [
        ("a.md", "index.md", "a.md", ""),
        ("a", "index.md", "a.md", ""),
        ("./a.html#x", "index.md", "a.md", "x"),
        ("a.md?plain=1#x", "index.md", "a.md", "x"),
        ("../a", "sub/README.md", "a.md", ""),
        ("/a.html", "sub/README.md", "a.md", ""),
        ("sub/", "a.md", "sub/README.md", ""),
        ("sub/index.html", "a.md", "sub/README.md", ""),
        ("%E5%9B%BE%201.md", "sub/README.md", "sub/图 1.md", ""),
        ("../", "sub/README.md", "index.md", ""),
        ("#x", "a.md", "a.md", "x"),
        ("/old/place.html", "a.md", "a.md", ""),
        ("v1.2.md", "a.md", "v1.2.md", ""),
        ("https://n.example/docs/sub/", "a.md", "sub/README.md", ""),
        ("https://n.example/docs/a.html#x", "sub/README.md", "a.md", "x"),
    ],
)
def test_a_link_means_a_page(url: str, page: str, path: str, anchor: str) -> None:
    assert PAGES.meant(url, page) == Meant("page", path, anchor)


@pytest.mark.parametrize("url", ["https://e.example/a.md", "mailto:x@e.example", "x.pdf", "//e.example/", "http://["])
def test_a_link_out_of_the_tree_is_left_alone(url: str) -> None:
    assert PAGES.meant(url, "a.md").kind == "elsewhere"


@pytest.mark.parametrize(
    ("url", "kind"), [("gone.md", "nowhere"), ("gone/", "nowhere"), ("https://n.example/docs/gone.html", "gone")]
)
def test_a_page_that_is_not_there_is_told_apart(url: str, kind: str) -> None:
    assert PAGES.meant(url, "a.md").kind == kind


def test_who_knows_better_is_asked_for_other_addresses() -> None:
    pages = Pages(PATHS, locate=lambda url, page: ("a.md", "x") if url.startswith("https://old.example") else None)
    assert pages.meant("https://old.example/1", "index.md") == Meant("page", "a.md", "x")


def test_a_page_has_one_key_whatever_it_is_called() -> None:
    assert {page_key(path) for path in ("b/index.md", "b/README.md", "b/", "b.html", "/b")} == {"b"}
