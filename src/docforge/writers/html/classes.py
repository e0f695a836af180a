"""Class names that pass from a source to the page."""

from __future__ import annotations

import re

from docforge.model.nodes import Attr

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_OURS = re.compile(r"df-.*|no|run|fn.*|hang-.*|run-in|tight|counted|numbered")


def names(attr: Attr) -> tuple[str, ...]:
    """The classes of a node that are plain names and do not pass for docforge's own."""
    return tuple(name for name in attr.classes if _NAME.fullmatch(name) and not _OURS.fullmatch(name))
