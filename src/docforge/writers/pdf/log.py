"""What WeasyPrint has to say, as diagnostics instead of lines on a terminal."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from docforge.diagnostics import Diagnostic, report

_LOGGERS = ("weasyprint", "fontTools")


class _Collector(logging.Handler):
    """Keeps the texts of warnings and errors, each once, in order."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: dict[str, None] = {}

    def emit(self, record: logging.LogRecord) -> None:
        self.messages[record.getMessage()] = None


@contextmanager
def collected() -> Iterator[dict[str, None]]:
    """Messages logged inside; nothing of them reaches other handlers."""
    collector = _Collector()
    before = []
    for name in _LOGGERS:
        logger = logging.getLogger(name)
        before.append((logger, logger.propagate))
        logger.propagate = False
        logger.addHandler(collector)
    try:
        yield collector.messages
    finally:
        for logger, propagate in before:
            logger.removeHandler(collector)
            logger.propagate = propagate


def diagnostics(messages: dict[str, None], file: str) -> list[Diagnostic]:
    """A warning for each message."""
    return [report("DF709", message, file=file) for message in messages]
