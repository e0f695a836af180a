"""The closed world of a page: pictures and faces that were read and checked before, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from docforge.protocols import Asset
from docforge.theme.fonts import Face

SCHEME = "docforge-res"


def resource_url(sha256: str) -> str:
    """The URL of a resource by its digest; equal bytes have equal URLs on every machine."""
    return f"{SCHEME}:{sha256}"


class Shelf:
    """What a page may load, by URL, and what it asked for in vain."""

    def __init__(self, assets: Mapping[str, Asset], faces: tuple[Face, ...]) -> None:
        self._pictures = {resource_url(asset.sha256): asset for asset in assets.values()}
        self._faces = {resource_url(face.sha256): face for face in faces}
        self.refused: list[str] = []

    def get(self, url: str) -> tuple[bytes, str]:
        """Bytes and media type. An unknown URL is noted and answered with nothing: a refusal must not end the work."""
        picture = self._pictures.get(url)
        if picture:
            return picture.data, picture.media_type
        face = self._faces.get(url)
        if face:
            return Path(face.path).read_bytes(), "font/ttf"
        self.refused.append(url[:200])
        return b"", "text/plain"


@cache
def _closed_class() -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Closed(URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types
        """Answers from a shelf; opens neither file nor socket."""

        def __init__(self, shelf: Shelf) -> None:
            super().__init__(allowed_protocols=(SCHEME,), allow_redirects=False)
            self._shelf = shelf

        def fetch(self, url: str, headers: object = None) -> object:
            data, media_type = self._shelf.get(url)
            return URLFetcherResponse(url, data, {"Content-Type": media_type})

    return Closed


def closed_fetcher(shelf: Shelf) -> Any:
    """A fetcher for WeasyPrint; import WeasyPrint through the engine first."""
    return _closed_class()(shelf)
