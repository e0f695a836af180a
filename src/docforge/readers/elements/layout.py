"""Layout and colour typed into the text: the theme's work, so it is left out, and said once for each kind."""

from __future__ import annotations

from typing import Any

from docforge.diagnostics import Severity
from docforge.model import nodes as n
from docforge.model.walk import WITH_ATTR, iterate
from docforge.readers.findings import Findings

_LOOKS = frozenset({"style", "align", "color", "bgcolor", "background", "face", "dir"})
"""Attributes that say how something is to look; without them it can mean something else."""

_MEASURES = frozenset(
    {"border", "cellpadding", "cellspacing", "frame", "rules", "nowrap", "valign", "hspace", "vspace"}
)
"""Attributes that space things out and rule them."""

_OF_ELEMENTS: dict[tuple[str, str], Severity] = {
    ("font", "size"): "warning",
    ("ol", "type"): "warning",
    ("ul", "type"): "note",
    ("hr", "width"): "note",
}
_SIZED = frozenset({"table", "td", "th", "col", "tr"})
_FURNITURE = frozenset({"details", "summary"})
"""Elements whose looks come from the program that exported the page."""

_SHOWN = 40


class LeftOut:
    """The layout that was met in one source, by kind."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, Severity], list[tuple[n.Position | None, str]]] = {}

    def tag(self, name: str, attributes: dict[str, str], at: n.Position) -> None:
        """Note what the start tag of an element asks for. A picture's width and height are kept, so are not noted."""
        if name == "center":
            self._add("<center>", "warning", at, "<center>")
        for key, value in attributes.items():
            severity = _severity(name, key)
            # The colour of <font> enters the model and is noted there.
            if severity and not (name == "font" and key == "color"):
                self._add(key, severity, at, f"{_pair(key, value)} on <{name}>")

    def model(self, node: Any) -> None:
        """Note the attributes that the model keeps and no output draws: ``[words]{color=red}``, ``<font color>``."""
        at: n.Position | None = None
        for found in iterate(node, *WITH_ATTR):
            at = getattr(found, "at", None) or at
            attr = getattr(found, "attr", n.NO_ATTR)
            drawn = any(name.startswith("color-") for name in attr.classes)
            for key, value in attr.pairs:
                if key in _LOOKS and not (key == "color" and drawn):
                    self._add(key, "warning", at, _pair(key, value))

    def report(self, findings: Findings) -> None:
        """One diagnostic for each kind, at the first place, with the number of places."""
        for (_, severity), met in self._found.items():
            at, what = min(met, key=lambda pair: (pair[0] is None, pair[0] and (pair[0].line, pair[0].column)))
            places = f" ({len(met)} places)" if len(met) > 1 else ""
            findings.add("DF131", f"layout or colour left out: {what}{places}", at, severity=severity)

    def _add(self, kind: str, severity: Severity, at: n.Position | None, what: str) -> None:
        self._found.setdefault((kind, severity), []).append((at, what))


def _severity(name: str, key: str) -> Severity | None:
    """How grave it is that an attribute of an element is left out; None for one that is no layout."""
    if key in _LOOKS:
        return "note" if name in _FURNITURE else "warning"
    if (name, key) in _OF_ELEMENTS:
        return _OF_ELEMENTS[name, key]
    return "note" if key in _MEASURES or (name in _SIZED and key in ("width", "height")) else None


def _pair(key: str, value: str) -> str:
    value = " ".join(value.split())
    return f'{key}="{value if len(value) <= _SHOWN else value[: _SHOWN - 1] + "…"}"'
