"""No text of a saved page's article is lost, and none from around it comes in."""

from __future__ import annotations

from pathlib import Path

import pytest

import witness
from commandline import docforge
from messy.saved import PAGES, saved
from witness import sources


@pytest.mark.parametrize("kind", PAGES)
def test_a_saved_page_says_what_its_article_says(tmp_path: Path, kind: str) -> None:
    page, region = saved(kind)
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    outputs = [part for suffix in witness.FORMATS for part in ("-o", f"a.{suffix}")]
    settings = ("--set", "meta-line=false", "--show-run", "none", "--no-facts")
    done = docforge(["convert", "a.html", *outputs, *settings], tmp_path)
    assert done.status == 0, done.err
    article = sources.page_text(page, region=region)
    assert "乙的补充" in article.body
    assert "侧栏" not in article.body
    for suffix in witness.FORMATS:
        assert witness.differences(article, witness.text_of(tmp_path / f"a.{suffix}"), suffix) == []


@pytest.mark.parametrize(("codec", "declared"), [("gb18030", "gb2312"), ("big5", "big5"), ("utf-16", "utf-16")])
def test_a_saved_page_in_a_legacy_encoding_says_it_too(tmp_path: Path, codec: str, declared: str) -> None:
    head = f'<head><meta charset="{declared}"><title>題</title></head>'
    page = f"<html>{head}<body><h1>題</h1><p>中文，一二三。</p></body></html>"
    (tmp_path / "a.html").write_bytes(page.encode(codec))
    done = docforge(["convert", "a.html", "-o", "a.epub", "--set", "meta-line=false", "--no-facts"], tmp_path)
    assert done.status == 0, done.err
    assert witness.differences(sources.page_text(page), witness.text_of(tmp_path / "a.epub"), "epub") == []
