"""What the browser asks for, and what it gets of the view that is there."""

from __future__ import annotations

import json
import mimetypes
import os
import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import unquote

from docforge import resources
from docforge.model.text import inline_text
from docforge.preview import editors
from docforge.preview.choices import LANGUAGES
from docforge.preview.desk import Desk
from docforge.preview.http import BOOK_POLICY, Request, Response
from docforge.preview.pictures import Pages
from docforge.preview.view import View, told
from docforge.preview.words import page_in, words_for

_STATIC = {"app.js": "text/javascript", "pages.js": "text/javascript", "style.css": "text/css"}
_SCALES = (0.5, 6.0)
"""Pixels a point, least and most."""
_BEAT = 15.0
"""Seconds after which a stream says that it is alive, and finds out that nobody listens."""

NOT_THERE = Response(status=404)
WRONG = Response(status=400)


class Routes:
    """Answers requests from the desk's view."""

    def __init__(self, desk: Desk, editor: str = "", language: str = "") -> None:
        self.desk = desk
        self.editor = editor
        self.language = language
        self._pages: dict[int, Pages] = {}

    def answer(self, request: Request) -> Response:
        """The answer to a request that was let in."""
        first, _, rest = request.path.lstrip("/").partition("/")
        table: dict[tuple[str, str], Callable[[Request, str], Response]] = {
            ("GET", ""): self._page,
            ("GET", "static"): self._static,
            ("GET", "state"): self._state,
            ("GET", "events"): self._events,
            ("GET", "page"): self._picture,
            ("GET", "layer"): self._layer,
            ("GET", "place"): self._place,
            ("GET", "book"): self._book,
            ("POST", "choose"): self._choose,
            ("POST", "open"): self._open,
        }
        handler = table.get((request.method, first))
        return handler(request, rest) if handler else NOT_THERE

    def _page(self, request: Request, rest: str) -> Response:
        language = request.query.get("ui") or self.language or request.language
        return Response(page_in(language).encode(), "text/html; charset=utf-8")

    def _static(self, request: Request, rest: str) -> Response:
        if rest == "words.json":
            return _json(words_for(request.query.get("ui") or self.language or request.language))
        if rest not in _STATIC:
            return NOT_THERE
        return Response(resources.text(f"templates/preview/{rest}").encode(), f"{_STATIC[rest]}; charset=utf-8")

    # ------------------------------------------------------------ the view

    def _state(self, request: Request, rest: str) -> Response:
        return _json(self.state(self.desk.view))

    def state(self, view: View) -> dict[str, Any]:
        """All of a view but its pictures."""
        offer, document = self.desk.offer, view.document
        return {
            "number": view.number,
            "fresh": view.fresh,
            "seconds": round(view.seconds, 3),
            "title": inline_text(document.title) if document else view.choices.document,
            "lang": document.lang if document else "",
            "numbered": view.numbered(),
            "pages": self._pages_of(view).sizes,
            "book": view.spine,
            "outline": view.outline(),
            "diagnostics": told(view.diagnostics),
            "sources": [{"name": name, "lines": text.lines} for name, text in view.texts.items() if text.text],
            "chosen": {
                "document": view.choices.document,
                "theme": view.choices.theme,
                "presets": view.choices.presets,
                "edition": view.choices.edition,
                "language": view.choices.language,
            },
            "offered": {
                "document": offer.documents,
                "theme": offer.themes,
                "presets": offer.presets,
                "edition": offer.editions,
                "language": LANGUAGES,
            },
            "editor": bool(self.editor),
        }

    def _pages_of(self, view: View) -> Pages:
        """The pages of a view; those of the one before are kept until the browser has the new ones."""
        if view.number not in self._pages:
            self._pages[view.number] = Pages(view.pdf)
            for number in sorted(self._pages)[:-2]:
                self._pages.pop(number, None)
        return self._pages[view.number]

    def _events(self, request: Request, rest: str) -> Response:
        return Response(kind="text/event-stream; charset=utf-8", stream=self._changes())

    def _changes(self) -> Iterator[bytes]:
        number = self.desk.view.number
        yield f"retry: 500\ndata: {number}\n\n".encode()
        while True:
            view = self.desk.wait(number, _BEAT)
            if view is None:
                yield b": here\n\n"
            else:
                number = view.number
                yield f"data: {number}\n\n".encode()

    def _picture(self, request: Request, rest: str) -> Response:
        found = re.fullmatch(r"([0-9]+)/([0-9]+)\.png", rest)
        scale = request.query.get("scale", "2")
        if found is None or not re.fullmatch(r"[0-9]+(\.[0-9]{1,3})?", scale):
            return WRONG
        pages = self._pages.get(int(found[1])) or self._pages_of(self.desk.view)
        try:
            least, most = _SCALES
            return Response(pages.picture(int(found[2]), min(max(float(scale), least), most)), "image/png")
        except IndexError:
            return NOT_THERE

    def _layer(self, request: Request, rest: str) -> Response:
        return _json(self.desk.view.layer(int(rest))) if re.fullmatch(r"[0-9]{1,6}", rest) else WRONG

    def _place(self, request: Request, rest: str) -> Response:
        return _json(self.desk.view.place(unquote(rest)))

    def _book(self, request: Request, rest: str) -> Response:
        """A file of the e-book. The number before its name is the view's, so that no old one is shown."""
        name = unquote(rest.partition("/")[2])
        data = self.desk.view.book.get(name)
        if data is None:
            return NOT_THERE
        kind = "application/xhtml+xml" if name.endswith(".xhtml") else mimetypes.guess_type(name)[0] or "text/plain"
        return Response(data, kind, policy=BOOK_POLICY)

    # ------------------------------------------------------------ what is asked

    def _choose(self, request: Request, rest: str) -> Response:
        try:
            choices = self.desk.offer.chosen(request.body, self.desk.view.choices)
        except ValueError:
            return WRONG
        return _json({"number": self.desk.make(choices).number})

    def _open(self, request: Request, rest: str) -> Response:
        """Open a line of a source of the view in the editor that was named on the command line."""
        body, view = request.body, self.desk.view
        if not isinstance(body, dict) or body.get("file") not in view.texts or not self.editor:
            return WRONG
        line, column = body.get("line"), body.get("column", 1)
        if not (isinstance(line, int) and isinstance(column, int) and line > 0):
            return WRONG
        path = os.path.abspath(self.desk.offer.world.path(body["file"]))
        link = editors.link(self.editor, path, line, column)
        problem = None if link else editors.run(self.editor, path, line, column, self.desk.offer.world)
        return _json({"link": link, "problem": f"{problem.code} {problem.message}" if problem else ""})


def _json(value: Any) -> Response:
    return Response(json.dumps(value, ensure_ascii=False).encode(), "application/json; charset=utf-8")
