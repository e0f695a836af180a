"""The outside judges: programs by other people that say whether an artifact is good.

Every judge is a function from a file to a list of `Finding`, empty when the judge has nothing to say. A judge that is
not installed raises `JudgeMissing` with the command that installs it; no test is ever skipped for want of one.

- EPUB: `epubcheck`, `ace`
- DOCX: `ooxml_sdk`, `openxml_audit`, `ooxml_integrity`; `word_labels` reads the numbers Word would print
  (`npm_docx`: the npm library docx, which makes files)
- PDF: `qpdf_check`, `pdf_fonts` with `unembedded_fonts`, `pdf_ua`
- pages: `mupdf_pages`, `poppler_pages`, `pdfium_pages`, compared by `compare_pages`
- Chromium: `chromium_pdf`
- LibreOffice: `libreoffice_texts`, `libreoffice_pdfs`, `libreoffice_saved` (many files in one start of the program)
- HTML: `html_validate`; `browse` opens pages in Chromium: what axe-core finds, what they ask for, what a search shows
- `pandoc`, for text in other formats
"""

from judges.browser import chromium_pdf, chromium_picture
from judges.epub import ace, epubcheck
from judges.office import libreoffice_pdfs, libreoffice_saved, libreoffice_texts, pandoc
from judges.pages import Page, compare_pages, mupdf_pages, pdfium_pages, poppler_pages
from judges.pdf import PdfFont, pdf_fonts, pdf_ua, qpdf_check, unembedded_fonts
from judges.programs import Finding, JudgeFailed, JudgeMissing, judge_each
from judges.web import Seen, Visit, browse, html_validate
from judges.word import npm_docx, ooxml_integrity, ooxml_sdk, openxml_audit, word_labels

__all__ = [
    "Finding",
    "JudgeFailed",
    "JudgeMissing",
    "Page",
    "PdfFont",
    "Seen",
    "Visit",
    "ace",
    "browse",
    "chromium_pdf",
    "chromium_picture",
    "compare_pages",
    "epubcheck",
    "html_validate",
    "judge_each",
    "libreoffice_pdfs",
    "libreoffice_saved",
    "libreoffice_texts",
    "mupdf_pages",
    "npm_docx",
    "ooxml_integrity",
    "ooxml_sdk",
    "openxml_audit",
    "pandoc",
    "pdf_fonts",
    "pdf_ua",
    "pdfium_pages",
    "poppler_pages",
    "qpdf_check",
    "unembedded_fonts",
    "word_labels",
]
