"""Pages of a PDF as pictures, as PDFium draws them. PDFium is no library for several threads: one draws at a time."""

from __future__ import annotations

import io
import threading
from collections import OrderedDict

_LOCK = threading.Lock()
_KEPT = 24
"""Pictures that are kept: those of a few pages at a few sizes."""
_QUICK = 1
"""Compression of pictures that go no farther than this machine."""


class Pages:
    """The pages of one PDF."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._drawn: OrderedDict[tuple[int, float], bytes] = OrderedDict()
        self.sizes = self._sizes()

    def _sizes(self) -> tuple[tuple[float, float], ...]:
        """Width and height of each page, points."""
        import pypdfium2

        if not self._data:
            return ()
        with _LOCK, pypdfium2.PdfDocument(self._data) as document:
            return tuple(document.get_page_size(number) for number in range(len(document)))

    def picture(self, page: int, scale: float) -> bytes:
        """A page (from 1) as PNG, ``scale`` pixels a point. Raises IndexError where there is no such page."""
        import pypdfium2

        if not 1 <= page <= len(self.sizes):
            raise IndexError(page)
        with _LOCK:
            if (page, scale) not in self._drawn:
                with pypdfium2.PdfDocument(self._data) as document:
                    drawn = document[page - 1].render(scale=scale).to_pil()
                out = io.BytesIO()
                drawn.save(out, "PNG", compress_level=_QUICK)
                self._drawn[page, scale] = out.getvalue()
                while len(self._drawn) > _KEPT:
                    self._drawn.popitem(last=False)
            return self._drawn[page, scale]
