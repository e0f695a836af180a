"""No text of the thirty shapes is lost, in five languages and five layouts of sites, in a book of each format."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

import witness
from commandline import docforge
from messy import OF_A_SITE, SHAPES, WORDS, make, page
from witness import sources
from witness.text import Told

SITES = {"vitepress": "zh-Hans", "vuepress": "zh-Hant", "zenn": "ja", "mkdocs": "ko", "mdbook": "en"}


@dataclass(frozen=True)
class Site:
    """A built site and the text of its pages by name."""

    root: Path
    title: str
    pages: dict[str, Told]

    @property
    def told(self) -> Told:
        """The text of the whole book."""
        body = "\n".join((self.title, *(told.body for told in self.pages.values())))
        return Told(body, "".join(told.notes for told in self.pages.values()))


@pytest.fixture(scope="module", params=SITES)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    kind: str = request.param
    lang, root = SITES[kind], tmp_path_factory.mktemp(kind)
    pages = {name: page(text, lang) for name, text in {**SHAPES, "40-site": OF_A_SITE[kind]}.items()}
    title = f"BOOK {WORDS[lang][0]}"
    make(root, kind, pages, lang, title)
    done = docforge(["build", "."], root)
    assert done.status == 0, done.err
    return Site(root, title, {name: sources.markdown(text, site=kind) for name, text in pages.items()})


@pytest.mark.parametrize("suffix", witness.FORMATS)
def test_a_book_of_every_shape_says_what_its_pages_say(site: Site, suffix: witness.Format) -> None:
    file = witness.text_of(site.root / "dist" / f"book.{suffix}")
    assert witness.differences(site.told, file, suffix) == []


def test_each_page_has_text_of_its_own(site: Site) -> None:
    """A comparison of nothing with nothing would hold too."""
    short = [name for name, told in site.pages.items() if len(told.body.split("\n", 1)[-1].strip()) < 8]
    assert short == []
