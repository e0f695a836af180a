"""CJK typography: characters, numbers and rules as data, and pure functions over them."""

from docforge.typography.uax14 import unicode_breaks

__all__ = ["unicode_breaks"]
