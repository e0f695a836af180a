"""``docforge fetch``: remote pictures downloaded once, into a folder with a lock. The only room that uses the network.

``addresses`` says which addresses may be asked, ``download`` asks one, ``wanted`` finds the pictures of documents,
``run`` brings them home.
"""

from __future__ import annotations

from docforge.build.fetch.addresses import Network
from docforge.build.fetch.run import Fetch, fetch
from docforge.build.fetch.wanted import Wanted, of_project, of_sources

__all__ = ["Fetch", "Network", "Wanted", "fetch", "of_project", "of_sources"]
