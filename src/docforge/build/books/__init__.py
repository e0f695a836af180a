"""Chapters, read one by one and settled alone, become one document."""

from docforge.build.books.assemble import assemble
from docforge.build.books.chapter import BookSettings, Chapter, settle_chapter
from docforge.build.books.documents import Tree, link_documents
from docforge.build.books.pages import Pages, page_key

__all__ = ["BookSettings", "Chapter", "Pages", "Tree", "assemble", "link_documents", "page_key", "settle_chapter"]
