"""What stands beside a line of text: emphasis marks, readings (ruby), and the lines of names and titles.

All of it is drawn as vector shapes from the places of the characters, so it takes no room in the line, stretches no
leading and never gets into copied text. Markup asks for it with the attributes of ``docforge.press.beside.asked``.
"""

from __future__ import annotations


def install() -> bool:
    """Put the drawing into WeasyPrint, which must be imported; again does nothing.

    :return: False, and nothing is changed, when this is not the WeasyPrint that the hooks were written for.
    """
    # Imported here: this loads WeasyPrint.
    from docforge.press.beside.hooks import StrangerError
    from docforge.press.beside.hooks import install as hook

    try:
        hook()
    except StrangerError:
        return False
    return True
