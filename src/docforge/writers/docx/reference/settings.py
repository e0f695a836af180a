"""The settings of a template: what concerns pages, lines and compatibility is kept, what concerns its own text is not.

Left out are the template a file was made from, protection, tracked changes, mail merge, identifiers of sessions.
"""

from __future__ import annotations

from docforge.writers.docx.reference.tree import W, attribute_of, local, serialised, tree

_KEPT = (
    "zoom embedTrueTypeFonts embedSystemFonts saveSubsetFonts mirrorMargins alignBordersAndEdges "
    "bordersDoNotSurroundHeader bordersDoNotSurroundFooter gutterAtTop defaultTabStop autoHyphenation "
    "consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps defaultTableStyle evenAndOddHeaders bookFoldRevPrinting "
    "bookFoldPrinting bookFoldPrintingSheets drawingGridHorizontalSpacing drawingGridVerticalSpacing "
    "displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery doNotUseMarginsForDrawingGridOrigin "
    "drawingGridHorizontalOrigin drawingGridVerticalOrigin noPunctuationKerning characterSpacingControl printTwoOnOne "
    "strictFirstAndLastChars noLineBreaksAfter noLineBreaksBefore footnotePr endnotePr compat themeFontLang "
    "clrSchemeMapping decimalSymbol listSeparator"
)
"""What is kept, in the order of the schema (CT_Settings, ECMA-376 Part 1, 17.15.1.78)."""

_OWN = ("zoom", "characterSpacingControl", "footnotePr", "endnotePr")
"""What is docforge's own even so: a zoom without per cent is an error, punctuation is compressed as the language of the
text wants it, and the notes are those of the new file."""

_OF_PAGE = ("mirrorMargins", "evenAndOddHeaders")
"""What the theme says of its own pages, and not of the template's."""


def merged(template: bytes | None, own: str) -> bytes:
    """The settings of a template with docforge's own where it says nothing."""
    ours = tree(own.encode())
    root = ours if template is None else tree(template)
    found = {} if template is None else {local(each): each for each in root if local(each) not in _OWN}
    for each in ours:
        if local(each) not in _OF_PAGE:
            found.setdefault(local(each), each)
        if local(each) == "themeFontLang" and (east_asian := attribute_of(each, "eastAsia")):
            # The face of a theme for East Asian text goes by this: Chinese must not be set in a Japanese one.
            found["themeFontLang"].set(f"{W}eastAsia", east_asian)
    for each in list(root):
        root.remove(each)
    root.extend(found[name] for name in _KEPT.split() if name in found)
    return serialised(root)
