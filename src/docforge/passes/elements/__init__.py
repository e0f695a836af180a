"""Parts of a document that its front matter gives and the theme places: a letterhead, a signature, an imprint.

A theme says which fields there are and what becomes of them (``[elements]``); this pass makes paragraphs of them, so
that every writer prints them without knowing what they are. They stand in ``Div`` blocks of four classes:
``before-title`` (writers print it above the title), ``after-title``, ``closing`` (after the text, before the first
``Div`` of class ``attachment``) and ``foot`` (at the foot of the last page, where there are pages). A paragraph's first
class is its role. Two settings that only the text of the fields decides are attributes of the paragraph:
``indent-end``, its distance from the end of the line in em, and ``lines-before``, rows that stay empty above it.
"""

from .placing import PASS

__all__ = ["PASS"]
