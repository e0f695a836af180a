"""The one door to WeasyPrint: started once a process, quickly, with the store's fonts only.

Everything that makes a page goes through ``Engine.page``, which gives the closed fetcher to every part of it.
"""

from __future__ import annotations

import contextlib
import io
import sys
import warnings
from collections.abc import Callable, Iterator
from typing import Any, Protocol

from docforge.limits import deep_recursion
from docforge.press import beside
from docforge.theme.fonts import FontStore
from docforge.writers.pdf import fontdata
from docforge.writers.pdf.fonttools import without_fonttools
from docforge.writers.pdf.variants import VARIANTS

BASE_URL = "docforge-res://page/"
"""Every relative URL is taken from here, so that no folder of this machine gets into a file."""
_CALLS = 20_000
"""Frames: a level of blocks takes WeasyPrint about a dozen, and a level of the model up to three blocks."""
SHEETS_KEPT = 8
"""Parsed style sheets kept for later documents; each is some hundred kilobytes."""


class EngineError(Exception):
    """WeasyPrint cannot be used. ``fix`` is what the user does about it."""

    def __init__(self, message: str, fix: str) -> None:
        super().__init__(message)
        self.fix = fix


class Fetcher(Protocol):
    """What WeasyPrint asks for resources."""

    def fetch(self, url: str, headers: object = None) -> object: ...


DEFAULT = VARIANTS["ua-1"]


class Engine:
    """WeasyPrint with one font configuration. Faces stay declared: a family's name says its design and region.

    ``strange``: what of WeasyPrint has changed so that the press does not set its lines; empty when it does.

    ``beside``: whether emphasis marks and readings can be drawn beside lines.
    """

    def __init__(self, store: FontStore) -> None:
        self.folder = store.folder
        with store.pinned():
            self.weasyprint = _load()
            from weasyprint.text.fonts import FontConfiguration

            self.fonts = FontConfiguration()
            self.strange = _press()
        fontdata.install()
        self.beside = beside.install()
        self._sheets: dict[str, Any] = {}

    def page(self, html: str, css: str, fetcher: Fetcher, own: str = "", variant: str = DEFAULT) -> Any:
        """The document laid out: WeasyPrint's ``Document``. ``own`` are rules of this document alone."""
        page = self.weasyprint.HTML(string=html, base_url=BASE_URL, url_fetcher=fetcher)
        sheets = [self._shared(css, fetcher), *([self._parsed(own, fetcher)] if own else [])]
        with deep_recursion(_CALLS):
            return page.render(font_config=self.fonts, stylesheets=sheets, pdf_variant=variant)

    def _parsed(self, css: str, fetcher: Fetcher) -> Any:
        return self.weasyprint.CSS(string=css, base_url=BASE_URL, url_fetcher=fetcher, font_config=self.fonts)

    def _shared(self, css: str, fetcher: Fetcher) -> Any:
        """A parsed style sheet. Documents with the same theme and faces share it."""
        sheet = self._sheets.pop(css, None) or self._parsed(css, fetcher)
        self._sheets[css] = sheet
        while len(self._sheets) > SHEETS_KEPT:
            del self._sheets[next(iter(self._sheets))]
        return sheet

    def pdf(self, document: Any, finisher: Callable[[Any, Any], None], variant: str = DEFAULT) -> bytes:
        """The bytes of a document that was laid out; ``finisher`` changes the objects before they are written."""
        with deep_recursion(_CALLS), warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)  # WeasyPrint leaves its colour profile open
            data = document.write_pdf(finisher=finisher, pdf_variant=variant)
        if not isinstance(data, bytes):
            raise TypeError("WeasyPrint gave no bytes")
        return data


def _press() -> list[str]:
    """Let the press set lines. Returns what of WeasyPrint is not as it was; then lines are set by WeasyPrint alone."""
    try:
        from docforge.press.hooks import install
    except (ImportError, AttributeError) as error:
        return [str(error)]
    return install()


def _load() -> Any:
    """Import WeasyPrint. Raises EngineError with the line that installs what is missing."""
    said = io.StringIO()
    try:
        with warnings.catch_warnings(), contextlib.redirect_stdout(said), _without_searching(), without_fonttools():
            # The warning about harfbuzz-subset becomes an error of our own below.
            warnings.simplefilter("ignore", DeprecationWarning)
            import weasyprint
            from weasyprint.text import ffi
    except OSError as error:
        message = f"Pango cannot be loaded: {str(error).splitlines()[0]}"
        raise EngineError(message, "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0") from error
    if ffi.harfbuzz_subset is None:
        message = "libharfbuzz-subset is missing: a page would take ten seconds"
        raise EngineError(message, "apt-get install libharfbuzz-subset0")
    return weasyprint


@contextlib.contextmanager
def _without_searching() -> Iterator[None]:
    """On Linux, do not let the C library loader search for names that cannot exist there.

    WeasyPrint tries each library under the names of several systems. For a name that is no file, cffi asks
    ``ctypes.util.find_library``, which starts gcc and ldconfig: 54 processes an import. The last names are the
    libraries' sonames, which are loaded without a search. On other systems nothing is changed.
    """
    if not sys.platform.startswith("linux"):
        yield
        return
    import ctypes.util

    find = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = find


_engines: dict[str, Engine] = {}


def engine(store: FontStore) -> Engine:
    """The engine of a store, started when first asked for. Raises EngineError, FontStoreError."""
    key = str(store.folder)
    if key not in _engines:
        _engines[key] = Engine(store)
    return _engines[key]
