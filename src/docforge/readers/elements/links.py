"""Links and images with addresses that are fit to be written."""

from __future__ import annotations

from docforge.model import nodes as n
from docforge.readers.elements.context import Context
from docforge.readers.run import Build
from docforge.readers.urls import clean, refused


def link_builder(context: Context, url: str, title: str, attr: n.Attr) -> Build:
    """Makes a link from its content. A refused address leaves the content; an empty link shows its address."""
    address = clean(url)

    def build(content: n.Inlines, at: n.Position) -> n.Inlines:
        scheme = refused(url)
        if scheme:
            context.findings.add("DF117", f"link to a {scheme}: address refused; its text is kept", at)
            return content
        if not content and not address.startswith("#"):
            # A link that shows nothing cannot be followed; one to an id is a reference, filled in later.
            content = (n.Text(text=address, at=at),) if address else ()
        return (n.Link(content=content, url=address, title=title, attr=attr, at=at),)

    return build


def picture(context: Context, alternative: n.Inlines, url: str, title: str, attr: n.Attr, offset: int) -> n.Inlines:
    """An image, or its alternative text when its address is refused."""
    at = context.place(offset)
    scheme = refused(url, picture=True)
    if scheme:
        context.findings.add("DF117", f"image from a {scheme}: address refused; its text is kept", at)
        return alternative
    return (n.Image(content=alternative, url=clean(url), title=title, attr=attr, at=at),)
