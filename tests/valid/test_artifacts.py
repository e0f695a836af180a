"""Every example, in every format, before every outside judge: they have nothing to say."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import pytest

import judges


class Built(Protocol):
    """What the fixture `built_examples` gives (tests/valid/conftest.py)."""

    sources: tuple[Path, ...]
    pdf: tuple[Path, ...]
    epub: tuple[Path, ...]
    docx: tuple[Path, ...]
    facts: tuple[Path, ...]


def test_there_are_examples_in_all_five_languages(built_examples: Built) -> None:
    languages = {json.loads(path.read_text("utf-8"))["lang"] for path in built_examples.facts}
    assert {"zh-Hans", "zh-Hant", "ja", "ko", "en"} <= {main_language(lang) for lang in languages}


def main_language(lang: str) -> str:
    """Language and script of a tag, the script of Chinese being implied by the region where it is not written."""
    implied = {"zh-CN": "zh-Hans", "zh-SG": "zh-Hans", "zh-TW": "zh-Hant", "zh-HK": "zh-Hant", "zh-MO": "zh-Hant"}
    return "-".join(implied.get(lang, lang).split("-")[: 2 if lang.startswith("zh") else 1])


@pytest.mark.parametrize("judge", [judges.epubcheck, judges.ace])
def test_epub_judges_are_silent(judge: Callable[[Path], list[judges.Finding]], built_examples: Built) -> None:
    assert judges.judge_each(judge, built_examples.epub) == []


@pytest.mark.parametrize("judge", [judges.ooxml_sdk, judges.openxml_audit, judges.ooxml_integrity])
def test_docx_judges_are_silent(judge: Callable[[Path], list[judges.Finding]], built_examples: Built) -> None:
    assert judges.judge_each(judge, built_examples.docx) == []


@pytest.mark.parametrize("judge", [judges.qpdf_check, judges.pdf_ua, judges.unembedded_fonts])
def test_pdf_judges_are_silent(judge: Callable[[Path], list[judges.Finding]], built_examples: Built) -> None:
    assert judges.judge_each(judge, built_examples.pdf) == []


def test_three_readers_draw_the_same_pages(built_examples: Built) -> None:
    def compare(path: Path) -> list[judges.Finding]:
        mupdf, poppler, pdfium = judges.mupdf_pages(path), judges.poppler_pages(path), judges.pdfium_pages(path)
        assert all((page < 128).any() for page in mupdf), f"{path.name} has an empty page"
        return judges.compare_pages(mupdf, poppler) + judges.compare_pages(poppler, pdfium)

    assert judges.judge_each(compare, built_examples.pdf) == []


@pytest.fixture(scope="module")
def libreoffice_texts(built_examples: Built) -> dict[Path, str]:
    return judges.libreoffice_texts(built_examples.docx)


def labelled_paragraphs(facts: Path) -> list[tuple[str, str]]:
    """(label, first characters of the text) of the paragraphs that take part in a run, from the facts' JSON."""
    return [
        (paragraph["number"], re.split(r"\s", paragraph["text"].strip(), maxsplit=1)[0][:8])
        for paragraph in json.loads(facts.read_text("utf-8"))["paragraphs"]
        if paragraph.get("number") and paragraph.get("address") and not paragraph.get("ruby")
    ]


UNNUMBERED = {"gongwen.facts.json"}
"""Examples without numbered paragraphs: an official document numbers its headings, as words of their own."""


def test_libreoffice_prints_the_labels(built_examples: Built, libreoffice_texts: dict[Path, str]) -> None:
    missing = []
    for docx, facts in zip(built_examples.docx, built_examples.facts, strict=True):
        printed = re.sub(r"\s", "", libreoffice_texts[docx])
        paragraphs = labelled_paragraphs(facts)
        assert bool(paragraphs) != (facts.name in UNNUMBERED), f"{facts.name}: {len(paragraphs)} numbered paragraphs"
        position = 0
        for label, text in paragraphs:
            found = printed.find(re.sub(r"\s", "", label) + text, position)
            if found < 0:
                missing.append((docx.name, label, text))
            else:
                position = found + 1
    assert missing == []


def test_word_would_print_the_same_labels(built_examples: Built) -> None:
    differing = []
    for docx, facts in zip(built_examples.docx, built_examples.facts, strict=True):
        printed = [label.strip() + re.sub(r"\s", "", text) for label, text in judges.word_labels(docx)]
        # This reader computes Western numbers only and gives none for 第一条 or 가.; LibreOffice judges those.
        western = [(label, text) for label, text in labelled_paragraphs(facts) if label.isascii()]
        assert bool(western) != (facts.name in UNNUMBERED), f"{facts.name}: {len(western)} Western numbers"
        differing += [
            f"{docx.name}: {label} {text}"
            for label, text in western
            if not any(line.startswith(label + text) for line in printed)
        ]
    assert differing == []
