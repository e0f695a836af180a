"""The theme as CSS: in points for pages that docforge sets itself, in em for books and web pages, whose readers do.

``css_for_print``, ``css_for_book`` and ``css_for_web`` read the same roles. A style sheet beside them may hold
structure only (what floats, where page boxes are); sizes, typefaces, leading, indents and colours come from here.
"""

from .book import BookLook, css_for_book, further_css_for_book, is_vertical_book
from .book_fonts import font_css
from .languages import is_east_asian, line, line_language, region
from .print import Families, css_for_print
from .roles import HANG_STEPS, SELECTORS
from .web import css_for_web

__all__ = [
    "BookLook",
    "Families",
    "HANG_STEPS",
    "SELECTORS",
    "css_for_book",
    "css_for_print",
    "css_for_web",
    "font_css",
    "further_css_for_book",
    "is_east_asian",
    "is_vertical_book",
    "line",
    "line_language",
    "region",
]
