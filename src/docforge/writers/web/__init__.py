"""HTML for browsers: a page that holds everything, or a site of pages with navigation and search.

``style`` is the sheet of both, ``page`` fills the template, ``single`` and ``site`` are the two writers, ``search``
makes the index of a site. Markup of the text comes from ``writers/html``.
"""

from docforge.writers.web.single import HtmlWriter
from docforge.writers.web.site import SiteWriter

PAGE = HtmlWriter()
SITE = SiteWriter()
