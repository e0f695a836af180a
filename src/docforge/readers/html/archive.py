"""Pages that a browser saved as one file with their pictures: MHTML (RFC 2557), a message of several parts.

The parts are found by their boundaries in the bytes, so that what is said of the page has its line in the file itself.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from email.message import Message
from email.parser import BytesHeaderParser
from urllib.parse import urldefrag, urljoin

from msgspec import Struct, field

from docforge.model import nodes as n
from docforge.model.walk import rewrite

_LOOKS = re.compile(rb"\A(?:\xef\xbb\xbf)?(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){1,40}", re.DOTALL)
_KINDS = ("multipart/related", "multipart/mixed", "multipart/alternative")
_PAGES = ("text/html", "application/xhtml+xml")
_DEEPEST = 5


class Part(Struct, frozen=True):
    """One part: its headers, and where its body stands in the file (offsets of bytes)."""

    headers: Message
    start: int
    end: int

    @property
    def kind(self) -> str:
        """Its media type."""
        return self.headers.get_content_type()

    @property
    def coding(self) -> str:
        """How its bytes are written: ``base64``, ``quoted-printable`` or as they are."""
        return str(self.headers.get("Content-Transfer-Encoding", "")).strip().lower()

    @property
    def charset(self) -> str:
        """The encoding of a text that its headers name, "" for none."""
        return str(self.headers.get_param("charset") or "")

    @property
    def names(self) -> tuple[str, ...]:
        """The addresses by which a page calls it."""
        identifier = str(self.headers.get("Content-ID", "")).strip().strip("<>")
        location = "".join(str(self.headers.get("Content-Location", "")).split())
        return tuple(filter(None, (location, f"cid:{identifier}" if identifier else "")))


class Archive(Struct, frozen=True):
    """A saved page: the part with the page (None for a message without one), and all others by their addresses."""

    data: bytes
    page: Part | None
    others: Mapping[str, Part] = field(default_factory=dict)

    def with_pictures(self, document: n.Document) -> n.Document:
        """The document with the pictures of the archive in it, as ``data:`` addresses."""
        base = next((name for name in self.page.names if not name.startswith("cid:")), "") if self.page else ""

        def shown(image: n.Image) -> n.Image:
            whole = urldefrag(image.url if image.url.startswith("cid:") else _joined(base, image.url))[0]
            part = self.others.get(image.url) or self.others.get(whole)
            if part is None or not part.kind.startswith("image/"):
                return image
            packed = base64.b64encode(payload(self.data, part)).decode("ascii")
            return n.Image(image.content, f"data:{part.kind};base64,{packed}", image.title, image.attr, at=image.at)

        return rewrite(document, {n.Image: shown})


def _joined(base: str, url: str) -> str:
    try:
        return urljoin(base, url)
    except ValueError:
        return url


def archive(data: bytes) -> Archive | None:
    """The archive in the bytes of a file; None for what is none."""
    head = _LOOKS.match(data[: 1 << 16])
    if head is None or b"content-type" not in head[0].lower():
        return None
    parts = list(_parts(data, 0, len(data), 0))
    if not parts or not any(kind.encode() in head[0].lower() for kind in (*_KINDS, *_PAGES)):
        return None
    start = f"cid:{_headers(data, 0, len(data))[0].get_param('start') or ''}".replace("<", "").replace(">", "")
    pages = [part for part in parts if part.kind in _PAGES]
    page = next((part for part in pages if start in part.names), pages[0] if pages else None)
    return Archive(data, page, {name: part for part in reversed(parts) for name in part.names if part is not page})


def _headers(data: bytes, start: int, end: int) -> tuple[Message, int]:
    """The headers at an offset, and where the body begins that follows them."""
    blank = re.compile(rb"\r?\n[ \t]*\r?\n").search(data, start, end)
    stop, begin = (blank.start(), blank.end()) if blank else (end, end)
    return BytesHeaderParser().parsebytes(data[start:stop] + b"\n\n"), begin


def _parts(data: bytes, start: int, end: int, depth: int) -> Iterator[Part]:
    headers, begin = _headers(data, start, end)
    boundary = headers.get_boundary() if headers.get_content_maintype() == "multipart" else None
    if not boundary or depth > _DEEPEST:
        yield Part(headers, begin, end)
        return
    line = re.compile(
        rb"(?:\r?\n|\A)?--" + re.escape(boundary.encode("latin-1", "replace")) + rb"(--)?[ \t]*(?:\r?\n|\Z)"
    )
    found = list(line.finditer(data, max(begin - 2, 0), end))
    for place, one in enumerate(found):
        if one[1]:
            return
        yield from _parts(data, one.end(), found[place + 1].start() if place + 1 < len(found) else end, depth + 1)


def payload(data: bytes, part: Part) -> bytes:
    """The bytes that a part holds."""
    import quopri

    body = data[part.start : part.end]
    if part.coding == "base64":
        # What is no letter of it, and a last group that was cut off, is passed over as mail programs do.
        letters = re.sub(rb"[^A-Za-z0-9+/]", b"", body)
        letters = letters[: len(letters) - (len(letters) % 4 == 1)]
        return base64.b64decode(letters + b"=" * (-len(letters) % 4))
    return quopri.decodestring(body) if part.coding == "quoted-printable" else body
