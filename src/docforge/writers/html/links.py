"""Which links may be written."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_SAFE = "/:?#[]@!$&'()*+,;=~%-._"


def scheme(url: str) -> str:
    """The scheme of a URL in lower case, "" for a relative one. Blanks and controls are skipped, as readers do."""
    found = _SCHEME.match(re.sub(r"[\x00-\x20\x7f]", "", url))
    return found[1].lower() if found else ""


def is_allowed(url: str) -> bool:
    """Whether a URL leads out of the document by a scheme that is safe to follow."""
    return scheme(url) in SCHEMES


def is_well_formed(url: str) -> bool:
    """Whether a URL can be taken apart; Word repairs a file with one that cannot (``http://[``)."""
    try:
        parts = urlsplit(url)
        return bool(parts.netloc) and parts.port != 0 if parts.scheme in ("http", "https") else bool(parts.path)
    except ValueError:
        return False


def encoded(url: str) -> str:
    """A URL with everything outside ASCII and every blank percent-encoded (RFC 3987 to RFC 3986)."""
    return quote(url.strip(), safe=_SAFE)
