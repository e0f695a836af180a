"""Makes views: one warm process that converts a document again when it or what it is made of changes."""

from __future__ import annotations

import gc
import os
import threading
import time
from collections.abc import Iterator
from urllib.parse import unquote

from msgspec.structs import replace

from docforge.build import registry
from docforge.build.convert import convert
from docforge.build.outputs import Output
from docforge.build.registry import UsageError
from docforge.build.traced import TracedWorld
from docforge.diagnostics import report
from docforge.preview.choices import Choices, Offer
from docforge.preview.view import View

_FILES = {"pdf": "preview.pdf", "epub": "preview.epub"}
"""Names of what is made; nothing is written under them."""


class Paper(TracedWorld):
    """The folder's files to read; what is written stays in memory."""

    def __init__(self, offer: Offer) -> None:
        super().__init__(offer.world)
        self._there = offer.world.path
        self.made: dict[str, bytes] = {}

    def write(self, path: str, data: bytes) -> None:
        self.made[path] = data

    def paths(self) -> Iterator[str]:
        """Everything that was asked for so far, there or not, as paths of the machine."""
        for question in self.seen:
            folder, _, reference = question.partition("\0")
            if not reference.startswith("\0"):  # else it is a variable
                yield os.path.abspath(self._there(os.path.join(folder, unquote(reference)).rstrip("/.") or os.curdir))


class Desk:
    """Holds the last view, makes the next, and lets others wait for it."""

    def __init__(self, offer: Offer) -> None:
        self.offer = offer
        self.view = View(0, offer.first)
        self.files: frozenset[str] = frozenset()
        """What the last view was made from, as paths of the machine."""
        self._making = threading.Lock()
        self._changed = threading.Condition()

    def make(self, choices: Choices | None = None) -> View:
        """A new view of the document as it is now; of other ``choices`` where some are given."""
        with self._making:
            gc.disable()  # circles are looked for when the browser has what it waits for
            try:
                view = self._made(choices or self.view.choices)
                with self._changed:
                    self.view = view
                    self._changed.notify_all()
                return view
            finally:
                gc.enable()

    def wait(self, number: int, seconds: float) -> View | None:
        """The view after that of a number, as soon as there is one; None if there is none within the time."""
        with self._changed:
            self._changed.wait_for(lambda: self.view.number > number, seconds)
            return self.view if self.view.number > number else None

    def _made(self, choices: Choices) -> View:
        start = time.monotonic()
        world = Paper(self.offer)
        before = self.view
        number = before.number + 1
        outputs = [Output(path, registry.writer(name)) for name, path in _FILES.items()]
        try:
            options = self.offer.options_for(choices)
            outcome = convert([choices.document], outputs, options, world)
        except UsageError as error:
            problem = report("DF604", str(error), file=choices.document)
            return replace(before, number=number, choices=choices, diagnostics=(problem,), fresh=False)
        finally:
            self.files = frozenset(world.paths())
        pdf, epub = (world.made.get(path, b"") for path in _FILES.values())
        same = before.choices.document == choices.document
        return View(
            number,
            choices,
            outcome.document,
            pdf or (before.pdf if same else b""),
            epub or (before.epub if same else b""),
            outcome.diagnostics,
            outcome.texts,
            time.monotonic() - start,
            bool(pdf),
            outcome.limits,
        )
