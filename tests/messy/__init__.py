"""Messy notes made up for tests: the thirty shapes in five languages, and small sites of every layout."""

from messy.fragments import everything, mixture
from messy.shapes import OF_A_SITE, SHAPES, WORDS, page
from messy.sites import make
from messy.tree import chapters

__all__ = ["OF_A_SITE", "SHAPES", "WORDS", "chapters", "everything", "make", "mixture", "page"]
